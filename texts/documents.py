"""Longer texts than a screen's: a file for each language, from which page and docs/ are made.

They are Markdown, and named `.txt` because that is what the distribution takes along.
"""

from __future__ import annotations

from importlib import resources

from texts.catalogue import LANGUAGES


def document(name: str, language: str) -> str:
    """A document such as `check-ins`; Danish for a language that we do not have."""
    known = language if language in LANGUAGES else "da"
    return resources.files("texts").joinpath(f"{name}.{known}.txt").read_text(encoding="utf8")


def in_every_language(name: str) -> str:
    """As it stands in docs/: Danish first."""
    return "\n---\n\n".join(document(name, language) for language in LANGUAGES)
