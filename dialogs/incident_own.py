"""What the one it hit, or who registered it, can do afterwards: answer, add, say no, and follow it.

Everything is hers to leave. Each act answers with the card as it now stands.
"""

from __future__ import annotations

from dialogs.base import Act, Chosen, Conversation, Payload, Reply, Turn
from dialogs.incident_mend import OwnFields
from dialogs.incident_view import offers_of, status_for
from dialogs.screens import IncidentWitness, Notice, Screen, StoryValues
from dialogs.story_form import Origin, form
from domain.audit import Act as Audited
from domain.incident import (
    Audience,
    IncidentKind,
    Offer,
    OfferAnswer,
    OpenState,
    Part,
    PoliceDecision,
)
from domain.incident_clocks import ASKING, Step, steps_of
from domain.kinds import StoryKind
from storage import incident_mail, incident_parts, incident_steps, incident_talks, incidents, people
from storage.incident_mail import News
from storage.tables import Incident

GONE = "incident-gone"
ANSWERS = ("yes", "partly", "no")


class OfferTap(Payload):
    offer: Chosen = ""
    answer: Chosen = ""


class Decide(Payload):
    police: Chosen = ""


class GotHelp(Payload):
    answer: Chosen = ""


async def mine(turn: Turn, incident_id: str) -> tuple[Incident, Part] | None:
    """Hers, held to the end of the turn; anybody else's is as unknown as none."""
    incident = await incidents.held(turn.session, turn.tenant_id, incident_id)
    part = await incident_parts.own_part(turn.session, incident, turn.actor) if incident else None
    return (incident, part) if incident and part else None


async def as_it_stands(turn: Turn, incident_id: str) -> Screen:
    """A button that was pressed before: the card as it is now."""
    found = await mine(turn, incident_id)
    return await status_for(turn, found[0], turn.actor, found[1]) if found else Notice(GONE)


async def changed(turn: Turn, incident: Incident, part: Part, act: Audited) -> Reply:
    """It is written down who did it, and everybody's card is put right."""
    await incidents.note(turn.session, incident, turn.actor.id, act, turn.now)
    await incident_mail.refresh(turn.session, incident, turn.now)
    return Reply(await status_for(turn, incident, turn.actor, part))


async def answer_offer(turn: Turn, payload: OfferTap, incident_id: str) -> Reply:
    """Her own yes, no or later, to one of the three."""
    found = await mine(turn, incident_id)
    if found is None or found[1] is not Part.HIT:
        return Reply(Notice(GONE))
    if not await _answered(turn, found[0], payload):
        return Reply(await status_for(turn, found[0], turn.actor, found[1]))
    return await changed(turn, found[0], found[1], Audited.OFFER_ANSWERED)


async def answer_as_witness(turn: Turn, payload: OfferTap, incident_id: str) -> Reply:
    incident = await incidents.held(turn.session, turn.tenant_id, incident_id)
    if incident is None or not await incident_parts.is_witness(turn.session, incident, turn.actor.id):
        return Reply(Notice(GONE))
    if await _answered(turn, incident, payload):
        await incidents.note(turn.session, incident, turn.actor.id, Audited.OFFER_ANSWERED, turn.now)
    return Reply(await witness_card(turn, incident))


async def witness_as_it_stands(turn: Turn, incident_id: str) -> Screen:
    incident = await incidents.get(turn.session, turn.tenant_id, incident_id)
    if incident is None or not await incident_parts.is_witness(turn.session, incident, turn.actor.id):
        return Notice(GONE)
    return await witness_card(turn, incident)


async def witness_card(turn: Turn, incident: Incident) -> IncidentWitness:
    token = await turn.button("witness.offer", incident.id)
    return IncidentWitness(incident.occurred_at, await offers_of(turn, incident, turn.actor.id), token)


async def _answered(turn: Turn, incident: Incident, payload: OfferTap) -> bool:
    if payload.offer not in list(Offer) or payload.answer not in list(OfferAnswer) or not payload.answer:
        return False
    offer, answer = Offer(payload.offer), OfferAnswer(payload.answer)
    if not await incident_talks.answer_offer(turn.session, incident, turn.actor.id, offer, answer, turn.now):
        return False
    if answer is OfferAnswer.YES:
        await tell_owner(turn, incident, News.OFFER)
    return True


async def decide(turn: Turn, payload: Decide, incident_id: str) -> Reply:
    """The police report is the injured person's own decision (facts 2.2), and can be taken back."""
    found = await mine(turn, incident_id)
    if found is None or found[1] is not Part.HIT or payload.police not in list(PoliceDecision):
        return Reply(Notice(GONE))
    incident = found[0]
    incident.police = PoliceDecision(payload.police)
    if incident.police == PoliceDecision.WANTS_HELP:
        await tell_owner(turn, incident, News.POLICE)
    elif incident.police:
        await incident_steps.done(turn.session, incident, Step.POLICE, turn.actor.id, turn.now)
    return await changed(turn, incident, found[1], Audited.POLICE_DECIDED)


async def name_witness(turn: Turn, payload: OwnFields, incident_id: str) -> Reply:
    found = await mine(turn, incident_id)
    if found is None:
        return Reply(Notice(GONE))
    if not await witness_named(turn, found[0], payload.person):
        return Reply(await status_for(turn, found[0], turn.actor, found[1]), spent=False)
    return await changed(turn, found[0], found[1], Audited.WITNESS_NAMED)


