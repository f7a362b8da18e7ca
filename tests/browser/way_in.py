"""A one-time link to the demo's web pages. A process of its own: Playwright's loop leaves no room for ours.

`python -m tests.browser.way_in FOLDER NAME` prints the link's key.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page

from bot.clock import wall_clock
from bot.settings import DEMO_KEY, DEMO_TENANT
from storage import access, people
from storage.crypto import Keyring
from storage.database import Database
from tests.browser.tools import ROOT


def sign_in(page: Page, demo: str, folder: Path, name: str) -> None:
    line = [sys.executable, "-m", "tests.browser.way_in", str(folder), name]
    key = subprocess.run(
        line, cwd=ROOT, check=True, capture_output=True, text=True, timeout=60
    ).stdout.strip()
    page.goto(f"{demo}/editor/login?key={key}")
    page.get_by_role("button").click()


async def _key(folder: Path, name: str) -> str:
    database = Database(f"sqlite:///{folder / 'demo.db'}", Keyring.parse(DEMO_KEY))
    async with database.write() as session:
        person = (await people.called(session, DEMO_TENANT, name))[0]
        key = await access.open_key(session, person, access.Purpose.LINK, wall_clock())
    await database.close()
    return key


if __name__ == "__main__":
    print(asyncio.run(_key(Path(sys.argv[1]), sys.argv[2])))  # noqa: T201
