"""The administrator's way through a change of key and a restore: what is said, what is refused, what it leaves."""

from __future__ import annotations

import asyncio
import io
import json
import sqlite3
import stat
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from sqlalchemy import delete, update
from sqlmodel import col, select

from bot.commands.outbox import CLASSES, STATES
from bot.progress import Bar
from bot.settings import DEMO_KEY, DEMO_TENANT
from storage import delivery
from storage.crypto import Keyring, new_key
from storage.database import Database, Session, insert_once
from storage.month_keys import MonthKeys, month_of
from storage.outbox import DeliveryClass, State
from storage.tables import ApiToken, Forum, Incident, Outgoing, Person
from tests.databases import PostgreSQL
from tests.terminal.command import Shell

NEW = new_key()
ONLY_NEW, BOTH = {"MEDVIND_DATA_KEY": f"2:{NEW}"}, {"MEDVIND_DATA_KEY": f"2:{NEW},1:{DEMO_KEY}"}
SOME_TIME = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)


def within(shell: Shell, work: Callable[[Session], Awaitable[Any]], name: str = "medvind") -> Any:
    """Do something in the shell's database, as the service would."""

    async def done() -> Any:
        database = Database(f"sqlite:///{shell.folder}/{name}.db", Keyring.parse(DEMO_KEY))
        async with database.write() as session:
            result = await work(session)
        await database.close()
        return result

    return asyncio.run(done())


def dump(shell: Shell) -> list[str]:
    with closing(sqlite3.connect(shell.folder / "medvind.db")) as connection:
        return list(connection.iterdump())


def on(url: str) -> dict[str, str]:
    return {"MEDVIND_DATABASE_URL": url}


def elsewhere(shell: Shell, name: str = "another") -> dict[str, str]:
    return on(f"sqlite:///{shell.folder}/{name}.db")


def test_a_new_key_is_printed_and_nothing_else(shell: Shell) -> None:
    keys = set()
    for _ in range(2):
        made = shell("db", "new-key")
        assert (made.exit_code, made.stderr) == (0, "")
        key = made.stdout.removesuffix("\n")
        Keyring.parse(key)
        keys.add(key)
    assert len(keys) == 2
    assert list(shell.folder.iterdir()) == [], "nor is it written anywhere"


def test_a_key_is_changed(demo_shell: Shell) -> None:
    """Both keys, then the change, then the new one alone: the demo's people are there all the time."""
    counted = demo_shell("db", "rotate-key", "--check", **BOTH)
    values = json.loads(demo_shell("db", "rotate-key", "--check", "--json", **BOTH).stdout)["left"]["1"]
    written = f"{values:,}".replace(",", ".")
    assert counted.stdout == f"Værdier tilbage på nøgle 1: {written}. Kør »medvind db rotate-key« igen.\n"
    changed = demo_shell("db", "rotate-key", **BOTH)
    assert changed.exit_code == 0
    first, second = changed.stdout.splitlines()
    assert first == f"Værdier forseglet igen med nøgle 2: {written}."
    assert second.startswith("Alle værdier ligger på nøgle 2. Ældre nøgler kan tages ud af MEDVIND_DATA_KEY.")
    assert "sikkerhedskopier" in second, "which the old key is still needed for"
    assert demo_shell("org", "show", **ONLY_NEW).exit_code == 0
    assert demo_shell("chat", "--as", "Anne", **ONLY_NEW).exit_code == 0
    again = json.loads(demo_shell("db", "rotate-key", "--json", **ONLY_NEW).stdout)
    assert again == {"current": 2, "left": {}, "changed": 0, "unreadable": 0}


def test_with_one_key_there_is_nothing_to_change(demo_shell: Shell) -> None:
    said = demo_shell("db", "rotate-key")
    assert (said.exit_code, said.stdout) == (0, "Der er intet at ændre. Alle værdier ligger på nøgle 1.\n")


@pytest.mark.parametrize("old", ["", f",1:{new_key()}"], ids=["missing", "another"])
def test_without_the_old_key_nothing_is_begun(demo_shell: Shell, old: str) -> None:
    before = dump(demo_shell)
    for check in ([], ["--check"]):
        said = demo_shell.refused("db", "rotate-key", *check, MEDVIND_DATA_KEY=f"2:{NEW}{old}")
        assert said.startswith("Nøgle 1 mangler i MEDVIND_DATA_KEY, eller det er ikke den rigtige.")
    assert dump(demo_shell) == before


def test_a_value_that_nothing_opens_is_told(demo_shell: Shell) -> None:
    """The others are done, and the exit code says that somebody has to look."""

    async def spoil(session: Session) -> None:
        connection = await session.connection()
        await connection.exec_driver_sql(
            "UPDATE contact SET name = x'00016262' WHERE id = (SELECT min(id) FROM contact)"
        )

    within(demo_shell, spoil)
    done = demo_shell("db", "rotate-key", **BOTH)
    assert done.exit_code == 1
    assert "Værdier tilbage på nøgle 1: 1." in done.stdout
    assert done.stderr.startswith("Værdier, som ingen nøgle kan åbne: 1. De er ikke ændret.")


