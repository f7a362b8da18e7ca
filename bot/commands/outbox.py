"""`medvind outbox`: what waits, what went wrong, and whether anything may leave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from bot.clock import wall_clock
from bot.commands.data import open_database
from bot.commands.refusal import CommandRefused
from bot.settings import Settings
from domain.calendar import local
from storage import delivery, mail
from storage.mail import Count, Due, Trouble
from storage.outbox import DeliveryClass, State
from texts.catalogue import Texts
from texts.dates import clock, short_date

SHOWN = 50  # of those that went wrong: the newest
CLASSES = {DeliveryClass.DEADLINE: "cli-class-deadline", DeliveryClass.NUDGE: "cli-class-nudge"}
STATES = {
    State.WAITING: "cli-state-waiting",
    State.SENDING: "cli-state-sending",
    State.DELIVERED: "cli-state-delivered",
    State.REFUSED: "cli-state-refused",
    State.UNCERTAIN: "cli-state-uncertain",
    State.EXPIRED: "cli-state-expired",
    State.DROPPED: "cli-state-dropped",
}


@dataclass(frozen=True)
class Overview:
    """Moments are aware UTC."""

    held_since: datetime | None
    counts: Sequence[Count]
    troubles: Sequence[Trouble]


async def overview(settings: Settings) -> Overview:
    async with open_database(settings) as database, database.read() as session:
        return Overview(
            await delivery.held_since(session),
            await mail.counts(session),
            await mail.troubles(session, SHOWN),
        )


def lines(found: Overview, t: Texts) -> Iterator[str]:
    """As an administrator reads it: whether anything leaves, how much there is, and what went wrong."""
    if found.held_since:
        yield t("cli-outbox-held-since", when=_when(found.held_since, t))
    else:
        yield t("cli-outbox-flows")
    for row in found.counts:
        kind, state = t(CLASSES[DeliveryClass(row.delivery_class)]), t(STATES[State(row.state)])
        yield f"  {kind:<18}{state:<22}{row.count:>7}"
    if found.troubles:
        yield t("cli-outbox-troubles")
    for one in found.troubles:
        when = _when(one.at, t) if one.at else ""
        kind, state = t(CLASSES[DeliveryClass(one.delivery_class)]), t(STATES[State(one.state)])
        yield f"  {when}  {one.message} ({kind}): {state}, {one.reason}. {one.whom}".rstrip()


def _when(moment: datetime, t: Texts) -> str:
    there = local(moment)
    return f"{short_date(there.date(), t.language)} {clock(there, t.language)}"


async def hold(settings: Settings) -> None:
    async with open_database(settings) as database, database.write() as session:
        await delivery.hold(session, wall_clock())


async def release(settings: Settings, *, yes: bool, skip_restored: bool) -> Due | None:
    """Let the mail flow; refuses while something would leave and nobody has said yes to it.

    What leaves now is returned; None when nothing was held. With `skip_restored`, nudges that may have been
    sent before the restore stay unsent, on the list of the uncertain.
    """
    now = wall_clock()
    async with open_database(settings) as database, database.write() as session:
        if await delivery.held_since(session) is None:
            return None
        if skip_restored:
            await mail.set_aside(session, now)
        due = await mail.due(session, now)
        if due.count and not yes:
            raise CommandRefused("cli-release-needs-yes", **{name: str(n) for name, n in asdict(due).items()})
        await delivery.release(session)
        return due
