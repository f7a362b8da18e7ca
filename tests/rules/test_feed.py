"""The feeds of what is published: valid, the same ids for ever, and nothing of what was taken back."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from xml.etree import ElementTree

import pytest
import time_machine

from digest import feed
from digest.feed import Published
from digest.section import Group, Item
from domain.calendar import IsoWeek
from domain.kinds import Theme
from tests.issue import COFFEE, FULL, SAY_IT

HOME, LINK = "https://medvind.example/editor", "https://norddjurs.example/uge-47"
ATOM = "{http://www.w3.org/2005/Atom}"
NEWS = Published(FULL, datetime(2026, 11, 19, 8, 0, 0, 123, tzinfo=UTC), LINK)
BEFORE = Published(
    replace(FULL, week=IsoWeek.parse("2026-W46"), groups=(Group(Theme.CITIZEN_FOCUS, (COFFEE,)),)),
    datetime(2026, 11, 12, 8, 0, tzinfo=UTC),
    "",
)


def items(*issues: Published, language: str = "da") -> list[dict[str, object]]:
    found = json.loads(feed.json_feed(issues, HOME, language))["items"]
    assert isinstance(found, list)
    return found


def entries(*issues: Published) -> list[ElementTree.Element]:
    return ElementTree.fromstring(feed.atom(issues, HOME, "da")).findall(f"{ATOM}entry")


def said(element: ElementTree.Element, name: str) -> str:
    found = element.findtext(f"{ATOM}{name}")
    assert found, name
    return found


def test_the_json_feed_has_what_version_1_1_requires() -> None:
    data = json.loads(feed.json_feed([NEWS], HOME, "da"))
    assert data["version"] == "https://jsonfeed.org/version/1.1"
    assert data["title"] == "Gode historier fra Sundhed og Omsorg"
    assert (data["home_page_url"], data["language"]) == (HOME, "da")
    assert data["authors"] == [{"name": "Sundhed og Omsorg"}]
    coffee = data["items"][0]
    assert {**coffee, "id": ""} == {
        "id": "",
        "url": LINK,
        "title": "Kaffen flyttede ud på gangen",
        "content_html": "<p>En assistent satte kaffekanden på et rullebord og tændte radioen.<br>Seks talte om høst.</p>\n"
        "<p>Teamet har nu kaffe på gangen hver tirsdag. Det koster en kande og lidt mod.</p>\n"
        "<p>— Anne, social- og sundhedsassistent, Plejecenter Digterparken</p>",
        "date_published": "2026-11-19T08:00:00+00:00",
        "date_modified": "2026-11-19T08:00:00+00:00",
        "tags": ["Blik for borgeren"],
    }
    assert all(isinstance(item["id"], str) and item["content_html"] for item in data["items"])


def test_atom_has_what_the_rfc_requires() -> None:
    """RFC 4287, 4.1.1 and 4.1.2: id, title, updated; an author; content or a link."""
    content = feed.atom([NEWS, BEFORE], HOME, "da")
    assert content.startswith(b'<?xml version="1.0" encoding="utf-8"?>\n<feed ')
    root = ElementTree.fromstring(content)
    assert root.tag == f"{ATOM}feed"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "da"
    assert (said(root, "id"), said(root, "title")) == (HOME, "Gode historier fra Sundhed og Omsorg")
    assert said(root, "updated") == "2026-11-19T08:00:00+00:00"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Sundhed og Omsorg"
    found = root.findall(f"{ATOM}entry")
    assert len(found) == len(FULL.items) + 1
    for entry in found:
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", said(entry, "id"))
        assert said(entry, "title")
        assert datetime.fromisoformat(said(entry, "updated")).utcoffset() == timedelta(0)
        written = entry.find(f"{ATOM}content")
        assert written is not None
        assert written.get("type") == "html"
        assert [name.tag for name in entry].count(f"{ATOM}link") == 1
    assert {said(entry, "id") for entry in found} == {item["id"] for item in items(NEWS, BEFORE)}


def test_an_id_stays_when_the_words_change_and_differs_from_week_to_week() -> None:
    """Readers show an entry again when its id is new."""
    mended = replace(
        FULL, groups=(Group(Theme.STRONG_NARRATIVE, (replace(COFFEE, title="Kaffe"),)),), name=""
    )
    (same,) = items(replace(NEWS, section=mended, published_at=NEWS.published_at + timedelta(days=1)))
    assert same["id"] == items(NEWS)[0]["id"] == "urn:uuid:da6ac4aa-2124-5fb1-9a0c-19784103e8e0"
    ids = [item["id"] for item in items(NEWS, BEFORE)]
    assert len(set(ids)) == len(ids)


def test_the_newest_issue_comes_first_whatever_order_they_are_given_in() -> None:
    assert items(BEFORE, NEWS) == items(NEWS, BEFORE)
    assert [said(one, "updated") for one in entries(BEFORE, NEWS)][-1] == "2026-11-12T08:00:00+00:00"
    assert "url" not in items(BEFORE)[0]


def test_what_was_taken_back_is_in_no_feed() -> None:
    """The section is compiled anew for every pull; a feed has nothing of its own to remember."""
    without = replace(NEWS, section=replace(FULL, groups=FULL.groups[1:]))
    for content in (feed.json_feed([without], HOME, "da"), feed.atom([without], HOME, "da")):
        assert b"Anne" not in content
        assert b"kaffe" not in content.lower()


def test_an_item_without_a_title_is_called_what_it_opens_with() -> None:
    nameless = Item("x", None, "Tak.", None, "", "newest")
    issue = replace(
        NEWS, section=replace(FULL, groups=(*FULL.groups, Group(Theme.CITIZEN_FOCUS, (nameless,))))
    )
    titles = [item["title"] for item in items(issue)]
    assert titles == [
        "Kaffen flyttede ud på gangen",
        "Farsøhthus",
        "Sig det højt",
        "Hjemmeplejen Glesborg",
        "Torsdag den 26. november 2026: Gåtur ved søen",
        "Torsdag den 3. december 2026",
        "Gå med en dag",
        "Vi ringede for sent",
        "Køkkenet i Auning",
        "Blik for borgeren",
    ]
    assert titles == [said(entry, "title") for entry in entries(issue)]
    assert items(issue, language="en")[4]["title"] == "Thursday 26 November 2026: Gåtur ved søen"


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        ("https://norddjurs.example/nyt/uge 47", None),
        ("https://norddjurs.example/nyt/æ?x=1#y", "https://norddjurs.example/nyt/%C3%A6?x=1#y"),
        ("https://intranet/uge-47", "https://intranet/uge-47"),
        ("http://intranet/uge-47", None),
        ("https://norddjurs.example@evil.example/", None),
        ("javascript:alert(1)//https://x", None),
        ("//evil.example", None),
        ("https://", None),
        ("/editor", None),
    ],
)
def test_only_a_pages_address_is_a_link(link: str, kept: str | None) -> None:
    issue = replace(NEWS, link=link, section=replace(FULL, groups=(Group(Theme.CITIZEN_FOCUS, (SAY_IT,)),)))
    (item,), (entry,) = items(issue), entries(issue)
    address = entry.find(f"{ATOM}link")
    assert address is not None
    assert (item.get("url"), address.get("href")) == (kept, kept or HOME)


def test_nothing_published_is_a_valid_feed_too_and_the_same_every_day() -> None:
    with time_machine.travel(datetime(2026, 11, 23, tzinfo=UTC)):
        first = feed.atom([], HOME, "da"), feed.json_feed([], HOME, "da")
    with time_machine.travel(datetime(2027, 11, 23, tzinfo=timezone(timedelta(hours=5)))):
        assert (feed.atom([], HOME, "da"), feed.json_feed([], HOME, "da")) == first
    root = ElementTree.fromstring(first[0])
    assert (said(root, "title"), said(root, "updated")) == ("Gode historier", "1970-01-01T00:00:00+00:00")
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Medvind"
    assert json.loads(first[1])["items"] == []
