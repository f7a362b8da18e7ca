"""Taking a document home keeps nobody else waiting: it is written away from the event loop."""

from __future__ import annotations

import sys
import threading
from importlib.abc import MetaPathFinder
from typing import Any

import pytest

from tests.town import ANNE
from tests.web.desk import Desk, tells

WEEK = "2026-W48"


class Doorkeeper(MetaPathFinder):
    """Notes which thread comes for Word, and lets it pass."""

    def __init__(self) -> None:
        self.came: set[int] = set()

    def find_spec(self, name: str, *_: Any) -> None:
        if name == "docx":
            self.came.add(threading.get_ident())


async def test_a_word_document_is_not_written_on_the_event_loop(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor is what writes it loaded there, for the first who asks for it."""
    await tells(desk.town, ANNE)
    for name in [name for name in sys.modules if name.partition(".")[0] == "docx" or "digest.word" in name]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("digest.word", raising=False)
    keeper = Doorkeeper()
    monkeypatch.setattr(sys, "meta_path", [keeper, *sys.meta_path])
    answer = await desk.pull(WEEK, await desk.token(), "docx")
    assert (answer.status, answer.body[:2]) == (200, b"PK")
    assert len(keeper.came) == 1
    assert threading.get_ident() not in keeper.came
