"""What is said about an incident after it was registered: offers, questions of the AMG, and their answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, select

from domain.incident import Offer, OfferAnswer
from storage.database import Session
from storage.tables import Incident, IncidentOffer, IncidentQuestion

QUESTIONS_MOST = 2


async def offers(session: Session, incident: Incident, person_id: str) -> Sequence[IncidentOffer]:
    """The three offers to one person, in their own order."""
    rows = await session.exec(
        select(IncidentOffer).where(
            IncidentOffer.tenant_id == incident.tenant_id,
            IncidentOffer.incident_id == incident.id,
            IncidentOffer.person_id == person_id,
        )
    )
    order = list(Offer)
    return sorted(rows, key=lambda row: order.index(Offer(row.offer)))


async def answer_offer(
    session: Session, incident: Incident, person_id: str, offer: Offer, answer: OfferAnswer, now: datetime
) -> bool:
    """Her own answer, which she may change; False when it was never offered to her."""
    row = await session.get(IncidentOffer, (incident.tenant_id, incident.id, person_id, offer))
    if row is None:
        return False
    row.answer, row.answered_at = answer, now
    return True


async def questions(session: Session, incident: Incident) -> Sequence[IncidentQuestion]:
    rows = await session.exec(
        select(IncidentQuestion)
        .where(IncidentQuestion.tenant_id == incident.tenant_id, IncidentQuestion.incident_id == incident.id)
        .order_by(col(IncidentQuestion.position))
    )
    return rows.all()


async def room_for(session: Session, incident: Incident) -> int:
    """How many more may be asked."""
    return QUESTIONS_MOST - len(await questions(session, incident))


async def ask(
    session: Session, incident: Incident, asked_by: str, asked: Sequence[str], now: datetime
) -> None:
    """Ask for what there is `room_for`. The incident is held by whoever asks."""
    there = len(await questions(session, incident))
    for position, question in enumerate(asked[: QUESTIONS_MOST - there], start=there + 1):
        session.add(
            IncidentQuestion(
                tenant_id=incident.tenant_id,
                incident_id=incident.id,
                position=str(position),
                asked_by=asked_by,
                asked_at=now,
                question=question,
            )
        )
    await session.flush()


async def answer(session: Session, incident: Incident, position: str, text: str, now: datetime) -> bool:
    row = await session.get(IncidentQuestion, (incident.tenant_id, incident.id, position))
    if row is None:
        return False
    row.answer, row.answered_at = text, now
    return True
