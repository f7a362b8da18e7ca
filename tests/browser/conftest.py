"""A demo, a Playground and a window for each test; one Chromium for each file.

Chromium lives no longer than its file: while Playwright's loop is there, no other loop can run.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser import window as windows
from tests.browser.playground import Stage, staged
from tests.browser.tools import missing, playground_script
from tests.browser.window import Window


@pytest.fixture(scope="session")
def tools() -> None:
    """Skips where a tool is missing; where CI promises that all are there, that is a failure."""
    reason = missing()
    if reason and os.environ.get("CI") == "true":
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)
    playground_script()


@pytest.fixture(scope="module")
def browser(tools: None) -> Iterator[Browser]:
    with sync_playwright() as playwright, windows.browser(playwright) as opened:
        yield opened


@pytest.fixture
def person() -> str:
    """Who sits in front of the screen."""
    return "Anne"


@pytest.fixture
def stage(tools: None, tmp_path: Path, person: str) -> Iterator[Stage]:
    with staged(tmp_path, person) as running:
        yield running


@pytest.fixture
def window(browser: Browser, stage: Stage) -> Iterator[Window]:
    with windows.window(browser, stage) as opened:
        yield opened
