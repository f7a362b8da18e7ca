"""The section as a Word document that the editor can go on writing in.

Real heading styles and the right proofing language: Word's navigation, screen readers and spelling need them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from digest.data import Story, Wording, wording
from digest.section import Section

_LOCALES = {"da": "da-DK", "en": "en-GB"}
_FONT = "Calibri"
_NAVY, _GREEN, _INK, _GREY = (RGBColor.from_string(hue) for hue in ("17365D", "1F6F66", "24292F", "57606A"))
_PALE = RGBColor.from_string("CFE0DC")
# Zip has no dates before this one, and any other would be a clock's.
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
# What must come after a border in a style's paragraph properties, of the things ours have.
_AFTER_BORDER = ("w:spacing", "w:contextualSpacing", "w:outlineLvl")


@dataclass(frozen=True)
class _Rule:
    """A line along one side. Word joins neighbours with equal lines into one box: let them differ."""

    side: str
    eighths: int  # of a point
    colour: RGBColor


@dataclass(frozen=True)
class _Look:
    size: float
    colour: RGBColor
    before: float
    after: float
    bold: bool = False
    italic: bool = False
    rule: _Rule | None = None
    keep_with_next: bool = False


# Word's own styles first: a new one is based on Normal. "Dates" and below are ours.
_LOOKS = {
    "Normal": _Look(11, _INK, 0, 7),
    "Heading 1": _Look(20, _NAVY, 0, 0, bold=True, keep_with_next=True),
    "Heading 2": _Look(16, _GREEN, 22, 0, bold=True, rule=_Rule("bottom", 6, _PALE), keep_with_next=True),
    "Heading 3": _Look(12.5, _NAVY, 16, 3, bold=True, keep_with_next=True),
    "Dates": _Look(11, _GREY, 2, 14, rule=_Rule("bottom", 12, _GREEN)),
    "Unit": _Look(10, _NAVY, 16, 3, bold=True, keep_with_next=True),
    "Sign-off": _Look(10, _GREY, 0, 7, italic=True),
    "Invitation": _Look(11, _NAVY, 28, 0, italic=True, rule=_Rule("top", 12, _GREEN)),
}


def render(section: Section) -> bytes:
    """A .docx file, the same bytes whenever and wherever it is made."""
    said = wording(section)
    document = Document()
    _lay_out(document, _LOCALES[said.language])
    _describe(document, said, section.week.monday())
    _write(document, said)
    file = BytesIO()
    document.save(file)
    return _without_clock(file)


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
    for lines in story.paragraphs:
        paragraph = document.add_paragraph("\n".join(lines))
        # A signature alone at the top of a page belongs to nobody.
        paragraph.paragraph_format.keep_with_next = bool(story.sign_off)
    if story.sign_off:
        document.add_paragraph(story.sign_off, "Sign-off")


def _describe(document: DocxDocument, said: Wording, monday: date) -> None:
    """The file's properties; the week stands in for the clock, and no person is its author."""
    properties = document.core_properties
    properties.title = said.title[:255]  # as much as the property holds
    properties.language = _LOCALES[said.language]
    properties.author = properties.last_modified_by = "Medvind"
    properties.comments = ""
    properties.created = properties.modified = datetime.combine(monday, time(), UTC)


def _lay_out(document: DocxDocument, locale: str) -> None:
    """A4, our styles and language, in place of the American letter that python-docx starts from."""
    sheet = document.sections[0]
    sheet.page_width, sheet.page_height = Cm(21), Cm(29.7)
    sheet.left_margin = sheet.right_margin = sheet.top_margin = sheet.bottom_margin = Cm(2.5)
    for name, look in _LOOKS.items():
        _dress(_style(document, name), look)
    for element in (document.styles.element, document.settings.element):
        for language in element.iter(qn("w:lang"), qn("w:themeFontLang")):
            language.set(qn("w:val"), locale)
    # The template's thumbnail shows some other document.
    relations = document.part.package.rels
    for key in [
        key for key, relation in relations.items() if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL
    ]:
        del relations[key]


def _style(document: DocxDocument, name: str) -> ParagraphStyle:
    if name in document.styles:
        found = document.styles[name]
    else:
        found = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        found.base_style = document.styles["Normal"]
    if not isinstance(found, ParagraphStyle):
        raise TypeError(f"{name} is not a paragraph style")
    return found


def _dress(style: ParagraphStyle, look: _Look) -> None:
    font, shape = style.font, style.paragraph_format
    font.name, font.size, font.color.rgb = _FONT, Pt(look.size), look.colour
    font.bold, font.italic = look.bold, look.italic
    # The theme's font would win over the named one.
    fonts = style.element.rPr.rFonts
    for attribute in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[attribute]
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.keep_with_next = look.keep_with_next
    if look.rule:
        _draw(style, look.rule)


def _draw(style: ParagraphStyle, rule: _Rule) -> None:
    border, line = OxmlElement("w:pBdr"), OxmlElement(f"w:{rule.side}")
    looks = {"val": "single", "sz": f"{rule.eighths}", "space": "6", "color": f"{rule.colour}"}
    for attribute, value in looks.items():
        line.set(qn(f"w:{attribute}"), value)
    border.append(line)
    style.element.get_or_add_pPr().insert_element_before(border, *_AFTER_BORDER)


def _without_clock(file: BytesIO) -> bytes:
    """The same archive, its parts in a fixed order, without the time and the machine it was made on."""
    fixed = BytesIO()
    with ZipFile(file) as made, ZipFile(fixed, "w") as archive:
        for name in sorted(made.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = ZipInfo(name, _ZIP_DATE)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            archive.writestr(entry, made.read(name))
    return fixed.getvalue()
