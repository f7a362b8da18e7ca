"""The formats the committee's paper can be taken home in."""

from __future__ import annotations

from enum import StrEnum

from digest.committee import markdown
from digest.committee.paper import Paper
from digest.formats import Format


class PaperFormat(StrEnum):
    """Word for the agenda system, Markdown for everything else."""

    DOCX = Format.DOCX.value
    MD = Format.MD.value

    @property
    def content_type(self) -> str:
        return Format(self.value).content_type


def render(paper: Paper, fmt: PaperFormat) -> bytes:
    """The paper as a file's content: the same paper gives the same bytes."""
    if fmt is PaperFormat.MD:
        return markdown.render(paper)
    from digest.committee import word

    return word.render(paper)
