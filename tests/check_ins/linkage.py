"""The linkage game: rounds of six, of whom two give opposite answers; and what is left of it for a thief."""

from __future__ import annotations

import re
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from random import Random

from sqlmodel import select

from domain.check_in import CheckInAnswer, Round
from storage import check_in_closing, check_ins
from storage.ballot import Ballot, open_ballot
from storage.database import Database, Session
from storage.month_keys import month_of
from storage.tables import Area, CheckInRound, Person, Team, Unit
from tests.check_ins.adversaries import Evidence, Token
from tests.check_ins.dump import Dump, dump

TENANT = "linkage-tenant"
SIZE, AT_ONCE = 6, 50
HELD = Round(date(2026, 11, 23))
OPEN, OVER = datetime(2026, 11, 25, 9, tzinfo=UTC), datetime(2026, 12, 7, 7, tzinfo=UTC)
_FOUND = re.compile(rb"tenant[-a-z]*?.?([0-9a-f]{20}).?([0-9a-f]{32})", re.DOTALL)
A = CheckInAnswer


@dataclass(frozen=True)
class Secret:
    """What the thief does not know of a round. `order`: who answered when; `it_was`: the elder said clearly."""

    round_id: str
    people: Sequence[str]
    order: Sequence[int]
    pair: tuple[int, int]
    it_was: bool
    answers: Sequence[CheckInAnswer]


@dataclass(frozen=True)
class Played:
    seen: Sequence[Evidence]
    secrets: Sequence[Secret]
    raw: bytes = field(default=b"", repr=False)

    @property
    def truth(self) -> list[bool]:
        return [secret.it_was for secret in self.secrets]


def secret_of(round_id: str, people: Sequence[str], dice: Random) -> Secret:
    """Who answers when, and what: the two who are marked say opposite things."""
    elder, younger = sorted(dice.sample(range(len(people)), 2))
    answers = [dice.choice(list(A)) for _ in people]
    it_was = dice.random() < 0.5
    answers[elder], answers[younger] = (A.CLEARLY, A.NO) if it_was else (A.NO, A.CLEARLY)
    order = dice.sample(range(len(people)), len(people))
    return Secret(round_id, people, order, (elder, younger), it_was, answers)


async def play(database: Database, rounds: int, dice: Random) -> Played:
    """Open, answer, dump, close, dump. One answer of each of fifty rounds is in a transaction with the others'.

    That hides nothing: no two answers of one round are, so that their order is in every place as it would be.
    """
    secrets, versions = list[Secret](), defaultdict[str, list[bytes]](list)
    for unit in range(0, rounds, AT_ONCE):
        some = await _open(database, f"unit-{unit}", min(AT_ONCE, rounds - unit), dice)
        secrets += some
        ballots = await _watched(database, some, versions)
        for moment in range(SIZE):
            async with database.write() as session:
                for secret in some:
                    await _answer(session, ballots[secret.round_id], secret, moment)
            await _watched(database, some, versions)
    while_open = await dump(database)
    async with database.write() as session:
        await check_in_closing.close(session, TENANT, HELD.closes_on, OVER)
    return Played(evidence(secrets, versions, while_open, await dump(database)), secrets, while_open.raw)


async def _open(database: Database, unit_id: str, count: int, dice: Random) -> list[Secret]:
    async with database.write() as session:
        if await session.get(Area, (TENANT, "so")) is None:
            session.add(Area(tenant_id=TENANT, id="so", name="Sundhed og Omsorg"))
            await session.flush()
        session.add(unit := Unit(tenant_id=TENANT, id=unit_id, area_id="so", name=unit_id))
        await session.flush()
        people = {}
        for team in (f"{unit_id}-{number}" for number in range(count)):
            session.add(Team(tenant_id=TENANT, id=team, unit_id=unit_id, name=team))
            ids = sorted(str(uuid.UUID(int=dice.getrandbits(128))) for _ in range(SIZE))
            people[team] = [Person(tenant_id=TENANT, id=id, name="", title="") for id in ids]
        await session.flush()
        opened = await check_ins.open_together(session, people, unit, HELD)
    return [
        secret_of(round_id, [person.id for person in people[team]], dice)
        for round_id, (team,) in opened.items()
    ]


async def _watched(
    database: Database, some: Sequence[Secret], versions: dict[str, list[bytes]]
) -> dict[str, Ballot]:
    """The tallies as they stand; and the ballots, for whoever deals the cards."""
    keys = database.month_keys
    assert keys
    async with database.read() as session:
        ids = [secret.round_id for secret in some]
        rows = await session.exec(select(CheckInRound).where(CheckInRound.id.in_(ids)))  # type: ignore[attr-defined]
        ballots = {}
        for row in rows:
            versions[row.id].append(row.tally)
            ballots[row.id] = open_ballot(TENANT, row.id, keys.open(month_of(row.closes_on)), row.wrapped)
    return ballots


async def _answer(session: Session, ballot: Ballot, secret: Secret, moment: int) -> None:
    person = secret.people[secret.order[moment]]
    given = secret.answers[secret.order[moment]]
    done = await check_ins.answer(session, TENANT, person, ballot.card(person), given, OPEN)
    assert done.outcome is check_ins.Outcome.COUNTED


def evidence(
    secrets: Sequence[Secret],
    versions: Mapping[str, Sequence[bytes]],
    while_open: Dump,
    after: Dump,
    tenant_id: str = TENANT,
) -> list[Evidence]:
    tokens, ends, marks = tokens_of(while_open), endings(after), defaultdict[str, list[str]](list)
    for row in while_open.tables["check_in_eligible"]:
        marks[row.cells["round_id"]].append(row.cells["mark"])
    wrapped = {row.cells["id"]: row.cells["wrapped"] for row in while_open.tables["check_in_round"]}
    found = []
    for secret in secrets:
        id, (elder, younger) = secret.round_id, (secret.order.index(person) for person in secret.pair)
        of_round = (tokens[id], marks[id], wrapped[id], versions[id], ends[id])
        found.append(Evidence(tenant_id, id, secret.people, elder, younger, *of_round))
    return found


def tokens_of(dumped: Dump) -> dict[str, list[Token]]:
    """The tokens of each round in the order in which they came: by xmin, or by when the log has them first."""
    found = defaultdict[str, list[int]](list)
    for match in _FOUND.finditer(dumped.raw):
        found[(match[1] + match[2]).decode()].append(match.start())
    tokens = defaultdict[str, list[Token]](list)
    for row in dumped.tables["check_in_taken"]:
        round_id, value = row.cells["round_id"], row.cells["token"]
        where = found[round_id + value]
        assert where, "a token that is in no file"
        rank = len(tokens[round_id])
        tokens[round_id].append(Token(value, rank, row.place, (where[0], where[-1], len(where))))
    return {id: sorted(some, key=lambda token: (token.place, token.found)) for id, some in tokens.items()}


def endings(dumped: Dump) -> dict[str, list[bytes]]:
    """What is left of each round after its close, as bytes of a fixed length."""
    bodies = {row.cells["node_id"]: row.cells["body"] for row in dumped.tables["check_in_release"]}
    return {
        row.cells["id"]: [
            row.cells["wrapped"],
            row.cells["tally"],
            bodies.get(row.cells["id"], "").encode().ljust(256)[:256],
        ]
        for row in dumped.tables["check_in_round"]
    }
