"""The section as a Word document that the editor can go on writing in."""

from __future__ import annotations

from docx.document import Document as DocxDocument
from docx.shared import Pt

from digest.data import Story, Wording, wording
from digest.section import Section
from digest.word_document import BASE, GREEN, GREY, NAVY, Look, Rule, add_picture, new_document, packed

_LOOKS = {
    **BASE,
    "Dates": Look(11, GREY, 2, 14, rule=Rule("bottom", 12, GREEN)),
    "Unit": Look(10, NAVY, 16, 3, bold=True, keep_with_next=True),
    "Sign-off": Look(10, GREY, 0, 7, italic=True),
    "Invitation": Look(11, NAVY, 28, 0, italic=True, rule=Rule("top", 12, GREEN)),
}


def render(section: Section) -> bytes:
    """A .docx file, the same bytes whenever and wherever it is made."""
    said = wording(section)
    # The week stands in for the clock.
    document = new_document(said.language, _LOOKS, said.title, section.week.monday())
    _write(document, said)
    return packed(document)


def _write(document: DocxDocument, said: Wording) -> None:
    document.add_paragraph(said.heading, "Heading 1")
    document.add_paragraph(said.dates, "Dates")
    if said.note:
        document.add_paragraph(said.note)
    for chapter in said.chapters:
        document.add_paragraph(chapter.title, "Heading 2")
        for story in chapter.stories:
            _write_story(document, story)
    document.add_paragraph(said.invitation, "Invitation")


def _write_story(document: DocxDocument, story: Story) -> None:
    if story.title:
        document.add_paragraph(story.title, "Heading 3")
    if story.unit_above:
        document.add_paragraph(story.unit_above, "Unit")
    if story.picture:
        add_picture(document, story.picture)
    for number, lines in enumerate(story.paragraphs):
        paragraph = document.add_paragraph("\n".join(lines))
        if not number and not story.title and not story.unit_above:
            # Nothing above it keeps it off the chapter's line.
            paragraph.paragraph_format.space_before = Pt(6)
        # A signature alone at the top of a page belongs to nobody.
        paragraph.paragraph_format.keep_with_next = bool(story.sign_off)
    if story.sign_off:
        document.add_paragraph(story.sign_off, "Sign-off")
