"""The same issue gives the same bytes: in the preview and in the export, here and on another machine."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import time_machine

from digest import feed, page
from digest.clipboard import clipboard
from digest.formats import Format, render
from tests.issue import FULL

AT = datetime(2026, 11, 19, 8, 0, tzinfo=UTC)
HOME = "https://medvind.example/editor"


def everything() -> dict[str, str]:
    """Every way in which an issue leaves us, as a fingerprint."""
    issues = [feed.Published(FULL, AT, HOME)]
    made = {fmt.value: render(FULL, fmt) for fmt in Format}
    made["piece"] = page.fragment(FULL, lambda picture: f"/p/{picture.id}").encode()
    made["clipboard"] = "\n".join(clipboard(FULL)).encode()
    made["atom"], made["feed"] = feed.atom(issues, HOME, "da"), feed.json_feed(issues, HOME, "da")
    return {name: sha256(content).hexdigest() for name, content in made.items()}


def test_on_another_day() -> None:
    with time_machine.travel(datetime(2026, 11, 23, 8, 30, tzinfo=UTC)):
        first = everything()
    with time_machine.travel(datetime(2027, 6, 1, 20, 0, tzinfo=UTC)):
        assert everything() == first


def test_in_another_process_with_another_clock_language_and_order_of_things() -> None:
    elsewhere = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7", "LC_ALL": "C", "LANG": "C"}
    done = subprocess.run(
        [sys.executable, "-c", "from tests.rules.test_same_bytes import *; print(everything())"],
        cwd=Path(__file__).parents[2],
        env={**os.environ, **elsewhere},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == str(everything())
