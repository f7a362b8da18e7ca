"""The standing points of a meeting: what to talk about, that it was done, and what was agreed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from dialogs.about_nobody import problem_in
from dialogs.base import Act, Conversation, Payload, Reply, Scene, Turn
from dialogs.posted import WORTH_IT, new_key, refresh
from dialogs.screens import AgendaCard, Agreement, DialogueCard, Notice, Question, Screen
from domain.agreement import AgreementProblem
from domain.deck import DECK
from domain.kinds import Topic
from domain.roles import Permission, may
from domain.story_rules import tidy
from storage import agenda, forums, outbox, people
from storage.database import Session
from storage.tables import AgendaPoint

DISCUSSED, POSTPONE, UNDO, SWAP = "agenda.discussed", "agenda.postpone", "agenda.undo", "agenda.swap"
AGREE, EDIT = "agenda.agree", "agenda.edit"
BUTTONS_LIVE = timedelta(days=14)


class Agreed(Payload):
    agreement: str = ""


def key_of(forum_id: str, week: object) -> str:
    """A meeting's key in the outbox: one nudge each."""
    return f"agenda|{forum_id}|{week}"


async def card_for(scene: Scene, point: AgendaPoint, *, editing: bool = False) -> AgendaCard | None:
    """The meeting as it stands now: whoever looks, and whoever pressed, sees the same."""
    forum = await forums.get(scene.session, scene.tenant_id, point.forum_id)
    if forum is None:
        return None
    asked = await agenda.questions_of(scene.session, point)
    cards = {Topic(question.topic): question.card for question in reversed(asked)}
    ids = list({question.forum_id for question in asked})
    last = await agenda.last_agreement(scene.session, scene.tenant_id, ids, point.meets_at)
    card = AgendaCard(
        forum=forum.name,
        meets_at=point.meets_at,
        questions=tuple(Question(topic, cards[topic]) for topic in Topic if topic in cards),
        last=Agreement(last.agreement, last.meets_at) if last and last.agreement else None,
        agreement=point.agreement or "",
        discussed=point.discussed_at is not None,
        postponed=point.postponed_at is not None,
        in_channel=scene.place.is_shared,
    )
    return replace(card, **await _buttons(scene, point, editing=editing))


async def _buttons(scene: Scene, point: AgendaPoint, *, editing: bool) -> dict[str, Any]:
    """Those that fit how things stand."""
    if point.discussed_at:
        told = point.agreement and not editing
        acts = {"undo": UNDO, "edit": EDIT} if told else {"undo": UNDO, "agree": AGREE}
    elif point.postponed_at:
        acts = {"undo": UNDO, "discuss": DISCUSSED}
    else:
        acts = {"discuss": DISCUSSED, "postpone": POSTPONE} | ({} if point.swapped else {"swap": SWAP})
    lives = max(BUTTONS_LIVE, point.meets_at - scene.now + BUTTONS_LIVE)
    return {name: await scene.button(act, point.id, lives=lives) for name, act in acts.items()}


async def discuss(turn: Turn, payload: Payload, point_id: str) -> Reply:
    point = await _mine(turn, point_id)
    return await _as_it_stands(turn, point, news=bool(point and agenda.discuss(point, turn.now)))


async def postpone(turn: Turn, payload: Payload, point_id: str) -> Reply:
    point = await _mine(turn, point_id)
    return await _as_it_stands(turn, point, news=bool(point and agenda.postpone(point, turn.now)))


async def undo(turn: Turn, payload: Payload, point_id: str) -> Reply:
    point = await _mine(turn, point_id)
    return await _as_it_stands(turn, point, news=bool(point and agenda.reopen(point)))


async def swap(turn: Turn, payload: Payload, point_id: str) -> Reply:
    """Once a meeting, by its leader (voice 3.3) or whoever convenes it."""
    point = await _mine(turn, point_id)
    if point is None or point.discussed_at:
        return await _as_it_stands(turn, point, news=False)
    if not await _leads(turn, point):
        return await _as_it_stands(turn, point, news=False, note="agenda-swap-leader-only")
    return await _as_it_stands(turn, point, news=await agenda.swap(turn.session, point, turn.now))


