"""A week's section: what belongs to it, what a published one goes on saying, and what must be put right."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from digest.aftermath import LOOKED_BACK, ToMend, to_mend
from digest.formats import Format, render
from digest.rewrite import problems
from digest.standing import printed_in
from domain.calendar import IsoWeek
from domain.kinds import ConsentAnswer, NameShown, StoryKind, Theme
from domain.newsletter import Chapter
from domain.photo_rules import Redrawn
from domain.story_rules import BODY_MAX, Problem
from nudges.plan import prune
from storage import agenda, newsletters, photos, stories, story_versions
from storage.database import Session
from storage.tables import AgendaPoint, Forum, Person, Story
from tests.storage.newsroom import Newsroom
from tests.town import BENTE, JONAS, KAREN, METTE, NORD, TENANT, Town

DAY = timedelta(days=1)


@pytest.fixture
def room(town: Town) -> Newsroom:
    return Newsroom(town)


async def files(room: Newsroom) -> dict[str, bytes]:
    """The week in every format there is."""
    section = await room.section()
    return {fmt: render(section, fmt) for fmt in Format}


async def a_published_week(room: Newsroom) -> dict[str, str]:
    """A story with a photo and an editor's wording, one with Bente's yes, praise, and an agreement."""
    own = await room.tells("Vi sang i bilen hele vejen.", title="Sang")
    asked = await room.tells("Bente Krogh satte kaffe over.", asks=[BENTE], theme=Theme.STRONG_NARRATIVE)
    await room.says(asked, ConsentAnswer.YES)
    praise = await room.tells("Tak til natholdet for hjælpen.", author=METTE, kind=StoryKind.KUDOS)
    await room.within(lambda session: _edit(session, room, own, "Vi sang i bilen."))
    await room.within(lambda session: _photograph(session, room, own))
    await room.within(lambda session: _agree(session, room))
    await room.publishes()
    room.town.clock.now += timedelta(minutes=1)
    return {"own": own, "asked": asked, "praise": praise}


async def _edit(session: Session, room: Newsroom, story_id: str, body: str) -> None:
    story = await session.get_one(Story, (TENANT, story_id))
    editor = await session.get_one(Person, (TENANT, KAREN))
    await story_versions.write(session, story, "", body, editor, room.town.clock())


async def _photograph(session: Session, room: Newsroom, story_id: str) -> None:
    story, file = await session.get_one(Story, (TENANT, story_id)), BytesIO()
    Image.new("RGB", (40, 30), "green").save(file, "JPEG")
    photo = await photos.keep(session, story, Redrawn(file.getvalue(), 40, 30), room.town.clock())
    await photos.confirm(session, photo, story, "En bil", room.town.clock())


async def _agree(session: Session, room: Newsroom) -> None:
    point = AgendaPoint(
        tenant_id=TENANT, id="p" * 32, forum_id=NORD, week=str(room.week), meets_at=room.week.starts()
    )
    agenda.agree(point, "Vi bytter de tunge morgener.", room.town.clock())
    agenda.tell(point, room.town.clock())
    session.add(point)


async def test_a_published_week_says_the_same_whatever_happens_afterwards(room: Newsroom) -> None:
    """Byte for byte, in every format: new stories, other names, another wording."""
    told = await a_published_week(room)
    before = await files(room)
    assert b"Vi bytter de tunge morgener." in before["json"]
    assert json.loads(before["json"])["groups"][0]["items"][0]["picture"]["alt"] == "En bil"
    await room.tells("Vi plantede et træ ved indgangen.", author=BENTE)
    await room.is_renamed()
    await room.within(lambda session: _edit(session, room, told["own"], "Vi sang i bilen hele vejen hjem."))
    await room.within(lambda session: _photograph(session, room, told["own"]))
    await room.within(_renames_the_forum)
    await room.within(lambda session: prune(session, room.town.clock() + 40 * DAY))
    after = await files(room)
    assert [fmt for fmt in Format if after[fmt] != before[fmt]] == []


async def _renames_the_forum(session: Session) -> None:
    (await session.get_one(Forum, (TENANT, NORD))).name = "Team Nordvest"


@pytest.mark.parametrize("text", ["", "Vi bytter alligevel ikke."])
async def test_an_agreement_that_its_leader_takes_back_or_changes_is_out(room: Newsroom, text: str) -> None:
    """What the newsletter was let have is these words: also once it is published."""
    await a_published_week(room)

    async def changed(session: Session) -> None:
        point = await session.get_one(AgendaPoint, (TENANT, "p" * 32))
        if text:
            agenda.agree(point, text, room.town.clock())
        agenda.tell(point, room.town.clock() if text else None)

    await room.within(changed)
    after = await files(room)
    assert b"tunge morgener" not in after["json"]
    assert b"alligevel ikke" not in after["json"]


async def _withdraws(room: Newsroom, told: dict[str, str]) -> str:
    await room.withdraws(told["own"])
    return told["own"]


async def _rewrites(room: Newsroom, told: dict[str, str]) -> str:
    await room.rewrites(told["own"], "Nu er det en helt anden historie om en tur.")
    return told["own"]


async def _takes_her_yes_back(room: Newsroom, told: dict[str, str]) -> str:
    await room.says(told["asked"], ConsentAnswer.NO)
    return told["asked"]


@pytest.mark.parametrize("change", [_withdraws, _rewrites, _takes_her_yes_back])
async def test_what_is_taken_back_is_out_and_nothing_else(
    room: Newsroom, change: Callable[[Newsroom, dict[str, str]], Awaitable[str]]
) -> None:
    """Out of every later export, and the editor is told which one to put right."""
    told = await a_published_week(room)
    names = {told["own"]: "Vi sang i bilen.", told["asked"]: "Bente Krogh satte kaffe over."}
    assert await room.within(lambda session: to_mend(session, TENANT)) == []
    gone = await change(room, told)
    assert {item.id for item in (await room.section()).items} == set(told.values()) - {gone}
    mend = await room.within(lambda session: to_mend(session, TENANT))
    assert mend == [ToMend(room.week, gone, names[gone])]


async def test_what_is_restored_word_for_word_is_printed_again(room: Newsroom) -> None:
    told = await a_published_week(room)
    before = await files(room)
    await room.withdraws(told["own"])
    assert await files(room) != before

    async def restores(session: Session) -> None:
        await stories.restore(session, await session.get_one(Story, (TENANT, told["own"])), room.town.clock())

    await room.within(restores)
    assert await files(room) == before
    assert await room.within(lambda session: to_mend(session, TENANT)) == []


async def test_what_is_old_is_not_mended_any_more_and_the_newest_stands_first(room: Newsroom) -> None:
    every = []
    for _ in range(LOOKED_BACK + 1):
        every.append(await room.tells("Vi gik en tur ned til søen."))
        await room.publishes()
        await room.withdraws(every[-1])
        room.town.clock.now += 7 * DAY
        room.week = room.week.next()
    found = await room.within(lambda session: to_mend(session, TENANT))
    assert [one.story_id for one in found] == every[:0:-1]


async def test_several_weeks_at_once_say_what_each_says_alone(room: Newsroom) -> None:
    """In print order, what is taken back left out; a week in which nothing stands is there and empty."""
    first = await a_published_week(room)
    await room.withdraws(first["own"])
    weeks = [str(room.week), str(room.week.next()), "2026-W01"]
    room.week, room.town.clock.now = room.week.next(), room.town.clock() + 7 * DAY
    second = await room.tells("Vi plantede et træ ved indgangen.")
    await room.publishes()
    found = await room.within(lambda session: printed_in(session, TENANT, weeks))
    assert {week: [item.story_id for item, _ in its] for week, its in found.items()} == {
        weeks[0]: [first["asked"], first["praise"]],
        weeks[1]: [second],
        weeks[2]: [],
    }


async def test_chapters_stand_after_the_stories_in_whatever_order_she_has_put_them(room: Newsroom) -> None:
    kinds = (StoryKind.NEIGHBOUR, StoryKind.STORY, StoryKind.VISIT, StoryKind.KUDOS, StoryKind.STORY)
    told = [
        await room.tells(f"Vi gik en tur nummer {number}.", kind=kind) for number, kind in enumerate(kinds)
    ]
    await room.touches()
    await room.edits(newsletters.arrange, told)
    neighbour, one, visit, praise, other = told
    assert await room.stands() == [one, other, praise, visit, neighbour]
    headings = [group.heading for group in (await room.section()).groups]
    assert headings == [Theme.CITIZEN_FOCUS, Chapter.KUDOS, Chapter.CALENDAR, Chapter.NEIGHBOUR]


async def test_what_is_ready_after_its_week_was_published_belongs_to_the_next(room: Newsroom) -> None:
    """To that one alone: it is neither lost nor printed twice."""
    first = await room.tells("Vi sang i bilen hele vejen.")
    await room.publishes()
    late = await room.tells("Vi plantede et træ ved indgangen.")
    assert await room.stands() == [first]
    room.week = room.week.next()
    assert await room.stands() == [late]
    room.week = room.week.next()
    assert await room.stands() == []


async def test_a_week_published_late_takes_nothing_of_the_next(room: Newsroom) -> None:
    """On Tuesday she publishes last week's: what came on Monday is this week's."""
    late, room.town.clock.now = room.week, room.week.ends() + DAY / 2
    told = await room.tells()
    room.town.clock.now += DAY
    await room.publishes()
    assert await room.stands() == []
    room.week = late.next()
    assert await room.stands() == [told]


async def test_without_an_editor_a_week_is_its_own_days(room: Newsroom) -> None:
    told = await room.tells()
    assert await room.stands() == [told]
    room.week = room.week.next()
    assert await room.stands() == []


async def test_a_week_published_long_before_its_monday_takes_no_other_weeks_stories_along(
    room: Newsroom,
) -> None:
    """The week after next is out already: what is told now is next week's no less for that."""
    early = room.week.next().next()
    room.week = early
    await room.publishes()
    told = await room.tells()
    room.week = early.next()
    assert await room.stands() == []
    room.week = IsoWeek.of(room.town.clock())
    assert await room.stands() == [told]


