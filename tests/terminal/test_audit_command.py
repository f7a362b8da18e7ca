"""`medvind audit verify`: one line when the trail is whole, exit code 1 and where when it is not."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from bot.commands.audit import FAULTS
from bot.settings import DEMO_KEY
from domain.audit import Act, Fault
from storage import audit
from storage.crypto import Keyring, new_key
from storage.database import Database
from tests.terminal.command import Shell

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
NAMES = ("norddjurs", "elsewhere")


async def _write(url: str) -> None:
    database = Database(url, Keyring.parse(DEMO_KEY))
    for tenant in NAMES:
        for act in (Act.REGISTERED, Act.READ, Act.CLOSED):
            async with database.write() as session:
                await audit.note(session, tenant, person_id="anne", subject="one", act=act, now=NOW)
    await database.close()


@pytest.fixture
def trails(shell: Shell) -> Shell:
    """A database with a trail of three entries for each of two municipalities."""
    assert shell("org", "show").exit_code == 1  # makes the demo's database, with nobody in it
    asyncio.run(_write(shell.environment["MEDVIND_DATABASE_URL"]))
    return shell


def tamper(shell: Shell, statement: str) -> None:
    with closing(sqlite3.connect(shell.folder / "medvind.db")) as file:
        file.execute(f"{statement} WHERE tenant_id = 'norddjurs'")
        file.commit()


def test_a_whole_trail_is_one_line_a_municipality(trails: Shell) -> None:
    result = trails("audit", "verify")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        f"{name}: Sporet er helt. Poster: 3, fra nr. 1 til nr. 3." for name in sorted(NAMES)
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE audit SET act = 'asked', subject = subject", "for nr. 1 er ændret."),
        ("UPDATE audit SET position = position + 1000", "for nr. 1 mangler."),
        ("DELETE FROM audit", "for nr. 1 mangler."),
        ("UPDATE audit_head SET last = 2", "for dets begyndelse eller ende er ændret."),
    ],
)
def test_a_broken_trail_is_exit_code_1_and_says_where(trails: Shell, change: str, said: str) -> None:
    tamper(trails, change)
    result = trails("audit", "verify")
    assert result.exit_code == 1
    assert result.stderr == f"norddjurs: Sporet er brudt, {said}\n"
    assert result.stdout == "elsewhere: Sporet er helt. Poster: 3, fra nr. 1 til nr. 3.\n"


def test_json_says_it_to_a_machine(trails: Shell) -> None:
    tamper(trails, "DELETE FROM audit")
    result = trails("audit", "verify", "--json")
    assert result.exit_code == 1
    elsewhere, here = json.loads(result.stdout)
    assert (here["tenant_id"], here["whole"], here["fault"], here["position"]) == (
        *("norddjurs", False),
        *("missing", 1),
    )
    assert (elsewhere["whole"], elsewhere["count"], elsewhere["fault"]) == (True, 3, None)
    assert elsewhere["since"] == "2026-11-23T09:00:00+00:00"
    assert len(elsewhere["newest"]) == 64


def test_another_database_can_be_named(trails: Shell) -> None:
    url = trails.environment["MEDVIND_DATABASE_URL"]
    empty = trails("audit", "verify", MEDVIND_DATABASE_URL=f"sqlite:///{trails.folder}/empty.db")
    assert (empty.exit_code, empty.stdout) == (0, "Der er intet spor endnu.\n")
    named = trails("audit", "verify", "--database", url, MEDVIND_DATABASE_URL="sqlite:///elsewhere.db")
    assert named.stdout.count("Sporet er helt.") == 2


def test_the_doctor_looks_at_it(trails: Shell) -> None:
    assert "✓ Sporet over hændelser er helt." in trails("doctor").stdout
    other = trails("doctor", MEDVIND_DATA_KEY=f"2:{new_key()}").stdout
    assert "Sporet" not in other, "with a key that opens nothing, nothing can be said of it"
    tamper(trails, "DELETE FROM audit")
    ill = trails("doctor")
    assert ill.exit_code == 1
    assert "✗ Sporet over hændelser er brudt. Se hvor med »medvind audit verify«." in ill.stdout


def test_every_fault_has_a_sentence() -> None:
    assert set(FAULTS) == set(Fault)
