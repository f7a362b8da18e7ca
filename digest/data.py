"""The section in words, and the same words as JSON.

Every format prints the `Wording` made here, so that no two formats can disagree on what a reader sees, and
so that what people wrote is cleaned in one place. It stays plain text: each format escapes it in its own way.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from digest.cleaning import Paragraph, clean, one_line, paragraphs
from digest.section import Agreement, Group, Item, Picture, Section
from domain.kinds import Theme
from domain.newsletter import Chapter as After
from texts.catalogue import texts
from texts.dates import long_date, week_span

_ORDER = tuple(After)


@dataclass(frozen=True)
class Story:
    """One story's words. Untitled, it opens with its unit, or its day: a title is not ours to invent."""

    title: str | None
    unit_above: str | None
    paragraphs: tuple[Paragraph, ...]
    sign_off: str | None
    picture: Picture | None = None  # its alt text is cleaned, and never empty


@dataclass(frozen=True)
class Chapter:
    title: str
    stories: tuple[Story, ...]


@dataclass(frozen=True)
class Wording:
    """All that a reader of the section reads, in order; `note` stands in for the stories of an empty week."""

    language: str
    title: str
    heading: str
    dates: str
    chapters: tuple[Chapter, ...]
    note: str | None
    invitation: str


def wording(section: Section) -> Wording:
    """The section in its reader's language, cleaned but not yet escaped for any format."""
    say = texts(section.language)
    heading, title = _headings(section)
    chapters = tuple(_chapters(section))
    return Wording(
        language=say.language,
        title=title,
        heading=heading,
        dates=week_span(section.week.monday(), section.language),
        chapters=chapters,
        note=None if chapters else say("digest-empty"),
        invitation=say("digest-invitation"),
    )


def render(section: Section) -> bytes:
    """JSON for other systems, the one format that also tells why a story was chosen and how many were not."""
    said = wording(section)
    data = {
        "week": str(section.week),
        "language": said.language,
        "area": one_line(section.area),
        "name": one_line(section.name),
        "heading": said.heading,
        "dates": said.dates,
        "groups": [_group_data(group, section.language) for group in section.groups if group.items],
        "agreements": [asdict(one) for one in agreements(section.agreements)],
        "note": said.note,
        "left_out": section.left_out,
        "invitation": said.invitation,
    }
    return (json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode("utf8")


def agreements(found: Iterable[Agreement]) -> list[Agreement]:
    """Cleaned, each on one line; what has nothing to see is left out."""
    cleaned = (Agreement(one_line(one.forum), one_line(one.text)) for one in found)
    return [one for one in cleaned if one.text]


def agreement_line(agreed: Agreement, language: str) -> str:
    """A cleaned agreement with the name of the meeting that made it."""
    return texts(language)("digest-agreement", **asdict(agreed)) if agreed.forum else agreed.text


def story(item: Item, language: str) -> Story:
    """One item in words, for what prints it alone."""
    title, unit = _opening(item, language), one_line(item.unit)
    return Story(
        title=title or None,
        unit_above=None if title else unit or None,
        paragraphs=paragraphs(item.text),
        sign_off=_sign_off(one_line(item.byline), unit if title else "", language),
        picture=_picture(item, title, language),
    )


def heading_title(heading: Theme | After, language: str) -> str:
    say, name = texts(language), heading.value.replace("_", "-")
    return say(f"theme-{name}") if isinstance(heading, Theme) else say(f"chapter-{name}")


def _headings(section: Section) -> tuple[str, str]:
    """What stands on top, and what stands alone: in a window's title, in a file's properties."""
    say, own = texts(section.language), one_line(section.name)
    week = {"week": f"{section.week.week}"}
    alone = {**week, "year": f"{section.week.year}"}
    if own:
        return say("digest-named-heading", name=own, **week), say("digest-named-title", name=own, **alone)
    area = one_line(section.area)
    return say("digest-heading", area=area, **week), say("digest-title", area=area, **alone)


def _chapters(section: Section) -> list[Chapter]:
    """The groups in their order, and among them the agreements, which belong to no story, in their place."""
    groups = [group for group in section.groups if group.items]
    chapters = [_chapter(group, section.language) for group in groups]
    if agreed := agreements(section.agreements):
        place = next((i for i, group in enumerate(groups) if _is_later(group.heading)), len(groups))
        chapters.insert(place, _agreed(agreed, section.language))
    return chapters


def _is_later(heading: Theme | After) -> bool:
    return isinstance(heading, After) and _ORDER.index(heading) > _ORDER.index(After.AGREEMENTS)


def _agreed(agreed: Iterable[Agreement], language: str) -> Chapter:
    lines = [agreement_line(one, language) for one in agreed]
    title = heading_title(After.AGREEMENTS, language)
    return Chapter(title, tuple(Story(None, None, ((line,),), None) for line in lines))


def _chapter(group: Group, language: str) -> Chapter:
    stories = tuple(story(item, language) for item in group.items)
    return Chapter(heading_title(group.heading, language), stories)


def _opening(item: Item, language: str) -> str:
    """The title; in the calendar the day before it, so that a list of headings is a calendar too."""
    title = one_line(item.title)
    if item.on is None:
        return title
    day = long_date(item.on, language)
    day = day[:1].upper() + day[1:]
    return texts(language)("digest-on", date=day, title=title) if title else day


def _picture(item: Item, title: str, language: str) -> Picture | None:
    if item.picture is None:
        return None
    alt = one_line(item.picture.alt) or title or texts(language)("digest-picture")
    return replace(item.picture, alt=alt)


def _sign_off(byline: str, unit: str, language: str) -> str | None:
    say = texts(language)
    if byline and unit:
        return say("digest-byline", byline=byline, unit=unit)
    if byline:
        return say("digest-byline-name-only", byline=byline)
    return unit or None


def _group_data(group: Group, language: str) -> dict[str, Any]:
    # A system that knows the themes by `theme` meets no other word there.
    kind = "theme" if isinstance(group.heading, Theme) else "chapter"
    return {
        kind: group.heading.value,
        "title": heading_title(group.heading, language),
        "items": [_item_data(item, language) for item in group.items],
    }


def _item_data(item: Item, language: str) -> dict[str, Any]:
    shown = _picture(item, one_line(item.title), language)
    return {
        "id": item.id,
        "title": one_line(item.title) or None,
        "text": clean(item.text),
        "byline": one_line(item.byline) or None,
        "unit": one_line(item.unit),
        "reason": item.reason,
        "picture": {"alt": shown.alt, "width": shown.width, "height": shown.height} if shown else None,
        "on": _iso(item.on),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
