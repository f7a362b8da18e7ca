"""The section as Markdown, in which what people wrote is never markup.

Escaped for CommonMark and for its neighbours (GitHub's tables and bare links, Pandoc's attributes and
mathematics), for we do not know which reader the editor pastes it into.
"""

from __future__ import annotations

import re

from digest.data import Story, wording
from digest.section import Section

# `<`, `>` and `&` become entities and not `\<`: the oldest readers know only entities.
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_ANYWHERE = re.compile(r"[\\`*_{}\[\]#|~$^@&<>]")
# What a reader may turn into a link unasked: an address with its scheme, one without, a bare domain.
_BARE_LINK = re.compile(r":(?=//)|/(?=/)|(?<=www)\.|(?<=[^\W_])\.(?=[^\W\d_])", re.IGNORECASE)
# A bullet, a rule or underline, a definition.
_LINE_START = re.compile(r"^[-+=:]")
_NUMBERED = re.compile(r"^(\d+)([.)])(?=\s|$)", re.ASCII)


def render(section: Section) -> bytes:
    """A Markdown file: our headings, their words."""
    said = wording(section)
    blocks = ["# " + escape(said.heading), escape(said.dates)]
    if said.note:
        blocks.append(escape(said.note))
    for chapter in said.chapters:
        blocks.append("## " + escape(chapter.title))
        for story in chapter.stories:
            blocks.extend(_story(story))
    blocks.append(_italic(said.invitation))
    return ("\n\n".join(blocks) + "\n").encode("utf8")


def escape(line: str) -> str:
    """One line of plain text as Markdown that reads as exactly that text."""
    safe = _ANYWHERE.sub(lambda found: _ENTITIES.get(found[0], "\\" + found[0]), line)
    safe = _BARE_LINK.sub(r"\\\g<0>", safe)
    safe = _LINE_START.sub(r"\\\g<0>", safe)
    return _NUMBERED.sub(r"\1\\\2", safe)


def _story(story: Story) -> list[str]:
    blocks = []
    if story.title:
        blocks.append("### " + escape(story.title))
    if story.unit_above:
        blocks.append(_italic(story.unit_above))
    # A backslash at the end of a line is a line break; two spaces there would not survive an editor.
    blocks.extend("\\\n".join(escape(line) for line in lines) for lines in story.paragraphs)
    if story.sign_off:
        blocks.append(escape(story.sign_off))
    return blocks


def _italic(line: str) -> str:
    return f"*{escape(line)}*"
