"""Publishing a week: what is printed is kept word for word, and nothing of it changes afterwards."""

from __future__ import annotations

from datetime import datetime

from digest.compile import agreements, frozen
from digest.standing import Standing, standing
from domain.calendar import IsoWeek
from storage import newsletters, people
from storage.database import Session
from storage.tables import Newsletter, Person


async def take_over(session: Session, tenant_id: str, week: IsoWeek, now: datetime) -> Newsletter:
    """The week in the editor's hands, held to the end of the transaction. Raises `newsletters.Published`."""
    issue = await newsletters.get(session, tenant_id, week)
    # Only the first touch asks the rule.
    chosen, _ = await standing(session, tenant_id, week, None) if issue is None else ([], 0)
    return await newsletters.take_over(
        session, tenant_id, week, [(one.id, one.reason) for one in chosen], now
    )


async def publish(session: Session, issue: Newsletter, editor: Person, now: datetime) -> set[str]:
    """Freeze a held week as it stands now (aware UTC). The authors of what is in it, to be thanked.

    Raises `newsletters.Published`.
    """
    week = IsoWeek.parse(issue.week)
    found, _ = await standing(session, issue.tenant_id, week, issue)
    area, units = (
        await people.area(session, issue.tenant_id),
        await people.unit_names(session, issue.tenant_id),
    )
    agreed = await agreements(session, issue.tenant_id, week, issue)
    printed = [_print(one, units.get(one.unit_id, "")) for one in found]
    await newsletters.publish(
        session,
        issue,
        printed,
        frozen(agreed),
        area=area.name if area else "",
        person_id=editor.id,
        now=now,
    )
    return {one.author.id for one in found}


def _print(one: Standing, unit: str) -> newsletters.Print:
    return newsletters.Print(
        story_id=one.id,
        revision=one.story.revision,
        title=one.title,
        body=one.body,
        byline=one.byline,
        unit_name=unit,
        photo_id=one.photo.id if one.photo else None,
        alt_text=one.photo.alt_text if one.photo else None,
    )
