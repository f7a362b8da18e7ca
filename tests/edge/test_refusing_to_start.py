"""Half a configuration is no service: the process ends, says why, and has opened no port (safety.md T2).

A spy sits in each process and writes down every port that it binds. (urllib3 binds port 0 for a moment, to
see whether there is an IPv6: that is no port to knock at.)
"""

from __future__ import annotations

import subprocess
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest

from storage.crypto import new_key
from tests.terminal.command import HERE, Shell, port_to_open

WHOLE = {
    "MEDVIND_APP_ID": "11111111-2222-4333-8444-555555555555",
    "MEDVIND_APP_PASSWORD": "secret-canary",
    "MEDVIND_TENANTS": "11111111-0000-4000-8000-000000000001",
    "MEDVIND_PUBLIC_URL": "https://bot.kommune.dk",
    "MEDVIND_DATA_KEY": new_key(),
}
SPY = """
import os, sys

def spy(event, args):
    if event == "socket.bind" and args[1][1]:
        with open(os.environ["SPY"], "a") as book:
            print(*args[1][:2], file=book)

sys.addaudithook(spy)
"""


@dataclass(frozen=True)
class Watched:
    """The command line in an empty folder, with the spy in it."""

    shell: Shell

    @property
    def environment(self) -> dict[str, str]:
        folder = self.shell.folder
        return {"SPY": f"{folder}/bound", "PYTHONPATH": f"{folder}:{HERE}"}

    @property
    def bound(self) -> list[str]:
        book = self.shell.folder / "bound"
        return book.read_text().splitlines() if book.exists() else []

    def run(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return self.shell.really(*words, **{**self.environment, **environment})


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    (tmp_path / "sitecustomize.py").write_text(SPY)
    return Watched(Shell(tmp_path))


WRONG = {
    **{name: (name, "") for name in WHOLE},
    "no https": ("MEDVIND_PUBLIC_URL", "http://bot.kommune.dk"),
}


@pytest.mark.parametrize("case", WRONG)
def test_with_something_missing_or_wrong_it_does_not_start(case: str, watched: Watched) -> None:
    """With the SDK an empty app id means that anybody may speak for anybody."""
    name, value = WRONG[case]
    done = watched.run("run", "--port", str(port_to_open()), **{**WHOLE, name: value})
    assert (done.returncode, done.stdout) == (1, "")
    assert name in done.stderr
    assert done.stderr.count("\n") == 1
    assert "secret-canary" not in done.stderr
    assert watched.bound == []


def test_with_nothing_set_it_does_not_start(watched: Watched) -> None:
    done = watched.run("run", "--port", str(port_to_open()))
    assert (done.returncode, done.stdout, watched.bound) == (1, "", [])
    assert all(name in done.stderr for name in WHOLE)


def test_with_everything_set_it_starts_and_hears_nobody_without_a_token(watched: Watched) -> None:
    """The spy sees a port that is opened, or the tests above would prove nothing."""
    watched.shell("db", "upgrade", **WHOLE)
    port = port_to_open()
    words = ("run", "--port", str(port), "--host", "127.0.0.1")
    with watched.shell.start(*words, **watched.environment, **WHOLE) as service:
        assert _status(port, "/healthz", service) == 200
        assert _status(port, "/api/messages", service, b"{}") == 401
        service.terminate()
        assert service.wait(timeout=60) == 0
    assert watched.bound == [f"127.0.0.1 {port}"]


def test_the_demo_binds_this_machine_only_and_cannot_be_told_otherwise(watched: Watched) -> None:
    port = port_to_open()
    assert watched.run("demo", "--host", "0.0.0.0").returncode == 2
    with watched.shell.start("demo", "--port", str(port), **watched.environment) as demo:
        assert _status(port, "/healthz", demo) == 200
    assert watched.bound == [f"127.0.0.1 {port}"]


def _status(port: int, path: str, service: subprocess.Popen[str], body: bytes | None = None) -> int:
    """What the service answers, as soon as it does."""
    headers = {"Content-Type": "application/json"} if body else {}
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", body, headers)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and service.poll() is None:
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as refusal:
            with refusal:
                return refusal.code
        except OSError:
            time.sleep(0.05)
    raise AssertionError("it does not answer")
