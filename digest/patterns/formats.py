"""The formats that patterns can be taken along in."""

from __future__ import annotations

from enum import StrEnum

from digest.formats import Format
from digest.patterns import markdown
from digest.patterns.paper import Paper
from digest.patterns.wording import as_json


class PatternFormat(StrEnum):
    DOCX = Format.DOCX.value
    MD = Format.MD.value
    JSON = Format.JSON.value

    @property
    def content_type(self) -> str:
        return Format(self.value).content_type


def render(paper: Paper, fmt: PatternFormat) -> bytes:
    """The patterns as a file's content: the same paper gives the same bytes."""
    if fmt is not PatternFormat.DOCX:
        return markdown.render(paper) if fmt is PatternFormat.MD else as_json(paper)
    from digest.patterns import word

    return word.render(paper)
