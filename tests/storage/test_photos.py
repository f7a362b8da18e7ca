"""Photos in the database: whose they are, which one counts, and when they are gone."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, TypeVar

import pytest
from sqlmodel import select

from domain.kinds import StoryState
from domain.photo_rules import Redrawn
from nudges.plan import prune
from storage import people, photo_links, photos, stories
from storage.access import Purpose, exchange_link, open_key
from storage.database import Session
from storage.tables import Newsletter, NewsletterItem, Person, Story, StoryPhoto, WebKey
from tests.town import ANNE, BENTE, OTHER_TENANT, TENANT, Town

T = TypeVar("T")
DAY = timedelta(days=1)


def picture(words: str = "one") -> Redrawn:
    return Redrawn(b"\xff\xd8\xff" + words.encode(), 4, 3)


class Album:
    """Anne, her stories and her photos, a transaction at a time."""

    def __init__(self, town: Town) -> None:
        self.town = town

    async def within(self, do: Callable[[Session, Person], Awaitable[T]], person: str = ANNE) -> T:
        async with self.town.database.write() as session:
            author = await people.find(session, TENANT, person)
            assert author
            return await do(session, author)

    async def story(self, body: str = "Vi gik en tur.", person: str = ANNE) -> str:
        made = await self.within(lambda s, a: stories.draft(s, a, body, self.town.clock()), person)
        return made.id

    async def receives(self, words: str = "one", person: str = ANNE) -> str:
        photo = await self.within(
            lambda s, a: photos.receive(s, a, picture(words), self.town.clock()), person
        )
        return photo.id if photo else ""

    async def confirms(self, photo_id: str, story_id: str, person: str = ANNE) -> bool:
        async def do(session: Session, author: Person) -> bool:
            photo = await photos.waiting(session, author, photo_id)
            story = await photos.story_for(session, author, story_id)
            if photo is None or story is None:
                return False
            await photos.confirm(session, photo, story, "  En \u202ekande ", self.town.clock())
            return True

        return await self.within(do, person)

    async def has_one(self, story_id: str, words: str = "one") -> str:
        photo_id = await self.receives(words)
        assert await self.confirms(photo_id, story_id)
        self.town.clock.now += timedelta(minutes=1)
        return photo_id

    async def shown(self, *story_ids: str) -> dict[str, str]:
        found = await self.within(lambda s, _: photos.of_stories(s, TENANT, story_ids))
        return {story: photos.jpeg_of(photo)[3:].decode() for story, photo in found.items()}

    async def everything(self) -> list[str]:
        async with self.town.database.read() as session:
            found = await session.exec(select(StoryPhoto.id))
            return list(found)

    async def publishes(self, story_id: str, photo_id: str | None) -> None:
        async def do(session: Session, author: Person) -> None:
            own: dict[str, Any] = {"tenant_id": TENANT, "week": "2026-W48"}
            now = self.town.clock()
            session.add(Newsletter(touched_at=now, published_at=now, **own))
            session.add(NewsletterItem(story_id=story_id, place=1, reason="newest", photo_id=photo_id, **own))

        await self.within(do)

    async def link(self, story_id: str) -> str:
        async def do(session: Session, author: Person) -> str:
            return await photo_links.open_link(
                session, await session.get_one(Story, (TENANT, story_id)), self.town.clock()
            )

        return await self.within(do)

    async def uses(self, key: str) -> str | None:
        async def do(session: Session, _: Person) -> str | None:
            found = await photo_links.use_link(session, key, self.town.clock())
            return found[1].id if found else None

        return await self.within(do)


@pytest.fixture
def album(town: Town) -> Album:
    return Album(town)


async def test_without_a_story_nothing_is_kept(album: Album) -> None:
    await album.story(person=BENTE)
    assert await album.receives() == ""
    assert await album.everything() == []


async def test_nobody_sees_a_picture_before_it_is_confirmed(album: Album) -> None:
    story = await album.story()
    photo = await album.receives()
    assert await album.shown(story) == {}
    assert await album.within(lambda s, _: photos.get(s, TENANT, photo)) is None
    assert await album.confirms(photo, story)
    assert await album.shown(story) == {story: "one"}
    found = await album.within(lambda s, _: photos.get(s, TENANT, photo))
    assert found
    assert (found.alt_text, found.width, found.height) == ("En kande", 4, 3)
    assert not await album.confirms(photo, story), "it has been"


async def test_the_same_picture_twice_is_one_and_at_once_too(album: Album) -> None:
    await album.story()
    ids = await asyncio.gather(*(album.receives() for _ in range(4)))
    assert len(set(ids)) == 1
    assert await album.everything() == [ids[0]]


async def test_of_what_she_has_forgotten_to_confirm_the_last_four_are_kept(album: Album) -> None:
    await album.story()
    ids = []
    for number in range(7):
        ids.append(await album.receives(str(number)))
        album.town.clock.now += timedelta(minutes=1)
    assert set(await album.everything()) == set(ids[3:])


async def test_it_goes_with_the_story_that_she_says(album: Album) -> None:
    first, second = await album.story("Den første."), await album.story("Den anden.")
    photo = await album.receives()
    assert await album.confirms(photo, first)
    assert await album.shown(first, second) == {first: "one"}


async def test_the_picture_that_was_confirmed_last_counts(album: Album) -> None:
    story, other = await album.story(), await album.story("En anden.")
    await album.has_one(story, "one")
    await album.has_one(story, "two")
    await album.has_one(other, "three")
    waiting = await album.receives("four")
    assert waiting
    assert await album.shown(story, other) == {story: "two", other: "three"}


async def test_it_is_when_it_was_confirmed_that_counts_and_not_when_it_came(album: Album) -> None:
    story = await album.story()
    first, second = await album.receives("one"), await album.receives("two")
    for photo in (second, first):
        assert await album.confirms(photo, story)
        album.town.clock.now += timedelta(minutes=1)
    assert await album.shown(story) == {story: "one"}


@pytest.mark.parametrize("what", ["confirm", "discard", "see"])
async def test_another_persons_picture_is_as_unknown_as_none(album: Album, what: str) -> None:
    await album.story(person=BENTE)
    hers = await album.story()
    waiting = await album.receives()
    if what == "confirm":
        assert not await album.confirms(waiting, hers, BENTE)
    elif what == "discard":
        assert not await album.within(lambda s, a: photos.discard(s, a, waiting), BENTE)
    else:
        assert await album.within(lambda s, a: photos.waiting(s, a, waiting), BENTE) is None
    assert await album.everything() == [waiting]


async def test_no_picture_goes_to_somebody_elses_story(album: Album) -> None:
    await album.story()
    colleagues = await album.story(person=BENTE)
    photo = await album.receives()
    assert not await album.confirms(photo, colleagues)
    assert await album.shown(colleagues) == {}


async def test_another_tenant_finds_no_picture(album: Album) -> None:
    story = await album.story()
    photo = await album.has_one(story)
    assert await album.within(lambda s, _: photos.get(s, OTHER_TENANT, photo)) is None
    assert await album.within(lambda s, _: photos.of_stories(s, OTHER_TENANT, [story])) == {}


async def test_a_confirmed_picture_that_is_deleted_takes_its_predecessors_with_it(album: Album) -> None:
    """Else the one that she had replaced would be back."""
    story, other = await album.story(), await album.story("En anden.")
    first = await album.has_one(story, "one")
    second, beside = await album.has_one(story, "two"), await album.has_one(other, "three")
    await album.publishes(story, first)
    assert await album.within(lambda s, a: photos.discard(s, a, second))
    assert await album.everything() == [beside]
    assert await album.shown(story, other) == {other: "three"}
    assert await album.within(lambda s, _: photos.get(s, TENANT, first)) is None, "out of later exports"


async def test_an_unconfirmed_picture_that_is_deleted_leaves_the_confirmed_one(album: Album) -> None:
    story = await album.story()
    await album.has_one(story, "one")
    waiting = await album.receives("two")
    assert await album.within(lambda s, a: photos.discard(s, a, waiting))
    assert await album.shown(story) == {story: "one"}


async def test_a_story_that_is_published_or_withdrawn_takes_no_new_picture(album: Album) -> None:
    open_, printed, gone = [await album.story(body) for body in ("En.", "To.", "Tre.")]
    await album.publishes(printed, None)

    async def withdraw(session: Session, _: Person) -> None:
        story = await session.get_one(Story, (TENANT, gone))
        story.state = StoryState.WITHDRAWN

    await album.within(withdraw)
    found = await album.within(lambda s, a: photos.stories_for(s, a, limit=9))
    assert [story.id for story in found] == [open_]
    for story_id, may in ((open_, True), (printed, False), (gone, False)):
        one = await album.within(lambda s, a, id=story_id: photos.story_for(s, a, id))  # type: ignore[misc]
        assert (one is not None) is may


async def test_a_picture_goes_with_its_story_when_that_is_deleted(album: Album) -> None:
    story = await album.story()
    await album.has_one(story)
    assert await album.within(lambda s, a: stories.discard_draft(s, a, story))
    assert await album.everything() == []


async def test_what_is_not_confirmed_within_a_day_is_erased(album: Album) -> None:
    story = await album.story()
    kept, waiting = await album.has_one(story, "one"), await album.receives("two")
    for hours, left in ((23, {kept, waiting}), (2, {kept})):
        album.town.clock.now += timedelta(hours=hours)
        async with album.town.database.write() as session:
            await prune(session, album.town.clock())
        assert set(await album.everything()) == left


async def test_what_has_been_replaced_is_erased_unless_it_is_printed(album: Album) -> None:
    story = await album.story()
    ids = [await album.has_one(story, words) for words in ("one", "two", "three")]
    await album.publishes(story, ids[1])
    async with album.town.database.write() as session:
        await photos.prune(session, album.town.clock())
    assert set(await album.everything()) == {ids[1], ids[2]}
    assert await album.shown(story) == {story: "three"}


async def test_a_link_is_for_one_story_and_one_time(album: Album) -> None:
    story = await album.story()
    key = await album.link(story)
    for _ in range(3):
        looked = await album.within(lambda s, _: photo_links.behind_link(s, key, album.town.clock()))
        assert looked
        assert (looked[0].id, looked[1].id) == (ANNE, story)
    assert await album.uses(key) == story
    assert await album.uses(key) is None


async def test_a_link_that_is_used_twice_at_once_opens_once(album: Album) -> None:
    story = await album.story()
    key = await album.link(story)
    used = await asyncio.gather(*(album.uses(key) for _ in range(5)))
    assert (used.count(story), used.count(None)) == (1, 4)


@pytest.mark.parametrize(("minutes", "opens"), [(0, True), (29, True), (30, False), (31, False)])
async def test_a_link_lives_for_half_an_hour(album: Album, minutes: int, opens: bool) -> None:
    key = await album.link(await album.story())
    album.town.clock.now += timedelta(minutes=minutes)
    assert (await album.uses(key) is not None) is opens


@pytest.mark.parametrize("gone", ["story", "person", "published"])
async def test_a_link_to_what_is_gone_opens_nothing(album: Album, gone: str) -> None:
    story = await album.story()
    key = await album.link(story)
    if gone == "story":
        assert await album.within(lambda s, a: stories.discard_draft(s, a, story))
    elif gone == "published":
        await album.publishes(story, None)
    else:

        async def leave(_: Session, author: Person) -> None:
            author.left_at = album.town.clock()

        await album.within(leave)
    assert await album.uses(key) is None


async def test_a_link_to_the_pages_is_none_to_a_photo_and_the_other_way_round(album: Album) -> None:
    story = await album.story()
    key = await album.link(story)
    other = await album.within(lambda s, a: open_key(s, a, Purpose.LINK, album.town.clock()))
    assert await album.uses(other) is None
    assert await album.within(lambda s, _: exchange_link(s, key, album.town.clock())) is None


async def test_the_table_does_not_tell_the_key(album: Album) -> None:
    key = await album.link(await album.story())
    async with album.town.database.read() as session:
        (row,) = (await session.exec(select(WebKey))).all()
    assert key not in str(row.model_dump())
