"""The section in words, and the same words as JSON.

Every format prints the `Wording` made here, so that no two formats can disagree on what a reader sees, and
so that what people wrote is cleaned in one place. It stays plain text: each format escapes it in its own way.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from digest.section import Agreement, Group, Item, Section
from domain.kinds import Theme
from texts.catalogue import texts
from texts.dates import week_span

# What other systems use to end a line; a phone's keyboard and Word's Shift+Enter among them.
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Not text: XML and UTF-8 refuse some of it, and the direction marks can turn a line, or a name, around.
_NOT_TEXT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_SPACES = re.compile("[ \t]+")
_BLANK_LINES = re.compile("\n{2,}")

Paragraph = tuple[str, ...]  # its lines


@dataclass(frozen=True)
class Story:
    """One story's words. Untitled, it opens with its unit: a title is not ours to invent."""

    title: str | None
    unit_above: str | None
    paragraphs: tuple[Paragraph, ...]
    sign_off: str | None


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
    named = {"area": one_line(section.area), "week": f"{section.week.week}"}
    chapters = [_chapter(group, section.language) for group in section.groups if group.items]
    if agreed := agreements(section.agreements):
        lines = [agreement_line(one, section.language) for one in agreed]
        told = tuple(Story(None, None, ((line,),), None) for line in lines)
        chapters.append(Chapter(say("digest-agreements"), told))
    return Wording(
        language=say.language,
        title=say("digest-title", **named, year=f"{section.week.year}"),
        heading=say("digest-heading", **named),
        dates=week_span(section.week.monday(), section.language),
        chapters=tuple(chapters),
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


def _chapter(group: Group, language: str) -> Chapter:
    return Chapter(_theme_title(group.theme, language), tuple(_story(item, language) for item in group.items))


def _story(item: Item, language: str) -> Story:
    title, unit = one_line(item.title), one_line(item.unit)
    return Story(
        title=title or None,
        unit_above=None if title else unit or None,
        paragraphs=_paragraphs(item.text),
        sign_off=_sign_off(one_line(item.byline), unit if title else "", language),
    )


def _sign_off(byline: str, unit: str, language: str) -> str | None:
    say = texts(language)
    if byline and unit:
        return say("digest-byline", byline=byline, unit=unit)
    if byline:
        return say("digest-byline-name-only", byline=byline)
    return unit or None


def _group_data(group: Group, language: str) -> dict[str, Any]:
    return {
        "theme": group.theme.value,
        "title": _theme_title(group.theme, language),
        "items": [_item_data(item) for item in group.items],
    }


def _item_data(item: Item) -> dict[str, str | None]:
    return {
        "id": item.id,
        "title": one_line(item.title) or None,
        "text": _clean(item.text),
        "byline": one_line(item.byline) or None,
        "unit": one_line(item.unit),
        "reason": item.reason,
    }


def _theme_title(theme: Theme, language: str) -> str:
    return texts(language)("theme-" + theme.value.replace("_", "-"))


def _paragraphs(text: str) -> tuple[Paragraph, ...]:
    """An empty line parts paragraphs and a line end stays a line end, as the writer saw it in her field."""
    return tuple(tuple(part.split("\n")) for part in _clean(text).split("\n\n") if part)


def one_line(text: str | None) -> str:
    """What somebody wrote, cleaned, on one line."""
    return _clean(text or "").replace("\n\n", " ").replace("\n", " ")


def _clean(text: str) -> str:
    """Plain text, trimmed line by line, at most one empty line in a row; "" if there is nothing to see."""
    plain = _NOT_TEXT.sub("", _LINE_ENDS.sub("\n", text))
    lines = "\n".join(line.strip() if _visible(line) else "" for line in _SPACES.sub(" ", plain).split("\n"))
    return _BLANK_LINES.sub("\n\n", lines).strip("\n")


def _visible(line: str) -> bool:
    return any(letter.isprintable() and not letter.isspace() for letter in line)
