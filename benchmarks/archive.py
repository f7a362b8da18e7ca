"""What a week's digest and its desk cost by how much has been told before: it should cost the same.

Both archives have the same five hundred weeks behind them, each published, and the very same week in hand.
Every row of them is sealed as Medvind seals it.
"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from base64 import b64encode
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import insert
from sqlmodel import SQLModel

from benchmarks.report import Bar, Section, spread
from digest.compile import compile_section
from digest.data import render
from domain.calendar import IsoWeek
from domain.kinds import ConsentAnswer, ConsentReason, NameShown, StoryState, Theme
from domain.newsletter import Reason
from storage.database import Database
from storage.sealing import sealed_values
from storage.tables import Newsletter, NewsletterItem, Story, StoryConsent, StoryPhoto, StoryVersion
from tests.databases import KEYS
from tests.town import ANNE, BENTE, GRENAA, KAREN, LAERKEN, METTE, TENANT, Clock, Town
from tests.web.desk import Desk, open_desk

FEW, MANY, BAR = 1_000, 1_000_000, 1.5
WEEKS, PRINTED = 500, 12  # those that are past, and the stories in each one's newsletter
READY, PHOTOS, EDITED = 30, 4, 5  # of the week in hand
ROUNDS, VISITS, AT_A_TIME = 15, 100, 10_000
BODY = "I går satte vi en kande kaffe ud på gangen klokken ti. Pludselig talte vi sammen på tværs igen. "
THEMES, UNITS, AUTHORS = tuple(Theme), (GRENAA, LAERKEN), (ANNE, BENTE, METTE)


@dataclass
class Archive:
    """One of the two, with what has been measured of it: milliseconds."""

    database: Database
    desk: Desk
    cookie: dict[str, str]
    week: IsoWeek
    digests: list[float] = field(default_factory=list)
    visits: list[float] = field(default_factory=list)

    async def digest(self) -> None:
        started = time.perf_counter()
        async with self.database.read() as session:
            found = render(await compile_section(session, TENANT, self.week, "da"))
        self.digests.append((time.perf_counter() - started) * 1000)
        assert found.count(b'"byline"') == PRINTED, "the same week in both"

    async def visit(self) -> None:
        started = time.perf_counter()
        answer = await self.desk.ask("GET", f"/editor?week={self.week}", headers=self.cookie)
        self.visits.append((time.perf_counter() - started) * 1000)
        assert answer.status == 200, answer.status

    def late(self, values: Sequence[float]) -> float:
        """What 95 of 100 do not exceed."""
        return statistics.quantiles(values, n=100, method="inclusive")[94]


async def archives() -> tuple[Archive, Archive]:
    """The small one and the large one, measured in turn."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="mv-bench-")))
        few, many = [
            await stack.enter_async_context(_opened(folder / f"{size}.db", size)) for size in (FEW, MANY)
        ]
        for number in range(ROUNDS + 1):
            for one in (few, many):
                await one.digest()
                if number == 0:
                    one.digests.clear()  # the first one fills the caches
        for number in range(VISITS + 1):
            for one in (few, many):
                await one.visit()
                if number == 0:
                    one.visits.clear()
    return few, many


async def table() -> Section:
    few, many = await archives()
    ratio = statistics.median(many.digests) / statistics.median(few.digests)
    rows = [
        f"| {size:,} | {spread(one.digests, 'ms', 1)} | {one.late(one.digests):.0f} ms "
        f"| {spread(one.visits, 'ms', 1)} | {one.late(one.visits):.0f} ms |"
        for size, one in ((FEW, few), (MANY, many))
    ]
    lines = [
        "## The same week with a small and a large archive behind it",
        "",
        f"{READY} stories in the week, {WEEKS} published weeks, SQLite on disk, in turn.",
        "",
        "| Stories in the archive | The week's digest, compiled and as JSON | p95 | The desk | p95 |",
        "|---|---|---|---|---|",
        *rows,
    ]
    measure = f"a week's digest from {MANY:,} stories beside {FEW:,}"
    late = f"{many.late(many.digests):.0f} ms"
    return Section(
        lines,
        [
            Bar(measure, f"≤ {BAR} ×", f"{ratio:.2f} ×", ratio <= BAR),
            Bar(f"the same, p95 of {ROUNDS}", "reported", late, None),
        ],
    )


@asynccontextmanager
async def _opened(file: Path, size: int) -> AsyncIterator[Archive]:
    clock = Clock()
    clock.set("2026-11-27 09:00")
    database = Database(f"sqlite:///{file}", KEYS, clock)
    await database.upgrade()
    town, week = await Town.found(database, clock), IsoWeek.of(clock())
    for kind, rows in _batches(week, size):
        async with database.write() as session:
            await session.exec(insert(kind), params=rows)
    async with open_desk(town) as desk:
        yield Archive(database, desk, await desk.cookie(KAREN), week)
    await database.close()


