"""What the browser tests need of the machine: Node, Chromium, and Agents Playground in a folder of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from bot.demo.playground import PACKAGE

ROOT = Path(__file__).parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
INSTALL_SECONDS = 300


def folder() -> Path:
    """Where npm puts the Playground: its licence allows evaluation, so it is never part of the repository."""
    return Path(os.environ.get("MEDVIND_TEST_TOOLS") or ROOT / ".venv" / "browser-tools").absolute()


def chromium() -> str | None:
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def missing() -> str | None:
    """The first tool that is not on this machine, as a sentence; None when all are."""
    for tool in ("node", "npm"):
        if shutil.which(tool) is None:
            return f"{tool} is not installed: the browser tests need Node 20 or later"
    if chromium() is None:
        return "Chromium is not installed: none of " + ", ".join(BROWSERS) + " is on the path"
    return None


def playground_script() -> Path:
    """The Playground's start script; the first call on a machine fetches it from npm."""
    script = folder() / "node_modules" / PACKAGE.rpartition("@")[0] / "cli.js"
    if not script.exists():
        quiet = ["--no-audit", "--no-fund", "--loglevel=error"]
        line = ["npm", "install", "--no-save", *quiet, "--prefix", str(folder()), PACKAGE]
        folder().mkdir(parents=True, exist_ok=True)
        subprocess.run(line, check=True, timeout=INSTALL_SECONDS)
    return script


if __name__ == "__main__":
    if reason := missing():
        sys.exit(reason)
    print(playground_script())  # noqa: T201
