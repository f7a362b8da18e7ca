"""May your words, or your name, go to the newsletter? Asked in one's own chat, answered with one tap."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from dialogs.base import Act, Conversation, Payload, Reply, Scene, Turn
from dialogs.screens import ConsentAnswered, ConsentOutcome, ConsentRequest, Notice, Screen
from domain.kinds import ConsentAnswer, ConsentReason, StoryState
from storage import consents, outbox, people, stories
from storage.tables import Person, Story, StoryConsent

YES, NO = "consent.yes", "consent.no"
ASK_LIVES = timedelta(days=60)
TAKE_BACK_LIVES = timedelta(days=365)


async def request(scene: Scene, person: Person, consent_id: str) -> Screen | None:
    """The question; None when it is answered, or the story was withdrawn before it was asked."""
    consent = await consents.asked_of(scene.session, person, consent_id)
    story = await stories.get(scene.session, scene.tenant_id, consent.story_id) if consent else None
    if consent is None or story is None or consent.answer != ConsentAnswer.ASKED:
        return None
    if story.state != StoryState.AWAITING_CONSENT:
        return None
    author = await people.find(scene.session, scene.tenant_id, story.author_id)
    # The revision is part of the object: a yes to the old wording is not a yes to the new one.
    what = f"{consent.id}:{consent.revision}"
    return ConsentRequest(
        author=author.name if author else "",
        reason=ConsentReason(consent.reason),
        title=story.title,
        body=story.body,
        yes=await scene.button(YES, what, lives=ASK_LIVES),
        no=await scene.button(NO, what, lives=ASK_LIVES),
    )


async def waiting(turn: Turn) -> Sequence[Screen]:
    """What still waits for this person's answer, so that hello finds it again."""
    asked = await consents.open_questions(turn.session, turn.actor)
    screens = [await request(turn, turn.actor, consent.id) for consent in asked[:3]]
    return [screen for screen in screens if screen is not None]


async def say_yes(turn: Turn, payload: Payload, object_id: str) -> Reply:
    return await _answer(turn, object_id, ConsentAnswer.YES)


async def say_no(turn: Turn, payload: Payload, object_id: str) -> Reply:
    return await _answer(turn, object_id, ConsentAnswer.NO)


async def _answer(turn: Turn, object_id: str, said: ConsentAnswer) -> Reply:
    consent_id, _, revision = object_id.partition(":")
    consent = await consents.asked_of(turn.session, turn.actor, consent_id)
    story = await consents.lock(turn.session, consent) if consent is not None else None
    if consent is None or story is None or story.state == StoryState.WITHDRAWN:
        return Reply(Notice("consent-gone"))
    if revision and int(revision) != consent.revision:
        return Reply(await request(turn, turn.actor, consent.id) or Notice("consent-gone"))
    await stories.answer(turn.session, story, consent, said, turn.now)
    await _tell_author(turn, story, consent)
    opposite = NO if said is ConsentAnswer.YES else YES
    change = await turn.button(opposite, f"{consent.id}:{consent.revision}", lives=TAKE_BACK_LIVES)
    return Reply(ConsentAnswered(said is ConsentAnswer.YES, change))


async def answered_already(turn: Turn, object_id: str) -> Screen:
    return Notice("consent-answered-already")


async def _tell_author(turn: Turn, story: Story, consent: StoryConsent) -> None:
    note = outbox.to_person(
        story.author_id,
        message="consent_outcome",
        object_id=consent.id,
        key=f"consent-outcome|{consent.id}|{consent.revision}|{turn.now.isoformat()}",
        delivery_class=outbox.DeliveryClass.NUDGE,
        not_before=turn.now,
    )
    await outbox.add(turn.session, turn.tenant_id, note, turn.now)


async def outcome(scene: Scene, author: Person, consent_id: str) -> Screen | None:
    """What the storyteller is told; None when the answer has been taken back meanwhile."""
    consent = await consents.get(scene.session, scene.tenant_id, consent_id)
    story = await stories.own(scene.session, author, consent.story_id) if consent else None
    if consent is None or story is None or consent.answer == ConsentAnswer.ASKED:
        return None
    colleague = await people.find(scene.session, scene.tenant_id, consent.person_id)
    return ConsentOutcome(
        colleague=colleague.name if colleague else "",
        said_yes=consent.answer == ConsentAnswer.YES,
        reason=ConsentReason(consent.reason),
        title=story.title,
        still_waiting=story.state == StoryState.AWAITING_CONSENT,
    )


CONVERSATION = Conversation(
    name="consent",
    acts=(Act(YES, say_yes, again=answered_already), Act(NO, say_no, again=answered_already)),
)
