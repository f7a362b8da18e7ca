"""Mine historier: see, change and withdraw one's own; take back a yes to somebody else's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from pydantic import Field

from dialogs.base import Act, Conversation, Payload, Reply, Turn
from dialogs.screens import ConsentGiven, MyStories, Notice, Screen, StoryLine, StoryWithdrawn
from domain.calendar import IsoWeek
from domain.consent import byline
from domain.excerpt import excerpt
from domain.kinds import ConsentAnswer, NameShown, StoryKind, Theme
from storage import consents, newsletters, outbox, people, photos, stories
from storage.tables import NewsletterItem, Story, StoryConsent, StoryPhoto

OPEN, WITHDRAW, UNDO = "stories.open", "stories.withdraw", "stories.undo"
CHANGE = "story.continue"
TAKE_BACK = "consent.no"
ADD_PHOTO, DROP_PHOTO = "photo.add", "photo.drop"
SHOWN, GIVEN_SHOWN = 4, 2  # what fits a card on a phone without endless scrolling
EXCERPT, PHOTO_EXCERPT = 200, 80
LAST_PAGE = 1000


class Page(Payload):
    page: int = Field(default=0, ge=0, le=LAST_PAGE)


async def open_list(turn: Turn) -> Sequence[Screen]:
    return [await _page(turn, 0)]


async def turn_page(turn: Turn, payload: Page, object_id: str) -> Reply:
    return Reply(await _page(turn, payload.page), spent=False)


async def _page(turn: Turn, page: int) -> MyStories:
    written = await stories.written_by(turn.session, turn.actor, skip=page * SHOWN, limit=SHOWN + 1)
    given = await consents.given_by(turn.session, turn.actor, skip=page * GIVEN_SHOWN, limit=GIVEN_SHOWN + 1)
    more = len(written) > SHOWN or len(given) > GIVEN_SHOWN
    lines = [await line_of(turn, story) for story in written[:SHOWN]]
    return MyStories(
        tuple(lines),
        given=await _given(turn, given[:GIVEN_SHOWN]),
        next_page=page + 1 if more else None,
    )


@dataclass(frozen=True)
class _Beside:
    """What goes with a story."""

    asked: Sequence[StoryConsent] = ()
    photo: StoryPhoto | None = None
    may_have_photo: bool = True
    printed: Sequence[NewsletterItem] = ()


async def line_of(turn: Turn, story: Story) -> StoryLine:
    """A story as its author sees it, with the buttons that change and withdraw it."""
    photo = await photos.newest_of(turn.session, story)
    may_have_one = photo is None and await photos.story_for(turn.session, turn.actor, story.id)
    asked = await consents.of_story(turn.session, story)
    printed = await newsletters.weeks_of(turn.session, turn.tenant_id, [story.id])
    return await _line(turn, story, _Beside(asked, photo, bool(may_have_one), printed.get(story.id, ())))


async def line_of_new(turn: Turn, story: Story, asked: Sequence[StoryConsent]) -> StoryLine:
    """The same of a story that this turn has made: it has no photo, and stands in no newsletter."""
    return await _line(turn, story, _Beside(asked))


async def _line(turn: Turn, story: Story, beside: _Beside) -> StoryLine:
    photo = beside.photo
    shown = NameShown(story.name_shown) if story.name_shown else NameShown.NONE
    refused = any(consent.answer == ConsentAnswer.NO for consent in beside.asked)
    return StoryLine(
        title=story.title,
        body=excerpt(story.body, EXCERPT),
        theme=Theme(story.theme) if story.theme else None,
        byline=byline(turn.actor.name, turn.actor.title, shown),
        state="refused" if refused else story.state,
        waiting_for=await _waiting_for(turn, beside.asked),
        change=await turn.button(CHANGE, story.id),
        withdraw=await turn.button(WITHDRAW, story.id),
        photo=excerpt(photo.alt_text, PHOTO_EXCERPT) if photo else "",
        add_photo=await turn.button(ADD_PHOTO, story.id) if beside.may_have_photo else "",
        drop_photo=await turn.button(DROP_PHOTO, photo.id) if photo else "",
        kind=StoryKind(story.kind),
        happens_on=story.happens_on,
        printed=tuple(IsoWeek.parse(item.week).week for item in beside.printed),
    )


async def _waiting_for(turn: Turn, consents_asked: Sequence[StoryConsent]) -> tuple[str, ...]:
    waiting = []
    for consent in consents_asked:
        if consent.answer == ConsentAnswer.ASKED:
            asked = await people.find(turn.session, turn.tenant_id, consent.person_id)
            waiting.append(asked.name if asked else "")
    return tuple(waiting)


async def _given(turn: Turn, yeses: Sequence[tuple[StoryConsent, Story]]) -> tuple[ConsentGiven, ...]:
    given = []
    for consent, story in yeses:
        author = await people.find(turn.session, turn.tenant_id, story.author_id)
        given.append(
            ConsentGiven(
                title=story.title,
                body=excerpt(story.body, EXCERPT),
                author=author.name if author else "",
                take_back=await turn.button(TAKE_BACK, consent.id),
            )
        )
    return tuple(given)


async def withdraw(turn: Turn, payload: Payload, story_id: str) -> Reply:
    story = await stories.own(turn.session, turn.actor, story_id)
    if story is None:
        return Reply(Notice("story-gone"))
    if await stories.discard_draft(turn.session, turn.actor, story_id):
        return Reply(Notice("draft-discarded"))
    await stories.withdraw(turn.session, story, turn.now)
    undo = await turn.button(UNDO, story.id, lives=timedelta(hours=1))
    return Reply(StoryWithdrawn(story.title, undo))


async def already_withdrawn(turn: Turn, story_id: str) -> Screen:
    return Notice("story-already-withdrawn")


async def undo(turn: Turn, payload: Payload, story_id: str) -> Reply:
    story = await stories.withdrawn(turn.session, turn.actor, story_id)
    if story is None:
        return Reply(Notice("story-gone"))
    await stories.restore(turn.session, story, turn.now)
    for consent in await consents.of_story(turn.session, story):
        question = outbox.consent_request(consent, turn.now)
        await outbox.revive(turn.session, turn.tenant_id, question.key, turn.now)
    return Reply((await open_list(turn))[0])


CONVERSATION = Conversation(
    name="my_stories",
    phrases="my-stories-phrases",
    open=open_list,
    acts=(
        Act(OPEN, turn_page, Page, bound=False),
        Act(WITHDRAW, withdraw, again=already_withdrawn),
        Act(UNDO, undo),
    ),
)
