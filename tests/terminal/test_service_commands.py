"""`medvind run` and `medvind demo`: what they refuse before any port is open, and how they stop."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import signal
import socket
import sqlite3
import subprocess
import termios
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from storage.crypto import new_key
from tests.terminal.command import HERE, MEDVIND, Shell, port_to_open
from texts.catalogue import texts

WHOLE = {
    "MEDVIND_APP_ID": "11111111-2222-4333-8444-555555555555",
    "MEDVIND_APP_PASSWORD": "secret-canary",
    "MEDVIND_TENANTS": "11111111-0000-4000-8000-000000000001",
    "MEDVIND_PUBLIC_URL": "https://bot.kommune.dk",
    "MEDVIND_DATA_KEY": new_key(),
}
ESCAPE = "\x1b"
CANARY = "Gulspurven"
ORGANISATION = HERE / "bot" / "demo" / "organisation.toml"


@pytest.fixture
def held_port() -> Iterator[str]:
    """A port that somebody listens on: whoever tries to open it is told so, whatever else is wrong."""
    with socket.create_server(("0.0.0.0", 0)) as holder:
        yield str(holder.getsockname()[1])


@pytest.mark.parametrize(
    ("missing", "how"), [*((name, how) for name in WHOLE for how in (None, "")), ("MEDVIND_TENANTS", " , ")]
)
def test_a_setting_that_is_missing_is_named_and_no_port_is_opened(
    shell: Shell, held_port: str, missing: str, how: str | None
) -> None:
    """safety.md T2: an empty app id would leave the door open."""
    said = shell.refused("run", "--port", held_port, **{**WHOLE, missing: how})
    assert said.startswith(f"Medvind starter ikke. Sæt først: {missing}.")
    assert "secret-canary" not in said


def test_all_that_is_missing_is_named_at_once(shell: Shell, held_port: str) -> None:
    assert ", ".join(WHOLE) in shell.refused("run", "--port", held_port)


def test_without_https_it_does_not_start(shell: Shell, held_port: str) -> None:
    """The editor's cookie would travel in the open."""
    said = shell.refused(
        "run", "--port", held_port, **{**WHOLE, "MEDVIND_PUBLIC_URL": "http://bot.kommune.dk"}
    )
    assert said == "MEDVIND_PUBLIC_URL skal begynde med https://"


def test_it_never_makes_the_schema_itself(shell: Shell, held_port: str) -> None:
    refused = shell.refused("run", "--port", held_port, **WHOLE)
    assert "medvind db upgrade" in refused
    shell("db", "upgrade")
    assert shell.refused("run", "--port", held_port, **WHOLE).startswith(f"Port {held_port} er optaget.")


def test_the_service_without_its_database(shell: Shell, held_port: str) -> None:
    away = {**WHOLE, "MEDVIND_DATABASE_URL": "postgresql://127.0.0.1:1/x"}
    said = shell.refused("run", "--port", held_port, **away)
    assert said == "Databasen svarer ikke. Tjek MEDVIND_DATABASE_URL."


def test_a_demo_on_a_taken_port(shell: Shell, held_port: str) -> None:
    done = shell.really("demo", "--port", held_port)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"Port {held_port} er optaget. Vælg en anden med --port.\n"


