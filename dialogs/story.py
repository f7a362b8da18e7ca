"""Del en god historie: from a form, from free text, or from a Teams message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dialogs.base import Act, Chosen, Conversation, Payload, Reply, Turn, opens
from dialogs.my_stories import line_of, line_of_new
from dialogs.screens import DraftOffer, Notice, Screen, StoryThanks, StoryValues
from dialogs.story_form import (
    SEND,
    Origin,
    SendStory,
    form,
    form_of_before,
    problems_of,
    with_problems,
)
from domain.contribution import day_of, has_theme
from domain.hard_events import sounds_hard
from domain.kinds import ConsentReason, NameShown, StoryKind, StoryState, Theme
from domain.newsletter import EditAnswer
from domain.story_rules import BODY_MAX, Problem, tidy
from storage import consents, outbox, people, stories, story_versions
from storage.tables import Story, StoryConsent

OPEN, CONTINUE, DISCARD = "story.open", "story.continue", "story.discard"
INSTEAD = "incident.instead"


async def open_form(turn: Turn) -> Sequence[Screen]:
    return [await form(turn, Origin(), StoryValues())]


async def offer_draft(turn: Turn, text: str) -> Screen:
    """Free text becomes a draft, given back with buttons."""
    body = tidy(text)
    told = await stories.drafted(turn.session, turn.actor, body, turn.now)
    draft = told or await stories.draft(turn.session, turn.actor, body, turn.now)
    return DraftOffer(
        body=body,
        use=await turn.button(CONTINUE, draft.id),
        discard=await turn.button(DISCARD, draft.id),
        instead=await turn.button(INSTEAD, draft.id),
        sounds_hard=sounds_hard(body),
    )


async def capture(turn: Turn, text: str, author_id: str | None, author_name: str) -> Sequence[Screen]:
    """The message action: the form with the message's text. Nothing is kept before she sends it."""
    if author_id is None or await _has_left(turn, author_id):
        empty = await form(turn, Origin(), StoryValues())
        return [with_problems(empty, (Problem.SOURCE_UNKNOWN,))]
    own_words = author_id == turn.actor.id
    origin = Origin() if own_words else Origin(author_id=author_id, author_name=author_name)
    caught = await form(turn, origin, StoryValues(body=tidy(text)))
    too_long = (Problem.BODY_TOO_LONG,) if len(text) > BODY_MAX else ()
    return [with_problems(caught, too_long)]


async def _has_left(turn: Turn, person_id: str) -> bool:
    known = await people.find(turn.session, turn.tenant_id, person_id)
    return known is not None and known.left_at is not None


async def send(turn: Turn, payload: SendStory, object_id: str) -> Reply:
    """Check, keep, ask whom must be asked; the form comes back with what is wrong until nothing is."""
    origin, values = Origin.of(object_id), payload.values()
    problems = await problems_of(turn, origin, values)
    hard = payload.sure != "true" and sounds_hard(f"{values.title} {values.body}")
    if problems or hard:
        again = replace(await form(turn, origin, values, token=payload.token), sure=payload.sure == "true")
        return Reply(with_problems(again, problems, sounds_hard=hard and not problems), spent=False)
    if origin.story_id and await stories.withdrawn(turn.session, turn.actor, origin.story_id):
        return Reply(Notice("story-already-withdrawn"))
    thanks, to_ask = await _keep(turn, origin, values)
    for consent in to_ask:
        await _ask(turn, consent)
    return Reply(thanks)


async def _keep(
    turn: Turn, origin: Origin, values: StoryValues
) -> tuple[StoryThanks, Sequence[StoryConsent]]:
    """Her story as she has confirmed it, and who must be asked now."""
    asks = await _asks(turn, values, origin)
    wording = _wording(turn, values, origin.kind)
    # A new story also when its draft is gone: her words are here.
    story = await stories.own(turn.session, turn.actor, origin.story_id) if origin.story_id else None
    if story is None:
        story, to_ask = await stories.tell(turn.session, turn.actor, wording, asks, turn.now)
        return StoryThanks(await line_of_new(turn, story, to_ask)), to_ask
    changed = story.state != StoryState.DRAFT
    await _instead_of_the_editors(turn, origin, story)
    to_ask = await stories.submit(turn.session, story, wording, asks, turn.now)
    return StoryThanks(await line_of(turn, story), changed=changed), to_ask


