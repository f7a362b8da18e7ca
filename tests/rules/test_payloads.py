"""Over 500 ways to smuggle something in, in every field: 0 elements, attributes and addresses beyond ours.

What each format may hold is listed, or is what a harmless section of the same shape holds. That scripts do not run
in a real browser is asked in tests/browser, with the same payloads.
"""

from __future__ import annotations

import email
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default
from functools import lru_cache
from html.parser import HTMLParser
from io import BytesIO
from urllib.parse import urlsplit
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from markdown_it import MarkdownIt
from PIL import Image

from bot.teams.cards.menu import newsletter_ready
from bot.teams.cards.parts import Pen, plain
from dialogs.screens import NewsletterReady
from digest import feed, page
from digest.cleaning import one_line
from digest.clipboard import clipboard
from digest.formats import Format, render
from digest.section import Agreement, Group, Item, Picture, Section
from domain.calendar import IsoWeek
from domain.kinds import Theme
from domain.newsletter import Chapter
from tests.payloads import payloads

HOME = "https://medvind.example/editor"
AT = datetime(2026, 11, 19, 8, 0, tzinfo=UTC)
WEEK = IsoWeek.parse("2026-W47")
AT_A_TIME = 20
LONG = 2400  # signs: what a text of ours takes in one place
BARE = frozenset[str]()
STYLED = frozenset({"style"})
PIECE = {
    **dict.fromkeys(("div", "h1", "h2", "h3", "p"), STYLED),
    **dict.fromkeys(("em", "br"), BARE),
    "img": frozenset({"src", "width", "height", "alt", "style"}),
}
PAGE = {
    **PIECE,
    **dict.fromkeys(("head", "title"), BARE),
    "html": frozenset({"lang"}),
    "body": STYLED,
    "meta": frozenset({"charset", "name", "content"}),
}
IN_FEED = {"p": BARE, "br": BARE}
IN_MARKDOWN = dict.fromkeys(("h1", "h2", "h3", "p", "em", "br"), BARE)
ATOM = "{http://www.w3.org/2005/Atom}"
# What would make Word fetch, run or follow something.
WORD_ACTS = {"instrText", "fldSimple", "fldChar", "hyperlink", "object", "altChunk", "control", "hlinkClick"}


class Reader(HTMLParser):
    """Reads markup, and refuses every element and attribute that is not listed."""

    def __init__(self, allowed: dict[str, frozenset[str]]) -> None:
        super().__init__()
        self.allowed = allowed
        self.text = ""
        self.alts: list[str] = []
        self.sources: set[str] = set()
        self.styles: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.allowed, tag
        given = dict(attrs)
        assert given.keys() <= self.allowed[tag], (tag, attrs)
        if tag == "img":
            self.sources.add(given["src"] or "")
            self.alts.append(given["alt"] or "")
        if "style" in given:
            self.styles.add(given["style"] or "")
        if tag == "br":
            self.text += "\n"

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    handle_pi = unknown_decl = handle_comment


def read(html: str, allowed: dict[str, frozenset[str]]) -> Reader:
    reader = Reader(allowed)
    reader.feed(html)
    reader.close()
    return reader


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    """The Markdown reader tells of its every step, and pytest would keep it all."""
    caplog.set_level("WARNING", logger="markdown_it")


@lru_cache
def drawn() -> bytes:
    jpeg = BytesIO()
    Image.new("RGB", (8, 6), "#1f6f66").save(jpeg, "JPEG")
    return jpeg.getvalue()


def section_of(written: tuple[str, ...], name: str = "") -> Section:
    """Each of them in every field that a person writes in; a title, and an agreement, alone and in company."""
    titled = [
        Item(f"{n}", p, f"{p}\n{p}\n\n{p}", p, p, "newest", Picture(f"{n}", drawn(), 8, 6, p))
        for n, p in enumerate(written)
    ]
    untitled = [Item(f"u{n}", None, p, None, p, "newest", on=AT.date()) for n, p in enumerate(written)]
    agreed = [Agreement(p, p) for p in written] + [Agreement("", p) for p in written]
    groups = (Group(Theme.CITIZEN_FOCUS, tuple(titled)), Group(Chapter.CALENDAR, tuple(untitled)))
    return Section(WEEK, " ".join(written)[:LONG], "da", groups, 0, tuple(agreed), name)


@lru_cache
def sections() -> list[tuple[tuple[str, ...], Section]]:
    """All payloads, many at a time; every second section has a name of its own besides its area's."""
    chunks = [payloads()[start : start + AT_A_TIME] for start in range(0, len(payloads()), AT_A_TIME)]
    return [(chunk, section_of(chunk, " ".join(chunk)[:LONG] * (n % 2))) for n, chunk in enumerate(chunks)]