def _batches(week: IsoWeek, size: int) -> Iterator[tuple[type[SQLModel], list[dict[str, Any]]]]:
    for first in range(0, size, AT_A_TIME):
        numbers = range(first, min(first + AT_A_TIME, size))
        yield Story, [_story(f"old-{number}", _told_at(week, number)) for number in numbers]
        yield StoryConsent, [_yes(f"old-{number}", _told_at(week, number)) for number in numbers[::4]]
    for back in range(1, WEEKS + 1):
        yield from _past(week, back, size)
    now = [(f"new-{number}", week.starts() + timedelta(hours=number)) for number in range(READY)]
    yield Story, [_story(name, at) for name, at in now]
    yield StoryConsent, [_yes(name, at) for name, at in now[::3]]
    yield StoryVersion, [_version(name, at) for name, at in now[-EDITED:]]
    yield StoryPhoto, [_photo(name, at) for name, at in now[-PHOTOS:]]


def _told_at(week: IsoWeek, number: int) -> datetime:
    """Dealt out to the weeks that are past, each week's a minute after the other."""
    back, place = number % WEEKS + 1, number // WEEKS
    return week.starts() - timedelta(weeks=back) + timedelta(minutes=place)


def _past(week: IsoWeek, back: int, size: int) -> Iterator[tuple[type[SQLModel], list[dict[str, Any]]]]:
    """A week's newsletter, with the first of its stories."""
    at = week.starts() - timedelta(weeks=back - 1, days=3)
    name = str(IsoWeek.of(at))
    issue = Newsletter(
        tenant_id=TENANT, week=name, title="", agreements="[]", area="", touched_at=at, published_at=at,
        published_by=KAREN,
    )  # fmt: skip
    yield Newsletter, [_row(issue)]
    numbers = range(back - 1, size, WEEKS)[:PRINTED]
    yield NewsletterItem, [_printed(name, f"old-{number}", place) for place, number in enumerate(numbers)]


def _printed(week: str, story_id: str, place: int) -> dict[str, Any]:
    return _row(
        NewsletterItem(
            tenant_id=TENANT, week=week, story_id=story_id, place=place, reason=Reason.NEWEST, revision=1,
            title="Kaffe på gangen", body=BODY, byline="Anne Holm", unit_name="Hjemmeplejen Grenaa",
        )
    )  # fmt: skip


def _story(name: str, at: datetime) -> dict[str, Any]:
    number = int(name.partition("-")[2])
    return _row(
        Story(
            tenant_id=TENANT, id=name, author_id=AUTHORS[number % 3], unit_id=UNITS[number % 2],
            title="Kaffe på gangen", body=BODY * 2, theme=THEMES[number % 4], name_shown=NameShown.FULL,
            no_citizen_confirmed=True, state=StoryState.READY, created_at=at, changed_at=at, ready_at=at,
        )
    )  # fmt: skip


def _yes(name: str, at: datetime) -> dict[str, Any]:
    return _row(
        StoryConsent(
            tenant_id=TENANT, id=f"yes-{name}", story_id=name, person_id=KAREN,
            reason=ConsentReason.ABOUT_HER, answer=ConsentAnswer.YES, asked_at=at, answered_at=at,
        )
    )  # fmt: skip


def _version(name: str, at: datetime) -> dict[str, Any]:
    return _row(
        StoryVersion(
            tenant_id=TENANT, id=f"version-{name}", story_id=name, number=1, revision=1,
            title="Kaffe", body=BODY, person_id=KAREN, written_at=at,
        )
    )  # fmt: skip


def _photo(name: str, at: datetime) -> dict[str, Any]:
    """As heavy as they are kept."""
    image = b64encode(Random(name).randbytes(300_000)).decode()
    return _row(
        StoryPhoto(
            tenant_id=TENANT, id=f"photo-{name}", story_id=name, image=image, width=1600, height=1200,
            alt_text="En kande kaffe på et bord.", confirmed_at=at, created_at=at,
        )
    )  # fmt: skip


def _row(row: SQLModel) -> dict[str, Any]:
    """Ready for an INSERT of many at once."""
    columns = row.__table__.columns  # type: ignore[attr-defined]
    return sealed_values(type(row), {column.name: getattr(row, column.name) for column in columns}, KEYS)


if __name__ == "__main__":
    print("\n".join(asyncio.run(table()).lines))
