"""What axe finds wrong with a page, and whether it fits a phone."""

from __future__ import annotations

import subprocess
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.tools import INSTALL_SECONDS, folder

AXE = "axe-core@4.14.1"
PHONE = {"width": 390, "height": 844}


def faults(page: Page) -> list[str]:
    """Each rule that is broken, with the element."""
    page.evaluate(_axe())  # not as a script of the page, which its policy forbids
    found = page.evaluate("axe.run().then(told => told.violations)")
    return [f"{one['id']}: {node['html'][:150]}" for one in found for node in one["nodes"]]


def fits(page: Page) -> bool:
    """True when nothing has to be scrolled sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def _axe() -> str:
    """The checker; the first call on a machine fetches it from npm, beside the Playground."""
    place = folder() / "axe"
    script = place / "node_modules" / "axe-core" / "axe.min.js"
    if not script.exists():
        place.mkdir(parents=True, exist_ok=True)
        line = ["npm", "install", "--no-save", "--no-audit", "--no-fund", "--prefix", str(place), AXE]
        subprocess.run(line, check=True, timeout=INSTALL_SECONDS)
    return Path(script).read_text(encoding="utf8")
