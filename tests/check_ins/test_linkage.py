"""AN5, the linkage game: who has everything there is, and knows who answered when, cannot tell who said what.

What the adversary is given: every row of every table while the round is open, with its number (SQLite), or its
xmin, ctid, cmin and xmax (PostgreSQL); the raw bytes of SQLite's file and whole write-ahead log, or of the
check-ins' tables in PostgreSQL; the tally as it was after each single answer, as from a log or a restored
backup; all of that once more after the close; who may answer; and in which order they did. In each round two of
six people say "clearly" and "no", and he is to tell who of them said which.
"""

from __future__ import annotations

import math
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from dialogs.screens import CheckInThanks
from domain.check_in import CheckInAnswer
from storage.ballot import open_ballot
from storage.database import Database
from storage.month_keys import MonthKeys
from tests.check_ins import option_b, talked
from tests.check_ins.adversaries import BY_SIGHT, Adversary, learned, with_data_key, with_month_keys
from tests.check_ins.dump import Dump, dump, keep_the_log
from tests.check_ins.flaws import FLAWS
from tests.check_ins.linkage import SIZE, Played, play
from tests.check_ins.parish import ASKED, OPENS, card_of, colleagues, person_id, settle
from tests.databases import KEYS
from tests.town import NORD, Town

ROUNDS, MONTH, DATA_KEY = 1_000, "2026-12", bytes(range(32))
SIGMAS = 5
# What of a row's place the thief goes by.
BY_NUMBER, BY_TRANSACTION, BY_CTID = slice(0, 1), slice(0, 1), slice(1, 3)


def hits(played: Played, guess: Adversary) -> int:
    return sum(guess(seen) is it_was for seen, it_was in zip(played.seen, played.truth, strict=True))


def at_chance(right: int, rounds: int) -> bool:
    """Within five standard deviations of half: by luck, once in two million."""
    return abs(right - rounds / 2) <= SIGMAS * math.sqrt(rounds) / 2


def halves(played: Played) -> tuple[Played, Played]:
    half = len(played.seen) // 2
    return (
        Played(played.seen[:half], played.secrets[:half]),
        Played(played.seen[half:], played.secrets[half:]),
    )


def told_apart(played: Played) -> dict[str, int]:
    """By whom, and how often of how many, the two were told apart more or less often than by chance."""
    lesson, exam = halves(played)
    rates = {name: (hits(played, guess), len(played.seen)) for name, guess in BY_SIGHT.items()}
    rates["learned"] = (hits(exam, learned(lesson.seen, lesson.truth)), len(exam.seen))
    return {name: right for name, (right, rounds) in rates.items() if not at_chance(right, rounds)}


async def test_option_b_is_broken(database: Database) -> None:
    """The negative control: whoever finds nothing here would find nothing anywhere."""
    rounds = 50
    given = await option_b.play(database, rounds, SIZE, Random(5))
    seen = await dump(database)
    for by in (BY_NUMBER,) if database.is_sqlite else (BY_TRANSACTION, BY_CTID):
        told = option_b.linked(seen, rounds, by)
        right = sum(map(sum, (map(str.__eq__, row, true) for row, true in zip(told, given, strict=True))))
        assert right >= 0.95 * rounds * SIZE


async def test_a_thousand_rounds_tell_nobody_anything(database: Database) -> None:
    await keep_the_log(database)
    played = await play(database, ROUNDS, Random(5))
    keys = database.month_keys
    assert keys
    _knows_all_but_the_answers(played, keys.open(MONTH), database)
    assert told_apart(played) == {}
    assert at_chance(hits(played, with_data_key(KEYS, DATA_KEY)), ROUNDS)
    # With the month's key and every version of the tally all is told: that is what it is destroyed for.
    assert hits(played, with_month_keys([keys.open(MONTH)])) == ROUNDS
    keys.make("2027-01")
    keys.destroy(MONTH)
    left = [keys.open(month) for month in keys.months()]
    assert len(left) == 1
    assert at_chance(hits(played, with_month_keys([*left, DATA_KEY, bytes(32)])), ROUNDS)