async def _mine(turn: Turn, point_id: str) -> AgendaPoint | None:
    """The point, if it is the actor's business: in the channel everybody's, in private the leader's.

    Asked at every press: who led or convened when the card was made may not do so any more.
    """
    point = await agenda.get(turn.session, turn.tenant_id, point_id)
    return point if point and (turn.place.is_shared or await _leads(turn, point)) else None


async def _leads(turn: Turn, point: AgendaPoint) -> bool:
    forum = await forums.get(turn.session, turn.tenant_id, point.forum_id)
    if forum is None:
        return False
    if may(await people.grants(turn.session, turn.actor), Permission.SET_RHYTHM, forum.unit_id):
        return True
    convenor = await forums.convenor(turn.session, forum) if forum.team_id is None else None
    return convenor is not None and convenor.id == turn.actor.id


async def edit(turn: Turn, payload: Payload, point_id: str) -> Reply:
    """The field again, with what stands there; nothing has changed yet."""
    point = await _mine(turn, point_id)
    card = await card_for(_scene(turn), point, editing=True) if point else None
    return Reply(card or Notice("agenda-gone"), spent=False)


async def agree(turn: Turn, payload: Agreed, point_id: str) -> Reply:
    """Keep the line, or give it back with what is wrong in it."""
    point = await _mine(turn, point_id)
    if point is None or point.discussed_at is None:
        return await _as_it_stands(turn, point, news=False)
    forum = await forums.get(turn.session, turn.tenant_id, point.forum_id)
    problem, name = await problem_in(turn, payload.agreement, forum.unit_id if forum else None)
    if problem:
        card = await card_for(_scene(turn), point, editing=True)
        # A CPR number is not even given back: the next tap would send it again.
        text = "" if problem is AgreementProblem.CPR else payload.agreement
        return Reply(_with(card, agreement=text, problem=problem, name=name), spent=False)
    news = agenda.agree(point, tidy(payload.agreement), turn.now)
    return await _as_it_stands(turn, point, news=news)


async def kept(turn: Turn, payload: Agreed, point_id: str) -> Screen:
    """The button is too old: the line is given back, with a button that works."""
    point = await _mine(turn, point_id)
    if point is None or (card := await card_for(_scene(turn), point, editing=True)) is None:
        return Notice("button-gone")
    return replace(card, agreement=payload.agreement, note="form-button-gone")


def _with(card: AgendaCard | None, **change: Any) -> Screen:
    return replace(card, **change) if card else Notice("agenda-gone")


def _scene(turn: Turn) -> Scene:
    """In the channel the card is everybody's, buttons included."""
    return turn.for_everybody() if turn.place.is_shared else turn


async def _as_it_stands(turn: Turn, point: AgendaPoint | None, *, news: bool, note: str = "") -> Reply:
    """The current state for the one who pressed, and when there is news, on everybody's copy of the card."""
    card = await card_for(_scene(turn), point) if point else None
    if point and news:
        await show_everybody(turn, point)
    return Reply(_with(card, note=note), spent=False)


async def show_everybody(turn: Turn, point: AgendaPoint) -> None:
    """Replace the card that was pressed in the channel for everybody, or from elsewhere the posted one."""
    posted_as = key_of(point.forum_id, point.week)
    await refresh(turn.session, turn.tenant_id, posted_as, _as_now(point, turn.now), turn.now, turn.place)


async def refresh_posted(session: Session, point: AgendaPoint, now: datetime) -> None:
    """Replace the card that was posted in the channel by how things stand, if one was."""
    await refresh(session, point.tenant_id, key_of(point.forum_id, point.week), _as_now(point, now), now)


def _as_now(point: AgendaPoint, now: datetime) -> outbox.Note:
    return outbox.Note(
        key=new_key("agenda-refresh"),
        message="agenda_refresh",
        object_id=point.id,
        delivery_class=outbox.DeliveryClass.DEADLINE,
        not_before=now,
        not_after=now + WORTH_IT,
    )


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
        Act(POSTPONE, postpone),
        Act(UNDO, undo),
        Act(SWAP, swap),
        Act(EDIT, edit),
        Act(AGREE, agree, Agreed, expired=kept),
    ),
)
