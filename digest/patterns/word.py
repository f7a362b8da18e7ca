"""The patterns as a Word document, to be printed for the staff meeting. No colour grades anything."""

from __future__ import annotations

from datetime import timedelta

from docx.document import Document as DocxDocument
from docx.oxml import OxmlElement
from docx.shared import Cm
from docx.table import _Row

from digest.patterns.paper import Paper
from digest.patterns.wording import SaidPart, SaidTable, Wording, wording
from digest.word_document import BASE, GREY, INK, NAVY, Look, Rule, new_document, packed
from domain.calendar import local

_LOOKS = {
    **BASE,
    "Cell": Look(10.5, INK, 2, 2),
    "Cell heading": Look(10.5, NAVY, 2, 2, bold=True, keep_with_next=True),
    "Asks": Look(11.5, INK, 6, 6, italic=True),
    "Line to write on": Look(11, INK, 22, 0, rule=Rule("bottom", 4, GREY)),
}
_WIDTHS = (Cm(10), Cm(6))


def render(paper: Paper) -> bytes:
    """A .docx file: the same paper gives the same bytes."""
    said = wording(paper)
    last_day = local(paper.period.ends() - timedelta(hours=1)).date()
    document = new_document(said.language, _LOOKS, said.title, last_day)
    document.add_paragraph(said.title, "Heading 1")
    document.add_paragraph(said.area)
    for text in (*said.how, *([said.note] if said.note else [])):
        document.add_paragraph(text)
    for part in said.parts:
        _write_part(document, part, said)
    for question in said.last if said.parts else ():
        document.add_paragraph(question, "Heading 3")
        document.add_paragraph("", "Line to write on")
    return packed(document)


def _write_part(document: DocxDocument, part: SaidPart, said: Wording) -> None:
    document.add_paragraph(part.name, "Heading 2")
    document.add_paragraph(part.of)
    for table in part.tables:
        document.add_paragraph(table.title, "Heading 3")
        if table.rows:
            _write_table(document, table, said)
        else:
            document.add_paragraph(said.too_few)
        document.add_paragraph(table.question, "Asks")


def _write_table(document: DocxDocument, table: SaidTable, said: Wording) -> None:
    drawn = document.add_table(1 + len(table.rows), len(_WIDTHS), "Table Grid")
    drawn.autofit = False
    first, *others = drawn.rows
    plain, bold = (document.styles[name].style_id for name in ("Cell", "Cell heading"))
    _fill(first, (said.column, said.how_many), bold)
    first._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # repeated on every page
    for drawn_row, row in zip(others, table.rows, strict=True):
        _fill(drawn_row, row, plain)
        drawn_row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _fill(drawn: _Row, contents: tuple[str, str], style_id: str) -> None:
    for cell, text, width in zip(drawn.cells, contents, _WIDTHS, strict=True):
        cell.width = width
        cell.paragraphs[0]._p.style = style_id
        cell.paragraphs[0].add_run(text)