async def witness_named(turn: Turn, incident: Incident, person_id: str) -> bool:
    """Somebody who was there is offered the same help, and told nothing."""
    person = await people.colleague(turn.session, turn.actor, person_id) if person_id else None
    if person is None or person.id == incident.hit_id:
        return False
    if not await incident_parts.add(turn.session, incident, person.id, Part.WITNESS, turn.now):
        return False
    incidents.offer_help(turn.session, incident, person.id)
    await turn.session.flush()
    return await incident_mail.offer_to_witness(turn.session, incident, person.id, turn.now)


async def share(turn: Turn, payload: Payload, incident_id: str) -> Reply:
    """She lets the others see it too: the unit's AMR among them."""
    found = await mine(turn, incident_id)
    if found is None or found[1] is not Part.HIT:
        return Reply(Notice(GONE))
    incident = found[0]
    incident.audience = Audience.ALL
    await received(turn, incident, News.REGISTERED)
    return await changed(turn, incident, found[1], Audited.SHARED)


async def grow(turn: Turn, payload: Payload, incident_id: str) -> Reply:
    """The small ones of a shift become a registration of violence, with all that follows."""
    found = await mine(turn, incident_id)
    if found is None or found[0].kind != IncidentKind.SEVERAL_SMALL:
        return Reply(await as_it_stands(turn, incident_id))
    incident = found[0]
    incident.kind = IncidentKind.PHYSICAL_VIOLENCE
    await incident_steps.begin(turn.session, incident, steps_of(IncidentKind.PHYSICAL_VIOLENCE))
    incident.due_at = turn.now
    await tell_owner(turn, incident, News.GROWN)
    return await changed(turn, incident, found[1], Audited.GROWN)


async def learn(turn: Turn, payload: Payload, incident_id: str) -> Reply:
    """Det lærte vi: what was done about a near miss, in the story form. Hers to send, change or leave."""
    incident = await _learnt_from(turn, incident_id)
    if incident is not None:
        await incidents.note(turn.session, incident, turn.actor.id, Audited.DRAFTED_FOR_NEWSLETTER, turn.now)
    return Reply(await learn_again(turn, incident_id))


async def learn_again(turn: Turn, incident_id: str) -> Screen:
    incident = await _learnt_from(turn, incident_id)
    if incident is None:
        return Notice(GONE)
    return await form(turn, Origin(kind=StoryKind.LEARNING), StoryValues(body=incident.what_was_done))


async def _learnt_from(turn: Turn, incident_id: str) -> Incident | None:
    """A near miss of hers that is closed."""
    found = await mine(turn, incident_id)
    if found is None or found[0].state != OpenState.CLOSED or found[0].kind != IncidentKind.NEAR_MISS:
        return None
    return found[0]


async def helped(turn: Turn, payload: Payload, incident_id: str) -> Reply:
    """Somebody has been with her: nobody needs to be sent."""
    found = await mine(turn, incident_id)
    if found is None:
        return Reply(Notice(GONE))
    await incident_steps.done(turn.session, found[0], Step.FIRST_AID, turn.actor.id, turn.now)
    return await changed(turn, found[0], found[1], Audited.FIRST_AID_GIVEN)


async def got_help(turn: Turn, payload: GotHelp, incident_id: str) -> Reply:
    """A week and a month later. A no goes to whoever has it, at once."""
    found = await mine(turn, incident_id)
    if found is None or found[1] is not Part.HIT or payload.answer not in ANSWERS:
        return Reply(Notice(GONE))
    incident = found[0]
    await has_been_asked(turn, incident, payload.answer)
    if payload.answer != "yes":
        await tell_owner(turn, incident, News.NOT_HELPED)
    return await changed(turn, incident, found[1], Audited.HELP_ANSWERED)


async def has_been_asked(turn: Turn, incident: Incident, answer: str) -> None:
    incident.asked_at, incident.got_help = turn.now, answer
    for row in await incident_steps.of(turn.session, incident):
        if row.step in ASKING and row.due_at <= turn.now:
            await incident_steps.done(turn.session, incident, Step(row.step), turn.actor.id, turn.now)


async def received(turn: Turn, incident: Incident, news: News) -> None:
    """Whoever is new to it is told."""
    settled = await incident_parts.settle(turn.session, incident, turn.now)
    for one in settled.new:
        if one.part is Part.APPOINTER:
            await incident_mail.appoint(turn.session, incident, one.person_id, turn.now)
        else:
            await incident_mail.tell(turn.session, incident, one.person_id, news, turn.now)


async def tell_owner(turn: Turn, incident: Incident, news: News) -> None:
    holds = await incident_parts.expected(turn.session, incident, turn.now)
    if holds is not None and holds.owner.part is not Part.APPOINTER:
        await incident_mail.tell(turn.session, incident, holds.owner.person_id, news, turn.now)


CONVERSATION = Conversation(
    name="incident_own",
    acts=(
        Act("incident.offer", answer_offer, OfferTap, again=as_it_stands),
        Act("incident.decide", decide, Decide, again=as_it_stands),
        Act("incident.witness", name_witness, OwnFields, again=as_it_stands),
        Act("incident.share", share, again=as_it_stands),
        Act("incident.grow", grow, again=as_it_stands),
        Act("incident.learn", learn, again=learn_again),
        Act("incident.helped", helped, again=as_it_stands),
        Act("incident.got-help", got_help, GotHelp, again=as_it_stands),
        Act("witness.offer", answer_as_witness, OfferTap, again=witness_as_it_stands),
    ),
)
