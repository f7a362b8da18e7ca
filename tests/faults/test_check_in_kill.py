"""AN2: those who count answers are killed, and no answer is counted by halves, twice or not at all.

Two processes at once answer for the same people, each as fast as it can, and get a kill -9 when nobody expects
it. After each: as many tokens as the tally says, and as the counters come to.
"""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random

from sqlmodel import col, select

from domain.check_in import CheckInAnswer, Round
from domain.tally import Tally
from storage import check_ins
from storage.ballot import Ballot, open_ballot
from storage.check_ins import Outcome
from storage.database import Database, insert_once
from storage.month_keys import MonthKeys, month_of
from storage.tables import Area, CheckInRound, CheckInTaken, Person, Team, Unit
from tests.databases import KEYS
from tests.faults.chaos import Size
from tests.faults.forks import KILLED, Blow, Told, run

TENANT, HELD = "tenant", Round(date(2026, 11, 23))
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
BLOWS, MORE_BLOWS, AT_ONCE = 30, 300, 8  # in each database, each for two processes
STEP, REACH = 12, 60  # people: how far a process starts from the one before, and how far it could come
NAIVE_BLOWS = 8
GIVEN = list(CheckInAnswer)

Answering = Callable[[Database, Ballot, str, CheckInAnswer], Awaitable[Outcome]]


def person_of(number: int) -> str:
    return f"p{number:05}"


async def ours(database: Database, ballot: Ballot, person: str, given: CheckInAnswer) -> Outcome:
    async with database.write() as session:
        card = ballot.card(person)
        done = await check_ins.answer(session, TENANT, person, card, given, NOW)
    return done.outcome


async def by_halves(database: Database, ballot: Ballot, person: str, given: CheckInAnswer) -> Outcome:
    """The token in a transaction, and the tally in the next: it is never seen on a good day."""
    async with database.write() as session:
        token = {"tenant_id": TENANT, "round_id": ballot.round_id, "token": ballot.token(person)}
        if not await insert_once(session, CheckInTaken, token):
            return Outcome.TAKEN
    async with database.write() as session:
        row = await session.get_one(CheckInRound, (TENANT, ballot.round_id), with_for_update=True)
        row.tally = ballot.seal(ballot.open(row.tally).with_one(given))
    return Outcome.COUNTED


DESIGNS: dict[str, Answering] = {"ours": ours, "by halves": by_halves}


def answering(told: Told, url: str, keys: Path, journal: Path, design: str, first: int) -> None:
    """In a process of its own. What somebody was told is in the journal, which outlives a kill."""

    async def answer_all() -> None:
        database = Database(url, KEYS, None, MonthKeys(keys))
        waiting, ballot = iter(range(first, first + REACH)), await ballot_of(database)
        written = os.open(journal, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)

        async def one_after_another() -> None:
            for number in waiting:
                given = GIVEN[number % len(GIVEN)]
                outcome = await DESIGNS[design](database, ballot, person_of(number), given)
                os.write(written, f"{number} {outcome}\n".encode())
                told(number)

        await asyncio.gather(*(one_after_another() for _ in range(AT_ONCE)))

    asyncio.run(answer_all())


async def ballot_of(database: Database) -> Ballot:
    assert database.month_keys
    async with database.read() as session:
        row = (await session.exec(select(CheckInRound))).one()
    key = database.month_keys.open(month_of(row.closes_on))
    return open_ballot(TENANT, row.id, key, row.wrapped)


