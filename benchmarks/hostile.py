"""5 kB of text made to hurt, as a message and in the story form: the slowest answer (safety.md F17)."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

from benchmarks.report import Section
from benchmarks.service import Service, filled, opened, running

TIMES = 5
HOSTILE = {
    "numbers in words": "one hundred " * 420,
    "digits": "0101901234 " * 460,
    "brackets": "[" * 5000,
    "Markdown": "**[x](" * 840,
    "emoji": "👩‍👩‍👧‍👦" * 700,
    "spaces": " " * 4999 + "x",
    "names": "Anne " * 1000,
    "violence": "slog " * 1000,
}


async def slowest(service: Service, text: str) -> tuple[float, float]:
    """Milliseconds: as a message, and in the story form."""
    token = opened(await service.press({"do": "story.open"}))
    message = await _slowest(lambda: service.turn(text=text))
    return message, await _slowest(lambda: service.press(filled(token, text)))


async def _slowest(turn: Callable[[], Awaitable[Any]]) -> float:
    spent = []
    for _ in range(TIMES):
        began = time.perf_counter()
        await turn()
        spent.append((time.perf_counter() - began) * 1000)
    return max(spent)


async def table() -> Section:
    rows = []
    async with running() as service:
        for name, text in HOSTILE.items():
            message, form = await slowest(service, text)
            rows.append(f"| {name} | {message:.0f} ms | {form:.0f} ms |")
    heading = f"## 5 kB of hostile text: the slowest of {TIMES} answers"
    return Section([heading, "", "| Text | As a message | In the story form |", "|---|---|---|", *rows])


if __name__ == "__main__":
    print("\n".join(asyncio.run(table()).lines))
