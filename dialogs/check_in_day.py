"""Tjek-ind-dag: on which day a team is asked, told by its leader."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.base import Act, Chosen, Conversation, Payload, Reply, Turn, opens
from dialogs.channel import greet_team
from dialogs.screens import CheckInDay, CheckInTeams, Choice, Notice, Screen
from domain.check_in import WORKDAYS, next_round
from domain.roles import Permission, may
from storage import check_in_opening, people, teams
from storage.tables import Team

OPEN, CHOOSE, SAVE, STOP = "checkinday.open", "checkinday.choose", "checkinday.save", "checkinday.stop"
_DAYS = {str(day): day for day in WORKDAYS}


class ChooseTeam(Payload):
    team: Chosen = ""


class SaveDay(Payload):
    day: Chosen = ""


async def open_form(turn: Turn) -> Sequence[Screen]:
    """The form of one's own team, or of the one whose channel this is; a choice for those with several."""
    found = await _teams_of(turn)
    if turn.place.is_shared:
        here = await teams.by_channel(turn.session, turn.tenant_id, turn.place.conversation_id)
        if here is None:
            return [await greet_team(turn)]
        found = [team for team in found if team.id == here.id]
    if not found:
        return [Notice("check-in-day-leader-only")]
    if len(found) == 1:
        return [await _form(turn, found[0])]
    choices = tuple(Choice(team.id, team.name) for team in found)
    return [CheckInTeams(choose=await turn.button(CHOOSE), teams=choices)]


async def _teams_of(turn: Turn) -> list[Team]:
    """The teams whose day the actor may set; asked again at every step."""
    grants = await people.grants(turn.session, turn.actor)
    every = await teams.all_of(turn.session, turn.tenant_id) if grants else []
    return [team for team in every if may(grants, Permission.SET_RHYTHM, team.unit_id)]


async def _mine(turn: Turn, team_id: str) -> Team | None:
    return next((team for team in await _teams_of(turn) if team.id == team_id), None)


async def _form(turn: Turn, team: Team, *, saved: bool = False) -> CheckInDay:
    weeks = await check_in_opening.weeks_between(turn.session, turn.tenant_id, team.unit_id)
    day = team.check_in_day
    return CheckInDay(
        team=team.name,
        save=await turn.button(SAVE, team.id),
        stop=await turn.button(STOP, team.id) if day is not None else "",
        day="" if day is None else str(day),
        next_at=None if day is None else next_round(turn.now, weeks).asks_at(day),
        saved=saved,
        every=weeks,
    )


async def choose(turn: Turn, payload: ChooseTeam, object_id: str) -> Reply:
    team = await _mine(turn, payload.team)
    screen = await _form(turn, team) if team else Notice("check-in-day-leader-only")
    return Reply(screen, spent=False)


async def save(turn: Turn, payload: SaveDay, team_id: str) -> Reply:
    team = await _mine(turn, team_id)
    if team is not None and payload.day not in _DAYS:
        return Reply(await _form(turn, team), spent=False)
    return await _set(turn, team, _DAYS.get(payload.day))


async def stop(turn: Turn, payload: Payload, team_id: str) -> Reply:
    return await _set(turn, await _mine(turn, team_id), None)


async def _set(turn: Turn, team: Team | None, day: int | None) -> Reply:
    if team is None:
        return Reply(Notice("check-in-day-leader-only"))
    weeks = await check_in_opening.weeks_between(turn.session, turn.tenant_id, team.unit_id)
    check_in_opening.set_day(team, day, weeks, turn.now)
    return Reply(await _form(turn, team, saved=True))


CONVERSATION = Conversation(
    name="check_in_day",
    phrases="check-in-day-phrases",
    open=open_form,
    in_channel=True,
    acts=(
        Act(OPEN, opens(open_form), bound=False),
        Act(CHOOSE, choose, ChooseTeam),
        Act(SAVE, save, SaveDay),
        Act(STOP, stop),
    ),
)
