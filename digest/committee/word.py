"""The committee's paper as a Word document in the house format, ready for the agenda."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as DocxDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import Table as DocxTable
from docx.table import _Cell, _Row

from digest.committee.paper import Paper
from digest.committee.wording import Table, Wording, wording
from digest.word_document import BASE, GREEN, GREY, INK, NAVY, PALE, Look, Rule, new_document, packed
from texts.catalogue import Texts, texts

_LOOKS = {
    **BASE,
    "Dates": Look(11, GREY, 2, 14, rule=Rule("bottom", 12, GREEN)),
    "Cell": Look(10, INK, 2, 2),
    "Cell heading": Look(10, NAVY, 2, 2, bold=True, keep_with_next=True),
    "Agreement": Look(11, INK, 0, 4),
    "Line to write on": Look(11, INK, 24, 0, rule=Rule("bottom", 4, GREY)),
}
_WIDTHS = (Cm(4.1), Cm(3.9), Cm(5.5), Cm(2.5))  # the width of the page between its margins


def render(paper: Paper) -> bytes:
    """A .docx file: the same paper gives the same bytes."""
    said, say = wording(paper), texts(paper.language)
    document = new_document(said.language, _LOOKS, said.title, paper.last)
    document.add_paragraph(said.title, "Heading 1")
    document.add_paragraph(said.dates, "Dates")
    document.add_paragraph(say("paper-case"), "Heading 2")
    _write_case(document, said, say)
    document.add_paragraph(say("paper-economy"), "Heading 2")
    document.add_paragraph(say("paper-economy-text"))
    document.add_paragraph(say("paper-recommendation"), "Heading 2")
    document.add_paragraph(say("paper-recommendation-text"))
    document.add_paragraph(say("paper-decision"), "Heading 2")
    document.add_paragraph("", "Line to write on")
    return packed(document)


def _write_case(document: DocxDocument, said: Wording, say: Texts) -> None:
    for text in (*said.why, *said.shows, *([said.note] if said.note else [])):
        document.add_paragraph(text)
    for table in said.tables:
        document.add_paragraph(table.title, "Heading 3")
        _write_table(document, table, say)
    if said.agreements:
        document.add_paragraph(say("digest-agreements"), "Heading 3")
        document.add_paragraph(say("paper-agreements"))
        for line in said.agreements:
            document.add_paragraph(line, "Agreement")


def _write_table(document: DocxDocument, table: Table, say: Texts) -> None:
    drawn = document.add_table(1 + len(table.rows), len(_WIDTHS), "Table Grid")
    drawn.autofit = False
    _colour_lines(drawn)
    first, *others = drawn.rows
    # Looked up once: by name, python-docx searches all styles for every paragraph.
    plain, bold = (document.styles[name].style_id for name in ("Cell", "Cell heading"))
    headings = (say("paper-unit"), say("paper-forum"), say("paper-points"), say("paper-next"))
    _fill_row(first, [(heading,) for heading in headings], bold)
    _mark(first, "w:tblHeader")  # repeated on every page
    for drawn_row, row in zip(others, table.rows, strict=True):
        _fill_row(drawn_row, [(row.unit,), (row.forum,), row.points, (row.meets,)], plain)
        _mark(drawn_row, "w:cantSplit")
    for column, width in zip(drawn.columns, _WIDTHS, strict=True):
        column.width = width


def _fill_row(drawn: _Row, contents: Sequence[tuple[str, ...]], style_id: str) -> None:
    # LibreOffice goes by the columns' widths, Word by the cells'.
    for cell, lines, width in zip(drawn.cells, contents, _WIDTHS, strict=True):
        cell.width = width
        _fill(cell, lines, style_id)


def _fill(cell: _Cell, lines: tuple[str, ...], style_id: str) -> None:
    """A paragraph a line; a new cell comes with an empty one."""
    paragraphs = [cell.paragraphs[0], *(cell.add_paragraph() for _ in lines[1:])]
    for paragraph, line in zip(paragraphs, lines or ("",), strict=True):
        paragraph._p.style = style_id
        paragraph.add_run(line)


def _mark(row: _Row, mark: str) -> None:
    # The schema wants cantSplit before tblHeader; no row of ours has both.
    row._tr.get_or_add_trPr().append(OxmlElement(mark))


def _colour_lines(table: DocxTable) -> None:
    """Pale lines in place of the grid's black ones."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in {"val": "single", "sz": "4", "space": "0", "color": f"{PALE}"}.items():
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties = table._tbl.tblPr
    properties.insert_element_before(
        borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption", "w:tblDescription"
    )
