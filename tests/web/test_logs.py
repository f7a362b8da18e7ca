"""safety.md T18: with every log at DEBUG, nothing of what people are or write is in them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parents[2]
# Words that the service itself says, so that silence would not pass for secrecy.
SAID = (
    "turn_failed",
    "request_failed",
    "reply_lost",
    "connector_answer",
    "request_turned_away",
    '"event": "message"',
    "python_info",
)


def test_no_log_tells_who_or_what(database_url: str) -> None:
    """A whole day in a process of its own: stories, consent, nudge, digest, sign-in, and what fails."""
    day = subprocess.run(
        [sys.executable, "-m", "tests.web.talkative", database_url],
        cwd=HERE,
        env={**os.environ, "PYTHONASYNCIODEBUG": "1"},
        capture_output=True,
        text=True,
    )
    assert day.returncode == 0, day.stderr[-3000:]
    canaries = json.loads(day.stdout)
    assert len(canaries) > 20
    assert all(len(canary) > 3 for canary in canaries)
    assert [word for word in SAID if word not in day.stderr] == []
    leaks = {canary: line[:300] for line in day.stderr.splitlines() for canary in canaries if canary in line}
    assert leaks == {}