def _knows_all_but_the_answers(played: Played, month_key: bytes, database: Database) -> None:
    """The game is played fairly: he has whose token is which, and what stood in the log."""
    for seen, secret in zip(played.seen, played.secrets, strict=True):
        ballot = open_ballot(seen.tenant_id, seen.round_id, month_key, seen.wrapped)
        assert [token.value for token in seen.tokens] == [
            ballot.token(secret.people[person]) for person in secret.order
        ]
        assert len(set(seen.versions)) == SIZE + 1
    if database.is_sqlite:
        assert all(
            version in played.raw
            for seen in played.seen[:: len(played.seen) // 20]
            for version in seen.versions
        )


async def test_a_flaw_is_found(sqlite_template: Path, tmp_path: Path) -> None:
    """The adversaries are good enough: a tally or a token that tells is told, or learned from examples."""
    shutil.copy(sqlite_template, tmp_path / "medvind.db")
    database = Database(f"sqlite:///{tmp_path}/medvind.db", KEYS, None, MonthKeys(tmp_path / "keys"))
    played = await play(database, 200, Random(6))
    await database.close()
    for finder, flaw in FLAWS.items():
        pairs = zip(played.seen, played.secrets, strict=True)
        flawed = Played([flaw(seen, secret) for seen, secret in pairs], played.secrets)
        assert hits(flawed, BY_SIGHT[finder]) >= 0.95 * len(flawed.seen), flaw.__name__
        if len({len(version) for seen in flawed.seen for version in seen.versions}) == 1:
            assert "learned" in told_apart(flawed), flaw.__name__


async def test_what_the_service_keeps_tells_nobody_anything(
    town: Town, request: pytest.FixtureRequest
) -> None:
    """The same through the service, with messages, cards, buttons and everything else that it writes.

    With `--full` a thousand rounds (`pytest tests/faults tests/check_ins/test_linkage.py --full`).
    """
    rounds = ROUNDS if request.config.getoption("--full", default=False) else 40
    await keep_the_log(town.database)
    played, trails = await talked.play(town, rounds, Random(7))
    assert town.database.month_keys
    _knows_all_but_the_answers(played, town.database.month_keys.open(MONTH), town.database)
    assert told_apart(played) == {}
    found = [talked.guesses(trail) for trail in trails]
    right = {
        name: sum(one[name] is truth for one, truth in zip(found, played.truth, strict=True))
        for name in found[0]
    }
    assert {name: count for name, count in right.items() if not at_chance(count, rounds)} == {}


async def test_an_answer_changes_two_rows_and_no_other(town: Town) -> None:
    """Whatever is written besides, is written for every answer alike, or tells."""
    await settle(town, colleagues(SIZE, NORD))
    for moment in (OPENS, ASKED):
        town.clock.set(moment)
        await town.tick()
    for number, answer in enumerate(CheckInAnswer, 100):
        card = await card_of(town, person_id(number))
        chat, before = town.chat(person_id(number)), await dump(town.database)
        town.clock.now += timedelta(minutes=1)
        here = replace(chat.here, activity_id=f"f:{number}", service_url="https://smba.example/")
        value = {"do": "checkin.answer", "token": card.token, "answer": answer.value}
        (told,) = (await town.talk.press(chat.speaker, here, value)).screens
        assert isinstance(told, CheckInThanks)
        assert changed(before, await dump(town.database)) == ["check_in_round", "check_in_taken"]


def changed(before: Dump, after: Dump) -> list[str]:
    """A line for each row that is new or otherwise, cells only; nothing has gone."""
    return sorted(
        table
        for table, found in after.tables.items()
        for row in found
        if row.cells not in [old.cells for old in before.tables[table]]
    )
