"""What people wrote, as plain text with nothing in it but text. Each format escapes it in its own way."""

from __future__ import annotations

import re

# What other systems use to end a line; a phone's keyboard and Word's Shift+Enter among them.
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Not text: XML and UTF-8 refuse some of it, and the direction marks can turn a line, or a name, around.
_NOT_TEXT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_SPACES = re.compile("[ \t]+")
_BLANK_LINES = re.compile("\n{2,}")

Paragraph = tuple[str, ...]  # its lines


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """An empty line parts paragraphs and a line end stays a line end, as the writer saw it in her field."""
    return tuple(tuple(part.split("\n")) for part in clean(text).split("\n\n") if part)


def one_line(text: str | None) -> str:
    """What somebody wrote, cleaned, on one line."""
    return clean(text or "").replace("\n\n", " ").replace("\n", " ")


def clean(text: str) -> str:
    """Plain text, trimmed line by line, at most one empty line in a row; "" if there is nothing to see."""
    plain = _NOT_TEXT.sub("", _LINE_ENDS.sub("\n", text))
    lines = "\n".join(line.strip() if _visible(line) else "" for line in _SPACES.sub(" ", plain).split("\n"))
    return _BLANK_LINES.sub("\n\n", lines).strip("\n")


def _visible(line: str) -> bool:
    return any(letter.isprintable() and not letter.isspace() for letter in line)
