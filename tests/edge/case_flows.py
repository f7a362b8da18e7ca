"""Everything that can be done about a registered incident by its leader, and what she sets going with others.

Nothing is sent by itself: what the outbox holds is composed by hand, where a button stands in a message.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from sqlmodel import select

from bot.teams.cards import card
from dialogs.base import Place, PlaceKind, Scene
from dialogs.screens import Screen
from domain.incident import IncidentKind
from domain.incident_clocks import Step
from nudges.incident import compose_ask, compose_witness
from storage.outbox import DeliveryClass
from storage.tables import Incident, Outgoing, Person
from tests.town import ANNE, JONAS, METTE, SAMIRA

from .incident_flows import registered, said, shown
from .street import Activity, Card, Street, data_of

CASE_FLOWS: dict[str, Callable[[Street], Awaitable[Activity]]] = {}
TALK = {"talk_day": "2026-11-24", "talk_clock": "09:30", "debriefing": "no"}
ASKED = "Hvad havde hjulpet dig?"
NAMED = "Anne Holm skal gå med Mette Ravn."


def flow(name: str) -> Callable[[Callable[[Street], Awaitable[Activity]]], None]:
    def keep(made: Callable[[Street], Awaitable[Activity]]) -> None:
        CASE_FLOWS[name] = made

    return keep


async def _press(do: str, street: Street, by: str = METTE, **fields: str) -> Activity:
    """She opens the case and does it."""
    return street.execute(by, data_of(await shown(street, by), do, **fields))


async def _done(street: Street, *what: str) -> None:
    for do in what:
        await street.deliver(await _press(do, street, **(TALK if do == "case.assess" else {})))


async def _case(
    do: str, street: Street, by: str = METTE, before: Sequence[str] = (), **fields: str
) -> Activity:
    """On a card as long as this one, what is to be done first stands first; the rest comes when it is done."""
    await registered(street)
    await _done(street, *before)
    return await _press(do, street, by, **fields)


STEPS = ("case.first-aid", "case.assess", "case.calls", "case.report")
ALONE = ("case.first-aid", "case.calls", "case.report", "case.asked")
CASE_FLOWS |= {do: partial(_case, do) for do in ALONE}
CASE_FLOWS |= {
    "case.assess": partial(
        _case, "case.assess", talk_day=TALK["talk_day"], talk_clock=TALK["talk_clock"], debriefing="no"
    ),
    "case.assess, no day": partial(_case, "case.assess", talk_day="", talk_clock="", debriefing="no"),
    "case.note": partial(_case, "case.note", note="Vi melder ikke: hun ønsker det ikke."),
    "case.note, a colleague's name": partial(_case, "case.note", note=NAMED),
    "case.done": partial(_case, "case.done", before=STEPS, done="Vi går to ved morgenbesøget."),
    "case.done, a colleague's name": partial(_case, "case.done", before=STEPS, done=NAMED),
    "case.ask": partial(_case, "case.ask", by=SAMIRA, question_1=ASKED, question_2=""),
    "case.ask, nothing": partial(_case, "case.ask", by=SAMIRA, question_1="", question_2=""),
    "case.witness": partial(_case, "case.witness", before=(*STEPS, "case.asked"), person=JONAS),
    "case.close": partial(_case, "case.close", before=(*STEPS, "case.asked")),
}


@flow("case.show")
async def _(street: Street) -> Activity:
    """Not for the first time: whoever opens it has read it."""
    await registered(street)
    await shown(street, METTE)
    return street.execute(METTE, data_of(await said(street, METTE, "hændelser"), "case.show"))


@flow("case.show, the first time")
async def _(street: Street) -> Activity:
    await registered(street)
    return street.execute(METTE, data_of(await said(street, METTE, "hændelser"), "case.show"))


@flow("case.show, her own")
async def _(street: Street) -> Activity:
    await registered(street)
    return street.execute(ANNE, data_of(await said(street, ANNE, "hændelser"), "case.show"))


# What she sets going with others


@flow("incident.answer")
async def _(street: Street) -> Activity:
    await street.deliver(await _case("case.ask", street, SAMIRA, question_1=ASKED))
    hers = await shown(street, ANNE)
    return street.execute(ANNE, data_of(hers, "incident.answer", answer_1="At vi var to."))


@flow("incident.learn")
async def _(street: Street) -> Activity:
    """A near miss, of which something has been done, and it is over."""
    await registered(street, IncidentKind.NEAR_MISS)
    await street.deliver(await _press("case.done", street, done="Måtten er skruet fast."))
    await _done(street, "case.assess", "case.asked", "case.close")
    return street.execute(ANNE, data_of(await shown(street, ANNE), "incident.learn"))


async def _message(
    street: Street, person: str, about: str, compose: Callable[[Scene, Outgoing], Awaitable[Screen | None]]
) -> Card:
    """What the outbox would have sent her by now."""
    tenant, now = street.tenant, street.town.clock()
    async with street.town.database.write() as session:
        incidents = await session.exec(select(Incident).where(Incident.tenant_id == tenant))
        row = Outgoing(
            tenant_id=tenant,
            key="by hand",
            message="by hand",
            delivery_class=DeliveryClass.DEADLINE,
            object_id=f"{incidents.one().id}{about}",
            not_before=now,
            created_at=now,
        )
        reader = await session.get_one(Person, (tenant, person))
        place = Place(PlaceKind.PERSONAL, f"a:{person}")
        screen = await compose(Scene(session, now, tenant, place, "da", "", reader), row)
    assert screen
    return card(screen, "da")


@flow("witness.offer")
async def _(street: Street) -> Activity:
    await said(street, JONAS, "hej")
    await street.deliver(await CASE_FLOWS["case.witness"](street))
    return street.execute(JONAS, data_of(await _message(street, JONAS, "", compose_witness), "witness.offer"))


async def _asked(street: Street) -> Card:
    await registered(street)
    return await _message(street, ANNE, f"-{Step.ASK_FIRST}", compose_ask)


@flow("incident.got-help")
async def _(street: Street) -> Activity:
    return street.execute(ANNE, data_of(await _asked(street), "incident.got-help"))


@flow("incident.got-help, no")
async def _(street: Street) -> Activity:
    return street.execute(ANNE, {**data_of(await _asked(street), "incident.got-help"), "answer": "no"})