def test_a_demo_where_nothing_can_be_written(shell: Shell) -> None:
    done = subprocess.run(
        [*MEDVIND, "demo", "--port", str(port_to_open())],
        env=shell.everything({}),
        cwd="/proc",
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith("Filen .m365agentsplayground.yml kan ikke skrives.")


@pytest.mark.parametrize(
    "words", [("run", "--port", "9"), ("org", "import", str(ORGANISATION))], ids=["run", "org import"]
)
def test_a_crash_is_told_by_where_and_not_by_what(shell: Shell, words: tuple[str, ...]) -> None:
    """Typer would print the error's whole message, and a database quotes the row in it."""
    shell("db", "upgrade", **WHOLE)
    with closing(sqlite3.connect(shell.folder / "medvind.db")) as file:
        refusal = f"SELECT RAISE(ABORT, '{CANARY}')"
        file.execute(f"CREATE TRIGGER refusal BEFORE INSERT ON role_grant BEGIN {refusal}; END")
    done = shell.really(*words, **WHOLE, MEDVIND_ADMINISTRATORS="11111111-0000-4000-8000-00000000000a")
    line, sentence = done.stderr.splitlines()
    told = json.loads(line)
    assert (told["event"], told["level"], told["error"]) == ("crashed", "critical", "IntegrityError")
    assert any(step.startswith("bot/") for step in told["trail"])
    assert sentence == texts("da")("cli-crashed")
    assert (done.returncode, done.stdout, CANARY in done.stderr) == (1, "", False)


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_the_demo_listens_until_it_is_told_to_stop(shell: Shell, end: signal.Signals) -> None:
    """On loopback only, seeded, and it ends without a word of complaint."""
    port = port_to_open()
    with shell.start("demo", "--port", str(port)) as demo:
        assert demo.stdout is not None
        assert demo.stderr is not None
        assert demo.stdout.readline() == f"Medvind lytter på http://127.0.0.1:{port}\n"
        assert "chat --as Anne" in demo.stdout.readline()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz") as answer:
            assert json.load(answer) == {"status": "ok"}
        assert _refuses(port)
        demo.send_signal(end)
        assert (demo.wait(timeout=60), demo.stderr.read()) == (0, "")


def _refuses(port: int) -> bool:
    """Whether this machine's other addresses do not answer; 127.0.0.2 stands for all of them."""
    with socket.socket() as knock:
        return knock.connect_ex(("127.0.0.2", port)) != 0


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into Linux's /proc")
def test_ctrl_c_ends_the_chat_at_once(shell: Shell) -> None:
    """It used to wait for the next line: asyncio had only made a note of it."""
    screen, keyboard = pty.openpty()
    chat = subprocess.Popen(
        [*MEDVIND, "chat"], env=shell.everything({}), cwd=shell.folder,
        stdin=keyboard, stdout=keyboard, stderr=keyboard, start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(keyboard, termios.TIOCSCTTY, 0),
    )  # fmt: skip
    os.close(keyboard)
    shown = b""
    while "› ".encode() not in shown:
        shown += os.read(screen, 4096)
    _await_sleep(chat.pid)
    os.write(screen, b"\x03")
    assert chat.wait(timeout=20) == 0
    while chunk := _more(screen):
        shown += chunk
    os.close(screen)
    assert b"Traceback" not in shown


def _await_sleep(pid: int) -> None:
    """Until a process waits for its line: a signal just before that is lost on Python itself."""
    while ") S " not in Path(f"/proc/{pid}/stat").read_text():
        os.sched_yield()


def _more(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # the other end is closed
        return b""


def test_english_for_who_wants_it(shell: Shell) -> None:
    assert "good stories" in shell.really("--help", MEDVIND_LANGUAGE="en").stdout
    refused = shell.really("digest", "--week", "nonsense", MEDVIND_LANGUAGE="en")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == "There is no such week. Write it like 2026-W47.\n"
    digest = json.loads(shell.really("digest", "--format", "json", MEDVIND_LANGUAGE="en").stdout)
    assert digest["language"] == "en"


def test_an_unknown_language_is_a_setting_that_cannot_be_read(shell: Shell) -> None:
    refused = shell.really("digest", MEDVIND_LANGUAGE="tlh")
    assert (refused.returncode, "MEDVIND_LANGUAGE" in refused.stderr) == (1, True)


def test_colours_are_for_terminals_that_want_them(shell: Shell) -> None:
    shell("chat")
    coloured = {"FORCE_COLOR": "1", "TERM": "xterm-256color"}
    assert ESCAPE in shell.really("org", "show", **coloured).stdout
    assert f"{ESCAPE}[3" not in shell.really("org", "show", **coloured, NO_COLOR="1").stdout
    assert ESCAPE not in shell.really("org", "show").stdout


def test_one_refusal_in_a_process_of_its_own(shell: Shell) -> None:
    """The same sentence and code that the tests in one process see."""
    refused = shell.really("tick", "--at", "i morgen")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == "i morgen er ikke et tidspunkt. Skriv fx 2026-11-26T09:00.\n"
    assert shell.really("--nonsense").returncode == 2