def test_a_backup_is_for_its_owner_alone_and_replaces_nothing_unasked(demo_shell: Shell) -> None:
    file = demo_shell.folder / "[kopi].medvind"
    written = demo_shell("db", "backup", file)
    assert (written.exit_code, stat.S_IMODE(file.stat().st_mode)) == (0, 0o600)
    assert written.stdout.startswith(f"Skrevet: {file} med ")
    before = file.read_bytes()
    assert (
        demo_shell.refused("db", "backup", file) == f"Filen {file} findes. Skriv --yes for at erstatte den."
    )
    assert file.read_bytes() == before
    told = json.loads(demo_shell("db", "backup", file, "--yes", "--json").stdout)
    assert told["rows"]["area"] == 1
    assert datetime.fromisoformat(told["taken_at"]).tzinfo is not None
    nowhere = demo_shell.folder / "no" / "file"
    assert demo_shell.refused("db", "backup", nowhere) == f"Filen {nowhere} kan ikke skrives. Tjek mappen."


def test_a_restore_says_what_it_lacks_and_what_to_do(demo_shell: Shell) -> None:
    file = demo_shell.folder / "kopi"
    demo_shell("db", "backup", file)
    restored = demo_shell("db", "restore", file, **elsewhere(demo_shell))
    assert (restored.exit_code, restored.stderr) == (0, "")
    first, lacks, *todo = restored.stdout.splitlines()
    assert first.startswith("Genskabt: ")
    assert " kl. " in first, "the moment of the backup"
    assert "Svar, tilbagetrækninger og sletninger efter det tidspunkt er ikke med." in lacks
    assert [word in line for word, line in zip(("org import", "outbox release"), todo, strict=True)] == [
        True,
        True,
    ]
    assert demo_shell("chat", "--as", "Anne", **elsewhere(demo_shell)).exit_code == 0
    same = "Databasen er ikke tom. Peg MEDVIND_DATABASE_URL på en ny, tom database."
    assert demo_shell.refused("db", "restore", file, **elsewhere(demo_shell)) == same
    told = json.loads(demo_shell("db", "restore", file, "--json", **elsewhere(demo_shell, "third")).stdout)
    assert told["rows"]["area"] == 1


def test_what_cannot_be_restored(demo_shell: Shell) -> None:
    file, damaged = demo_shell.folder / "kopi", demo_shell.folder / "halv"
    demo_shell("db", "backup", file)
    damaged.write_bytes(file.read_bytes()[:-9])
    there = elsewhere(demo_shell)
    assert demo_shell.refused("db", "restore", damaged, **there).startswith(
        f"Filen {damaged} er ikke en hel sikkerhedskopi fra Medvind."
    )
    assert demo_shell.refused("db", "restore", file, **there, MEDVIND_DATA_KEY=new_key()).startswith(
        "MEDVIND_DATA_KEY passer ikke til sikkerhedskopien."
    )
    missing = demo_shell.folder / "mangler"
    assert demo_shell.refused("db", "restore", missing, **there).startswith(
        f"Filen {missing} kan ikke læses."
    )
    assert demo_shell("db", "restore", file, **there).exit_code == 0, "none of these has left anything"


def test_a_municipality_moves_to_postgresql(demo_shell: Shell, postgres: PostgreSQL) -> None:
    """With the two commands that it knows; what PostgreSQL will not have is refused in a sentence."""

    async def too_long(session: Session) -> None:
        await insert_once(
            session, ApiToken, {"tenant_id": "t" * 65, "token_hash": "x", "label": ""} | moments
        )

    file, moments = demo_shell.folder / "kopi", {"created_at": SOME_TIME, "expires_at": SOME_TIME}
    with postgres.fresh_database() as url:
        demo_shell("db", "backup", file)
        assert demo_shell("db", "restore", file, **on(url)).exit_code == 0
        here, there = (json.loads(demo_shell("org", "show", "--json", **to).stdout) for to in ({}, on(url)))
        assert here == there
    with postgres.fresh_database() as url:
        within(demo_shell, too_long)
        demo_shell("db", "backup", file, "--yes")
        said = demo_shell.refused("db", "restore", file, **on(url))
        assert said.startswith("Databasen tager ikke imod sikkerhedskopien. Der er ikke ændret noget.")
        assert "tttt" not in said


