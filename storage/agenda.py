"""The standing points: one row a meeting, a dialogue card for each topic, and what was agreed."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, func
from sqlmodel import col, select
from sqlmodel.sql.expression import Select

from domain.deck import draw
from domain.kinds import Topic
from domain.schedule import Occasion
from storage import forums
from storage.database import Session, insert_once
from storage.tables import AgendaPoint, AgendaQuestion, CardDraw, Forum

KEPT = timedelta(days=730)
Together = Sequence[tuple[Forum, Occasion]]  # those that meet as one, the one that leads first


async def point_for(session: Session, together: Together, now: datetime) -> AgendaPoint:
    """The point of one meeting, of one forum or of several that meet as one, the one that leads first.

    Made, with fresh cards, the first time somebody asks. A meeting that is moved within its week keeps its
    point, and with it its cards, whoever leads by now.
    """
    lead, occasion = together[0]
    point = await of_meeting(session, together)
    if point is None:
        point = AgendaPoint(
            tenant_id=lead.tenant_id,
            id=uuid.uuid4().hex,
            forum_id=lead.id,
            week=str(occasion.week),
            meets_at=occasion.meets_at,
        )
        session.add(point)
        await session.flush()
        await complete(session, point, together, now)
    point.meets_at = occasion.meets_at
    return point


async def of_meeting(session: Session, together: Together) -> AgendaPoint | None:
    """The point in which one of the forums has its question of that week."""
    for forum, occasion in together:
        rows = await session.exec(
            _asked(forum.tenant_id)
            .where(AgendaQuestion.forum_id == forum.id, AgendaPoint.week == str(occasion.week))
            .order_by(AgendaPoint.id)
            .limit(1)
        )
        if found := rows.first():
            return found[0]
    return None


async def complete(session: Session, point: AgendaPoint, together: Together, now: datetime) -> bool:
    """Give every topic of everybody who meets its card; False when each has one.

    Two forums with the same topic talk about one and the same card.
    """
    known = await questions_of(session, point)
    cards = {Topic(question.topic): question.card for question in known}
    asked = {(question.forum_id, Topic(question.topic)) for question in known}
    wanted = [(forum, topic) for forum, _ in together for topic in forums.topics_of(forum)]
    missing = [(forum, topic) for forum, topic in wanted if (forum.id, topic) not in asked]
    for forum, topic in missing:
        sharing = [one for one, its in wanted if its is topic]
        card = cards.get(topic) or await _postponed(session, sharing, topic)
        if card is None:
            card = await draw_card(session, forum, topic, now)
        else:
            await _has_had(session, forum, topic, card, now)
        cards[topic] = card
        key = {"tenant_id": point.tenant_id, "point_id": point.id, "forum_id": forum.id}
        session.add(AgendaQuestion(**key, topic=topic, card=card))
    await session.flush()
    return bool(missing)


async def bring_up_to_date(session: Session, point: AgendaPoint, together: Together, now: datetime) -> None:
    """A point that somebody has looked at early, before its card goes out: as things stand now.

    What is no topic any more goes, and what was put off since then comes.
    """
    await complete(session, point, together, now)
    wanted = {(forum.id, topic) for forum, _ in together for topic in forums.topics_of(forum)}
    for question in await questions_of(session, point):
        if (question.forum_id, Topic(question.topic)) not in wanted:
            await session.delete(question)
        elif not point.swapped:
            topic = Topic(question.topic)
            sharing = [forum for forum, _ in together if topic in forums.topics_of(forum)]
            question.card = await _postponed(session, sharing, topic, but=point) or question.card
    await session.flush()


async def _postponed(
    session: Session, asked: Sequence[Forum], topic: Topic, but: AgendaPoint | None = None
) -> str | None:
    """The card that one of the forums did not get to last time and has put off to this one."""
    for forum in asked:
        rows = await session.exec(
            _asked(forum.tenant_id)
            .where(
                AgendaQuestion.forum_id == forum.id,
                AgendaQuestion.topic == topic,
                AgendaPoint.id != (but.id if but else ""),
            )
            .order_by(col(AgendaPoint.meets_at).desc())
            .limit(1)
        )
        last = rows.first()
        if last and last[0].postponed_at and not last[0].discussed_at:
            return last[1].card
    return None


def _asked(tenant_id: str) -> Select[AgendaPoint, AgendaQuestion]:
    """Meetings with their questions."""
    return (
        select(AgendaPoint, AgendaQuestion)
        .join(
            AgendaQuestion,
            (col(AgendaQuestion.tenant_id) == AgendaPoint.tenant_id)
            & (col(AgendaQuestion.point_id) == AgendaPoint.id),
        )
        .where(AgendaPoint.tenant_id == tenant_id)
    )


async def questions_of(session: Session, point: AgendaPoint) -> Sequence[AgendaQuestion]:
    """The meeting's questions, the leading forum's first."""
    rows = await session.exec(
        select(AgendaQuestion).where(
            AgendaQuestion.tenant_id == point.tenant_id, AgendaQuestion.point_id == point.id
        )
    )
    order = list(Topic)
    return sorted(rows.all(), key=lambda q: (q.forum_id != point.forum_id, order.index(Topic(q.topic))))


async def get(session: Session, tenant_id: str, point_id: str) -> AgendaPoint | None:
    return await session.get(AgendaPoint, (tenant_id, point_id), with_for_update=True)


async def draw_card(session: Session, forum: Forum, topic: Topic, now: datetime) -> str:
    """The next dialogue card: none comes back before the forum has had the whole deck."""
    deck_round, used = await _round(session, forum, topic)
    card = draw(topic, forum.id, deck_round, used)
    if card is None:
        deck_round += 1
        card = draw(topic, forum.id, deck_round, used[-1:])  # not the very one they had last
    assert card is not None, "a fresh deck has cards"
    await _keep(session, forum, topic, deck_round, card, now)
    return card


async def _has_had(session: Session, forum: Forum, topic: Topic, card: str, now: datetime) -> None:
    """A card that came with another forum's, or for the second time, is not drawn again either."""
    deck_round, used = await _round(session, forum, topic)
    if card not in used:
        await _keep(session, forum, topic, deck_round, card, now)


