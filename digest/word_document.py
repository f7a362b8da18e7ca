"""What our Word documents share: the page, the styles, the language, the properties, bytes without a clock.

Real heading styles and the right proofing language: Word's navigation, screen readers and spelling need them.
"""

from __future__ import annotations

from collections.abc import Mapping
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
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from digest.section import Picture

_LOCALES = {"da": "da-DK", "en": "en-GB"}
_FONT = "Calibri"
NAVY, GREEN, INK, GREY = (RGBColor.from_string(hue) for hue in ("17365D", "1F6F66", "24292F", "57606A"))
PALE = RGBColor.from_string("CFE0DC")
# Zip has no dates before this one, and any other would be a clock's.
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
# A picture fits the text's column, and leaves room for a headline and its words on its page.
_WIDEST, _TALLEST = Cm(15), Cm(10)
_PIXEL = 9525  # in Word's units, at 96 to the inch
# What must come after a border in a style's paragraph properties, of the things ours have.
_AFTER_BORDER = ("w:spacing", "w:contextualSpacing", "w:outlineLvl")


@dataclass(frozen=True)
class Rule:
    """A line along one side. Word joins neighbours with equal lines into one box: let them differ."""

    side: str
    eighths: int  # of a point
    colour: RGBColor


@dataclass(frozen=True)
class Look:
    """How a paragraph style looks; sizes and spaces are in points."""

    size: float
    colour: RGBColor
    before: float
    after: float
    bold: bool = False
    italic: bool = False
    rule: Rule | None = None
    keep_with_next: bool = False


# Word's own styles. A document puts them first, for its own ones are based on Normal.
BASE: Mapping[str, Look] = {
    "Normal": Look(11, INK, 0, 7),
    "Heading 1": Look(20, NAVY, 0, 0, bold=True, keep_with_next=True),
    "Heading 2": Look(16, GREEN, 22, 0, bold=True, rule=Rule("bottom", 6, PALE), keep_with_next=True),
    "Heading 3": Look(12.5, NAVY, 16, 3, bold=True, keep_with_next=True),
}


def new_document(language: str, looks: Mapping[str, Look], title: str, day: date) -> DocxDocument:
    """An empty A4 document with these styles; `day` stands in for the clock in its properties."""
    document = Document()
    _lay_out(document, looks, _LOCALES[language])
    _describe(document, title, _LOCALES[language], day)
    return document


def packed(document: DocxDocument) -> bytes:
    """The .docx file, its parts in a fixed order, without the time and the machine it was made on."""
    saved, fixed = BytesIO(), BytesIO()
    document.save(saved)
    with ZipFile(saved) as made, ZipFile(fixed, "w") as archive:
        for name in sorted(made.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = ZipInfo(name, _ZIP_DATE)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            archive.writestr(entry, made.read(name))
    return fixed.getvalue()


def add_picture(document: DocxDocument, picture: Picture) -> None:
    """A picture in a line of its own, on the page of the words that follow it."""
    width, height = _fitted(picture)
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_before = Pt(5)
    inline = paragraph.add_run().add_picture(BytesIO(picture.jpeg), width, height)._inline
    inline.docPr.set("descr", picture.alt)
    # Unsaid, LibreOffice lays an eighth of an inch around it, and it stands beside the text's edge.
    for side in "TBLR":
        inline.set(f"dist{side}", "0")


def _fitted(picture: Picture) -> tuple[Length, Length]:
    """Never larger than it was on a screen: a small picture blown up is a blur."""
    width, height = picture.width * _PIXEL, picture.height * _PIXEL
    scale = min(1.0, _WIDEST / width, _TALLEST / height)
    return Length(round(width * scale)), Length(round(height * scale))


def _describe(document: DocxDocument, title: str, locale: str, day: date) -> None:
    """The file's properties: no person is its author."""
    properties = document.core_properties
    properties.title = title[:255]  # as much as the property holds
    properties.language = locale
    properties.author = properties.last_modified_by = "Medvind"
    properties.comments = ""
    properties.created = properties.modified = datetime.combine(day, time(), UTC)


def _lay_out(document: DocxDocument, looks: Mapping[str, Look], locale: str) -> None:
    """A4, our styles and language, in place of the American letter that python-docx starts from."""
    sheet = document.sections[0]
    sheet.page_width, sheet.page_height = Cm(21), Cm(29.7)
    sheet.left_margin = sheet.right_margin = sheet.top_margin = sheet.bottom_margin = Cm(2.5)
    for name, look in looks.items():
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


def _dress(style: ParagraphStyle, look: Look) -> None:
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


def _draw(style: ParagraphStyle, rule: Rule) -> None:
    border, line = OxmlElement("w:pBdr"), OxmlElement(f"w:{rule.side}")
    looks = {"val": "single", "sz": f"{rule.eighths}", "space": "6", "color": f"{rule.colour}"}
    for attribute, value in looks.items():
        line.set(qn(f"w:{attribute}"), value)
    border.append(line)
    style.element.get_or_add_pPr().insert_element_before(border, *_AFTER_BORDER)
