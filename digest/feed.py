"""What is published, as a feed that an intranet follows: JSON Feed 1.1, and Atom (RFC 4287).

One entry a story, the newest issue first. An entry's id rests on the story and its week alone, so that a
reader does not show it twice when its words are mended. What it says is written by the page's own code.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid5

from feedgenerator import Atom1Feed

from digest import page
from digest.cleaning import one_line
from digest.data import heading_title, story
from digest.section import Item, Section
from domain.web_address import safe_link
from texts.catalogue import texts

JSON_FEED, ATOM = "application/feed+json", "application/atom+xml; charset=utf-8"

_OURS = UUID("6f1d4f0e-2c38-5f0a-9b52-8f4f8c0f6a47")
_AS_IT_IS = "/?#%&=+.,;:@~!$()*[]"  # in an address; letters like æ become what every reader can send
# Atom demands a date of a feed without entries too, and a clock's would make it new at every look.
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Published:
    """An issue as it is read today: whoever took her yes back is no longer in its section."""

    section: Section
    published_at: datetime  # aware UTC
    link: str  # where the issue can be read, "" when it has no address


@dataclass(frozen=True)
class _Entry:
    id: str
    title: str
    html: str
    link: str
    at: datetime
    chapter: str


def json_feed(issues: Sequence[Published], home: str, language: str) -> bytes:
    """The feed as JSON. `home` is the address of the newsletter's own page."""
    title, author = _named(issues, language)
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": home,
        "language": texts(language).language,
        "authors": [{"name": author}],
        "items": [_json_item(entry) for entry in _entries(issues, language)],
    }
    return (json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode("utf8")


def atom(issues: Sequence[Published], home: str, language: str) -> bytes:
    """The same as Atom."""
    title, author = _named(issues, language)
    feed = _Atom(title, home, None, texts(language).language, author_name=author)
    for entry in _entries(issues, language):
        feed.add_item(
            entry.title,
            entry.link or home,  # an entry of this library has an address, or else one that leads nowhere
            None,
            pubdate=entry.at,
            updateddate=entry.at,
            unique_id=entry.id,
            content=entry.html,
            categories=(entry.chapter,),
        )
    written = StringIO()
    feed.write(written, "utf-8")
    return written.getvalue().encode("utf8")


class _Atom(Atom1Feed):  # type: ignore[misc]
    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=_NEVER)


def _entries(issues: Sequence[Published], language: str) -> Iterator[_Entry]:
    for issue in sorted(issues, key=lambda issue: (issue.published_at, issue.section.week), reverse=True):
        for group in issue.section.groups:
            chapter = heading_title(group.heading, language)
            for item in group.items:
                yield _entry(issue, item, chapter, language)


def _entry(issue: Published, item: Item, chapter: str, language: str) -> _Entry:
    told = story(item, language)
    return _Entry(
        id=f"urn:uuid:{uuid5(_OURS, f'{issue.section.week}/{item.id}')}",
        title=told.title or told.unit_above or chapter,
        html=page.one_story(told),
        link=_page(issue.link),
        at=issue.published_at.astimezone(UTC).replace(microsecond=0),
        chapter=chapter,
    )


def _page(link: str) -> str:
    """The address, or "" for what is none."""
    written = one_line(link)
    return quote(safe_link(written), safe=_AS_IT_IS)


def _json_item(entry: _Entry) -> dict[str, Any]:
    at = entry.at.isoformat()
    item: dict[str, Any] = {
        "id": entry.id,
        "title": entry.title,
        "content_html": entry.html,
        "date_published": at,
        "date_modified": at,
        "tags": [entry.chapter],
    }
    return {**item, "url": entry.link} if entry.link else item


def _named(issues: Sequence[Published], language: str) -> tuple[str, str]:
    """The feed's title, and who speaks in it: the area, as it was called in the newest issue."""
    say = texts(language)
    newest = max(issues, key=lambda issue: issue.published_at, default=None)
    area = one_line(newest.section.area) if newest else ""
    return (say("digest-feed", area=area), area) if area else (say("digest-feed-nameless"), "Medvind")
