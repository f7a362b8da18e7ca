"""What follows from an outcome: how the row ends, who pauses, and who must know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.post import Delivered, Outcome, Refused, Retry, Uncertain
from domain.kinds import Role
from storage import delivery, outbox, people, teams
from storage.database import Session, database_time
from storage.outbox import DeliveryClass, State
from storage.tables import Outgoing

log = structlog.get_logger()

THROTTLED_FOR = 5.0  # seconds, when Teams says that we are too fast and not for how long


@dataclass(frozen=True)
class NotYet:
    """It has not left us: its turn comes later."""

    until: datetime


Ended = tuple[Outgoing, Outcome | NotYet | None]  # None: there was nothing to say any more


async def settle_all(session: Session, owner: str, ended: Sequence[Ended], due: datetime) -> None:
    """Write down what became of claimed rows that were due at `due` (aware UTC): most of them arrived."""
    sent = [(row, outcome.activity_id) for row, outcome in ended if isinstance(outcome, Delivered)]
    await outbox.arrived(session, owner, sent, due)
    for row, outcome in ended:
        if not isinstance(outcome, Delivered):
            await _settle(session, row, owner, outcome, due)


async def _settle(
    session: Session, row: Outgoing, owner: str, outcome: Outcome | NotYet | None, due: datetime
) -> None:
    match outcome:
        case None:
            await outbox.finish(session, row, owner, State.DROPPED, due)
        case Refused(reason):
            await outbox.finish(session, row, owner, State.REFUSED, due, reason=reason)
            await _after_refusal(session, row, outcome, due)
        case Uncertain(reason) if row.delivery_class == DeliveryClass.NUDGE:
            await outbox.finish(session, row, owner, State.UNCERTAIN, due, reason=reason)
        case Uncertain():
            await outbox.put_back(session, row, owner, due, None)
        case Retry(after, throttled):
            await outbox.put_back(session, row, owner, due, after)
            if throttled:
                now = await database_time(session)
                until = now + min(timedelta(seconds=after or THROTTLED_FOR), delivery.PAUSE_AT_MOST)
                await delivery.pause(session, row.tenant_id, until)
        case NotYet(until):
            await outbox.give_back(session, row, owner, until)


async def _after_refusal(session: Session, row: Outgoing, refused: Refused, due: datetime) -> None:
    if refused.unreachable:
        await _forget_the_way(session, row, due)
    if row.delivery_class == DeliveryClass.DEADLINE and row.message != "undelivered":
        await _tell_administrators(session, row, due)


async def _forget_the_way(session: Session, row: Outgoing, due: datetime) -> None:
    """Nothing more to where nothing arrives, until Medvind is met there again (safety.md F13)."""
    if row.person_id is not None:
        await people.lose(session, row.tenant_id, row.person_id, due)
    elif row.team_id is not None and row.conversation_id is None:
        await teams.lose_channel(session, row.tenant_id, row.team_id)


async def _tell_administrators(session: Session, row: Outgoing, due: datetime) -> None:
    """A deadline that reaches nobody needs a human being."""
    told = await people.with_role(session, row.tenant_id, Role.ADMINISTRATOR, None)
    for person in told:
        note = outbox.to_person(
            person.id,
            message="undelivered",
            object_id=row.id,
            key=f"undelivered|{row.id}|{person.id}",
            delivery_class=DeliveryClass.DEADLINE,
            not_before=due,
        )
        await outbox.add(session, row.tenant_id, note, due)
    if not told:
        log.error("deadline_reaches_nobody", message=row.message)