@pytest.mark.parametrize("address", ["postgresql://127.0.0.1:1/x", "sqlite:////proc/nowhere/x.db"])
@pytest.mark.parametrize(
    "command",
    ["db rotate-key", "db backup FILE", "db restore FILE", "outbox show", "outbox hold", "outbox release"],
)
def test_a_database_that_is_not_there(demo_shell: Shell, command: str, address: str) -> None:
    file = demo_shell.folder / "kopi"
    if "restore" in command:
        demo_shell("db", "backup", file)
    words = [str(file) if word == "FILE" else word for word in command.split()]
    said = demo_shell.refused(*words, MEDVIND_DATABASE_URL=address)
    assert said == "Databasen svarer ikke. Tjek MEDVIND_DATABASE_URL."


def test_an_old_schema_is_not_touched(shell: Shell) -> None:
    """A key is changed in the tables that this code knows; and where there are none, there is nothing to save."""
    assert "db upgrade" in shell.refused("db", "rotate-key")
    assert "db upgrade" in shell.refused("db", "backup", shell.folder / "kopi")


async def no_meetings(session: Session) -> None:
    """Whether one of the demo's committees is due depends on the day, and its incidents' clocks on the hour."""
    await session.exec(update(Forum).values(nudge_due_at=None))
    await session.exec(update(Incident).values(due_at=None))
    await session.exec(delete(Outgoing).where(col(Outgoing.message) != "consent_request"))


def test_held_mail_waits_for_a_yes(demo_shell: Shell) -> None:
    """The demo has one question waiting. Holding needs no yes; letting go what then leaves does."""
    within(demo_shell, no_meetings)
    assert demo_shell("outbox", "hold").stdout.startswith("Udbakken holdes tilbage.")
    assert within(demo_shell, delivery.held_since) is not None
    assert demo_shell.really("tick").stdout == "Planlagt: 0. Taget til afsendelse: 0.\n"
    said = demo_shell.refused("outbox", "release")
    assert said.startswith("Beskeder, der går med det samme: 1, mere end et døgn gamle:")
    assert within(demo_shell, delivery.held_since) is not None
    released = demo_shell("outbox", "release", "--yes")
    assert released.stdout == "Udbakken sender igen. Beskeder, der går nu: 1.\n"
    assert demo_shell("outbox", "release").stdout.startswith("Udbakken holdes ikke tilbage.")
    assert demo_shell.really("tick").stdout == "Planlagt: 0. Taget til afsendelse: 1.\n"
    demo_shell("outbox", "hold")
    assert demo_shell("outbox", "release").exit_code == 0, "nothing waits, so there is nothing to say yes to"


def note(number: int, **changed: object) -> dict[str, object]:
    values = {"tenant_id": DEMO_TENANT, "id": f"n{number}", "key": f"n{number}", "message": "agenda"}
    moments = {"not_before": SOME_TIME, "created_at": SOME_TIME, "finished_at": SOME_TIME}
    kind = {"object_id": "secret-canary", "delivery_class": DeliveryClass.NUDGE, "attempts": 1}
    return {**values, **moments, **kind, "state": State.DELIVERED, "reason": "", **changed}


def test_what_went_wrong_is_shown_with_names_and_without_contents(demo_shell: Shell) -> None:
    async def add(session: Session) -> str:
        person = (await session.exec(select(Person).order_by(col(Person.id)))).first()
        assert person is not None
        lost = {"state": State.UNCERTAIN, "reason": "lease lost", "person_id": person.id}
        later = SOME_TIME + timedelta(hours=1)
        refused = {"state": State.REFUSED, "reason": "BotNotInConversation", "finished_at": later}
        for values in (note(1), note(2, **lost), note(3, **refused)):
            await insert_once(session, Outgoing, values)
        return person.name

    name = within(demo_shell, add)
    shown = demo_shell("outbox", "show").stdout
    assert shown.startswith("Udbakken sender.\n")
    lines = [line.split() for line in shown.splitlines()]
    assert ["påmindelse", "afleveret", "1"] in lines
    wrong = shown.splitlines()[-2:]
    assert wrong == [
        "  20.11.2026 kl. 10.30  agenda (påmindelse): afvist, BotNotInConversation.",
        f"  20.11.2026 kl. 09.30  agenda (påmindelse): uvist, om den kom frem, lease lost. {name}",
    ]
    told = json.loads(demo_shell("outbox", "show", "--json").stdout)
    assert {"delivery_class": "nudge", "state": "delivered", "count": 1} in told["counts"]
    assert [one["whom"] for one in told["troubles"]] == ["", name]
    assert told["held_since"] is None
    assert "secret-canary" not in shown + str(told)


