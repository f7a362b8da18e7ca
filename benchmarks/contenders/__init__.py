"""What somebody would pick instead of Medvind, each in an environment of its own under `var/bench`.

`<name>.txt` beside this file pins every package of it, `<name>.py` is its echo server, written as its own
documentation writes one. Nothing of theirs comes into our environment, so mypy cannot look at the scripts.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import venv
from pathlib import Path

HERE = Path(__file__).parent
PLACE = HERE.parents[1] / "var" / "bench"
STOCK, AGENTS, TEAMS, SLACK, BARE = "stock", "agents", "teams", "slack", "bare"
NAMES = (STOCK, AGENTS, TEAMS, SLACK, BARE)
MADE = "requirements.txt"  # written into an environment when it is whole
_made = asyncio.Lock()


class NotInstalled(Exception):
    """pip could not make a contender's environment; the message is the last line that it wrote."""


async def environment(name: str) -> Path:
    """The contender's Python: made once, and again when its pins change. Raises NotInstalled."""
    folder, wanted = PLACE / name, HERE / f"{name}.txt"
    python = folder / "bin" / "python"
    async with _made:
        if not _is_whole(folder, wanted):
            print(f"installing {name} into {folder} ...", file=sys.stderr, flush=True)
            shutil.rmtree(folder, ignore_errors=True)
            await asyncio.to_thread(venv.create, folder, with_pip=True)
            await _pip(python, "install", "--quiet", "--no-deps", "--requirement", str(wanted))
            shutil.copyfile(wanted, folder / MADE)
    return python


def script(name: str) -> Path:
    """The contender's echo server: started with a port and the address of Microsoft's stub."""
    return HERE / f"{name}.py"


def version(name: str) -> str:
    """The package that the contender is, as it is pinned."""
    package = PACKAGES[name]
    pins = (HERE / f"{name}.txt").read_text(encoding="utf8").split()
    return next(pin for pin in pins if pin.replace("_", "-").startswith(f"{package}=="))


PACKAGES = {
    STOCK: "botbuilder-integration-aiohttp",
    AGENTS: "microsoft-agents-hosting-aiohttp",
    TEAMS: "microsoft-teams-apps",
    SLACK: "slack-bolt",
    BARE: "aiohttp",
}


def _is_whole(folder: Path, wanted: Path) -> bool:
    made = folder / MADE
    return made.exists() and made.read_bytes() == wanted.read_bytes()


async def _pip(python: Path, *words: str) -> None:
    process = await asyncio.create_subprocess_exec(
        *(str(python), "-m", "pip", "--disable-pip-version-check", *words),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await process.communicate()
    if process.returncode:
        raise NotInstalled(said.decode(errors="replace").strip().rpartition("\n")[2])
