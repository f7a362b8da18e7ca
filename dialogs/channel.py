"""First words in a team's channel, and which team of the organisation it is."""

from __future__ import annotations

from dialogs.base import Act, Conversation, Payload, Reply, Turn
from dialogs.screens import Choice, Notice, TeamWelcome
from domain.roles import Permission, may
from storage import forums, people, rosters, teams
from storage.tables import Team

BIND = "channel.bind"


class BindTeam(Payload):
    team: str = ""


async def greet_team(turn: Turn) -> TeamWelcome:
    """A team known by its group id is bound at once, one known by name when its leader is asking."""
    place = turn.place
    team = await teams.by_channel(turn.session, turn.tenant_id, place.conversation_id)
    if team is None:
        team = await _found(turn)
        if team is not None:
            await _settle(turn, team)
    if team is not None:
        return TeamWelcome(
            team.name, await forums.next_meeting(turn.session, turn.tenant_id, team.id, turn.now)
        )
    every = await teams.all_of(turn.session, turn.tenant_id)
    # Anybody sees the card in the channel; who may use it is asked when it is used.
    token = await turn.for_everybody().button(BIND)
    return TeamWelcome(None, teams=tuple(Choice(team.id, team.name) for team in every), bind=token)


async def _found(turn: Turn) -> Team | None:
    match = await teams.unbound_match(
        turn.session, turn.tenant_id, turn.place.teams_group_id, turn.place.teams_name
    )
    if match is None:
        return None
    team, certain = match
    grants = [] if certain else await people.grants(turn.session, turn.actor)
    return team if certain or may(grants, Permission.BIND_CHANNEL, team.unit_id) else None


async def _settle(turn: Turn, team: Team) -> None:
    teams.bind(team, service_url=turn.place.service_url, conversation_id=turn.place.conversation_id)
    await rosters.begin(turn.session, team, turn.now)


async def bind(turn: Turn, payload: BindTeam, object_id: str) -> Reply:
    grants = await people.grants(turn.session, turn.actor)
    team = await teams.get(turn.session, turn.tenant_id, payload.team)
    if team is None or not may(grants, Permission.BIND_CHANNEL, team.unit_id):
        return Reply(Notice("bind-leader-only"), spent=False)
    if await teams.by_channel(turn.session, turn.tenant_id, turn.place.conversation_id) is None:
        await _settle(turn, team)
    return Reply(await greet_team(turn))


CONVERSATION = Conversation(name="channel", in_channel=True, acts=(Act(BIND, bind, BindTeam),))
