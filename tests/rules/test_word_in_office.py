"""The Word file in programs that are not ours: python-docx reads it, and LibreOffice prints it."""

from __future__ import annotations

import re
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from digest.formats import Format, render
from tests.issue import FULL

OFFICE, READS_PDF = shutil.which("soffice"), shutil.which("pdftotext")


def test_a_reader_finds_headings_language_and_words_for_the_pictures() -> None:
    document = Document(BytesIO(render(FULL, Format.DOCX)))
    levels = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert levels[:3] == [
        ("Heading 1", "Lyset i november – uge 47"),
        ("Heading 2", "Blik for borgeren"),
        ("Heading 3", "Kaffen flyttede ud på gangen"),
    ]
    assert [text for style, text in levels if style == "Heading 2"][2:] == [
        *("Ros", "I sagde – vi gjorde", "Kalender og fællesskaber", "Det lærte vi", "Kend din nabo")
    ]
    assert document.core_properties.language == "da-DK"
    assert set(document.styles.element.xpath("//w:lang/@w:val")) == {"da-DK"}
    assert all(shape._inline.docPr.get("descr") for shape in document.inline_shapes)


@pytest.mark.skipif(not (OFFICE and READS_PDF), reason="LibreOffice or poppler is not installed")
def test_libreoffice_prints_every_word_of_it(tmp_path: Path) -> None:
    assert OFFICE is not None
    assert READS_PDF is not None
    file = tmp_path / "section.docx"
    file.write_bytes(render(FULL, Format.DOCX))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, file]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pdf = tmp_path / "section.pdf"
    printed = subprocess.run([READS_PDF, pdf, "-"], check=True, capture_output=True, text=True).stdout
    told = re.sub(r"\s+", " ", printed)
    assert all(" ".join(item.text.split()) in told for item in FULL.items)
    assert "Torsdag den 26. november 2026: Gåtur ved søen" in told
    assert pdf.read_bytes().count(b"/Subtype/Image") >= 2
