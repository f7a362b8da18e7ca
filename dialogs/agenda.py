"""The standing point in the team's channel, and a dialogue card for whoever asks."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import timedelta

from dialogs.base import Act, Conversation, Payload, Reply, Scene, Turn
from dialogs.screens import AgendaCard, DialogueCard, Notice, Screen
from domain.deck import DECK
from storage import agenda, outbox, teams
from storage.tables import AgendaPoint

DISCUSSED, UNDO, SWAP = "agenda.discussed", "agenda.undo", "agenda.swap"
BUTTONS_LIVE = timedelta(days=14)


async def card_for(scene: Scene, point: AgendaPoint) -> AgendaCard | None:
    """The point as it stands now: whoever looks, and whoever pressed, sees the same."""
    team = await teams.get(scene.session, scene.tenant_id, point.team_id)
    if team is None:
        return None
    lives = max(BUTTONS_LIVE, point.meets_at - scene.now + BUTTONS_LIVE)
    return AgendaCard(
        team=team.name,
        meets_at=point.meets_at,
        card=point.card,
        discussed=point.discussed_at is not None,
        discuss=await scene.button(DISCUSSED, point.id, lives=lives),
        undo=await scene.button(UNDO, point.id, lives=lives),
        swap=None if point.swapped or point.discussed_at else await scene.button(SWAP, point.id, lives=lives),
    )


async def discuss(turn: Turn, payload: Payload, point_id: str) -> Reply:
    point = await agenda.get(turn.session, turn.tenant_id, point_id)
    if point is None:
        return Reply(Notice("agenda-gone"))
    agenda.discussed(point, turn.now)
    return await _as_it_stands(turn, point)


async def undo(turn: Turn, payload: Payload, point_id: str) -> Reply:
    point = await agenda.get(turn.session, turn.tenant_id, point_id)
    if point is None:
        return Reply(Notice("agenda-gone"))
    agenda.not_discussed(point)
    return await _as_it_stands(turn, point)


async def swap(turn: Turn, payload: Payload, point_id: str) -> Reply:
    point = await agenda.get(turn.session, turn.tenant_id, point_id)
    team = await teams.get(turn.session, turn.tenant_id, point.team_id) if point else None
    if point is None or team is None:
        return Reply(Notice("agenda-gone"))
    if point.discussed_at is None:
        await agenda.swap(turn.session, team, point, turn.now)
    return await _as_it_stands(turn, point)


async def _as_it_stands(turn: Turn, point: AgendaPoint) -> Reply:
    """The current state for the one who pressed, and for everybody else's copy of the card."""
    everybody = outbox.Note(
        key=f"agenda-refresh|{uuid.uuid4().hex}",
        message="agenda_refresh",
        object_id=point.id,
        team_id=point.team_id,
        conversation_id=turn.place.thread_id or turn.place.conversation_id,
        replaces=turn.place.card_id,
        delivery_class=outbox.DeliveryClass.DEADLINE,
        not_before=turn.now,
        not_after=turn.now + timedelta(days=1),
    )
    if turn.place.card_id:
        await outbox.add_refresh(turn.session, turn.tenant_id, everybody, turn.now)
    screen = await card_for(turn.for_everybody(), point)
    return Reply(screen or Notice("agenda-gone"), spent=False)


async def show_card(turn: Turn) -> Sequence[Screen]:
    """A card of the deck by the day and the place: the same one all day, another tomorrow."""
    day = turn.now.date().toordinal()
    start = sum(turn.place.conversation_id.encode())
    return [DialogueCard(DECK[(start + day) % len(DECK)])]


CONVERSATION = Conversation(
    name="agenda",
    phrases="dialogue-card-phrases",
    open=show_card,
    in_channel=True,
    acts=(
        Act(DISCUSSED, discuss),
        Act(UNDO, undo),
        Act(SWAP, swap),
    ),
)