@dataclass
class Polling:
    """One round of a great many, and the journal of who was told what."""

    database: Database
    keys: Path
    journal: Path
    ballot: Ballot

    @classmethod
    async def open(cls, database: Database, folder: Path, people: int) -> Polling:
        async with database.write() as session:
            session.add(Area(tenant_id=TENANT, id="so", name="Sundhed og Omsorg"))
            await session.flush()
            session.add(unit := Unit(tenant_id=TENANT, id="unit", area_id="so", name="Hjemmeplejen"))
            await session.flush()
            session.add(Team(tenant_id=TENANT, id="team", unit_id="unit", name="Team Nord"))
            await session.flush()
            some = [Person(tenant_id=TENANT, id=person_of(n), name="", title="") for n in range(people)]
            await check_ins.open_together(session, {"team": some}, unit, HELD)
        return cls(database, folder / "month-keys", folder / "journal", await ballot_of(database))

    async def struck(self, design: str, first: int, blows: list[Blow]) -> list[int]:
        """Processes that answer from the same place on, each until its blow; how they ended."""
        url = self.database.url.render_as_string(hide_password=False)
        work = (answering, url, self.keys, self.journal, design, first)
        return await asyncio.gather(*(asyncio.to_thread(run, *work, blow=blow) for blow in blows))

    async def tokens_and_tally(self) -> tuple[set[str], Tally]:
        """As they stand together: asked at once, for what was sent before a kill may still be under way."""
        async with self.database.read() as session:
            rows = await session.exec(
                select(CheckInTaken.token, CheckInRound.tally)
                .select_from(CheckInRound)
                .outerjoin(CheckInTaken, col(CheckInTaken.round_id) == CheckInRound.id)
            )
            found = rows.all()
        return {token for token, _ in found if token}, self.ballot.open(found[0][1])

    def told(self) -> set[int]:
        """Who has been told so far that she is counted; nobody is told so twice."""
        lines = self.journal.read_text().splitlines() if self.journal.exists() else []
        found = Counter(
            int(number) for number, outcome in map(str.split, lines) if outcome == Outcome.COUNTED
        )
        assert set(found.values()) <= {1}
        return set(found)


async def matches(polling: Polling) -> bool:
    tokens, tally = await polling.tokens_and_tally()
    return len(tokens) == tally.taken == tally.given + tally.skip


def blows_of(dice: Random) -> list[Blow]:
    return [Blow(dice.randint(1, REACH // 3), dice.uniform(0, 0.02)) for _ in range(2)]


async def test_who_is_killed_while_counting_has_counted_all_or_nothing(
    database: Database, tmp_path: Path, size: Size
) -> None:
    blows, dice = size(BLOWS, MORE_BLOWS), Random(2)
    polling = await Polling.open(database, tmp_path, blows * STEP + REACH)
    ends = list[int]()
    for number in range(blows):
        ends += await polling.struck("ours", number * STEP, blows_of(dice))
        assert await matches(polling)
        tokens, _ = await polling.tokens_and_tally()
        assert {polling.ballot.token(person_of(told)) for told in polling.told()} <= tokens
        await _again(polling, number * STEP, dice)
    assert ends.count(KILLED) == len(ends), "it was done before it was killed"
    await _everybody(polling, blows * STEP + REACH)


async def _again(polling: Polling, first: int, dice: Random) -> None:
    """Some press once more after the kill: whoever was counted stays counted once, the others are now."""
    for number in dice.sample(range(first, first + REACH // 3), 6):
        before, _ = await polling.tokens_and_tally()
        person = person_of(number)
        outcome = await ours(polling.database, polling.ballot, person, GIVEN[number % len(GIVEN)])
        counted = polling.ballot.token(person) in before
        assert outcome is (Outcome.TAKEN if counted else Outcome.COUNTED)
    assert await matches(polling)


async def _everybody(polling: Polling, people: int) -> None:
    """In the end all answer again, and each is counted with what she has said, once."""
    for number in range(people):
        await ours(polling.database, polling.ballot, person_of(number), GIVEN[number % len(GIVEN)])
    _, tally = await polling.tokens_and_tally()
    assert tally == sum((Tally().with_one(GIVEN[n % len(GIVEN)]) for n in range(people)), Tally())


async def test_two_transactions_do_not_do(database: Database, tmp_path: Path) -> None:
    """The negative control: the same blows show what a kill between token and tally leaves."""
    polling, dice = await Polling.open(database, tmp_path, NAIVE_BLOWS * STEP + REACH), Random(3)
    wrong = 0
    for number in range(NAIVE_BLOWS):
        assert await polling.struck("by halves", number * STEP, blows_of(dice)) == [KILLED, KILLED]
        wrong += not await matches(polling)
    assert wrong > 0
