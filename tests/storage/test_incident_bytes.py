"""Nothing of what an incident was about can be read in the database's files, in a dump, or in a backup (T10).

What was written, and also the words that the code itself chooses: the kind, the place, who did it, an answer.
"""

from __future__ import annotations

import gzip
import uuid
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, select, type_coerce

from domain.incident import (
    IncidentKind,
    Offer,
    OfferAnswer,
    Part,
    PlaceCategory,
    PoliceDecision,
    Small,
    Taps,
    WhoDidIt,
)
from storage import backup, incident_drafts, incident_rules, incident_talks, incidents
from storage.database import Database
from storage.incidents import Registration
from storage.tables import Incident, Person
from tests.storage.rawfiles import found_in
from tests.storage.test_raw_bytes import found_anywhere
from tests.storage.test_rotation import everything
from tests.town import ANNE, GRENAA, NAMES, SAMIRA, TENANT, Town

# Those that stand for nothing else anywhere in a database's files.
CHOSEN = {
    str(word)
    for word in (
        IncidentKind.PHYSICAL_VIOLENCE,
        IncidentKind.UNWANTED_SEXUAL_ATTENTION,
        IncidentKind.SEVERAL_SMALL,
        WhoDidIt.CITIZEN_OR_RELATIVE,
        PlaceCategory.RESIDENTS_ROOM,
        PlaceCategory.CITIZENS_HOME,
        PoliceDecision.NOT_REPORTED,
    )
}
WRITTEN = ("happened", "before", "done", "note", "question", "answer", "draft", "origin", "owner", "help")
KINDS = (
    (IncidentKind.PHYSICAL_VIOLENCE, PlaceCategory.RESIDENTS_ROOM),
    (IncidentKind.UNWANTED_SEXUAL_ATTENTION, PlaceCategory.CITIZENS_HOME),
    (IncidentKind.SEVERAL_SMALL, PlaceCategory.RESIDENTS_ROOM),
)


@pytest.fixture
def said() -> dict[str, str]:
    """What people write, with a word of this run in it: PostgreSQL's files are those of all tests."""
    return {name: f"gulspurv {name} {uuid.uuid4().hex[:12]}" for name in WRITTEN}


async def registered(town: Town, said: dict[str, str]) -> None:
    """One of each kind by Anne, with everything told that can be told."""
    now = town.clock()
    async with town.database.write() as session:
        anne = await session.get_one(Person, (TENANT, ANNE))
        for kind, place in KINDS:
            told = Registration(GRENAA, ANNE, kind, WhoDidIt.CITIZEN_OR_RELATIVE, place, now)
            _tell(await incidents.register(session, anne, told, now), said)
        incident = (await incidents.of_person(session, anne, list(Part), limit=1))[0]
        await incident_talks.ask(session, incident, SAMIRA, [said["question"]], now)
        await incident_talks.answer(session, incident, "1", said["answer"], now)
        await incident_talks.answer_offer(session, incident, ANNE, Offer.CRISIS_SUPPORT, OfferAnswer.YES, now)
        taps = Taps(kind=IncidentKind.PHYSICAL_VIOLENCE, hit=said["draft"])
        await incident_drafts.keep(session, anne, taps, now)
        rules = await incident_rules.rules_of(session, TENANT)
        day = now.date()
        await incident_rules.set_rules(
            session, TENANT, rules, origin=said["origin"], owner=said["owner"], checked_on=day
        )


def _tell(incident: Incident, said: dict[str, str]) -> None:
    incident.what_happened, incident.what_before = said["happened"], said["before"]
    incident.what_was_done, incident.police_note = said["done"], said["note"]
    incident.police, incident.got_help = PoliceDecision.NOT_REPORTED, said["help"]
    incident.small = f'{{"{Small.PINCH}": 3}}'


async def kept(database: Database) -> str:
    """All of it as the code reads it: what is looked for was really written."""
    return str({k: v for k, v in (await everything(database)).items() if k.startswith("Incident")})


async def test_nothing_of_an_incident_can_be_read_in_the_files(town: Town, said: dict[str, str]) -> None:
    await registered(town, said)
    there = await kept(town.database)
    assert [word for word in (*said.values(), *CHOSEN) if word not in there] == []
    names = {NAMES[ANNE], NAMES[SAMIRA]}
    assert await found_anywhere(town.database, {*said.values(), *CHOSEN, *names}) == set()


async def test_nothing_of_an_incident_can_be_read_in_a_backup(
    town: Town, said: dict[str, str], tmp_path: Path
) -> None:
    await registered(town, said)
    file, lines = tmp_path / "medvind.backup", tmp_path / "lines"
    await backup.take(town.database, file, town.clock(), lambda done, total: None)
    lines.write_bytes(gzip.decompress(file.read_bytes()))
    words = {*said.values(), *CHOSEN, *NAMES.values()}
    assert found_in([file, lines], words) == set()
    assert found_in([lines], [GRENAA]) == {GRENAA}, "the search finds what is there"


async def test_every_kind_is_as_long_as_every_other(town: Town, said: dict[str, str]) -> None:
    """Else the length of what is sealed would tell it: also of where, who did it, and what she answers."""
    await registered(town, said)
    columns = ("kind", "who_did_it", "place", "police")
    async with town.database.read() as session:
        table = Incident.__table__  # type: ignore[attr-defined]
        connection = await session.connection()
        for column in columns:
            bare = table.c[column]
            found = await connection.execute(select(type_coerce(bare, LargeBinary)))
            assert len({len(value) for (value,) in found}) == 1, column
    longest = max(map(len, (*IncidentKind, *WhoDidIt, *PlaceCategory, *PoliceDecision)))
    assert longest + 4 <= 32, "a longer word would need a second step"
