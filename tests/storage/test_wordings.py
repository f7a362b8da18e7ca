"""An editor's wordings of a story, and who has taken a week home: rows, on both databases."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from domain.newsletter import EditAnswer
from nudges.plan import prune
from storage import exports, story_versions
from storage.database import Session
from storage.tables import NewsletterExport, Story, StoryVersion
from tests.storage.newsroom import Newsroom, writes
from tests.stories import rows
from tests.town import KAREN, TENANT, Town

DAY = timedelta(days=1)


@pytest.fixture
def room(town: Town) -> Newsroom:
    return Newsroom(town)


async def _newest(session: Session, story_id: str) -> StoryVersion | None:
    found = (await story_versions.of_stories(session, TENANT, [story_id])).get(story_id)
    return story_versions.current(await session.get_one(Story, (TENANT, story_id)), found)


async def test_the_newest_wording_counts_until_the_author_writes_a_new_one(room: Newsroom) -> None:
    """They are numbered through and all kept; the author's own stands unchanged beneath."""
    story = await room.tells()
    assert await room.within(lambda session: _newest(session, story)) is None
    for body in ("Kortere, men hele historien.", "Endnu kortere, og stadig hel."):
        await room.within(lambda session, body=body: writes(session, story, body))  # type: ignore[misc]
    found = await room.within(lambda session: _newest(session, story))
    assert found
    assert (found.number, found.body) == (2, "Endnu kortere, og stadig hel.")
    await room.rewrites(story, "Nu er det en helt anden historie om en tur.")
    assert await room.within(lambda session: _newest(session, story)) is None
    assert (await room.within(lambda session: writes(session, story, "Et nyt forsøg på det."))).number == 3
    async with room.town.database.read() as session:
        row = await session.get_one(Story, (TENANT, story))
        assert row.body == "Nu er det en helt anden historie om en tur."
        assert [one.revision for one in await story_versions.history(session, row)] == [2, 1, 1]


async def test_two_wordings_at_once_are_two_numbers(room: Newsroom) -> None:
    """Whoever holds the story writes first; nobody's is lost."""
    story = await room.tells()
    written = await asyncio.gather(
        *(room.within(lambda session: writes(session, story, "Kortere end før.")) for _ in range(4))
    )
    assert sorted(version.number for version in written) == [1, 2, 3, 4]


async def test_an_answer_is_held_with_its_story_and_timed_when_it_is_one(room: Newsroom) -> None:
    story, now = await room.tells(), room.town.clock()
    version = await room.within(lambda session: writes(session, story, "Kortere end før."))
    assert await room.within(lambda session: story_versions.hold(session, TENANT, "a-strangers")) is None
    for said, answered_at in ((EditAnswer.ASKED, None), (EditAnswer.APPROVED, now)):
        async with room.town.database.write() as session:
            held = await story_versions.hold(session, TENANT, version.id)
            assert held
            assert held[1].id == story
            story_versions.answer(held[0], said, now)
        (kept,) = await rows(room.town, StoryVersion)
        assert (kept.answer, kept.answered_at) == (said, answered_at)


async def test_who_took_which_stories_is_known_for_a_year(room: Newsroom) -> None:
    now = room.town.clock()

    async def takes(session: Session) -> None:
        await exports.note(session, TENANT, room.week, "docx", ["one", "other"], now, person_id=KAREN)

    await room.within(takes)
    async with room.town.database.read() as session:
        (row,) = await exports.of_week(session, TENANT, room.week, limit=10)
    assert (row.person_id, row.format, row.at, row.stories) == (KAREN, "docx", now, "one other")
    await room.within(lambda session: prune(session, now + exports.KEPT))
    assert len(await rows(room.town, NewsletterExport)) == 1
    await room.within(lambda session: prune(session, now + exports.KEPT + timedelta(seconds=1)))
    assert await rows(room.town, NewsletterExport) == []


async def test_a_machine_that_comes_every_minute_is_written_down_once_a_day(room: Newsroom) -> None:
    """And at once when it is another machine, another format, or other stories."""
    now = room.town.clock()
    visits: list[tuple[Any, list[str], str, str]] = [
        (now, ["one"], "feed-atom", "intranet"),
        (now + DAY / 2, ["one"], "feed-atom", "intranet"),
        (now + DAY / 2, ["one"], "feed-atom", "another"),
        (now + DAY / 2, ["one"], "feed-json", "intranet"),
        (now + DAY / 2, ["one", "other"], "feed-atom", "intranet"),
        (now + DAY, ["one"], "feed-atom", "intranet"),
    ]
    counted = []
    for at, stories, fmt, label in visits:
        await room.within(
            lambda session, at=at, stories=stories, fmt=fmt, label=label: exports.note_once_a_day(  # type: ignore[misc]
                session, TENANT, room.week, fmt, stories, at, label=label
            )
        )
        counted.append(len(await rows(room.town, NewsletterExport)))
    assert counted == [1, 1, 2, 3, 4, 5]
