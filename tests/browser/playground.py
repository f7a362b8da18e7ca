"""`medvind demo` with Agents Playground in front of it: two processes on free ports, ended together."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from datetime import time as clock_time
from pathlib import Path
from typing import Any

from bot.commands.serve import person_called
from bot.demo import data, playground
from domain.kinds import Cadence
from domain.rhythm import Rhythm
from domain.schedule import Schedule
from tests.browser.tools import playground_script

MEDVIND = Path(sys.executable).with_name("medvind")
START_SECONDS = 60
STOP_SECONDS = 10


class NotStarted(Exception):
    """A process ended, or did not answer in time; its output is in the message."""


@dataclass(frozen=True)
class Stage:
    """A running demo. `folder` holds its database and nothing that is kept."""

    folder: Path
    demo_port: int
    playground_port: int

    @property
    def demo(self) -> str:
        return f"http://127.0.0.1:{self.demo_port}"

    @property
    def playground(self) -> str:
        return f"http://127.0.0.1:{self.playground_port}"

    @property
    def service_url(self) -> str:
        """Where the Playground plays the Bot Connector."""
        return f"http://localhost:{self.playground_port}/_connector"

    def medvind(self, *arguments: str) -> str:
        """What a command of ours prints, run against the demo's database."""
        line = [str(MEDVIND), *arguments]
        done = subprocess.run(
            line, cwd=self.folder, env=_environment(self.folder), capture_output=True, text=True, timeout=60
        )
        if done.returncode:
            raise AssertionError(f"{' '.join(line)}: {done.stderr}")
        return done.stdout

    def post(self, activity: dict[str, Any]) -> Any:
        """Hand the bot an activity that the Playground's own screen cannot make, and read its answer."""
        request = urllib.request.Request(
            f"{self.demo}/api/messages",
            json.dumps(activity).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            body = answer.read()
        return json.loads(body) if body else None

    def get(self, path: str, token: str) -> str:
        request = urllib.request.Request(f"{self.demo}{path}", headers={"Authorization": f"Bearer {token}"})
        with urllib.request.urlopen(request, timeout=20) as answer:
            return str(answer.read(), "utf8")

    def next_nudge(self, team: str) -> datetime:
        """The moment before the team's next meeting when its card is to come."""
        teams = json.loads(self.medvind("org", "show", "--json"))["teams"]
        meets = next(found["next_meeting"] for found in teams if found["name"] == team)
        moment = datetime.fromisoformat(meets)
        return Schedule(Rhythm(0, clock_time(9), Cadence.WEEKLY, moment.date())).nudge_at(moment)


@contextmanager
def staged(folder: Path, person: str) -> Iterator[Stage]:
    """Run the demo and the Playground in `folder`, with `person` in front of the screen."""
    # The demo writes the file that the Playground reads, so it comes first.
    with demo_alone(folder, person) as stage, _playground(stage, folder):
        yield stage


@contextmanager
def demo_alone(folder: Path, person: str) -> Iterator[Stage]:
    """Run the demo in `folder`, for its web pages: there is no Playground at the stage's other address."""
    stage = Stage(folder, free_port(), free_port())
    demo = [str(MEDVIND), "demo", "--port", str(stage.demo_port), "--as", person]
    with _running(demo, folder, f"{stage.demo}/readyz"):
        yield stage


@contextmanager
def beside(stage: Stage, person: str) -> Iterator[Stage]:
    """One more Playground in front of the same demo, with `person` in front of its screen.

    A Playground has one person at a time, and only she has a chat with the bot.
    """
    seat = replace(stage, playground_port=free_port())
    folder = stage.folder / f"beside-{seat.playground_port}"
    folder.mkdir()
    playground.write(data.organisation(), person_called(person), folder)
    with _playground(seat, folder):
        yield seat


def _playground(stage: Stage, folder: Path) -> AbstractContextManager[None]:
    line = ["node", str(playground_script()), "start", "-p", str(stage.playground_port)]
    line += ["-e", f"{stage.demo}/api/messages", "-c", "msteams", "--disable-telemetry"]
    return _running(line, folder, stage.playground)


_given = set[int]()


def free_port() -> int:
    """One that nobody listens at, and that nobody else here has been given and does not listen at yet."""
    while True:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = int(probe.getsockname()[1])
        if port not in _given:
            _given.add(port)
            return port


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MEDVIND_")}
    return {**kept, "MEDVIND_DATABASE_URL": f"sqlite:///{folder / 'demo.db'}", "NO_COLOR": "1"}


@contextmanager
def _running(line: list[str], folder: Path, address: str) -> Iterator[None]:
    log = folder / f"{Path(line[0]).name}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            line, cwd=folder, env=_environment(folder), stdout=output, stderr=subprocess.STDOUT
        )
        try:
            _wait_for(address, process, log)
            yield
        finally:
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise NotStarted(f"{address} does not answer: {log.read_text(errors='replace')[-2000:]}")
