"""Every command: what it does, what it refuses, and how little it says about it."""

from __future__ import annotations

import asyncio
import io
import json
import re
import sqlite3
import zipfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp.test_utils import unused_port

from bot.settings import DEMO_KEY, DEMO_TENANT
from storage import access
from storage.crypto import Keyring, new_key
from storage.database import Database
from tests.terminal.command import HERE, Shell

EXAMPLE = HERE / "examples" / "org.toml"
SIGNS = {"md": "# ", "html": "<!DOCTYPE html>", "docx": "PK", "eml": "Subject:", "json": "{"}
DEMO_KEYS = Keyring.parse(DEMO_KEY)
BOT = {
    "MEDVIND_APP_ID": "11111111-2222-4333-8444-555555555555",
    "MEDVIND_PUBLIC_URL": "https://bot.kommune.dk",
    "MEDVIND_DATA_KEY": new_key(),
}
COMMANDS = (
    "", "run", "demo", "chat", "digest", "forums", "tick", "doctor", "org", "org import", "org show", "token",
    "token create", "db", "db upgrade", "db new-key", "db rotate-key", "db backup", "db restore", "outbox",
    "outbox show", "outbox hold", "outbox release", "audit", "audit verify", "manifest",
    "manifest build", "manifest check",
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(shell: Shell, command: str) -> None:
    result = shell(*command.split(), "--help")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("Usage:")


@pytest.mark.parametrize(
    "wrong", ["--nonsense", "nonsense", "org", "org import", "demo --port x", "run --port 70000"]
)
def test_wrong_usage_is_exit_code_2(shell: Shell, wrong: str) -> None:
    result = shell(*wrong.split())
    assert result.exit_code == 2
    assert "Traceback" not in result.output


@pytest.mark.parametrize("fmt", SIGNS)
def test_a_digest_goes_to_stdout_or_to_a_file(demo_shell: Shell, fmt: str) -> None:
    printed = demo_shell("digest", "--format", fmt)
    assert printed.exit_code == 0
    assert printed.stdout_bytes.decode("latin1").startswith(SIGNS[fmt])
    file = demo_shell.folder / f"[uge].{fmt}"
    written = demo_shell("digest", "--format", fmt, "--output", file)
    assert (written.exit_code, written.stdout) == (0, f"Skrevet: {file}\n")
    assert file.read_bytes() == printed.stdout_bytes
    if fmt == "docx":
        assert zipfile.ZipFile(io.BytesIO(file.read_bytes())).testzip() is None


def test_a_digest_of_another_week(demo_shell: Shell) -> None:
    section = json.loads(demo_shell("digest", "--week", "2020-W53", "--format", "json").stdout)
    assert (section["week"], section["groups"]) == ("2020-W53", [])


def test_what_a_digest_cannot_be(shell: Shell) -> None:
    for week in ("2026-W54", "nonsense", "2025-W53"):
        assert shell.refused("digest", "--week", week) == "Den uge findes ikke. Skriv den som 2026-W47."
    known = "Det format findes ikke. Vælg et af disse: md, html, docx, eml, json, zip."
    assert shell.refused("digest", "--format", "pdf") == known
    nowhere = shell.folder / "no" / "such" / "folder.md"
    assert shell.refused("digest", "--output", nowhere) == f"Filen {nowhere} kan ikke skrives. Tjek mappen."


@pytest.mark.parametrize(
    "address", ["nonsense", "postgresql://127.0.0.1:1/x", "sqlite:////proc/nowhere/x.db", "sqlite:////proc"]
)
@pytest.mark.parametrize(
    "command", ["digest", "forums", "tick", "chat", "org show", "token create", "db upgrade", "demo"]
)
def test_a_database_that_is_not_there(shell: Shell, command: str, address: str) -> None:
    said = shell.refused(*command.split(), MEDVIND_DATABASE_URL=address)
    assert said == "Databasen svarer ikke. Tjek MEDVIND_DATABASE_URL."


def test_a_setting_that_cannot_be_read_is_named(shell: Shell) -> None:
    said = shell.refused("digest", MEDVIND_APP_TYPE="Nonsense", MEDVIND_TIMEZONE="Mars/Olympus")
    assert said.startswith("Medvind kan ikke læse: MEDVIND_APP_TYPE, MEDVIND_TIMEZONE.")
    assert "Mars" not in said


def test_a_tick_at_a_time_of_ones_choice(demo_shell: Shell) -> None:
    """The demo's teams have no channels yet. What is planned besides the waiting consent depends on the day:
    a committee may be about to meet.
    """
    first = re.fullmatch(
        r"Planlagt: (\d+)\. Taget til afsendelse: (\d+)\.\n", demo_shell.really("tick").stdout
    )
    assert first
    assert int(first[2]) >= 1
    assert json.loads(demo_shell.really("tick", "--json").stdout) == {"planned": 0, "taken": 0}


@pytest.mark.parametrize(
    ("before", "due"), [("2030-06-03T09:59", "2030-06-03T10:00"), ("2030-06-03T07:59Z", "2030-06-03T08:00Z")]
)
def test_a_time_without_a_zone_is_the_clock_in_copenhagen(shell: Shell, before: str, due: str) -> None:
    """Ten o'clock there is eight in UTC, in summer."""
    shell("db", "upgrade")
    _put_in_the_outbox(shell, datetime(2030, 6, 3, 8, tzinfo=UTC))
    taken = [json.loads(shell.really("tick", "--at", at, "--json").stdout)["taken"] for at in (before, due)]
    assert taken == [0, 1]


def _put_in_the_outbox(shell: Shell, due: datetime) -> None:
    from storage import outbox

    async def put() -> None:
        database = Database(shell.environment["MEDVIND_DATABASE_URL"], DEMO_KEYS)
        async with database.write() as session:
            note = outbox.Note("k", "consent_request", "gone", outbox.DeliveryClass.NUDGE, due, person_id="x")
            await outbox.add(session, DEMO_TENANT, note, due)
        await database.close()

    asyncio.run(put())


@pytest.mark.parametrize(
    "at", ["i morgen", "2026-13-01", "25:00", "0001-01-01", "9999-12-31", "2026-11-26T09:00+99:00", "[/x]"]
)
def test_what_is_not_a_time(shell: Shell, at: str) -> None:
    said = shell.refused("tick", "--at", at)
    assert said == f"{at} er ikke et tidspunkt. Skriv fx 2026-11-26T09:00."


def test_a_tick_without_the_bots_id_leaves_a_real_towns_mail_alone(shell: Shell) -> None:
    """It could reach nobody, and every message would be marked as refused."""
    assert (
        shell("org", "import", EXAMPLE, MEDVIND_TENANTS="11111111-0000-4000-8000-000000000001").exit_code == 0
    )
    assert "MEDVIND_APP_ID" in shell.refused("tick")
    half = shell.refused("tick", MEDVIND_APP_ID=BOT["MEDVIND_APP_ID"])
    assert "MEDVIND_APP_PASSWORD, MEDVIND_TENANTS, MEDVIND_PUBLIC_URL" in half


def test_a_token_is_printed_once_and_works(shell: Shell) -> None:
    tenant = "11111111-0000-4000-8000-000000000001"
    created = shell("token", "create", "--label", "intranet", MEDVIND_TENANTS=tenant.upper())
    assert (created.exit_code, created.stderr) == (0, "Gem det nu. Det vises kun denne ene gang.\n")
    token = created.stdout.removesuffix("\n")
    assert token.startswith("mv_")
    assert token not in created.stderr
    assert "\n" not in token
    assert token.encode() not in b"".join(file.read_bytes() for file in shell.folder.iterdir())

    async def tenant_of(secret: str) -> str | None:
        database = Database(shell.environment["MEDVIND_DATABASE_URL"], DEMO_KEYS)
        async with database.read() as session:
            token = await access.token_of(session, secret, datetime.now(UTC))  # noqa: TID251
        await database.close()
        return token.tenant_id if token else None

    assert asyncio.run(tenant_of(token)) == tenant
    assert asyncio.run(tenant_of(token[:-1])) is None


def test_an_organisation_is_imported_and_shown(shell: Shell) -> None:
    assert shell.refused("org", "show") == "Der er ingen organisation endnu. Brug »medvind org import«."
    imported = shell("org", "import", EXAMPLE)
    assert imported.exit_code == 0
    assert imported.stdout.endswith("\nIndlæst: 11 enheder, 4 teams og 7 personer.\n")
    shown = shell("org", "show").stdout
    assert shown.startswith("Sundhed og Omsorg\n")
    assert "  Norddjurs Mad\n" in shown
    summary = json.loads(shell("org", "show", "--json").stdout)
    assert summary["area"] == "Sundhed og Omsorg"
    assert {"Dagteamet", "Køkkenet"} < {team["name"] for team in summary["teams"]}
    assert {frozenset(team) for team in summary["teams"]} == {
        frozenset({"name", "next_meeting", "channel", "check_in_day", "next_check_in"})
    }
    assert summary["check_in_weeks"] == 2
    days = {team["name"]: (team["check_in_day"], team["next_check_in"] is None) for team in summary["teams"]}
    assert days["Team Nord"] == (2, False)
    assert days["Køkkenet"] == (None, True)
    assert "  · Team Nord: Tjek-ind hver 2. uge · Onsdag\n" in shown
    assert "Køkkenet: Tjek-ind" not in shown
    assert "  · OMU i Sundhed og Omsorg (Områdeudvalg (OMU))  onsdag den " in shown
    assert "    Kortet kommer privat til Ditte Ravnholt.\n" in shown
    by_name = {forum["name"]: forum for forum in summary["forums"]}
    assert by_name["Køkkenet"] | {"kind": ""} == {
        "name": "Køkkenet", "kind": "", "next_meeting": None, "through": None, "reaches": None,
    }  # fmt: skip
    committee = by_name["OMU i Sundhed og Omsorg"]
    assert (committee["kind"], committee["through"]) == ("area_committee", "person")


def everything_in(shell: Shell) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, as it lies there."""
    with closing(sqlite3.connect(shell.folder / "medvind.db")) as file:
        tables = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {table: sorted(file.execute(f'SELECT * FROM "{table}"'), key=repr) for table in tables}


def changed(shell: Shell, *slips: tuple[str, str]) -> Path:
    """The example with other words in it."""
    text = EXAMPLE.read_text()
    for old, new in slips:
        assert old in text
        text = text.replace(old, new)
    file = shell.folder / "changed.toml"
    file.write_text(text)
    return file


TO_FRIDAY = ('{ weekday = "torsdag", at = "14:30"', '{ weekday = "fredag", at = "14:30"')
NO_DEPUTY = ('roles = ["deputy"]\n', "")


def test_a_dry_run_tells_what_would_change_and_changes_no_row(shell: Shell) -> None:
    assert shell("org", "import", EXAMPLE).exit_code == 0
    file, before = changed(shell, TO_FRIDAY, NO_DEPUTY), everything_in(shell)
    dry = shell("org", "import", file, "--dry-run")
    assert (dry.exit_code, dry.stderr) == (0, "")
    assert dry.stdout == (
        "Møder\n"
        "  ~ Team Nord\n"
        "      Mødetid: Torsdag kl. 14.30 · Hver uge → Fredag kl. 14.30 · Hver uge\n"
        "Roller\n"
        "  - Kasper Ellemose: Stedfortræder, Hjemmeplejen Grenaa\n"
        "Nye: 0. Ændrede: 1. Ude af filen: 1.\n"
        "Der er ikke ændret noget. Kør uden --dry-run for at indlæse filen.\n"
    )
    assert everything_in(shell) == before
    real = shell("org", "import", file)
    assert real.stdout.splitlines()[:-1] == dry.stdout.splitlines()[:-1]
    assert real.stdout.endswith("\nIndlæst: 11 enheder, 4 teams og 7 personer.\n")
    assert everything_in(shell) != before


def test_no_changes_is_a_sentence_of_its_own(shell: Shell) -> None:
    assert shell("org", "import", EXAMPLE).exit_code == 0
    none = "Ingen ændringer: Alt er allerede, som filen siger."
    assert shell("org", "import", EXAMPLE, "--dry-run").stdout.splitlines()[0] == none
    assert shell("org", "import", EXAMPLE).stdout.splitlines()[0] == none


def test_a_diff_can_be_read_by_a_machine(shell: Shell) -> None:
    shell("org", "import", EXAMPLE)
    file = changed(shell, TO_FRIDAY)
    dry, real = (
        json.loads(shell("org", "import", file, "--json", *more).stdout) for more in (["--dry-run"], [])
    )
    assert (dry.pop("applied"), real.pop("applied")) == (False, True)
    assert dry == real
    (entry,) = dry["changes"]
    assert (entry["what"], entry["mark"], entry["id"]) == ("forum", "changed", "grenaa-nord")
    (field,) = entry["fields"]
    assert (field["field"], field["from"]["weekday"], field["to"]["weekday"]) == ("meeting", 3, 4)
    assert dry["counts"] == {"added": 0, "changed": 1, "left": 0}
    assert (dry["kept"], dry["doubts"]) == ([], [])


def test_a_file_that_takes_most_people_out_is_refused_unless_it_is_meant(shell: Shell) -> None:
    head, *people = EXAMPLE.read_text().split("[[person]]")
    shell("org", "import", EXAMPLE)
    half = shell.folder / "half.toml"
    half.write_text(
        head.replace('convenor = "00000000-0000-4000-8000-000000000106"\n', "") + "[[person]]" + people[4]
    )
    before = everything_in(shell)
    said = shell.refused("org", "import", half)
    assert said.startswith("Filen tager 6 af 7 personer ud. Se hvem med --dry-run")
    assert everything_in(shell) == before
    dry = shell("org", "import", half, "--dry-run")
    assert (dry.exit_code, dry.stderr.rstrip("\n")) == (0, said)
    assert shell("org", "import", half, "--yes").exit_code == 0
    assert len(json.loads(shell("org", "import", half, "--dry-run", "--json").stdout)["changes"]) == 0


def test_a_file_without_an_administrator_is_refused_unless_it_is_meant(shell: Shell) -> None:
    shell("org", "import", EXAMPLE)
    file = changed(shell, (', "administrator@area"]', "]"))
    said = shell.refused("org", "import", file)
    assert said.startswith("Med filen er der ingen administrator for hele området. Giv en person")
    administrators = "00000000-0000-4000-8000-000000000101"
    assert shell("org", "import", file, MEDVIND_ADMINISTRATORS=administrators).exit_code == 0
    assert shell("org", "import", file, "--yes").exit_code == 0


def test_the_diff_of_a_first_import_is_not_a_telephone_book(shell: Shell) -> None:
    person = '[[person]]\nid = "00000000-0000-4000-8000-{n:012}"\nname = "Navn {n}"\ntitle = "leder"\nunit = "norddjurs-mad"\n'
    crowd = "".join(person.format(n=1000 + n) for n in range(40))
    file = shell.folder / "many.toml"
    file.write_text(EXAMPLE.read_text() + crowd)
    told = shell("org", "import", file, "--dry-run").stdout
    assert "  … og 17 nye mere. Se dem alle med --json.\n" in told
    assert ("Navn 1022" in told, "Navn 1023" in told) == (True, False)


def test_another_database_can_be_named(shell: Shell) -> None:
    elsewhere = f"sqlite:///{shell.folder}/elsewhere.db"
    assert shell("org", "import", EXAMPLE, "--database", elsewhere).exit_code == 0
    assert "Norddjurs Mad" in shell("org", "show", "--database", elsewhere).stdout
    assert shell.refused("org", "show").startswith("Der er ingen organisation endnu.")


def test_where_nobody_looks_no_bar_is_drawn(shell: Shell) -> None:
    assert shell.really("org", "import", str(EXAMPLE)).stderr == ""


def test_brackets_in_a_name_are_shown(shell: Shell) -> None:
    file = shell.folder / "org.toml"
    file.write_text(EXAMPLE.read_text().replace('"Norddjurs Mad"', '"Norddjurs [/Mad]"'))
    assert shell("org", "import", file).exit_code == 0
    assert "  Norddjurs [/Mad]\n" in shell("org", "show").stdout


def test_all_faults_are_told_with_their_lines_and_nothing_is_applied(shell: Shell) -> None:
    file = shell.folder / "org.toml"
    lines = EXAMPLE.read_text().splitlines()
    spoiled = {
        'unit = "norddjurs-mad"': 'unit = "nowhere"',
        'roles = ["leader"]': 'roles = ["king"]',
        'name = "Norddjurs Mad"': 'name = "Ny"',
    }
    file.write_text("\n".join(spoiled.get(line, line) for line in lines))
    assert shell("org", "import", EXAMPLE).exit_code == 0
    first, *faults = shell.refused("org", "import", file).splitlines()
    assert first == "Organisationen er ikke indlæst. Ret dette først:"
    wrong = ('unit = "norddjurs-mad"', 'roles = ["leader"]')
    expected = [number for number, line in enumerate(lines, 1) if line in wrong]
    assert [fault.strip().partition(":")[0] for fault in faults] == [f"Linje {line}" for line in expected]
    assert "Norddjurs Mad" in shell("org", "show").stdout, "not even what was right in it"


@pytest.mark.parametrize(
    ("content", "said"), [(None, "kan ikke læses"), (b"\xff\xfe\x00", "er ikke tekst i UTF-8")]
)
def test_a_file_that_cannot_be_read(shell: Shell, content: bytes | None, said: str) -> None:
    file = shell.folder / "org.toml"
    if content is not None:
        file.write_bytes(content)
    assert shell.refused("org", "import", file).startswith(f"Filen {file} {said}")


def test_the_schema_is_brought_up_to_date_twice(shell: Shell) -> None:
    for _ in range(2):
        assert shell("db", "upgrade").stdout == "Databasen er på nyeste udgave.\n"


def test_a_manifest_is_built_and_checked(shell: Shell, tmp_path: Path) -> None:
    package = tmp_path / "medvind.zip"
    assert "MEDVIND_APP_ID, MEDVIND_PUBLIC_URL" in shell.refused("manifest", "build", "--output", package)
    built = shell("manifest", "build", "--output", package, **BOT)
    assert (built.exit_code, built.stdout) == (0, f"Skrevet: {package}\n")
    assert shell("manifest", "check", package).stdout == "App-pakken er i orden.\n"
    package.write_bytes(package.read_bytes()[:500])
    assert shell.refused("manifest", "check", package).startswith("Pakken kan ikke læses: medvind.zip")
    assert shell.refused("manifest", "check", tmp_path / "none.zip").startswith(
        "Pakken kan ikke læses: none.zip"
    )
    nowhere = Path("/proc/nowhere/x.zip")
    assert "kan ikke skrives" in shell.refused("manifest", "build", "--output", nowhere, **BOT)


def test_the_doctor_says_what_is_missing(shell: Shell) -> None:
    ill = shell("doctor")
    assert ill.exit_code == 1
    assert "✗ Indstillinger mangler: MEDVIND_APP_ID" in ill.stdout
    assert "✗ Databasen er ikke på nyeste udgave" in ill.stdout, "it looks, and changes nothing"
    shell("db", "upgrade")
    assert "✗ Organisationen mangler" in shell("doctor").stdout
    away = shell("doctor", MEDVIND_DATABASE_URL="postgresql://127.0.0.1:1/x")
    assert (away.exit_code, "✗ Databasen svarer ikke." in away.stdout) == (1, True)
    tenant = "11111111-0000-4000-8000-000000000001"
    settings = {**BOT, "MEDVIND_APP_PASSWORD": "secret-canary", "MEDVIND_TENANTS": tenant}
    assert "db upgrade" in shell.refused(
        "org", "import", EXAMPLE, MEDVIND_DATABASE_URL=f"sqlite:///{shell.folder}/new.db", **settings
    )
    shell("org", "import", EXAMPLE, **settings)
    well = shell("doctor", **settings)
    assert [line for line in well.stdout.splitlines() if line.startswith("✗") and "npx" not in line] == []
    assert "secret-canary" not in well.output
    gaps = [line for line in well.stdout.splitlines() if "mangler: " in line and "npx" not in line]
    assert "· Norddjurs Mad mangler: leder, stedfortræder, arbejdsmiljørepræsentant." in well.stdout
    assert not any("Hjemmeplejen Grenaa" in line or "Hele området" in line for line in gaps)


def test_nobody_of_that_name(shell: Shell) -> None:
    assert shell.refused("chat", "--as", "Xerxes").startswith("Ingen i organisationen hedder Xerxes.")
    port = str(unused_port())
    assert shell.refused("demo", "--as", "Xerxes", "--port", port).startswith("Demoen kender ikke Xerxes.")
