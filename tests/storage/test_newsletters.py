"""The editor's weeks in the database: whose choice stands, in which order, and what is kept for good."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from sqlalchemy import event

from digest.publish import take_over
from domain.kinds import ConsentAnswer, StoryState
from domain.newsletter import Reason
from nudges.plan import prune
from storage import newsletters, printable
from storage.database import Session
from storage.newsletters import NotThese, Published
from storage.tables import Newsletter, NewsletterItem, Story, StoryVersion
from tests.storage.newsroom import Newsroom, a_row, writes
from tests.stories import rows
from tests.town import ANNE, BENTE, JONAS, KAREN, TENANT, Town

YES, NO, ASKED = ConsentAnswer.YES, ConsentAnswer.NO, ConsentAnswer.ASKED
DAY = timedelta(days=1)


@pytest.fixture
def room(town: Town) -> Newsroom:
    return Newsroom(town)


def places(items: list[NewsletterItem]) -> list[tuple[str, int, str]]:
    return [(item.story_id, item.place, item.reason) for item in items]


async def test_the_first_touch_keeps_what_the_rule_has_chosen(room: Newsroom) -> None:
    """And no more: what becomes ready afterwards waits for her to pick it."""
    one, other = await room.tells("Vi sang i bilen hele vejen."), await room.tells(author=BENTE)
    kept = places(await room.touches())
    assert kept == [(other, 0, Reason.NEWEST), (one, 1, Reason.NEWEST)]
    await room.tells("Vi plantede et træ ved indgangen.")
    assert places(await room.touches()) == kept
    assert await room.stands() == [other, one]


async def test_two_editors_at_once_make_one_week(room: Newsroom) -> None:
    """The second is under way before the first has committed, and then finds what the first has made."""
    story, now = await room.tells(), room.town.clock()
    async with room.town.database.write() as session:
        await take_over(session, TENANT, room.week, now)
        second = asyncio.create_task(room.touches())
        done, _ = await asyncio.wait({second}, timeout=0.3)
        assert not done
    assert [item.story_id for item in await second] == [story]
    assert [item.story_id for item in await rows(room.town, NewsletterItem)] == [story]
    assert len(await rows(room.town, Newsletter)) == 1


async def test_a_published_week_is_nobodys_to_change(room: Newsroom) -> None:
    await room.tells()
    assert await room.publishes() == {ANNE}
    for again in (room.touches, room.publishes):
        with pytest.raises(Published):
            await again()


async def test_a_week_that_is_being_published_waits_for_nobody_elses_change(room: Newsroom) -> None:
    """Somebody who begins while it is published meets a published week, and does not change it."""
    await room.tells()
    await room.touches()
    async with room.town.database.write() as session:
        issue = await take_over(session, TENANT, room.week, room.town.clock())
        second = asyncio.create_task(room.touches())
        done, _ = await asyncio.wait({second}, timeout=0.3)
        assert not done
        await newsletters.publish(session, issue, [], "[]", area="", person_id=KAREN, now=room.town.clock())
    with pytest.raises(Published):
        await second


async def test_an_order_of_other_stories_than_there_are_is_refused(room: Newsroom) -> None:
    one, other = await room.tells("Vi sang i bilen hele vejen."), await room.tells()
    before = places(await room.touches())
    for wrong in ([one, other, "a-strangers"], [one, one, other], ["", one]):
        with pytest.raises(NotThese):
            await room.edits(newsletters.arrange, wrong)
    await room.edits(newsletters.take_out, other)
    with pytest.raises(NotThese):
        await room.edits(newsletters.arrange, [other, one])
    assert places(await room.items()) == [row for row in before if row[0] == one]


async def test_what_is_taken_out_comes_back_last_and_by_her_own_choice(room: Newsroom) -> None:
    one, other = await room.tells("Vi sang i bilen hele vejen."), await room.tells()
    await room.touches()
    await room.edits(newsletters.take_out, other)
    await room.edits(newsletters.take_out, "a-strangers")
    assert [item.story_id for item in await room.items(picked=False)] == [other]
    for _ in range(2):
        await room.edits(newsletters.pick, other)
        assert places(await room.items()) == [(one, 1, Reason.NEWEST), (other, 2, Reason.EDITOR)]


STORIES = 5
presses = st.lists(
    st.one_of(
        st.tuples(st.just("pick"), st.integers(0, STORIES - 1)),
        st.tuples(st.just("take out"), st.integers(0, STORIES - 1)),
        st.tuples(st.just("arrange"), st.permutations(range(STORIES)), st.integers(0, STORIES)),
    ),
    max_size=14,
)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@seed(20261123)
@settings(max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(presses)
async def test_whatever_she_presses_each_picked_story_has_its_own_place(
    room: Newsroom, said: list[Any]
) -> None:
    """A list in memory, and the rows: the same stories in the same order after every press."""
    now = room.town.clock()
    async with room.town.database.read() as session:
        for number in range(STORIES):
            await a_row(session, f"{number}", now)
        issue = await newsletters.take_over(session, TENANT, room.week, [], now)
        wanted: list[str] = []
        for press in said:
            wanted = await _press(session, issue, wanted, press)
            found = await newsletters.items(session, issue)
            assert [item.story_id for item in found] == wanted
            assert len({item.place for item in found}) == len(found)
        await session.rollback()


async def _press(session: Session, issue: Newsletter, before: list[str], press: Any) -> list[str]:
    what, *given_ = press
    if what == "pick":
        await newsletters.pick(session, issue, f"{given_[0]}")
        return before if f"{given_[0]}" in before else [*before, f"{given_[0]}"]
    if what == "take out":
        await newsletters.take_out(session, issue, f"{given_[0]}")
        return [one for one in before if one != f"{given_[0]}"]
    order, count = given_
    moved = [f"{number}" for number in order if f"{number}" in before][:count]
    await newsletters.arrange(session, issue, moved)
    turn = iter(moved)
    return [next(turn) if one in moved else one for one in before]


async def test_an_agreements_id_is_all_that_can_be_left_out(room: Newsroom) -> None:
    """It stands in the open: nobody gets a sentence in there."""
    await room.touches()

    async def leaves_out(session: Session, issue: Newsletter, what: str) -> set[str]:
        newsletters.leave_out(issue, what)
        return newsletters.left_out(issue)

    one, other = "0" * 32, "a" * 32
    for wrong in ("", "Bente Krogh", f"{one} {other}", f"{one}\n"):
        with pytest.raises(NotThese):
            await room.edits(leaves_out, wrong)
    await room.edits(leaves_out, one)
    assert await room.edits(leaves_out, other) == {one, other}

    async def takes_in(session: Session, issue: Newsletter, what: str) -> set[str]:
        newsletters.take_in(issue, what)
        return newsletters.left_out(issue)

    assert await room.edits(takes_in, one) == {other}


async def test_what_is_published_is_kept_word_for_word(room: Newsroom) -> None:
    """Her own words as they were, whatever she writes, and whatever she and her unit are called afterwards."""
    story = await room.tells("Vi sang i bilen hele vejen.", title="Sang")
    await room.publishes()
    before = [item.model_dump() for item in await room.items()]
    (item,) = before
    assert (item["title"], item["body"]) == ("Sang", "Vi sang i bilen hele vejen.")
    assert (item["byline"], item["unit_name"]) == (
        "Anne Holm, social- og sundhedsassistent",
        "Hjemmeplejen Grenaa",
    )
    await room.rewrites(story, "Nu er det en helt anden historie om en tur.")
    await room.is_renamed()
    assert [item.model_dump() for item in await room.items()] == before


async def test_what_may_not_be_printed_when_it_is_published_is_taken_out(room: Newsroom) -> None:
    one, other = await room.tells("Vi sang i bilen hele vejen."), await room.tells()
    await room.touches()
    await room.withdraws(other)
    await room.publishes()
    assert [item.story_id for item in await room.items()] == [one]
    assert [(item.story_id, item.body) for item in await room.items(picked=False)] == [(other, None)]


async def test_a_story_that_is_erased_takes_everything_beside_it_along(room: Newsroom) -> None:
    story = await room.tells()
    await room.publishes()
    await room.within(lambda session: writes(session, story, "Kortere, men stadig hele historien."))
    await room.withdraws(story)
    await room.within(lambda session: prune(session, room.town.clock() + 31 * DAY))
    for table in (Story, NewsletterItem, StoryVersion):
        assert await rows(room.town, table) == []
    assert len(await rows(room.town, Newsletter)) == 1, "the week itself stays in the archive"


PRINTABLE = {
    "nobody else is in it": ({}, True),
    "everybody has said yes": ({"answers": [(BENTE, YES, 1), (JONAS, YES, 1)]}, True),
    "a new wording, and a yes to it": ({"answers": [(BENTE, YES, 2)], "revision": 2}, True),
    "one has been asked": ({"answers": [(BENTE, YES, 1), (JONAS, ASKED, 1)]}, False),
    "one has said no": ({"answers": [(BENTE, YES, 1), (JONAS, NO, 1)]}, False),
    "the yes was to an older wording": ({"answers": [(BENTE, YES, 1)], "revision": 2}, False),
    "a citizen may be in it": ({"confirmed": False}, False),
    **{
        f"it is {state}": ({"state": state}, False)
        for state in (StoryState.DRAFT, StoryState.AWAITING_CONSENT, StoryState.WITHDRAWN)
    },
}


async def test_what_may_not_be_printed_is_nowhere_offered_as_printable(room: Newsroom) -> None:
    now = room.town.clock()
    async with room.town.database.write() as session:
        for name, (how, _) in PRINTABLE.items():
            await a_row(session, name, now, **how)  # type: ignore[arg-type]
    may = {name for name, (_, may) in PRINTABLE.items() if may}
    async with room.town.database.read() as session:
        between = await printable.between(session, TENANT, now - DAY, now + DAY)
        unprinted = await printable.unprinted(session, TENANT, now - DAY, now + DAY, limit=100)
        assert {story.id for story, _ in between} == may
        assert {story.id for story, _ in unprinted} == may
        assert set(await printable.among(session, TENANT, list(PRINTABLE))) == may
        assert await printable.among(session, TENANT, []) == {}


async def test_whoever_waits_waits_for_a_yes_that_may_still_come(room: Newsroom) -> None:
    """A no is an answer: nobody is asked again, and the editor is not shown the story."""
    refused = await room.tells("Bente og Jonas fandt en nøgle i haven.", asks=[BENTE, JONAS])
    waits = await room.tells("Bente og Jonas plantede et træ.", asks=[BENTE, JONAS])
    await room.tells()
    await room.says(refused, NO, BENTE)
    now = room.town.clock()
    await room.within(
        lambda session: a_row(session, "nobody-is-asked", now, state=StoryState.AWAITING_CONSENT)
    )
    async with room.town.database.read() as session:
        found = await printable.waiting(session, TENANT, limit=10)
        assert [(story.id, story.body, asked) for story, asked in found] == [
            (waits, "Bente og Jonas plantede et træ.", 2)
        ]
        assert await printable.awaiting(session, TENANT) == 3


async def test_what_a_published_week_has_had_is_not_offered_again(room: Newsroom) -> None:
    """What is in a week that is not out yet still is, and so is what the editor has left out."""
    left, had = await room.tells("Vi sang i bilen hele vejen."), await room.tells()
    await room.touches()
    await room.edits(newsletters.take_out, left)
    now = room.town.clock()

    async def offered(session: Session) -> set[str]:
        found = await printable.unprinted(session, TENANT, now - DAY, now + DAY, limit=10)
        return {story.id for story, _ in found}

    assert await room.within(offered) == {left, had}
    await room.publishes()
    assert await room.within(offered) == {left}
    weeks = await room.within(lambda session: newsletters.weeks_of(session, TENANT, [left, had]))
    assert {story: [item.week for item in its] for story, its in weeks.items()} == {had: [str(room.week)]}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_what_is_asked_about_stories_does_not_look_through_all_that_were_ever_told(
    room: Newsroom,
) -> None:
    """SQLite says how it will search; PostgreSQL decides by what is there."""
    now, asked = room.town.clock(), list[Any]()

    def note(_connection: Any, _cursor: Any, statement: str, given: Any, *_: Any) -> None:
        asked.append((statement, given))

    async with room.town.database.read() as session:
        connection = await session.connection()
        event.listen(room.town.database.engine.sync_engine, "before_cursor_execute", note)
        await printable.between(session, TENANT, now - DAY, now)
        await printable.unprinted(session, TENANT, now - DAY, now, limit=9)
        await printable.waiting(session, TENANT, limit=9)
        await printable.awaiting(session, TENANT)
        event.remove(room.town.database.engine.sync_engine, "before_cursor_execute", note)
        for (statement, given), index in zip(asked, ["ready"] * 2 + ["awaiting"] * 2, strict=True):
            plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)
            first = plan.all()[0][-1]
            assert first.startswith(f"SEARCH story USING INDEX ix_story_{index} "), first
