"""Newsletters for the tests of storage: what each function about one is to be given, so that it speaks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import col, select

from digest.publish import publish, take_over
from domain.calendar import IsoWeek
from domain.kinds import NameShown, StoryState, Theme
from domain.newsletter import EditAnswer, Reason
from storage import exports, newsletters, stories, story_versions
from storage.database import Session
from storage.tables import Newsletter, Person, Story, StoryVersion
from tests.town import ANNE, BENTE, GRENAA, KAREN, TENANT

OUT, BACK = "Vi sang i bilen hele vejen.", "Vi fandt en nøgle i haven."
LEFT = "Vi plantede et træ ved indgangen."


async def comes_out(session: Session, now: datetime) -> None:
    """Last week's is out, and one of its stories has been taken back; Karen has begun on this week's."""
    anne, karen = [await session.get_one(Person, (TENANT, person)) for person in (ANNE, KAREN)]
    week = IsoWeek.of(now)
    out, back = [
        await _tells(session, anne, body, week.previous().starts() + timedelta(days=1))
        for body in (OUT, BACK)
    ]
    last = await take_over(session, TENANT, week.previous(), now)
    newsletters.leave_out(last, "0" * 32)
    version = await story_versions.write(session, out, "Sang", "Vi sang i bilen, alle mand.", karen, now)
    story_versions.answer(version, EditAnswer.ASKED, now)
    await publish(session, last, karen, now)
    await stories.withdraw(session, back, now)
    await exports.note(session, TENANT, week.previous(), "json", [out.id], now, person_id=KAREN)
    await take_over(session, TENANT, week, now)
    left = await _tells(session, anne, LEFT, now)
    await story_versions.write(session, left, "Et træ", LEFT, karen, now)


async def _tells(session: Session, author: Person, body: str, at: datetime) -> Story:
    story = await stories.draft(session, author, body, at)
    wording = stories.Wording("", body, Theme.CITIZEN_FOCUS, NameShown.FULL, GRENAA)
    await stories.submit(session, story, wording, [], at)
    return story


async def gifts(session: Session, id_of: Callable[[str, str], str]) -> dict[Any, Any]:
    """By name or type; `id_of` a table and a known id may be a stranger's."""
    left = await _of(session, LEFT)
    version = await _one(session, StoryVersion, StoryVersion.story_id == left.id)
    return {
        "agreement_id": "1" * 32,
        "agreements": "[]",
        "area": "Sundhed og Omsorg",
        "author_id": id_of("person", ANNE),
        "authors": [ANNE, BENTE],
        "fmt": "json",
        "picked": True,
        "printed": [newsletters.Print(left.id, 1, "", left.body, None, "Grenaa")],
        "title": "Sang",
        "version_id": id_of("story_version", version.id),
        Iterable[newsletters.Pick]: [(left.id, Reason.NEWEST)],
        EditAnswer: EditAnswer.APPROVED,
        Newsletter: await _issue(session, is_out=False),
        StoryVersion: version,
        StoryVersion | None: version,
    }


async def especially(session: Session) -> dict[str, dict[str, Any]]:
    """Where what fits most functions would find nothing."""
    out, left = await _of(session, OUT), await _of(session, LEFT)
    issue = await _issue(session, is_out=True)
    again = await _one(session, Story, Story.state == StoryState.AWAITING_CONSENT)
    return {
        "exports.of_week": {"week": issue.week},
        "newsletters.left_out": {"issue": issue},
        "newsletters.weeks_of": {"story_ids": [out.id]},
        "newsletter_mail.ask_again": {"story": again, "now": again.changed_at + timedelta(days=8)},
        "newsletter_mail.tell_of_publishing": {"issue": issue},
        "story_versions.current": {"story": left},
        "story_versions.history": {"story": left},
        "story_versions.of_stories": {"story_ids": [left.id]},
    }


async def always(session: Session) -> dict[str, dict[str, Any]]:
    """A story that is not of the tenant is refused by the database itself; and `weeks` are others' numbers."""
    weeks = {"weeks": [(await _issue(session, is_out=True)).week]}
    return {
        "newsletters.items_in": weeks,
        "printable.kept_in": weeks,
        "newsletters.pick": {"story_id": (await _of(session, LEFT)).id},
        "printable.taken_back": weeks,
    }


async def _issue(session: Session, *, is_out: bool) -> Newsletter:
    published = col(Newsletter.published_at)
    found: Newsletter = await _one(
        session, Newsletter, published.is_not(None) if is_out else published.is_(None)
    )
    return found


async def _of(session: Session, body: str) -> Story:
    found = await session.exec(select(Story).where(Story.tenant_id == TENANT, Story.author_id == ANNE))
    return next(story for story in found if story.body == body)


async def _one(session: Session, kind: Any, *where: Any) -> Any:
    keys = kind.__table__.primary_key.columns
    found = await session.exec(select(kind).where(kind.tenant_id == TENANT, *where).order_by(*keys))
    return found.first()