async def test_nobody_has_published_a_week_that_is_only_begun(room: Newsroom) -> None:
    """Its stories are still its own, and none of them is the next one's."""
    await room.touches()
    await room.tells()
    room.week = room.week.next()
    assert await room.stands() == []


OWN = "Mette Ravn og jeg satte kaffe over klokken ti."
REWRITES = {
    "shorter": ("", "Mette Ravn og jeg satte kaffe over.", ()),
    "without the name": ("", "Vi satte kaffe over klokken ti.", ()),
    "a colleague who said yes": ("", "Jonas Vestermark satte kaffe over.", ()),
    "a colleague who was not asked": ("", "Bente Krogh satte kaffe over i dag.", (Problem.COLLEAGUE_NAMED,)),
    "beside those who may be named": (
        "",
        "Mette Ravn, Jonas Vestermark og Bente Krogh satte kaffe over.",
        (Problem.COLLEAGUE_NAMED,),
    ),
    "in the title": ("Bente Kroghs kaffe", "Vi satte kaffe over klokken ti.", (Problem.COLLEAGUE_NAMED,)),
    "the author, who stays hidden": ("", "Anne Holm satte kaffe over i dag.", (Problem.COLLEAGUE_NAMED,)),
    "a number": ("", "Vi satte kaffe over for 010190-1234.", (Problem.CPR,)),
    "a number across the fields": ("Uge 010190", "1234 kopper kaffe satte vi over.", (Problem.CPR,)),
    "too long": ("", "Vi gik en tur. " * (BODY_MAX // 10), (Problem.BODY_TOO_LONG,)),
    "nothing": ("", "  ", (Problem.BODY_EMPTY,)),
}


@pytest.mark.parametrize("name", REWRITES)
async def test_an_editor_names_nobody_who_has_not_said_yes(room: Newsroom, name: str) -> None:
    """Jonas has; Mette stands in the author's own words; the author herself wants no name."""
    story = await room.tells(OWN, asks=[JONAS], shown=NameShown.NONE)
    await room.says(story, ConsentAnswer.YES)
    title, body, wanted = REWRITES[name]

    async def judge(session: Session) -> tuple[Problem, ...]:
        return await problems(session, await session.get_one(Story, (TENANT, story)), title, body)

    assert await room.within(judge) == wanted


async def test_who_shows_her_name_may_be_named_and_who_has_not_answered_may_not(room: Newsroom) -> None:
    story = await room.tells("Vi satte kaffe over klokken ti.", asks=[JONAS])

    async def judge(session: Session, body: str) -> tuple[Problem, ...]:
        return await problems(session, await session.get_one(Story, (TENANT, story)), "", body)

    assert await room.within(lambda session: judge(session, "Anne Holm satte kaffe over i dag.")) == ()
    named = await room.within(lambda session: judge(session, "Jonas Vestermark satte kaffe over."))
    assert named == (Problem.COLLEAGUE_NAMED,)
