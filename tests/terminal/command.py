"""The command line as a person meets it: in this process where that is enough, in its own where it is not."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner, Result

from bot.cli import app

HERE = Path(__file__).parents[2]
MEDVIND = [sys.executable, "-m", "bot"]
# Below what systems give to those who ask for any port (32768 on Linux, 49152 elsewhere).
_PORTS = range(20_000, 32_000)


def port_to_open() -> int:
    """A free port for a process that is still to start. No other test can be given it meanwhile."""
    while True:
        port = random.choice(_PORTS)
        with socket.socket() as line, suppress(OSError):
            line.bind(("127.0.0.1", port))
            return port


@dataclass(frozen=True)
class Shell:
    """A folder with a database of its own, and the environment that points to it."""

    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        return {
            "MEDVIND_DATABASE_URL": f"sqlite:///{self.folder}/medvind.db",
            # Not the checkout's own: whoever is done with a month destroys its key.
            "MEDVIND_CHECK_IN_KEYS": f"{self.folder}/check-in-keys",
        }

    def __call__(self, *words: str | Path, **environment: str | None) -> Result:
        """Run a command in this process; a setting of None is taken away."""
        names = {**self.environment, **environment}
        return CliRunner().invoke(app, [str(word) for word in words], env=names)

    def refused(self, *words: str | Path, **environment: str | None) -> str:
        """The one sentence with which a command is refused: on stderr, exit code 1, nothing on stdout."""
        result = self(*words, **environment)
        assert (result.exit_code, result.stdout) == (1, ""), result.output
        assert "Traceback" not in result.stderr
        return result.stderr.rstrip("\n")

    @contextmanager
    def start(self, *words: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
        """A process that runs beside the test, and never longer than it."""
        with subprocess.Popen(
            [*MEDVIND, *words],
            env=self.everything(environment),
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            # A shell's background job, and so a test run in one, has Ctrl-C switched off.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        ) as process:
            try:
                yield process
            finally:
                process.kill()

    def really(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run it as a process of its own."""
        return subprocess.run(
            [*MEDVIND, *words],
            env=self.everything(environment),
            cwd=self.folder,
            capture_output=True,
            text=True,
        )

    def everything(self, environment: dict[str, str]) -> dict[str, str]:
        quiet = {"PYTHONWARNINGS": "error", "COLUMNS": "200", "PYTHONPATH": str(HERE)}
        return {**os.environ, **self.environment, **quiet, **environment}