def harmless(count: int) -> Section:
    """The same shape with nothing in it but letters."""
    return section_of(tuple(f"ord {n}" for n in range(count)))


@lru_cache
def our_styles() -> set[str]:
    return read(page.render(harmless(1), lambda _: "x").decode(), PAGE).styles


def check_page(
    html: str, allowed: dict[str, frozenset[str]], written: tuple[str, ...], sources: set[str]
) -> None:
    reader = read(html, allowed)
    assert reader.sources == sources
    assert reader.styles <= our_styles()
    for payload in written:
        assert one_line(payload) in reader.text
    if sources:
        assert reader.alts == [one_line(payload) for payload in written]


def test_there_are_as_many_as_was_promised() -> None:
    assert len(payloads()) == len(set(payloads())) >= 500
    assert not [payload for payload in payloads() if not one_line(payload)]


@pytest.mark.parametrize(
    "evil",
    ["<p onclick=x>", "<script>", "<!-- x -->", "<?php ?>", "<![CDATA[ x ]]>", "<p><a href=x>", "<svg>"],
)
def test_the_reader_finds_what_it_is_for(evil: str) -> None:
    with pytest.raises(AssertionError):
        read(evil, PAGE)


def test_the_piece_of_a_page_and_the_clipboard() -> None:
    for written, section in sections():
        check_page(page.fragment(section, lambda _: "/editor/p/1"), PIECE, written, {"/editor/p/1"})
        html, text = clipboard(section)
        check_page(html, PIECE, written, set())
        assert all(one_line(payload) in text for payload in written)


def test_the_names_of_an_area_and_of_an_issue() -> None:
    """One at a time, for these are alone in their line."""
    for payload in payloads():
        for name in ("", payload):
            html = page.fragment(Section(WEEK, payload, "da", (), name=name))
            assert one_line(payload) in read(html, PIECE).text


def test_the_page_and_the_page_with_its_pictures() -> None:
    for written, section in sections():
        check_page(render(section, Format.HTML).decode(), PAGE, written, set())
        names = {f"pictures/{n}.jpg" for n in range(1, len(written) + 1)}
        with ZipFile(BytesIO(render(section, Format.ZIP))) as archive:
            assert set(archive.namelist()) == {"index.html"} | names
            check_page(archive.read("index.html").decode(), PAGE, written, names)


def parsed(section: Section) -> EmailMessage:
    message = email.message_from_bytes(render(section, Format.EML), policy=default)
    assert isinstance(message, EmailMessage)
    headers = {"subject", "x-unsent", "content-language", "mime-version", "content-type"}
    assert {name.lower() for name in message} == headers
    assert message["X-Unsent"] == "1"
    assert not message.defects
    return message


def test_the_mail_in_both_its_parts() -> None:
    for written, section in sections():
        text, related = parsed(section).iter_parts()
        assert (text.get_content_type(), related.get_content_type()) == ("text/plain", "multipart/related")
        html, *pictures = related.iter_parts()
        assert {picture.get_content_type() for picture in pictures} == {"image/jpeg"}
        names = {f"cid:{picture['Content-ID'].strip('<>')}" for picture in pictures}
        assert len(names) == len(pictures) == len(written)
        check_page(html.get_content(), PAGE, written, names)
        said = text.get_content().replace("\r\n", "\n")
        assert all(one_line(payload) in said for payload in written)


def test_nothing_written_becomes_a_line_of_the_mails_head() -> None:
    """One at a time, for a head is a head by its beginning."""
    for payload in payloads():
        if re.search(r"[\r\n\u2028\x0b]|=\?|^--=|Bcc|Content-Type", payload):
            subject = parsed(Section(WEEK, payload, "da", (), name=payload))["Subject"]
            assert " ".join(subject.split()) == " ".join(f"{one_line(payload)} – uge 47".split()).replace(
                "=?", "= ?"
            )


def test_the_feeds() -> None:
    for written, section in sections():
        issue = [feed.Published(section, AT, HOME)]
        told = json.loads(feed.json_feed(issue, HOME, "da"))
        entries = ElementTree.fromstring(feed.atom(issue, HOME, "da")).findall(f"{ATOM}entry")
        assert len(told["items"]) == len(entries) == 2 * len(written)
        assert {item["url"] for item in told["items"]} == {HOME}
        contents = [entry.findtext(f"{ATOM}content") for entry in entries]
        assert contents == [item["content_html"] for item in told["items"]]
        for payload, item in zip(written * 2, told["items"], strict=True):
            assert one_line(payload) in read(item["content_html"], IN_FEED).text


