"""`medvind incidents`: patterns at the command line."""

from __future__ import annotations

import json

import pytest

from tests.terminal.command import Shell


@pytest.mark.parametrize(("fmt", "sign"), [("md", "# Mønstre i hændelser"), ("docx", "PK"), ("json", "{")])
def test_the_patterns_go_to_stdout_or_to_a_file(demo_shell: Shell, fmt: str, sign: str) -> None:
    printed = demo_shell("incidents", "--format", fmt)
    assert (printed.exit_code, printed.stderr) == (0, "")
    assert printed.stdout_bytes.startswith(sign.encode())
    file = demo_shell.folder / f"patterns.{fmt}"
    assert demo_shell("incidents", "--format", fmt, "--output", file).exit_code == 0
    assert file.read_bytes() == printed.stdout_bytes


def test_one_unit(demo_shell: Shell) -> None:
    every = json.loads(demo_shell("incidents", "--format", "json").stdout)["parts"]
    assert len(every) > 2
    said = demo_shell.refused("incidents", "--unit", "nowhere")
    assert said == "Enheden nowhere findes ikke. Brug »medvind org show«."


def test_what_cannot_be_asked_for(shell: Shell) -> None:
    assert shell.refused("incidents", "--period", "2026-Q5").startswith("Den periode findes ikke.")
    assert shell.refused("incidents", "--format", "pdf") == (
        "Det format findes ikke. Vælg et af disse: docx, md, json."
    )
    assert shell.refused("incidents") == "Der er ingen organisation endnu. Brug »medvind org import«."