async def _keep(
    session: Session, forum: Forum, topic: Topic, deck_round: int, card: str, now: datetime
) -> None:
    key = {"tenant_id": forum.tenant_id, "forum_id": forum.id, "deck_round": deck_round, "card": card}
    await insert_once(session, CardDraw, {**key, "topic": topic, "drawn_at": now})


async def _round(session: Session, forum: Forum, topic: Topic) -> tuple[int, list[str]]:
    mine = (
        CardDraw.tenant_id == forum.tenant_id,
        CardDraw.forum_id == forum.id,
        CardDraw.topic == topic,
    )
    newest = (await session.exec(select(func.max(CardDraw.deck_round)).where(*mine))).one() or 1
    used = await session.exec(
        select(CardDraw.card)
        .where(*mine, CardDraw.deck_round == newest)
        .order_by(col(CardDraw.drawn_at), col(CardDraw.card))
    )
    return newest, list(used)


async def swap(session: Session, point: AgendaPoint, now: datetime) -> bool:
    """Other questions for this meeting, once (voice 3.3); False when they have been swapped already."""
    if point.swapped:
        return False
    cards: dict[str, str] = {}
    for question in await questions_of(session, point):
        if question.topic not in cards:
            forum = await session.get_one(Forum, (point.tenant_id, question.forum_id))
            cards[question.topic] = await draw_card(session, forum, Topic(question.topic), now)
        question.card = cards[question.topic]
    point.swapped = True
    return True


def discuss(point: AgendaPoint, now: datetime) -> bool:
    """Kept once: who pressed first does not matter, and who pressed at all is not kept. False: no news."""
    if point.discussed_at is not None:
        return False
    point.discussed_at, point.postponed_at = now, None
    return True


def postpone(point: AgendaPoint, now: datetime) -> bool:
    """They did not get to it: the same question comes to the next meeting. False: no news."""
    if point.postponed_at is not None or point.discussed_at is not None:
        return False
    point.postponed_at = now
    return True


def reopen(point: AgendaPoint) -> bool:
    """As if nobody had pressed. What was agreed goes with it. False: no news."""
    if point.discussed_at is None and point.postponed_at is None:
        return False
    point.discussed_at = point.postponed_at = None
    point.agreement = point.agreed_at = point.told_at = None
    return True


def agree(point: AgendaPoint, text: str, now: datetime) -> bool:
    """Keep what they agreed on; an empty text takes it away. What is changed must be ticked anew."""
    if (point.agreement or "") == text:
        return False
    point.agreement, point.agreed_at = (text, now) if text else (None, None)
    point.told_at = None
    return True


def tell(point: AgendaPoint, now: datetime | None) -> None:
    """The leader lets the newsletter have it ("I sagde - vi gjorde"), or with None takes it back."""
    if point.agreement is not None:
        point.told_at = now


async def last_agreement(
    session: Session, tenant_id: str, forum_ids: Sequence[str], before: datetime
) -> AgendaPoint | None:
    """What the forums agreed on, at the latest of their meetings before a moment at which they did."""
    rows = await session.exec(
        _asked(tenant_id)
        .where(
            col(AgendaQuestion.forum_id).in_(forum_ids),
            col(AgendaPoint.agreed_at).is_not(None),
            col(AgendaPoint.meets_at) < before,
        )
        .order_by(col(AgendaPoint.meets_at).desc())
        .limit(1)
    )
    found = rows.first()
    return found[0] if found else None


async def told_between(
    session: Session, tenant_id: str, starts: datetime, ends: datetime
) -> Sequence[tuple[AgendaPoint, Forum]]:
    """The agreements that leaders have let the newsletter have in a span of time (aware UTC)."""
    rows = await session.exec(
        select(AgendaPoint, Forum)
        .join(
            Forum,
            (col(Forum.tenant_id) == AgendaPoint.tenant_id) & (col(Forum.id) == AgendaPoint.forum_id),
        )
        .where(
            AgendaPoint.tenant_id == tenant_id,
            col(AgendaPoint.told_at) >= starts,
            col(AgendaPoint.told_at) < ends,
        )
        .order_by(Forum.name, AgendaPoint.id)
    )
    return rows.all()


async def still_told(session: Session, tenant_id: str, point_ids: Sequence[str]) -> dict[str, str]:
    """What stands in those of these points that their leaders let the newsletter have today."""
    rows = await session.exec(
        select(AgendaPoint).where(
            AgendaPoint.tenant_id == tenant_id,
            col(AgendaPoint.id).in_(point_ids),
            col(AgendaPoint.told_at).is_not(None),
        )
    )
    return {point.id: point.agreement or "" for point in rows}


async def between(
    session: Session, tenant_id: str, starts: datetime, ends: datetime
) -> Sequence[tuple[AgendaPoint, AgendaQuestion]]:
    """Every question of every meeting in a span of time (aware UTC)."""
    rows = await session.exec(
        _asked(tenant_id).where(col(AgendaPoint.meets_at) >= starts, col(AgendaPoint.meets_at) < ends)
    )
    return rows.all()


async def prune(session: Session, now: datetime) -> None:
    """What was talked about is kept two years, like other results (facts 2.8)."""
    await session.exec(delete(AgendaPoint).where(col(AgendaPoint.meets_at) < now - KEPT))
