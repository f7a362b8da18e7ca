"""Påmindelser: when a team meets, told by its leader; and which Teams channel is which team."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, time

from dialogs.base import Act, Conversation, Payload, PlaceKind, Reply, Turn, opens
from dialogs.screens import Choice, Notice, RhythmForm, RhythmSaved, Screen, TeamWelcome
from domain.calendar import local
from domain.kinds import Cadence
from domain.rhythm import Rhythm
from domain.roles import Act as Permission
from domain.roles import may
from storage import people, teams
from storage.tables import Team

OPEN, SAVE, STOP, BIND = "rhythm.open", "rhythm.save", "rhythm.stop", "rhythm.bind"


class SaveRhythm(Payload):
    team: str = ""
    weekday: str = ""
    at: str = ""
    cadence: str = ""
    anchor: str = ""


class BindTeam(Payload):
    team: str = ""


async def teams_of(turn: Turn, act: Permission = Permission.SET_RHYTHM) -> list[Team]:
    """The teams that the actor may arrange for; asked again at every step."""
    grants = await people.grants(turn.session, turn.actor)
    every = await teams.all_of(turn.session, turn.tenant_id)
    return [team for team in every if may(grants, act, team.unit_id)]


async def open_form(turn: Turn) -> Sequence[Screen]:
    mine = await teams_of(turn)
    if turn.place.kind is PlaceKind.CHANNEL:
        here = await teams.by_channel(turn.session, turn.tenant_id, turn.place.conversation_id)
        if here is None:
            return [await greet_team(turn)]
        mine = [team for team in mine if team.id == here.id]
    if not mine:
        return [Notice("rhythm-leader-only", menu=turn.place.kind is PlaceKind.PERSONAL)]
    return [await _form(turn, mine, _payload_of(mine[0]))]


async def _form(
    turn: Turn, mine: Collection[Team], given: SaveRhythm, problems: tuple[str, ...] = ()
) -> RhythmForm:
    return RhythmForm(
        save=await turn.button(SAVE),
        stop=await turn.button(STOP),
        teams=tuple(Choice(team.id, team.name) for team in mine),
        team=given.team,
        weekday=given.weekday,
        at=given.at,
        cadence=given.cadence,
        anchor=given.anchor,
        problems=problems,
    )


def _payload_of(team: Team) -> SaveRhythm:
    if team.weekday is None:
        return SaveRhythm(do=SAVE, team=team.id)
    return SaveRhythm(
        do=SAVE,
        team=team.id,
        weekday=str(team.weekday),
        at=team.meets_at or "",
        cadence=team.cadence or "",
        anchor=team.anchor.isoformat() if team.anchor else "",
    )


async def save(turn: Turn, payload: SaveRhythm, object_id: str) -> Reply:
    mine = {team.id: team for team in await teams_of(turn)}
    if not mine:
        return Reply(Notice("rhythm-leader-only"))
    rhythm, problems = _read(payload, turn)
    if payload.team not in mine:
        problems = ("team", *problems)
    if problems or rhythm is None:
        return Reply(await _form(turn, mine.values(), payload, problems), spent=False)
    team = mine[payload.team]
    teams.set_rhythm(team, rhythm, turn.now)
    return Reply(_saved(team))


def _saved(team: Team) -> RhythmSaved:
    return RhythmSaved(
        team=team.name,
        cadence=Cadence(team.cadence) if team.cadence else None,
        next_meeting_at=team.next_meeting_at,
        nudge_at=team.nudge_due_at,
        has_channel=team.conversation_id is not None,
    )


def _read(payload: SaveRhythm, turn: Turn) -> tuple[Rhythm | None, tuple[str, ...]]:
    """The rhythm as written, or the names of the fields that cannot be read."""
    problems = []
    if payload.weekday not in {str(day) for day in range(7)}:
        problems.append("weekday")
    if payload.cadence not in list(Cadence):
        problems.append("cadence")
    at, anchor = _clock(payload.at), _day(payload.anchor)
    if at is None:
        problems.append("at")
    if payload.anchor and anchor is None:
        problems.append("anchor")
    if problems or at is None:
        return None, tuple(problems)
    start = anchor or local(turn.now).date()
    return Rhythm(int(payload.weekday), at, Cadence(payload.cadence), start), ()


def _clock(written: str) -> time | None:
    try:
        return time.fromisoformat(written.strip().replace(".", ":")).replace(second=0, microsecond=0)
    except ValueError:
        return None


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


async def stop(turn: Turn, payload: SaveRhythm, object_id: str) -> Reply:
    team = next((team for team in await teams_of(turn) if team.id == payload.team), None)
    if team is None:
        return Reply(Notice("rhythm-leader-only"))
    teams.set_rhythm(team, None, turn.now)
    return Reply(_saved(team))


async def greet_team(turn: Turn) -> TeamWelcome:
    """First words in a channel. A team that only one name fits is bound at once; else a leader tells."""
    place = turn.place
    team = await teams.by_channel(turn.session, turn.tenant_id, place.conversation_id)
    if team is None:
        team = await teams.unbound_match(turn.session, turn.tenant_id, place.teams_group_id, place.teams_name)
        if team is not None:
            teams.bind(team, service_url=place.service_url, conversation_id=place.conversation_id)
    if team is not None:
        return TeamWelcome(team.name, team.next_meeting_at)
    every = await teams.all_of(turn.session, turn.tenant_id)
    # Anybody sees the card in the channel; who may use it is asked when it is used.
    token = await turn.for_everybody().button(BIND)
    return TeamWelcome(None, teams=tuple(Choice(t.id, t.name) for t in every), bind=token)


async def bind(turn: Turn, payload: BindTeam, object_id: str) -> Reply:
    allowed = await teams_of(turn, Permission.BIND_CHANNEL)
    team = next((team for team in allowed if team.id == payload.team), None)
    if team is None:
        return Reply(Notice("bind-leader-only", menu=False), spent=False)
    if await teams.by_channel(turn.session, turn.tenant_id, turn.place.conversation_id) is None:
        teams.bind(team, service_url=turn.place.service_url, conversation_id=turn.place.conversation_id)
    return Reply(await greet_team(turn))


CONVERSATION = Conversation(
    name="rhythm",
    phrases="rhythm-phrases",
    open=open_form,
    in_channel=True,
    acts=(
        Act(OPEN, opens(open_form), bound=False),
        Act(SAVE, save, SaveRhythm),
        Act(STOP, stop, SaveRhythm),
        Act(BIND, bind, BindTeam),
    ),
)