async def already_sent(turn: Turn, object_id: str) -> Screen:
    return Notice("story-already-sent")


async def send_button_expired(turn: Turn, payload: SendStory, object_id: str) -> Screen:
    """Her words, with a button that works. What the form began with is kept where it is still known."""
    again = await form(turn, Origin.of(object_id), payload.values())
    return replace(again, sure=payload.sure == "true", not_saved="form-button-gone")


class ContinueStory(Payload):
    sure: Chosen = ""


async def continue_draft(turn: Turn, payload: ContinueStory, story_id: str) -> Reply:
    """Back into the form with what was written so far, or with a story that is to be changed.

    `sure` is the answer to the question whether it is an incident: it is not asked twice.
    """
    story = await stories.own(turn.session, turn.actor, story_id)
    if story is None:
        return Reply(Notice("story-gone"))
    values = await values_of(turn, story)
    changing = story.state != StoryState.DRAFT
    opened = await form(turn, Origin(story.id, kind=StoryKind(story.kind)), values, changing=changing)
    return Reply(replace(opened, sure=payload.sure == "true"), spent=False)


async def discard(turn: Turn, payload: Payload, story_id: str) -> Reply:
    await stories.discard_draft(turn.session, turn.actor, story_id)
    return Reply(Notice("draft-discarded"))


async def _instead_of_the_editors(turn: Turn, origin: Origin, story: Story) -> None:
    """She has written it herself: the editor's wording that she was asked about is answered. Story first."""
    if not origin.version_id:
        return
    held = await story_versions.hold(turn.session, turn.tenant_id, origin.version_id)
    if held is None or held[1].id != story.id:
        return
    if story_versions.current(story, held[0]) and held[0].answer != EditAnswer.APPROVED:
        story_versions.answer(held[0], EditAnswer.REWRITTEN, turn.now)


def _wording(turn: Turn, values: StoryValues, kind: StoryKind) -> stories.Wording:
    # Somebody the organisation does not know is asked once where she works, and it is remembered.
    if not turn.actor.unit_id:
        turn.actor.unit_id = values.unit
    return stories.Wording(
        title=values.title,
        body=values.body,
        theme=Theme(values.theme) if has_theme(kind) else None,
        name_shown=NameShown(values.name_shown),
        unit_id=turn.actor.unit_id,
        kind=kind,
        happens_on=day_of(kind, values.day),
    )


async def _asks(turn: Turn, values: StoryValues, origin: Origin) -> list[consents.Ask]:
    asks = []
    if values.colleague:
        asks.append(consents.Ask(values.colleague, ConsentReason.ABOUT_HER))
    if origin.author_id:
        author = await people.introduce(turn.session, turn.tenant_id, origin.author_id, origin.author_name)
        asks.append(consents.Ask(author.id, ConsentReason.HER_WORDS))
    return asks


async def _ask(turn: Turn, consent: StoryConsent) -> None:
    """Put the question to the colleague in the outbox: never lost, and harmless if it comes twice."""
    await outbox.add(turn.session, turn.tenant_id, outbox.consent_request(consent, turn.now), turn.now)


async def values_of(turn: Turn, story: Story) -> StoryValues:
    """What stands in the form when a story of hers is opened again."""
    asked = await consents.of_story(turn.session, story)
    about = [c.person_id for c in asked if c.reason == ConsentReason.ABOUT_HER]
    return StoryValues(
        title=story.title,
        body=story.body,
        theme=story.theme or "",
        day=story.happens_on.isoformat() if story.happens_on else "",
        name_shown=story.name_shown or "",
        colleague=about[0] if about else "",
        unit=story.unit_id or "",
        no_citizen=story.no_citizen_confirmed,
    )


CONVERSATION = Conversation(
    name="story",
    phrases="story-phrases",
    open=open_form,
    acts=(
        Act(OPEN, opens(open_form), bound=False),
        Act(
            SEND,
            send,
            SendStory,
            again=already_sent,
            expired=send_button_expired,
            unsaved=form_of_before,
        ),
        Act(CONTINUE, continue_draft, ContinueStory),
        Act(DISCARD, discard),
    ),
)
