"""`medvind forums`: the committee's paper at the command line."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta

import pytest

from bot.clock import wall_clock
from domain.calendar import local
from tests.terminal.command import Shell


@pytest.mark.parametrize(("fmt", "sign"), [("md", "# Status på fast"), ("docx", "PK")])
def test_the_paper_goes_to_stdout_or_to_a_file(demo_shell: Shell, fmt: str, sign: str) -> None:
    printed = demo_shell("forums", "--format", fmt)
    assert (printed.exit_code, printed.stderr) == (0, "")
    assert printed.stdout_bytes.startswith(sign.encode())
    file = demo_shell.folder / f"[oversigt].{fmt}"
    written = demo_shell("forums", "--format", fmt, "--output", file)
    assert (written.exit_code, written.stdout) == (0, f"Skrevet: {file}\n")
    assert file.read_bytes() == printed.stdout_bytes
    if fmt == "docx":
        assert zipfile.ZipFile(io.BytesIO(file.read_bytes())).testzip() is None


def test_markdown_is_what_comes_unasked(demo_shell: Shell) -> None:
    told = demo_shell("forums").stdout
    assert told == demo_shell("forums", "--format", "md").stdout
    assert "· Team Nord\\\n" in told
    assert told.endswith("## Beslutning\n\n" + r"\_" * 40 + "\n")


def test_json_lists_the_same(demo_shell: Shell) -> None:
    listed = json.loads(demo_shell("forums", "--json").stdout)
    today = local(wall_clock()).date()
    assert (listed["since"], listed["until"]) == (str(today - timedelta(weeks=26)), str(today))
    told = demo_shell("forums").stdout
    forums = [forum for group in listed["groups"] for forum in group["forums"]]
    assert len(forums) >= 2
    assert all(forum["name"] in told for forum in forums)
    assert {point["state"] for forum in forums for point in forum["points"]} == {"waiting", "discussed"}


def test_since_a_day(demo_shell: Shell) -> None:
    listed = json.loads(demo_shell("forums", "--since", "2020-06-01", "--json").stdout)
    assert listed["since"] == "2020-06-01"
    today = str(local(wall_clock()).date())
    assert json.loads(demo_shell("forums", "--since", today, "--json").stdout)["since"] == today


@pytest.mark.parametrize(
    "since", ["i går", "2026-13-01", "0001-01-01", "9999-12-31", "2026-06-01T10:00", "[/x]"]
)
def test_what_is_not_a_date(shell: Shell, since: str) -> None:
    said = shell.refused("forums", "--since", since)
    assert said == f"{since} er ikke en dato. Skriv fx 2026-06-01."


def test_what_the_paper_cannot_be(shell: Shell) -> None:
    tomorrow = str(local(wall_clock()).date() + timedelta(days=1))
    said = shell.refused("forums", "--since", tomorrow)
    assert said == f"{tomorrow} er ikke kommet endnu. Vælg i dag eller en tidligere dato."
    assert shell.refused("forums", "--format", "pdf") == (
        "Det format findes ikke. Vælg et af disse: docx, md."
    )
    assert shell.refused("forums") == "Der er ingen organisation endnu. Brug »medvind org import«."


def test_a_file_that_cannot_be_written(demo_shell: Shell) -> None:
    nowhere = demo_shell.folder / "no" / "such" / "folder.md"
    assert demo_shell.refused("forums", "--output", nowhere) == (
        f"Filen {nowhere} kan ikke skrives. Tjek mappen."
    )


def test_english_by_setting(demo_shell: Shell) -> None:
    told = demo_shell("forums", MEDVIND_LANGUAGE="en").stdout
    assert told.startswith("# Status of the standing point")
