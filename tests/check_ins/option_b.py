"""Option B of safety.md 5.1, which looks right: who has answered in one table, what was answered in another."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from sqlalchemy import text

from domain.check_in import CheckInAnswer
from storage.database import Database
from tests.check_ins.dump import Dump

_TABLES = (
    "CREATE TABLE naive_taken (round TEXT, token TEXT, PRIMARY KEY (round, token))",
    "CREATE TABLE naive_answer (round TEXT, answer TEXT)",
)


async def play(database: Database, rounds: int, people: int, dice: Random) -> list[list[str]]:
    """Everybody answers, each in a transaction of her own; the answers of each round, as they came."""
    async with database.engine.begin() as connection:
        for table in _TABLES:
            await connection.execute(text(table))
    given = [[dice.choice(list(CheckInAnswer)).value for _ in range(people)] for _ in range(rounds)]
    for moment in range(people):
        for number in dice.sample(range(rounds), rounds):
            row = {"round": f"r{number}", "token": f"{dice.getrandbits(128):032x}"}
            async with database.engine.begin() as connection:
                await connection.execute(text("INSERT INTO naive_taken VALUES (:round, :token)"), row)
                row["answer"] = given[number][moment]
                await connection.execute(text("INSERT INTO naive_answer VALUES (:round, :answer)"), row)
    return given


def linked(seen: Dump, rounds: int, by: slice) -> Sequence[Sequence[str]]:
    """The answers of each round in the order in which their rows lie: the thief knows who came when.

    `by` is what of a row's place he goes by: its number, the transaction or where it stands in the table.
    """
    rows = sorted(seen.tables["naive_answer"], key=lambda row: row.place[by])
    return [
        [row.cells["answer"] for row in rows if row.cells["round"] == f"r{number}"]
        for number in range(rounds)
    ]
