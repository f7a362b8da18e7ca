"""`make bench`: measure on this machine, write benchmarks/RESULTS.md, fail on nothing.

Contenders are run in turn with ours, so that a slow minute of the machine hits both.
"""

from __future__ import annotations

import asyncio
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp

from benchmarks import archive, check_ins, planning
from benchmarks.service import Service, free_port, running

RESULTS = Path(__file__).with_name("RESULTS.md")
ROUNDS, TURNS, AT_ONCE = 5, 200, 16
STORY = "I går satte vi en kande kaffe ud på gangen klokken ti. Pludselig talte vi sammen på tværs igen."
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


async def hostile_texts(service: Service) -> list[str]:
    """5 kB of text made to hurt, as a message and in the story form: the slowest answer."""
    rows = []
    for name, text in HOSTILE.items():
        message = await _slowest(lambda text=text: service.turn(text=text))  # type: ignore[misc]
        token = await _form(service)
        form = await _slowest(lambda text=text, token=token: service.press(_filled(token, text)))  # type: ignore[misc]
        rows.append(f"| {name} | {message * 1000:.0f} ms | {form * 1000:.0f} ms |")
    return rows


async def _slowest(turn: Callable[[], Awaitable[Any]]) -> float:
    return max([await _timed(turn) for _ in range(5)])


async def _timed(turn: Callable[[], Awaitable[Any]]) -> float:
    started = time.perf_counter()
    await turn()
    return time.perf_counter() - started


async def _form(service: Service) -> str:
    """The token of a fresh story form."""
    card = (await service.press({"do": "story.open"}))["value"]
    token: str = card["actions"][0]["data"]["token"]
    return token


def _filled(token: str, body: str = STORY) -> dict[str, str]:
    return {
        "do": "story.send", "token": token, "title": "", "body": body, "theme": "citizen_focus",
        "name_shown": "none", "colleague": "nobody", "no_citizen": "true",
    }  # fmt: skip


async def submissions(service: Service) -> float:
    """Full story submissions a second: form answered, checked, committed, thank-you card back."""
    tokens = [await _form(service) for _ in range(TURNS)]
    return await _rate([lambda token=token: service.press(_filled(token)) for token in tokens])  # type: ignore[misc]


async def _rate(turns: list[Callable[[], Awaitable[Any]]]) -> float:
    waiting = iter(turns)

    async def worker() -> None:
        for turn in waiting:
            await turn()

    started = time.perf_counter()
    await asyncio.gather(*(worker() for _ in range(AT_ONCE)))
    return len(turns) / (time.perf_counter() - started)


async def bare_aiohttp(session: aiohttp.ClientSession) -> float:
    """The floor: an aiohttp server that parses JSON and sends it back."""
    port = free_port()
    code = (
        "from aiohttp import web\n"
        "async def echo(r): return web.json_response(await r.json())\n"
        "a=web.Application(); a.router.add_post('/', echo)\n"
        f"web.run_app(a, host='127.0.0.1', port={port}, print=None, access_log=None)"
    )
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", code)
    address = f"http://127.0.0.1:{port}/"

    async def turn() -> None:
        async with session.post(address, json=_filled("x")) as answer:
            await answer.read()

    while True:
        try:
            await turn()
            break
        except aiohttp.ClientConnectionError:
            await asyncio.sleep(0.01)
    rate = await _rate([turn] * TURNS * 5)
    process.terminate()
    await process.wait()
    return rate


def help_time() -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "bot", "--help"], check=True, capture_output=True)
    return time.perf_counter() - started


def spread(values: list[float], unit: str, digits: int = 0) -> str:
    middle = statistics.median(values)
    return f"{middle:.{digits}f} {unit} ({min(values):.{digits}f}–{max(values):.{digits}f})"


async def measure() -> str:
    async with running() as service:
        hostile = await hostile_texts(service)
        ours, floor = [], []
        for _ in range(ROUNDS):
            ours.append(await submissions(service))
            floor.append(await bare_aiohttp(service.session))
        ready = service.ready_after
    ratio = statistics.median(floor) / statistics.median(ours)
    helps = [help_time() for _ in range(ROUNDS)]
    few, many = await planning.ticks()
    crowds = await check_ins.table()
    grown = await archive.table()
    machine = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    return "\n".join(
        [
            "# Measured",
            "",
            f"By `make bench`, {machine}, SQLite on disk, {AT_ONCE} connections, {ROUNDS} rounds in turn.",
            "Client and server share the machine: read the ratios, not the numbers.",
            "",
            "| What | Median (min–max) |",
            "|---|---|",
            f"| full story submission, turns a second | {spread(ours, '/s')} |",
            f"| bare aiohttp JSON echo, same client | {spread(floor, '/s')} = {ratio:.1f} × |",
            f"| `medvind --help` | {spread(helps, 's', 2)} |",
            f"| `medvind demo`, empty folder to ready | {ready:.1f} s |",
            f"| a tick, {planning.FEW:,} forums, {planning.DUE} due | {spread(few, 'ms', 1)} |",
            f"| a tick, {planning.MANY:,} forums, {planning.DUE} due | "
            f"{spread(many, 'ms', 1)} = {planning.ratio(few, many):.2f} × |",
            "",
            *crowds,
            "",
            *grown,
            "",
            "## 5 kB of hostile text: the slowest of five answers",
            "",
            "| Text | As a message | In the story form |",
            "|---|---|---|",
            *hostile,
            "",
        ]
    )


if __name__ == "__main__":
    RESULTS.write_text(asyncio.run(measure()), encoding="utf8")
    print(RESULTS.read_text(encoding="utf8"))
