"""`make bench`: measure on this machine, write benchmarks/RESULTS.md, fail on nothing.

`python -m benchmarks.run start lasting` measures those only, and prints them instead.
"""

from __future__ import annotations

import asyncio
import sys
import time
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from benchmarks.machine import described
from benchmarks.report import Bar, Section, board

RESULTS = Path(__file__).with_name("RESULTS.md")
# In the order they are printed in; each is a module here with `async def table()`.
SECTIONS = ("turns", "fan_out", "check_ins", "planning", "archive", "start", "lasting", "hostile")
HOW = (
    "Contenders are asked in turn with ours, so that a slow minute of the machine hits both: read the ratios "
    "rather than the numbers. Nothing is cached, skipped or less durable than in production. A number is a "
    "median; in brackets stand the least and the most."
)


def measured(name: str) -> Section:
    """One section. If it dies, its place says so, and the others are measured all the same."""
    try:
        found = asyncio.run(import_module(f"benchmarks.{name}").table())
    except Exception as error:
        traceback.print_exc()
        why = f"{type(error).__name__}: {error}".splitlines()[0]
        return Section([f"## {name}", "", f"This could not be measured: {why}"], [_died(name)])
    return found if isinstance(found, Section) else Section(found)


def _died(name: str) -> Bar:
    return Bar(f"`benchmarks/{name}.py`", "a result", "none", False)


def all_of(names: Sequence[str]) -> list[Section]:
    """Measured one after the other, with a line on stderr for each."""
    found = []
    for number, name in enumerate(names, 1):
        print(f"[{number}/{len(names)}] {name} ...", file=sys.stderr, flush=True)
        began = time.monotonic()
        found.append(measured(name))
        print(f"[{number}/{len(names)}] {name}: {time.monotonic() - began:.0f} s", file=sys.stderr)
    return found


def page(sections: Sequence[Section], now: datetime) -> str:
    """RESULTS.md: the bars first, then how each of them came about."""
    lines = [
        "# Measured",
        "",
        f"By `make bench`, {now:%Y-%m-%d}.",
        "",
        *described(),
        "",
        HOW,
        "",
        *board([bar for section in sections for bar in section.bars]),
    ]
    for section in sections:
        lines += ["", *section.lines]
    return "\n".join(lines) + "\n"


def main(names: Sequence[str]) -> None:
    if unknown := set(names) - set(SECTIONS):
        sys.exit(f"No such section: {', '.join(sorted(unknown))}. There are: {', '.join(SECTIONS)}.")
    written = page(all_of(names or SECTIONS), datetime.now(UTC))  # noqa: TID251 - the day it was measured
    if not names:
        RESULTS.write_text(written, encoding="utf8")
    print(written)


if __name__ == "__main__":
    main(sys.argv[1:])
