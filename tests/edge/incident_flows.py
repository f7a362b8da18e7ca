"""Everything that whoever is hit can do about it in Teams, up to her own card; flows.py gathers it.

Anne is hit, and Jonas was there. What Mette does, who has it to follow up, stands in case_flows.py.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from domain.incident import IncidentKind, WhoDidIt, WhomItHit
from tests.town import ANNE, JONAS

from .street import Activity, Card, Street, data_of

INCIDENT_FLOWS: dict[str, Callable[[Street], Awaitable[Activity]]] = {}
BLOW = IncidentKind.PHYSICAL_VIOLENCE
HARD = "I dag slog en borger ud efter mig og truede min kollega"
NAMED = "Det var Mette Ravn, der så det."


def flow(name: str) -> Callable[[Callable[[Street], Awaitable[Activity]]], None]:
    def keep(made: Callable[[Street], Awaitable[Activity]]) -> None:
        INCIDENT_FLOWS[name] = made

    return keep


async def said(street: Street, person: str, text: str) -> Card:
    return (await street.deliver(street.message(person, text))).cards[-1]


async def pressed(street: Street, person: str, data: dict[str, str]) -> Card:
    return (await street.deliver(street.execute(person, data))).card


# A good story that was none


@flow("incident.instead")
async def _(street: Street) -> Activity:
    return street.execute(ANNE, data_of(await said(street, ANNE, HARD), "incident.instead"))


# Four taps


async def _taps(street: Street, kind: IncidentKind = BLOW, hit: WhomItHit = WhomItHit.ME) -> Card:
    """Three of them, and the form of the fourth."""
    await pressed(street, ANNE, {"do": "incident.kind", "kind": kind})
    await pressed(street, ANNE, {"do": "incident.hit", "hit": hit})
    return await pressed(street, ANNE, {"do": "incident.who", "who": WhoDidIt.CITIZEN_OR_RELATIVE})


async def _taps_twice(tap: dict[str, str], street: Street) -> Activity:
    """She has been here before: the same tap changes nothing."""
    await _taps(street)
    return street.execute(ANNE, tap)


KIND, HIT, WHO = (
    {"do": "incident.kind", "kind": BLOW},
    {"do": "incident.hit", "hit": WhomItHit.ME},
    {"do": "incident.who", "who": WhoDidIt.CITIZEN_OR_RELATIVE},
)
INCIDENT_FLOWS |= {tap["do"]: partial(_taps_twice, tap) for tap in (KIND, HIT, WHO)}


@flow("incident.kind, the first of all")
async def _(street: Street) -> Activity:
    return street.execute(ANNE, KIND)


@flow("incident.kind, several small ones")
async def _(street: Street) -> Activity:
    return street.execute(ANNE, {**KIND, "kind": IncidentKind.SEVERAL_SMALL})


@flow("incident.restart, in the middle")
async def _(street: Street) -> Activity:
    await _taps(street)
    return street.execute(ANNE, {"do": "incident.restart"})


@flow("incident.start, in the middle")
async def _(street: Street) -> Activity:
    await _taps(street)
    return street.execute(ANNE, {"do": "incident.start"})


@flow("incident.register")
async def _(street: Street) -> Activity:
    return street.execute(ANNE, data_of(await _taps(street), "incident.register"))


@flow("incident.register, for a colleague")
async def _(street: Street) -> Activity:
    form = await _taps(street, hit=WhomItHit.COLLEAGUE)
    return street.execute(ANNE, data_of(form, "incident.register", colleague=JONAS, place="outdoors"))


@flow("incident.register, a day that cannot be")
async def _(street: Street) -> Activity:
    form = await _taps(street)
    return street.execute(ANNE, data_of(form, "incident.register", when="earlier", day="2027-01-01"))


async def tally(street: Street, **counted: str) -> Activity:
    form = await pressed(street, ANNE, {**KIND, "kind": IncidentKind.SEVERAL_SMALL})
    return street.execute(ANNE, data_of(form, "incident.tally", **counted))


INCIDENT_FLOWS["incident.tally"] = partial(tally, pinch="2", threat="1")
INCIDENT_FLOWS["incident.tally, nothing"] = tally


# What the one it hit does afterwards


async def registered(street: Street, kind: IncidentKind = BLOW) -> None:
    await street.deliver(street.execute(ANNE, data_of(await _taps(street, kind), "incident.register")))


async def shown(street: Street, person: str) -> Card:
    """Her own card, or the case, from her list."""
    return await pressed(street, person, data_of(await said(street, person, "hændelser"), "case.show"))


async def _own(do: str, street: Street, kind: IncidentKind = BLOW, **fields: str) -> Activity:
    await registered(street, kind)
    return street.execute(ANNE, data_of(await shown(street, ANNE), do, **fields))


INCIDENT_FLOWS |= {f"incident.{do}": partial(_own, f"incident.{do}") for do in ("offer", "decide", "helped")}
TOLD = "Han slog ud efter mig ved døren."
INCIDENT_FLOWS |= {
    "incident.share": partial(_own, "incident.share", kind=IncidentKind.UNWANTED_SEXUAL_ATTENTION),
    "incident.witness": partial(_own, "incident.witness", person=JONAS),
    "incident.add": partial(_own, "incident.add", what_happened=TOLD, what_before=""),
    "incident.add, a colleague's name": partial(_own, "incident.add", what_happened=NAMED, what_before=""),
    "incident.add, nothing": partial(_own, "incident.add", what_happened="", what_before=""),
}


@flow("incident.offer, after another answer")
async def _(street: Street) -> Activity:
    await street.deliver(await _own("incident.offer", street))
    pressed = data_of(await shown(street, ANNE), "incident.offer")
    return street.execute(ANNE, {**pressed, "answer": "later"})


@flow("incident.grow")
async def _(street: Street) -> Activity:
    await street.deliver(await tally(street, blow="2"))
    return street.execute(ANNE, data_of(await shown(street, ANNE), "incident.grow"))