def test_atom_has_no_element_attribute_or_address_but_its_own() -> None:
    def shape(section: Section) -> set[tuple[str, ...]]:
        tree = ElementTree.fromstring(feed.atom([feed.Published(section, AT, HOME)], HOME, "da"))
        assert {link.attrib["href"] for link in tree.iter(f"{ATOM}link")} == {HOME}
        return {(one.tag, *sorted(one.attrib)) for one in tree.iter()}

    for written, section in sections():
        assert shape(section) == shape(harmless(len(written)))


def test_a_link_in_a_feed_leads_to_a_page_or_nowhere() -> None:
    kept = set()
    for payload in payloads():
        (item,) = json.loads(feed.json_feed([feed.Published(one_item(), AT, payload)], HOME, "da"))["items"]
        if "url" in item:
            assert urlsplit(item["url"]).scheme in ("http", "https")
            assert re.fullmatch(r"[\x21\x23-\x26\x28-\x3b\x3d\x3f-\x7e]+", item["url"])
            kept.add(payload)
    assert kept == {"https://evil.example/x", "https://evil.example/?a=b&c=d"}


def one_item() -> Section:
    return replace(harmless(1), groups=(Group(Theme.CITIZEN_FOCUS, harmless(1).items[:1]),))


def word_shape(section: Section) -> tuple[set[tuple[str, ...]], str]:
    """Every element with its attributes and its part, and all the text."""
    shape, text = set[tuple[str, ...]](), ""
    with ZipFile(BytesIO(render(section, Format.DOCX))) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                content = archive.read(name).decode()
                for one in ElementTree.fromstring(content).iter():
                    assert one.tag.rpartition("}")[2] not in WORD_ACTS
                    assert "TargetMode" not in one.attrib
                    shape.add((name, one.tag, *sorted(one.attrib)))
                    text += one.text or ("\n" if one.tag.endswith("}br") else "")
            else:
                assert re.fullmatch(r"word/media/image\d+\.jpg", name), name
    return shape, text


def test_word_has_no_part_element_attribute_or_field_but_its_own() -> None:
    """Several in each text, for python-docx is slow and XML knows no beginnings of lines."""
    allowed, _ = word_shape(harmless(2))
    joined = [" ".join(payloads()[start : start + 8]) for start in range(0, len(payloads()), 8)]
    for start in range(0, len(joined), 25):
        shape, text = word_shape(section_of(tuple(joined[start : start + 25])))
        assert shape <= allowed
        assert all(text.count(one_line(several)) >= 6 for several in joined[start : start + 25])


def test_markdown_in_a_reader_that_knows_html_and_makes_links_of_everything() -> None:
    reader = MarkdownIt("gfm-like", {"html": True, "linkify": True})
    assert "<a" in reader.render("se evil.com og www.evil.example og mand@evil.com")
    for written, section in sections():
        text = read(reader.render(render(section, Format.MD).decode()), IN_MARKDOWN).text
        assert all(one_line(payload) in text for payload in written)


def texts_in(element: object) -> list[tuple[str, str]]:
    """Every text of a card with the type of what holds it."""
    if isinstance(element, list):
        return [text for one in element for text in texts_in(one)]
    if not isinstance(element, dict):
        return []
    kind = str(element.get("type", "Fact" if "value" in element else ""))
    own = [(kind, str(element[key])) for key in ("text", "title", "value") if key in element]
    return own + [text for value in element.values() for text in texts_in(value)]


def test_the_card_in_teams() -> None:
    """Text runs are never parsed there; whatever else a card shows is read as Markdown."""
    reader = MarkdownIt("gfm-like", {"html": True, "linkify": True})
    for written, _ in sections():
        screen = NewsletterReady(WEEK, 0, ((Theme.CITIZEN_FOCUS, 40),), written, 3, f"{HOME}/login?key=x", 2)
        card = newsletter_ready(screen, Pen("da")).model_dump(by_alias=True, exclude_none=True)
        told = texts_in(card)
        runs = [text for kind, text in told if kind == "TextRun"]
        assert all(
            one in "\n".join(runs) for payload in written for one in payload.split("\n") if one.strip()
        )
        for _, text in (one for one in told if one[0] != "TextRun"):
            read(reader.render(text), {"p": BARE})
        assert set(re.findall(r'"url": "([^"]*)"', json.dumps(card))) == {screen.link}


def test_a_sentence_of_ours_with_what_people_wrote_in_it() -> None:
    """Teams opens a bare address itself. Beyond that, nothing of what stands in a sentence is markup."""
    reader = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    for payload in payloads():
        read(reader.render(f"Det er {plain(one_line(payload))}."), {"p": BARE})
