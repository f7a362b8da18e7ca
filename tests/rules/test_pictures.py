"""A picture in each format: the size it may take, the words for who cannot see it, an address that can be kept."""

from __future__ import annotations

import email
import json
import re
from dataclasses import replace
from email.policy import default
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.shared import Cm
from PIL import Image

from digest import page
from digest.clipboard import clipboard
from digest.formats import Format, render
from digest.section import Group, Picture, Section
from domain.kinds import Theme
from tests.issue import FULL, GARDEN, LAKE, SAY_IT, TROLLEY, drawn

IMAGES = re.compile(r"<img [^>]*>")


def images(html: str) -> list[str]:
    """Each picture as it is written, without its looks."""
    return [re.sub(r' style="[^"]*"', "", image) for image in IMAGES.findall(html)]


def only(picture: Picture) -> Section:
    return replace(FULL, groups=(Group(Theme.CITIZEN_FOCUS, (replace(LAKE, picture=picture),)),))


def test_a_page_draws_a_picture_where_it_has_an_address_for_it() -> None:
    html = page.fragment(FULL, lambda picture: f"/editor/photo/{picture.id}?a=1&b=2")
    assert images(html) == [
        '<img src="/editor/photo/p1?a=1&amp;b=2" width="600" height="400" alt="Et rullebord med kaffe og kopper på gangen">',
        '<img src="/editor/photo/p2?a=1&amp;b=2" width="270" height="450" alt="En bænk under et æbletræ">',
    ]
    assert "max-width: 100%" in IMAGES.findall(html)[0]
    # After the title that it belongs to, and before the words.
    assert html.index("Kaffen flyttede") < html.index("<img") < html.index("En assistent satte")


def test_without_an_address_there_is_no_picture_and_never_one_in_the_address_itself() -> None:
    for text in (page.fragment(FULL), render(FULL, Format.HTML).decode(), *clipboard(FULL)):
        assert images(text) == []
        assert TROLLEY.alt not in text
    assert "data:" not in page.fragment(FULL, lambda _: "x")
    assert TROLLEY.alt not in render(FULL, Format.MD).decode()


def test_json_tells_of_a_picture_and_does_not_hold_it() -> None:
    items = [item for group in json.loads(render(FULL, Format.JSON))["groups"] for item in group["items"]]
    assert items[0]["picture"] == {"alt": TROLLEY.alt, "width": 1200, "height": 800}
    assert items[2]["picture"] is None


def test_the_zip_is_the_page_with_its_pictures_beside_it() -> None:
    with ZipFile(BytesIO(render(FULL, Format.ZIP))) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["index.html", "pictures/1.jpg", "pictures/2.jpg"]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        html = archive.read("index.html").decode()
        assert [archive.read(f"pictures/{n}.jpg") for n in (1, 2)] == [TROLLEY.jpeg, GARDEN.jpeg]
    assert [re.search(r'src="([^"]*)"', image)[1] for image in images(html)] == [
        "pictures/1.jpg",
        "pictures/2.jpg",
    ]  # type: ignore[index]
    assert re.sub(r"<img [^>]*>\n", "", html) == render(FULL, Format.HTML).decode()


def test_the_mail_has_its_pictures_with_its_page() -> None:
    message = email.message_from_bytes(render(FULL, Format.EML), policy=default)
    assert (message.get_content_type(), message["Content-Language"]) == ("multipart/alternative", "da")
    text, related = message.iter_parts()
    assert (text.get_content_type(), related.get_content_type()) == ("text/plain", "multipart/related")
    assert related.get_param("type") == "text/html"
    html, *pictures = related.iter_parts()
    assert html.get_content_type() == "text/html"
    names = [picture["Content-ID"] for picture in pictures]
    assert [f"<{name}>" for name in re.findall(r'src="cid:([^"]*)"', html.get_content())] == names
    assert len(set(names)) == 2
    assert [picture.get_content() for picture in pictures] == [TROLLEY.jpeg, GARDEN.jpeg]
    assert {picture.get_content_disposition() for picture in pictures} == {"inline"}
    assert 'width="600" height="400"' in html.get_content()
    assert f'alt="{TROLLEY.alt}"' in html.get_content()


def test_word_has_the_picture_itself_and_its_words() -> None:
    document = Document(BytesIO(render(FULL, Format.DOCX)))
    shapes = document.inline_shapes
    assert [shape._inline.docPr.get("descr") for shape in shapes] == [TROLLEY.alt, GARDEN.alt]
    assert [(shape.width, shape.height) for shape in shapes] == [(Cm(15), Cm(10)), (Cm(6), Cm(10))]
    assert len({shape._inline.docPr.id for shape in shapes}) == 2
    parts = [
        part.blob for part in document.part.package.iter_parts() if part.partname.startswith("/word/media/")
    ]
    assert sorted(parts) == sorted([TROLLEY.jpeg, GARDEN.jpeg])
    assert all(not Image.open(BytesIO(part)).getexif() for part in parts)


@pytest.mark.parametrize(
    ("size", "shown", "in_word"),
    [
        ((200, 100), (200, 100), (Cm(200 * 2.54 / 96), Cm(100 * 2.54 / 96))),
        ((4000, 10), (600, 2), (Cm(15), Cm(15 / 400))),
        ((10, 4000), (1, 450), (Cm(10 / 400), Cm(10))),
        ((4000, 1), (600, 1), (Cm(15), Cm(15 / 4000))),
    ],
)
def test_a_picture_is_never_larger_than_its_column_nor_than_itself(
    size: tuple[int, int], shown: tuple[int, int], in_word: tuple[Cm, Cm]
) -> None:
    picture = Picture("p", drawn(*size, "#000000"), *size, "Et billede")
    assert page.fitted(picture) == shown
    (shape,) = Document(BytesIO(render(only(picture), Format.DOCX))).inline_shapes
    assert shape.width == pytest.approx(in_word[0], abs=2)
    assert shape.height == pytest.approx(in_word[1], abs=2)


@pytest.mark.parametrize("alt", ["", " \u200b\n", "\x00"])
def test_no_picture_is_without_words(alt: str) -> None:
    nameless = only(replace(TROLLEY, alt=alt))
    titled = replace(
        FULL, groups=(Group(Theme.CITIZEN_FOCUS, (replace(SAY_IT, picture=replace(TROLLEY, alt=alt)),)),)
    )
    for section, words in ((nameless, "Et billede fra historien"), (titled, "Sig det højt")):
        (shape,) = Document(BytesIO(render(section, Format.DOCX))).inline_shapes
        assert shape._inline.docPr.get("descr") == words
        assert f'alt="{words}"' in page.fragment(section, lambda _: "x")


def test_the_clipboard_has_what_outlook_and_sharepoint_keep() -> None:
    html, text = clipboard(FULL)
    assert not re.search(r"<style|class=|data:|<script|url\(|http", html)
    assert "max-width: 600px" in html
    assert text.startswith("Lyset i november – uge 47\n16.–22. november 2026\n")
    assert "<" not in text


def test_a_person_who_writes_our_class_name_keeps_it() -> None:
    written = '<p class="medvind-note">'
    html = page.fragment(only(replace(TROLLEY, alt=written)), lambda _: "x")
    assert 'alt="<p class=&quot;medvind-note&quot;>"' in html
    section = replace(
        FULL, groups=(Group(Theme.CITIZEN_FOCUS, (replace(LAKE, picture=None, text=written),)),)
    )
    assert '&lt;p class="medvind-note"&gt;' in page.fragment(section)
