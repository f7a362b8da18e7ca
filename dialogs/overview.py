"""Overblik: a leader's next meetings, what was agreed, and her own reminders; and the card minutes before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from dialogs.agenda import card_for, key_of
from dialogs.base import Act, Conversation, Payload, Reply, Turn, opens
from dialogs.follow_up import lines_of
from dialogs.follow_up_run import unit_led
from dialogs.rhythm import forums_of, mine
from dialogs.screens import Agreement, ForumLine, Notice, Overview, Question, Screen
from domain.calendar import local
from domain.kinds import Topic
from domain.roles import Permission, may
from domain.schedule import Occasion
from storage import access, agenda, forums, outbox, people
from storage.tables import AgendaPoint, Forum

OPEN, MEETING, TELL, UNTELL = "overview.open", "overview.meeting", "overview.tell", "overview.untell"
SHOWN = 6
NEVER = datetime.max.replace(tzinfo=UTC)
LIVES = timedelta(days=1)


async def show(turn: Turn) -> Sequence[Screen]:
    """Hers, in the order of their meetings; those that do not meet come last."""
    found = await forums_of(turn)
    reads = may(await people.grants(turn.session, turn.actor), Permission.READ_FORUMS, None)
    runs = await lines_of(turn)
    if not found and not reads and not runs:
        return [Notice("overview-leader-only")]
    meetings = {forum.id: forums.upcoming(forum, turn.now) for forum in found}

    def order(forum: Forum) -> tuple[datetime, str]:
        occasion = meetings[forum.id]
        return occasion.meets_at if occasion else NEVER, forum.name

    lines = [await _line(turn, forum, meetings[forum.id]) for forum in sorted(found, key=order)[:SHOWN]]
    link = await _link(turn) if reads else ""
    leads = await unit_led(turn) is not None
    return [Overview(tuple(lines), max(0, len(found) - SHOWN), leads=leads, runs=runs, link=link)]


async def _link(turn: Turn) -> str:
    key = await access.open_key(turn.session, turn.actor, access.Purpose.LINK, turn.now)
    return f"{turn.public_url}/editor/login?key={key}&to=forums"


async def _line(turn: Turn, forum: Forum, occasion: Occasion | None) -> ForumLine:
    point = await _point(turn, forum, occasion) if occasion else None
    asked = await agenda.questions_of(turn.session, point) if point else []
    hers = await _leads(turn, forum)
    last = await _last(turn, forum, occasion) if hers else None
    paused = forum.paused_until
    return ForumLine(
        forum=forum.name,
        meets_at=occasion.meets_at if occasion else None,
        paused_until=paused if paused and paused > local(turn.now).date() else None,
        questions=tuple(Question(Topic(one.topic), one.card) for one in asked if one.forum_id == forum.id),
        discussed=bool(point and point.discussed_at),
        last=Agreement(last.agreement, last.meets_at) if last and last.agreement else None,
        told=bool(last and last.told_at),
        before=await turn.button(MEETING, forum.id, lives=LIVES) if occasion and hers else "",
        tell=await turn.button(TELL, _wording(last)) if last and not last.told_at else "",
        untell=await turn.button(UNTELL, _wording(last)) if last and last.told_at else "",
    )


async def _leads(turn: Turn, forum: Forum) -> bool:
    """What a forum agrees on is its leader's to read and to pass on; the area's committee has its secretary.

    Whoever only arranges meeting times does not read it.
    """
    grants = await people.grants(turn.session, turn.actor)
    if forum.unit_id is None:
        return may(grants, Permission.READ_FORUMS, None)
    return may(grants, Permission.TELL_AGREEMENT, forum.unit_id)


async def _last(turn: Turn, forum: Forum, occasion: Occasion | None) -> AgendaPoint | None:
    before = (occasion.meets_at if occasion else turn.now) + timedelta(seconds=1)
    return await agenda.last_agreement(turn.session, turn.tenant_id, [forum.id], before)


def _wording(point: AgendaPoint) -> str:
    """The agreement as she reads it here: changed afterwards, it is another."""
    return f"{point.id}|{point.agreed_at.isoformat() if point.agreed_at else ''}"


async def _point(turn: Turn, forum: Forum, occasion: Occasion) -> AgendaPoint | None:
    """The meeting's point, if its cards have been drawn."""
    together = await forums.meeting_with(turn.session, forum, occasion.meets_at)
    return await agenda.of_meeting(turn.session, together or [(forum, occasion)])


async def meeting(turn: Turn, payload: Payload, forum_id: str) -> Reply:
    """Minutes before the meeting: the card as the channel has it, large, with what was agreed last."""
    forum = await mine(turn, forum_id)
    occasion = forums.upcoming(forum, turn.now) if forum else None
    if forum is None or occasion is None or not await _leads(turn, forum):
        return Reply(Notice("overview-leader-only"), spent=False)
    together = await forums.meeting_with(turn.session, forum, occasion.meets_at) or [(forum, occasion)]
    point = await agenda.point_for(turn.session, together, turn.now)
    if not await outbox.is_planned(turn.session, turn.tenant_id, key_of(point.forum_id, point.week)):
        await agenda.bring_up_to_date(turn.session, point, together, turn.now)
    return Reply(await card_for(turn, point) or Notice("agenda-gone"), spent=False)


async def tell(turn: Turn, payload: Payload, wording: str) -> Reply:
    """The newsletter may tell what was agreed ("I sagde - vi gjorde"). Only the forum's leader says so."""
    return await _told(turn, wording, turn.now)


async def untell(turn: Turn, payload: Payload, wording: str) -> Reply:
    return await _told(turn, wording, None)


async def _told(turn: Turn, wording: str, at: datetime | None) -> Reply:
    point = await agenda.get(turn.session, turn.tenant_id, wording.partition("|")[0])
    forum = await forums.get(turn.session, turn.tenant_id, point.forum_id) if point else None
    if point is None or forum is None or not await _leads(turn, forum):
        return Reply(Notice("overview-leader-only"), spent=False)
    # Changed since she read it: she is shown it as it is now, and says yes to that or not.
    if _wording(point) == wording:
        agenda.tell(point, at)
    return Reply((await show(turn))[0], spent=False)


CONVERSATION = Conversation(
    name="overview",
    phrases="overview-phrases",
    open=show,
    acts=(
        Act(OPEN, opens(show), bound=False),
        Act(MEETING, meeting),
        Act(TELL, tell),
        Act(UNTELL, untell),
    ),
)
