"""Our own documents as HTML: headings, paragraphs, lists, bold and code, which is all that they use.

The source is ours and not a user's, and is escaped all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_CODE = re.compile(r"`(.+?)`")
_HEADING = re.compile(r"(#{1,3}) (.+)")


def as_html(source: str) -> str:
    """What stands between empty lines is a heading, a list (each line begins with `- `) or a paragraph."""
    return "\n".join(_block(block) for block in _blocks(source))


def title_of(source: str) -> str:
    """The document's first heading."""
    return next(found[2] for block in _blocks(source) if (found := _HEADING.fullmatch(block)))


def _blocks(source: str) -> Iterator[str]:
    return (block.strip() for block in re.split(r"\n\s*\n", source) if block.strip())


def _block(block: str) -> str:
    if heading := _HEADING.fullmatch(block):
        level = len(heading[1])
        return f"<h{level}>{_inline(heading[2])}</h{level}>"
    if block.startswith("- "):
        items = re.split(r"\n- ", block.removeprefix("- "))
        return "<ul>\n" + "\n".join(f"<li>{_inline(item)}</li>" for item in items) + "\n</ul>"
    return f"<p>{_inline(block)}</p>"


def _inline(text: str) -> str:
    told = escape(" ".join(text.split()))
    return _CODE.sub(r"<code>\1</code>", _BOLD.sub(r"<strong>\1</strong>", told))
