"""The patterns as Markdown, for whoever writes the minutes. Names are never markup."""

from __future__ import annotations

from digest.markdown import escape
from digest.patterns.paper import Paper
from digest.patterns.wording import SaidPart, SaidTable, Wording, wording

_LINE_TO_WRITE_ON = "_" * 40


def render(paper: Paper) -> bytes:
    said = wording(paper)
    blocks = [f"# {escape(said.title)}", escape(said.area), *map(escape, said.how)]
    blocks += [escape(said.note)] if said.note else []
    for part in said.parts:
        blocks += _part(part, said)
    for question in said.last if said.parts else ():
        blocks += [f"**{escape(question)}**", escape(_LINE_TO_WRITE_ON)]
    return ("\n\n".join(blocks) + "\n").encode("utf8")


def _part(part: SaidPart, said: Wording) -> list[str]:
    blocks = [f"## {escape(part.name)}", escape(part.of)]
    for table in part.tables:
        blocks += [f"### {escape(table.title)}", _rows(table) or escape(said.too_few)]
        blocks += [f"*{escape(table.question)}*"]
    return blocks


def _rows(table: SaidTable) -> str:
    """Lists, which read well also where a table would not be drawn."""
    return "\n".join(f"- {escape(cell)}: {escape(band)}" for cell, band in table.rows)
