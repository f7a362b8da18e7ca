"""The committee's paper as Markdown, in the house format. What people wrote is never markup."""

from __future__ import annotations

from digest.committee.paper import Paper
from digest.committee.wording import Row, wording
from digest.markdown import escape
from texts.catalogue import texts

_LINE_TO_WRITE_ON = "_" * 40


def render(paper: Paper) -> bytes:
    """A Markdown file with lists, which read well also where a table would not be drawn."""
    said, say = wording(paper), texts(paper.language)
    blocks = [f"# {escape(said.title)}", escape(said.dates), f"## {escape(say('paper-case'))}"]
    blocks += [escape(text) for text in (*said.why, *said.shows)]
    if said.note:
        blocks.append(escape(said.note))
    for table in said.tables:
        blocks.append(f"### {escape(table.title)}")
        blocks.append("\n".join(_item(row, paper.language) for row in table.rows))
    if said.agreements:
        blocks += [f"### {escape(say('digest-agreements'))}", escape(say("paper-agreements"))]
        blocks.append("\n".join(f"- {escape(line)}" for line in said.agreements))
    for heading, text in (
        (say("paper-economy"), say("paper-economy-text")),
        (say("paper-recommendation"), say("paper-recommendation-text")),
        (say("paper-decision"), _LINE_TO_WRITE_ON),
    ):
        blocks += [f"## {escape(heading)}", escape(text)]
    return ("\n\n".join(blocks) + "\n").encode("utf8")


def _item(row: Row, language: str) -> str:
    name = " · ".join(part for part in (row.unit, row.forum) if part)
    lines = (name, *row.points, texts(language)("paper-meets", when=row.meets))
    return "- " + "\\\n  ".join(map(escape, lines))
