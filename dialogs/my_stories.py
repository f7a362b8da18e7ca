"""Mine historier: see, change and withdraw one's own; take back a yes to somebody else's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from dialogs.base import Act, Conversation, Payload, Reply, Turn, opens
from dialogs.screens import ConsentGiven, MyStories, Notice, Screen, StoryLine, StoryWithdrawn
from domain.consent import byline
from domain.kinds import ConsentAnswer, NameShown, StoryState, Theme
from storage import people, stories
from storage.tables import Story

OPEN, WITHDRAW, UNDO = "stories.open", "stories.withdraw", "stories.undo"
CHANGE = "story.continue"
TAKE_BACK = "consent.no"
SHOWN = 6  # what fits a card on a phone without endless scrolling
EXCERPT = 280


async def open_list(turn: Turn) -> Sequence[Screen]:
    found = await stories.written_by(turn.session, turn.actor, limit=SHOWN + 1)
    lines = [await line_of(turn, story) for story in found[:SHOWN]]
    return [MyStories(tuple(lines), given=await _given(turn), more=len(found) > SHOWN)]


async def line_of(turn: Turn, story: Story) -> StoryLine:
    """A story as its author sees it, with the buttons that change and withdraw it."""
    consents = await stories.consents_of(turn.session, story)
    waiting, refused = [], False
    for consent in consents:
        refused = refused or consent.answer == ConsentAnswer.NO
        if consent.answer == ConsentAnswer.ASKED:
            asked = await people.find(turn.session, turn.tenant_id, consent.person_id)
            waiting.append(asked.name if asked else "")
    shown = NameShown(story.name_shown) if story.name_shown else NameShown.NONE
    return StoryLine(
        title=story.title,
        body=_excerpt(story.body),
        theme=Theme(story.theme) if story.theme else None,
        byline=byline(turn.actor.name, turn.actor.title, shown),
        state="refused" if refused else story.state,
        waiting_for=tuple(waiting),
        change=await turn.button(CHANGE, story.id),
        withdraw=await turn.button(WITHDRAW, story.id),
    )


async def _given(turn: Turn) -> tuple[ConsentGiven, ...]:
    given = []
    for consent in (await stories.consents_given(turn.session, turn.actor))[:SHOWN]:
        story = await stories.get(turn.session, turn.tenant_id, consent.story_id)
        if story is None or story.state == StoryState.WITHDRAWN:
            continue
        author = await people.find(turn.session, turn.tenant_id, story.author_id)
        given.append(
            ConsentGiven(
                title=story.title,
                body=_excerpt(story.body),
                author=author.name if author else "",
                take_back=await turn.button(TAKE_BACK, consent.id),
            )
        )
    return tuple(given)


def _excerpt(text: str) -> str:
    return text if len(text) <= EXCERPT else text[:EXCERPT].rsplit(" ", 1)[0] + " …"


async def withdraw(turn: Turn, payload: Payload, story_id: str) -> Reply:
    story = await stories.own(turn.session, turn.actor, story_id)
    if story is None:
        return Reply(Notice("story-gone"))
    if story.state == StoryState.DRAFT:
        await turn.session.delete(story)
        return Reply(Notice("draft-discarded"))
    await stories.withdraw(turn.session, story, turn.now)
    undo = await turn.button(UNDO, story.id, lives=timedelta(hours=1))
    return Reply(StoryWithdrawn(story.title, undo))


async def already_withdrawn(turn: Turn, story_id: str) -> Screen:
    return Notice("story-already-withdrawn")


async def undo(turn: Turn, payload: Payload, story_id: str) -> Reply:
    story = await stories.own(turn.session, turn.actor, story_id)
    if story is None:
        return Reply(Notice("story-gone"))
    await stories.restore(turn.session, story, turn.now)
    return Reply((await open_list(turn))[0])


CONVERSATION = Conversation(
    name="my_stories",
    phrases="my-stories-phrases",
    open=open_list,
    acts=(
        Act(OPEN, opens(open_list), bound=False),
        Act(WITHDRAW, withdraw, again=already_withdrawn),
        Act(UNDO, undo),
    ),
)
