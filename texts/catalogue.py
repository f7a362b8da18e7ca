"""Every word a person reads, by id, in Danish and English.

Danish is written first; an id that English lacks is shown in Danish rather than as a code.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import Any

from texts.entries import Entries

LANGUAGES = ("da", "en")


class UnknownText(KeyError):
    """A text id that no language has."""


class Texts:
    """The catalogue in one language: `Texts("da")("story-thanks-heading", name="Anne")`."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._files = [_file(language)] + ([_file("da")] if language != "da" else [])

    def __call__(self, text_id: str, **values: Any) -> str:
        for file in self._files:
            text = file.say(text_id, values)
            if text is not None:
                return text
        raise UnknownText(text_id)

    def has(self, text_id: str) -> bool:
        return any(file.has(text_id) for file in self._files)

    def phrases(self, text_id: str) -> tuple[str, ...]:
        """The alternatives of a text written as `one | two | three`."""
        return tuple(part.strip() for part in self(text_id).split("|"))


@lru_cache
def texts(language: str) -> Texts:
    """The one catalogue of a language; an unknown language is Danish."""
    return Texts(language if language in LANGUAGES else "da")


@lru_cache
def _file(language: str) -> Entries:
    return Entries(language, resources.files("texts").joinpath(f"{language}.ftl").read_text(encoding="utf8"))
