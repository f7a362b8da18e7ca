"""Påmindelser: when a forum meets and is reminded, told by its leader."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dialogs import rhythm_form
from dialogs.agenda import key_of
from dialogs.base import Act, Conversation, Payload, Reply, Turn, opens
from dialogs.channel import greet_team
from dialogs.rhythm_form import SaveRhythm
from dialogs.screens import Choice, Notice, RhythmForm, RhythmSaved, RhythmTeams, RhythmValues, Screen
from domain.calendar import local
from domain.kinds import Cadence
from domain.quiet_hours import at_work
from domain.roles import Permission, may
from domain.schedule import Occasion, Schedule
from storage import forums, outbox, people, teams
from storage.tables import Forum

OPEN, CHOOSE, SAVE, STOP = "rhythm.open", "rhythm.choose", "rhythm.save", "rhythm.stop"
BREAKS = "rhythm.breaks"


class ChooseForum(Payload):
    forum: str = ""


async def forums_of(turn: Turn) -> list[Forum]:
    """The forums whose rhythm the actor may set; asked again at every step."""
    grants = await people.grants(turn.session, turn.actor)
    every = await forums.all_of(turn.session, turn.tenant_id) if grants else []
    return [forum for forum in every if may(grants, Permission.SET_RHYTHM, forum.unit_id)]


async def mine(turn: Turn, forum_id: str) -> Forum | None:
    """The forum, if the actor may still set its rhythm."""
    return next((forum for forum in await forums_of(turn) if forum.id == forum_id), None)


async def open_form(turn: Turn) -> Sequence[Screen]:
    """The form of one's own forum, or of those whose channel this is; a choice for those with several."""
    found = await forums_of(turn)
    if turn.place.is_shared:
        here = await teams.by_channel(turn.session, turn.tenant_id, turn.place.conversation_id)
        if here is None:
            return [await greet_team(turn)]
        found = [forum for forum in found if forum.team_id == here.id]
    if not found:
        return [Notice("rhythm-leader-only")]
    if len(found) == 1:
        return [await _form(turn, found[0], rhythm_form.as_it_is(found[0]))]
    choices = tuple(Choice(forum.id, forum.name) for forum in found)
    return [RhythmTeams(choose=await turn.button(CHOOSE), forums=choices)]


async def choose(turn: Turn, payload: ChooseForum, object_id: str) -> Reply:
    forum = await mine(turn, payload.forum)
    if forum is None:
        return Reply(Notice("rhythm-leader-only"), spent=False)
    return Reply(await _form(turn, forum, rhythm_form.as_it_is(forum)), spent=False)


async def _form(
    turn: Turn, forum: Forum, values: RhythmValues, problems: tuple[str, ...] = (), save: str = ""
) -> RhythmForm:
    return RhythmForm(
        save=save or await turn.button(SAVE, forum.id),
        stop=await turn.button(STOP, forum.id),
        forum=forum.name,
        values=values,
        in_channel=forum.team_id is not None,
        breaks=await turn.button(BREAKS, forum.id) if forums.schedule_of(forum) else "",
        problems=problems,
    )


async def save(turn: Turn, payload: SaveRhythm, forum_id: str) -> Reply:
    forum = await mine(turn, forum_id)
    if forum is None:
        return Reply(Notice("rhythm-leader-only"))
    found, problems = rhythm_form.read(payload, forum, local(turn.now).date())
    if found is None:
        again = await _form(turn, forum, rhythm_form.typed(payload), problems, payload.token)
        return Reply(again, spent=False)
    await forums.hold(turn.session, forum)
    schedule, topics = found
    forums.set_topics(forum, topics)
    forums.set_schedule(forum, schedule, turn.now)
    await forums.look_ahead_together(turn.session, forum, turn.now)
    return Reply(await saved(turn, forum))


async def stop(turn: Turn, payload: Payload, forum_id: str) -> Reply:
    forum = await mine(turn, forum_id)
    if forum is None:
        return Reply(Notice("rhythm-leader-only"))
    await forums.hold(turn.session, forum)
    forums.set_schedule(forum, None, turn.now)
    await forums.look_ahead_together(turn.session, forum, turn.now)
    return Reply(await saved(turn, forum))


async def saved(turn: Turn, forum: Forum) -> RhythmSaved:
    """What is arranged now: when they meet next, and when the card comes to whom."""
    schedule = forums.schedule_of(forum)
    following = schedule.next_after(turn.now) if schedule else None
    return RhythmSaved(
        forum=forum.name,
        cadence=Cadence(forum.cadence) if forum.cadence else None,
        next_meeting_at=following.meets_at if following else None,
        nudge_at=await _nudge_at(turn, forum, schedule, following) if schedule and following else None,
        reaches=await _reaches(turn, forum),
        breaks=await turn.button(BREAKS, forum.id) if schedule else "",
    )


async def _nudge_at(turn: Turn, forum: Forum, schedule: Schedule, following: Occasion) -> datetime | None:
    """When the card comes; None when it has come. Set on the day itself, it comes now, or in the morning."""
    if await outbox.is_planned(turn.session, turn.tenant_id, key_of(forum.id, following.week)):
        return None
    return at_work(max(schedule.nudge_at(following.meets_at), turn.now), schedule.hours)


async def _reaches(turn: Turn, forum: Forum) -> str:
    """Whom the card reaches, or what is missing."""
    if forum.team_id is None:
        found = await forums.convenor(turn.session, forum)
        return "rhythm-saved-convenor" if found else "rhythm-saved-nobody"
    team = await teams.get(turn.session, turn.tenant_id, forum.team_id)
    return "rhythm-saved-who" if team and team.conversation_id else "rhythm-saved-no-channel"


CONVERSATION = Conversation(
    name="rhythm",
    phrases="rhythm-phrases",
    open=open_form,
    in_channel=True,
    acts=(
        Act(OPEN, opens(open_form), bound=False),
        Act(CHOOSE, choose, ChooseForum),
        Act(SAVE, save, SaveRhythm),
        Act(STOP, stop),
    ),
)
