"""What people do in both worlds of a plot, through the conversations, or as an import would do it."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from dialogs.screens import IncidentCase, IncidentForm, Incidents, IncidentStatus
from domain.incident import IncidentKind
from domain.kinds import Role
from storage.tables import Person, RoleGrant
from tests.incidents.twins import LEADER, OTHERS, TELLER, UNITS, YRSA, World

KINDS = [kind for kind in IncidentKind if kind is not IncidentKind.SEVERAL_SMALL]
CASE: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("first_aid", "case.first-aid", {}),
    ("calls", "case.calls", {}),
    ("assess", "case.assess", {"talk_day": "2027-01-20", "talk_clock": "09:30", "debriefing": "no"}),
    ("report", "case.report", {"report": "made"}),
    ("done", "case.done", {"done": "Vi går to."}),
    ("ask", "case.ask", {"question_1": "Var du alene?"}),
    ("asked_her", "case.asked", {"got_help": "partly"}),
    ("note", "case.note", {"note": "Det har vi aftalt."}),
    ("close", "case.close", {}),
)
OWN: tuple[tuple[str, str, dict[str, str]], ...] = (
    ("offer", "incident.offer", {"offer": "crisis_support", "answer": "yes"}),
    ("decide", "incident.decide", {"police": "wants_help"}),
    ("add", "incident.add", {"what_happened": "Døren gik i.", "what_before": "Der var travlt."}),
    ("helped", "incident.helped", {}),
    ("share", "incident.share", {}),
)


async def happens(world: World, act: str, seed: float) -> None:
    """One event; the same dice for both worlds."""
    await globals()[f"_{act}"](world, Random(seed))


async def _register(world: World, dice: Random) -> None:
    person = dice.choice([YRSA, *OTHERS, LEADER, TELLER])
    hit = dice.choice(["me", "me", "colleague"]) if person != LEADER else "colleague"
    await world.press(person, "incident.kind", kind=dice.choice(KINDS))
    await world.press(person, "incident.hit", hit=hit)
    form = await world.press(person, "incident.who", who="citizen_or_relative")
    assert isinstance(form, IncidentForm), form
    # Never Leader: what hits her herself is another test's.
    colleague = dice.choice([one for one in OTHERS if one != person]) if hit == "colleague" else ""
    fields = {"place": dice.choice(["outdoors", ""]), "when": dice.choice(["now", "yesterday"])}
    saved = await world.press(person, "incident.register", token=form.token, colleague=colleague, **fields)
    world.registered(saved)


async def _draft(world: World, dice: Random) -> None:
    person = dice.choice(OTHERS)
    await world.press(person, "incident.kind", kind=dice.choice(KINDS))
    await world.press(person, "incident.hit", hit="me")


async def _receive(world: World, dice: Random) -> None:
    await _act(world, dice.choice(OTHERS), dice)


async def _leader_receives(world: World, dice: Random) -> None:
    await _act(world, LEADER, dice)


async def _act(world: World, person: str, dice: Random) -> None:
    (listed,) = await world.says(person, "hændelser")
    assert isinstance(listed, Incidents)
    which, what = dice.random(), dice.random()
    if person == LEADER:
        world.obtained(world.without_hers(listed))
    lines = [line for line in listed.received if person == LEADER or line.number not in world.hidden]
    if lines:
        line = lines[int(which * len(lines))]
        case = await world.press(person, "case.show", token=line.show)
        assert isinstance(case, IncidentCase)
        field, do, fields = CASE[int(what * len(CASE))]
        if token := getattr(case, field):
            after = await world.press(person, do, token=token, **fields)
            if person == LEADER:
                world.obtained(case, after)


async def _own(world: World, dice: Random) -> None:
    (listed,) = await world.says(person := dice.choice(OTHERS), "hændelser")
    assert isinstance(listed, Incidents)
    if lines := [line for line in listed.own if line.number not in world.hidden]:
        line = lines[int(dice.random() * len(lines))]
        card = await world.press(person, "case.show", token=line.show)
        field, do, fields = dice.choice(OWN)
        # Who registered for a colleague and receives it too is shown the case.
        if isinstance(card, IncidentStatus) and (token := getattr(card, field)):
            await world.press(person, do, token=token, **fields)


async def _hand_over(world: World, dice: Random) -> None:
    await _until(world, timedelta(days=dice.randint(1, 20)))


async def _take_back(world: World, dice: Random) -> None:
    await _until(world, timedelta(0))


async def _until(world: World, length: timedelta) -> None:
    async with world.town.database.write() as session:
        for unit in UNITS:
            grant = await session.get(RoleGrant, (world.tenant, LEADER, Role.LEADER, unit))
            if grant is not None:
                grant.handed_over_until = world.town.clock() + length


async def _move(world: World, dice: Random) -> None:
    """Leader works in another unit from now on; her role there is not the one she had."""
    unit, role = dice.choice(UNITS), dice.choice([Role.LEADER, Role.DEPUTY, Role.WORK_ENVIRONMENT_REP])
    await move_leader(world, unit, role)


async def move_leader(world: World, unit: str, role: Role) -> None:
    async with world.town.database.write() as session:
        person = await session.get_one(Person, (world.tenant, LEADER))
        person.unit_id = unit
        for old in UNITS:
            for held in (Role.LEADER, Role.DEPUTY, Role.WORK_ENVIRONMENT_REP):
                grant = await session.get(RoleGrant, (world.tenant, LEADER, held, old))
                if grant is not None:
                    await session.delete(grant)
        head = await session.get(RoleGrant, (world.tenant, LEADER, Role.AREA_HEAD, ""))
        if head is not None:
            await session.delete(head)
        await session.flush()
        session.add(RoleGrant(tenant_id=world.tenant, person_id=LEADER, role=role, unit_id=unit))


async def _leave(world: World, dice: Random) -> None:
    """One of the others; if she says something later, she is back."""
    async with world.town.database.write() as session:
        person = await session.get_one(Person, (world.tenant, dice.choice(OTHERS)))
        person.left_at = world.town.clock()
