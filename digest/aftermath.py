"""After publishing: what stands in a printed newsletter and should not stand there any more."""

from __future__ import annotations

from dataclasses import dataclass

from domain.calendar import IsoWeek
from domain.excerpt import first_words
from storage import newsletters, printable
from storage.database import Session

LOOKED_BACK = 8  # published weeks: what is older is not mended any more


@dataclass(frozen=True)
class ToMend:
    """A story that was printed, and has since been withdrawn, changed, or lost somebody's yes."""

    week: IsoWeek
    story_id: str
    title: str


async def to_mend(session: Session, tenant_id: str) -> list[ToMend]:
    """What the editor has to take out by hand wherever it has been put; the newest week first."""
    weeks = [issue.week for issue in await newsletters.published(session, tenant_id, limit=LOOKED_BACK)]
    found = await printable.taken_back(session, tenant_id, weeks)
    return [
        ToMend(IsoWeek.parse(item.week), item.story_id, item.title or first_words(item.body or ""))
        for item in sorted(found, key=lambda one: weeks.index(one.week))
    ]
