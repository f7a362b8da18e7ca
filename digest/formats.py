"""The formats a section can be taken home in, and the one function that makes them."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from digest import archive, data, mail, markdown, page
from digest.section import Section


class UnknownFormat(ValueError):
    """A format nobody taught us."""


class Format(StrEnum):
    """What the editor chooses between, by the name used on the command line and in addresses."""

    MD = "md"
    HTML = "html"
    DOCX = "docx"
    EML = "eml"
    JSON = "json"
    ZIP = "zip"  # the web page with its pictures beside it

    @property
    def content_type(self) -> str:
        return _CONTENT_TYPES[self]

    @property
    def suffix(self) -> str:
        return f".{self.value}"

    @classmethod
    def _missing_(cls, value: object) -> Format:
        raise UnknownFormat(f"{value!r} is not one of {', '.join(cls)}")


_CONTENT_TYPES = {
    Format.MD: "text/markdown; charset=utf-8",
    Format.HTML: "text/html; charset=utf-8",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.EML: "message/rfc822",
    Format.JSON: "application/json",
    Format.ZIP: "application/zip",
}


def _word(section: Section) -> bytes:
    """Few ask for Word, and python-docx with lxml weighs 11 MB: it is loaded for the first of them."""
    from digest import word

    return word.render(section)


_RENDERERS: dict[Format, Callable[[Section], bytes]] = {
    Format.MD: markdown.render,
    Format.HTML: page.render,
    Format.DOCX: _word,
    Format.EML: mail.render,
    Format.JSON: data.render,
    Format.ZIP: archive.render,
}


def render(section: Section, fmt: Format) -> bytes:
    """The section as a file's content: the same section gives the same bytes, so exports can be compared."""
    return _RENDERERS[fmt](section)
