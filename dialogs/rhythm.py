"""Påmindelser: when a team meets, told by its leader."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time

from dialogs.base import Act, Conversation, Payload, Reply, Turn, opens
from dialogs.channel import greet_team
from dialogs.screens import Choice, Notice, RhythmForm, RhythmSaved, RhythmTeams, Screen
from domain.calendar import local
from domain.kinds import Cadence
from domain.quiet_hours import awake
from domain.rhythm import Rhythm
from domain.roles import Permission, may
from storage import people, teams
from storage.tables import Team

OPEN, CHOOSE, SAVE, STOP = "rhythm.open", "rhythm.choose", "rhythm.save", "rhythm.stop"

_CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")


class ChooseTeam(Payload):
    team: str = ""


class SaveRhythm(Payload):
    weekday: str = ""
    at: str = ""
    cadence: str = ""
    anchor: str = ""


async def teams_of(turn: Turn) -> list[Team]:
    """The teams whose rhythm the actor may set; asked again at every step."""
    grants = await people.grants(turn.session, turn.actor)
    every = await teams.all_of(turn.session, turn.tenant_id) if grants else []
    return [team for team in every if may(grants, Permission.SET_RHYTHM, team.unit_id)]


async def _mine(turn: Turn, team_id: str) -> Team | None:
    return next((team for team in await teams_of(turn) if team.id == team_id), None)


async def open_form(turn: Turn) -> Sequence[Screen]:
    """The form of one's own team, or of the team whose channel this is; a choice for those with several."""
    mine = await teams_of(turn)
    if turn.place.is_shared:
        here = await teams.by_channel(turn.session, turn.tenant_id, turn.place.conversation_id)
        if here is None:
            return [await greet_team(turn)]
        mine = [team for team in mine if team.id == here.id]
    if not mine:
        return [Notice("rhythm-leader-only")]
    if len(mine) == 1:
        return [await _form(turn, mine[0], _as_it_is(mine[0]))]
    choices = tuple(Choice(team.id, team.name) for team in mine)
    return [RhythmTeams(choose=await turn.button(CHOOSE), teams=choices)]


async def choose(turn: Turn, payload: ChooseTeam, object_id: str) -> Reply:
    team = await _mine(turn, payload.team)
    if team is None:
        return Reply(Notice("rhythm-leader-only"), spent=False)
    return Reply(await _form(turn, team, _as_it_is(team)), spent=False)


async def _form(turn: Turn, team: Team, given: SaveRhythm, problems: tuple[str, ...] = ()) -> RhythmForm:
    return RhythmForm(
        save=given.token or await turn.button(SAVE, team.id),
        stop=await turn.button(STOP, team.id),
        team=team.name,
        weekday=given.weekday,
        at=given.at,
        cadence=given.cadence,
        anchor=given.anchor,
        problems=problems,
    )


def _as_it_is(team: Team) -> SaveRhythm:
    if team.weekday is None:
        return SaveRhythm(do=SAVE)
    return SaveRhythm(
        do=SAVE,
        weekday=str(team.weekday),
        at=team.meets_at or "",
        cadence=team.cadence or "",
        anchor=team.anchor.isoformat() if team.anchor else "",
    )


async def save(turn: Turn, payload: SaveRhythm, team_id: str) -> Reply:
    team = await _mine(turn, team_id)
    if team is None:
        return Reply(Notice("rhythm-leader-only"))
    rhythm, problems = _read(payload, local(turn.now).date())
    if rhythm is None:
        return Reply(await _form(turn, team, payload, problems), spent=False)
    teams.set_rhythm(team, rhythm, turn.now)
    return Reply(_saved(turn, team))


async def stop(turn: Turn, payload: Payload, team_id: str) -> Reply:
    team = await _mine(turn, team_id)
    if team is None:
        return Reply(Notice("rhythm-leader-only"))
    teams.set_rhythm(team, None, turn.now)
    return Reply(_saved(turn, team))


def _saved(turn: Turn, team: Team) -> RhythmSaved:
    due = team.nudge_due_at
    return RhythmSaved(
        team=team.name,
        cadence=Cadence(team.cadence) if team.cadence else None,
        next_meeting_at=team.next_meeting_at,
        # Set on the day itself, the card comes now, or in the morning.
        nudge_at=awake(max(due, turn.now)) if due else None,
        has_channel=team.conversation_id is not None,
    )


def _read(payload: SaveRhythm, today: date) -> tuple[Rhythm | None, tuple[str, ...]]:
    """The rhythm as written, or the names of the fields that cannot be read."""
    at, anchor = _clock(payload.at), _day(payload.anchor)
    wrong = {
        "weekday": payload.weekday not in {str(day) for day in range(7)},
        "at": at is None,
        "cadence": payload.cadence not in list(Cadence),
        # Which of the weeks it is cannot be guessed; a guess would be wrong every second time.
        "anchor": anchor is None and (bool(payload.anchor) or payload.cadence != Cadence.WEEKLY),
    }
    problems = tuple(name for name, is_wrong in wrong.items() if is_wrong)
    if problems or at is None:
        return None, problems
    return Rhythm(int(payload.weekday), at, Cadence(payload.cadence), anchor or today), ()


def _clock(written: str) -> time | None:
    found = _CLOCK.fullmatch(written.strip())
    return time(int(found[1]), int(found[2])) if found else None


def _day(written: str) -> date | None:
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    return day if 2000 <= day.year < 2100 else None


CONVERSATION = Conversation(
    name="rhythm",
    phrases="rhythm-phrases",
    open=open_form,
    in_channel=True,
    acts=(
        Act(OPEN, opens(open_form), bound=False),
        Act(CHOOSE, choose, ChooseTeam),
        Act(SAVE, save, SaveRhythm),
        Act(STOP, stop),
    ),
)
