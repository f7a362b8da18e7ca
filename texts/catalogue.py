"""Every word a person reads, by id, in Danish and English.

Danish is written first; an id that English lacks is shown in Danish rather than as a code.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import Any

from fluent.runtime import FluentBundle, FluentResource

LANGUAGES = ("da", "en")


class UnknownText(KeyError):
    """A text id that no language has."""


class Texts:
    """The catalogue in one language: `Texts("da")("story-thanks-heading", name="Anne")`."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._bundles = [_bundle(language)] + ([_bundle("da")] if language != "da" else [])

    def __call__(self, text_id: str, **values: Any) -> str:
        for bundle in self._bundles:
            pattern = bundle.get_message(text_id).value if bundle.has_message(text_id) else None
            if pattern is not None:
                text, problems = bundle.format_pattern(pattern, values)
                if problems:
                    raise ValueError(f"{text_id} in {self.language}: {problems}")
                return str(text)
        raise UnknownText(text_id)

    def has(self, text_id: str) -> bool:
        return any(bundle.has_message(text_id) for bundle in self._bundles)

    def phrases(self, text_id: str) -> tuple[str, ...]:
        """The alternatives of a text written as `one | two | three`."""
        return tuple(part.strip() for part in self(text_id).split("|"))


@lru_cache
def texts(language: str) -> Texts:
    """The one catalogue of a language; an unknown language is Danish."""
    return Texts(language if language in LANGUAGES else "da")


@lru_cache
def _bundle(language: str) -> FluentBundle:
    source = resources.files("texts").joinpath(f"{language}.ftl").read_text(encoding="utf8")
    # Isolation marks are for mixed scripts; in a card they would be invisible junk.
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(FluentResource(source))
    return bundle
