"""Stories, a week and its editor, a transaction at a time: for the tests of the newsletter."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from digest.compile import compile_section
from digest.publish import publish, take_over
from digest.section import Section
from digest.standing import standing
from domain.calendar import IsoWeek
from domain.kinds import ConsentAnswer, ConsentReason, NameShown, StoryKind, StoryState, Theme
from storage import consents, newsletters, organisation, people, stories, story_versions
from storage.database import Session
from storage.tables import Newsletter, NewsletterItem, Person, Story, StoryConsent, StoryVersion
from tests.stories import COFFEE
from tests.town import ANNE, GRENAA, KAREN, TENANT, Town, organisation_of_the_town

T = TypeVar("T")


@dataclass
class Newsroom:
    """`week` is the town's own until somebody sets it."""

    town: Town
    week: IsoWeek = field(init=False)

    def __post_init__(self) -> None:
        self.week = IsoWeek.of(self.town.clock())

    async def within(self, do: Callable[[Session], Awaitable[T]]) -> T:
        async with self.town.database.write() as session:
            return await do(session)

    async def tells(
        self,
        body: str = COFFEE,
        *,
        author: str = ANNE,
        asks: Iterable[str] = (),
        kind: StoryKind = StoryKind.STORY,
        theme: Theme = Theme.CITIZEN_FOCUS,
        shown: NameShown = NameShown.FULL,
        title: str = "",
    ) -> str:
        """The id of a new story; those of `asks` have still to answer. A minute goes by."""

        async def do(session: Session) -> str:
            person = await session.get_one(Person, (TENANT, author))
            story = await stories.draft(session, person, body, self.town.clock())
            wording = stories.Wording(title, body, theme, shown, GRENAA, kind)
            to_ask = [consents.Ask(asked, ConsentReason.ABOUT_HER) for asked in asks]
            await stories.submit(session, story, wording, to_ask, self.town.clock())
            return story.id

        found = await self.within(do)
        self.town.clock.now += timedelta(minutes=1)
        return found

    async def rewrites(self, story_id: str, body: str) -> None:
        """The author herself, after she has sent it."""

        async def do(session: Session) -> None:
            story = await session.get_one(Story, (TENANT, story_id))
            wording = stories.Wording("", body, Theme.CITIZEN_FOCUS, NameShown.FULL, GRENAA)
            await stories.submit(session, story, wording, [], self.town.clock())

        await self.within(do)

    async def withdraws(self, story_id: str) -> None:
        async def do(session: Session) -> None:
            await stories.withdraw(
                session, await session.get_one(Story, (TENANT, story_id)), self.town.clock()
            )

        await self.within(do)

    async def says(self, story_id: str, answer: ConsentAnswer, person: str = "") -> None:
        """The one who is asked, or one of those who are."""

        async def do(session: Session) -> None:
            story = await session.get_one(Story, (TENANT, story_id))
            asked = await consents.of_story(session, story)
            (consent,) = [one for one in asked if person in (one.person_id, "")]
            await stories.answer(session, story, consent, answer, self.town.clock())

        await self.within(do)

    async def touches(self) -> list[NewsletterItem]:
        """The editor takes the week into her hands; what stands in it then."""

        async def do(session: Session) -> list[NewsletterItem]:
            issue = await take_over(session, TENANT, self.week, self.town.clock())
            return list(await newsletters.items(session, issue))

        return await self.within(do)

    async def edits(self, change: Callable[..., Awaitable[T]], *given: Any) -> T:
        """One of `storage.newsletters`' changes to the week."""

        async def do(session: Session) -> T:
            return await change(
                session, await take_over(session, TENANT, self.week, self.town.clock()), *given
            )

        return await self.within(do)

    async def publishes(self) -> set[str]:
        async def do(session: Session) -> set[str]:
            issue = await take_over(session, TENANT, self.week, self.town.clock())
            editor = await session.get_one(Person, (TENANT, KAREN))
            return await publish(session, issue, editor, self.town.clock())

        return await self.within(do)

    async def items(self, *, picked: bool = True) -> list[NewsletterItem]:
        async def do(session: Session) -> list[NewsletterItem]:
            issue = await session.get_one(Newsletter, (TENANT, str(self.week)))
            return list(await newsletters.items(session, issue, picked=picked))

        return await self.within(do)

    async def stands(self) -> list[str]:
        """What would be printed, in order."""

        async def do(session: Session) -> list[str]:
            issue = await newsletters.get(session, TENANT, self.week)
            found, _ = await standing(session, TENANT, self.week, issue)
            return [one.id for one in found]

        return await self.within(do)

    async def section(self) -> Section:
        return await self.within(lambda session: compile_section(session, TENANT, self.week, "da"))

    async def is_renamed(self) -> None:
        """The area, its units and everybody in it are called something else from now on."""
        wanted = organisation_of_the_town()
        new = replace(
            wanted,
            area=replace(wanted.area, name="Ældre og Sundhed"),
            units=tuple(replace(unit, name=f"{unit.name} Syd") for unit in wanted.units),
            people=tuple(replace(one, name=f"{one.name}-Ny", title="chef") for one in wanted.people),
        )
        await self.within(lambda session: organisation.apply(session, TENANT, new, self.town.clock()))


async def writes(session: Session, story_id: str, body: str) -> StoryVersion:
    """Karen's wording of a story, in a transaction of the caller's."""
    story = await session.get_one(Story, (TENANT, story_id), with_for_update=True)
    editor = await session.get_one(Person, (TENANT, KAREN))
    return await story_versions.write(session, story, "Kort", body, editor, story.changed_at)


async def a_row(
    session: Session,
    name: str,
    now: datetime,
    *,
    state: StoryState = StoryState.READY,
    confirmed: bool = True,
    answers: Iterable[tuple[str, ConsentAnswer, int]] = (),
    revision: int = 1,
) -> None:
    """A story as no conversation would leave it: whatever its state says, its rows may say something else."""
    await people.meet(session, TENANT, ANNE, "")
    session.add(
        Story(
            tenant_id=TENANT,
            id=name,
            author_id=ANNE,
            unit_id=GRENAA,
            body=COFFEE,
            theme=Theme.CITIZEN_FOCUS,
            name_shown=NameShown.NONE,
            no_citizen_confirmed=confirmed,
            state=state,
            revision=revision,
            created_at=now,
            changed_at=now,
            ready_at=now,
        )
    )
    await session.flush()
    for person, answer, of in answers:
        session.add(
            StoryConsent(
                tenant_id=TENANT,
                id=f"{name}-{person[-3:]}",
                story_id=name,
                person_id=person,
                reason=ConsentReason.ABOUT_HER,
                answer=answer,
                revision=of,
                asked_at=now,
            )
        )
    await session.flush()