def test_nudges_from_a_backup_can_be_left(demo_shell: Shell) -> None:
    """They may have been sent since it was taken: without a yes they stay on the list."""
    waiting = {"state": State.WAITING, "finished_at": None}

    async def add(session: Session) -> None:
        await insert_once(session, Outgoing, note(1, **waiting))

    within(demo_shell, no_meetings)
    within(demo_shell, add)
    file, there = demo_shell.folder / "kopi", elsewhere(demo_shell)
    demo_shell("db", "backup", file)
    demo_shell("db", "restore", file, **there)
    assert "der kan være sendt før: 1." in demo_shell.refused("outbox", "release", **there)
    assert demo_shell.refused("outbox", "release", "--skip-restored", **there).startswith(
        "Beskeder, der går med det samme: 1,"
    )
    released = demo_shell("outbox", "release", "--skip-restored", "--yes", **there)
    assert released.stdout == "Udbakken sender igen. Beskeder, der går nu: 1.\n"
    assert (
        "agenda (påmindelse): uvist, om den kom frem, restored."
        in demo_shell("outbox", "show", **there).stdout
    )


def test_every_class_and_state_has_a_word() -> None:
    assert (set(CLASSES), set(STATES)) == (set(DeliveryClass), set(State))


def test_the_doctor_looks_at_keys_and_mail(demo_shell: Shell) -> None:
    def ill(**environment: str) -> str:
        found = demo_shell("doctor", **environment)
        assert "Traceback" not in found.output
        return found.stdout

    assert "✓ MEDVIND_DATA_KEY passer til databasen." in ill()
    bad = ill(MEDVIND_DATA_KEY="nonsense")
    assert "✗ MEDVIND_DATA_KEY er ikke en gyldig nøgle." in bad
    assert "✓ Databasen svarer" in bad, "the rest is looked at all the same"
    assert "✗ Nøgle 1 mangler i MEDVIND_DATA_KEY, eller det er ikke den rigtige." in ill(**ONLY_NEW)
    during = ill(**BOTH)
    assert "· Værdier på en ældre nøgle: " in during
    demo_shell("db", "rotate-key", **BOTH)
    assert "ældre nøgle" not in ill(**ONLY_NEW)
    assert "holdes tilbage" not in ill(**ONLY_NEW)
    demo_shell("outbox", "hold", **ONLY_NEW)
    assert "✗ Udbakken holdes tilbage." in ill(**ONLY_NEW)


def test_the_doctor_looks_at_the_check_ins_keys(demo_shell: Shell) -> None:
    """An open round is lost without its key, and a copy of the database opens with it: both are red."""
    keys = demo_shell.folder / "check-in-keys"

    def found() -> list[str]:
        lines = demo_shell("doctor").stdout.splitlines()
        return [line for line in lines if any(word in line for word in ("tjek-ind", "åben runde"))]

    needed = month_of(_open_round(demo_shell))
    assert f"{needed}.key" in {file.name for file in keys.iterdir()}
    assert found() == [f"✓ Nøgler til tjek-ind: {len(list(keys.iterdir()))}. Kun Medvind kan læse mappen."]
    keys.chmod(0o750)
    assert found() == [f"✗ Andre kan læse nøglerne til tjek-ind. Kør »chmod -R go= {keys}«."]
    keys.chmod(0o700)
    file = keys / f"{needed}.key"
    for content in (b"half", None):
        file.write_bytes(content) if content else file.unlink()
        (line,) = found()
        assert line.startswith(f"✗ En åben runde mangler sin nøgle for {needed}.")
        assert "MEDVIND_CHECK_IN_KEYS" in line


def _open_round(shell: Shell) -> date:
    """When a round closes that is open in the demo; opened here, for in summer there is none."""
    day = date(2031, 1, 6)
    with closing(sqlite3.connect(shell.folder / "medvind.db")) as database, database:
        unit = database.execute("SELECT tenant_id, id FROM unit LIMIT 1").fetchone()
        database.execute(
            "INSERT INTO check_in_round (tenant_id, id, unit_id, question, closes_on, wrapped, tally, state)"
            " VALUES (?, 'a-round', ?, 'ci_help', ?, x'', x'', 'open')",
            (*unit, str(day)),
        )
    MonthKeys(shell.folder / "check-in-keys").make(month_of(day))
    return day


class Ticking:
    """A clock that is half a second further at every look."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 0.5
        return self.now


@pytest.mark.parametrize(
    ("terminal", "steps", "seen"), [(True, 9, True), (True, 1, False), (False, 9, False)]
)
def test_a_bar_is_for_a_terminal_and_for_what_takes_its_time(terminal: bool, steps: int, seen: bool) -> None:
    screen = io.StringIO()
    with Bar("Genskaber [x]", Console(file=screen, force_terminal=terminal), Ticking()) as advance:
        for step in range(steps):
            advance(step, steps)
    assert ("Genskaber [x]" in screen.getvalue()) == bool(screen.getvalue()) == seen


def test_english_for_who_wants_it(shell: Shell, tmp_path: Path) -> None:
    said = shell.really("db", "restore", str(tmp_path / "missing"), MEDVIND_LANGUAGE="en")
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr.startswith("The file ")
