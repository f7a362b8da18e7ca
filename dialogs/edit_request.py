"""The editor has changed a text: its author sees both wordings, and approves it or writes it herself."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dialogs.base import Act, Conversation, Payload, Reply, Scene, Turn
from dialogs.screens import EditRequest, Notice, Screen
from dialogs.story import values_of
from dialogs.story_form import Origin, form
from domain.kinds import ConsentReason, NameShown, StoryKind, StoryState, Theme
from domain.newsletter import EditAnswer
from storage import consents, outbox, stories, story_versions
from storage.tables import Person, Story, StoryVersion

APPROVE, REWRITE = "edit.approve", "edit.rewrite"
ASK_LIVES = timedelta(days=60)
ANSWERED = (EditAnswer.APPROVED, EditAnswer.REWRITTEN)


async def request(scene: Scene, author: Person, version_id: str) -> Screen | None:
    """Both wordings; None when there is nothing to ask her about any more."""
    version = await story_versions.get(scene.session, scene.tenant_id, version_id)
    story = await stories.get(scene.session, scene.tenant_id, version.story_id) if version else None
    if version is None or story is None or not await _is_open(scene, author, story, version):
        return None
    if version.answer in ANSWERED:
        return None
    return EditRequest(
        title=story.title,
        body=story.body,
        new_title=version.title,
        new_body=version.body,
        shared=bool(await consents.shared(scene.session, scene.tenant_id, [story.id])),
        approve=await scene.button(APPROVE, version.id, lives=ASK_LIVES),
        rewrite=await scene.button(REWRITE, version.id, lives=ASK_LIVES),
    )


async def _is_open(scene: Scene, author: Person, story: Story, version: StoryVersion) -> bool:
    """Is it hers, and the wording that would be printed? A newer one of either hand makes it past."""
    newest = (await story_versions.of_stories(scene.session, scene.tenant_id, [story.id])).get(story.id)
    current = story_versions.current(story, newest)
    is_hers = story.author_id == author.id and story.state != StoryState.WITHDRAWN
    return is_hers and current is not None and current.id == version.id


async def _asked(turn: Turn, version_id: str) -> tuple[StoryVersion, Story] | Notice:
    """What she was asked about, held to the end of the turn; or why there is nothing to answer."""
    held = await story_versions.hold(turn.session, turn.tenant_id, version_id)
    if held is None or not await _is_open(turn, turn.actor, held[1], held[0]):
        return Notice("edit-gone")
    return Notice("edit-answered") if held[0].answer in ANSWERED else held


async def approve(turn: Turn, payload: Payload, version_id: str) -> Reply:
    asked = await _asked(turn, version_id)
    if isinstance(asked, Notice):
        return Reply(asked)
    version, story = asked
    story_versions.answer(version, EditAnswer.APPROVED, turn.now)
    if not await consents.shared(turn.session, turn.tenant_id, [story.id]):
        return Reply(Notice("edit-approved"))
    await _make_it_hers(turn, story, version)
    return Reply(Notice("edit-approved-shared"))


async def _make_it_hers(turn: Turn, story: Story, version: StoryVersion) -> None:
    """As if she had written it: a colleague's yes was to other words, and is asked for anew."""
    asks = [
        consents.Ask(consent.person_id, ConsentReason(consent.reason))
        for consent in await consents.of_story(turn.session, story)
    ]
    wording = stories.Wording(
        title=version.title,
        body=version.body,
        theme=Theme(story.theme) if story.theme else None,
        name_shown=NameShown(story.name_shown or NameShown.NONE),
        unit_id=story.unit_id or "",
        kind=StoryKind(story.kind),
        happens_on=story.happens_on,
    )
    for consent in await stories.submit(turn.session, story, wording, asks, turn.now):
        await outbox.add(turn.session, turn.tenant_id, outbox.consent_request(consent, turn.now), turn.now)


async def rewrite(turn: Turn, payload: Payload, version_id: str) -> Reply:
    """The form with the editor's wording in it. It is answered when she sends it, not before."""
    asked = await _asked(turn, version_id)
    if isinstance(asked, Notice):
        return Reply(asked)
    version, story = asked
    values = replace(await values_of(turn, story), title=version.title, body=version.body)
    origin = Origin(story.id, kind=StoryKind(story.kind), version_id=version.id)
    return Reply(await form(turn, origin, values, changing=True), spent=False)


async def answered(turn: Turn, version_id: str) -> Screen:
    return Notice("edit-answered")


CONVERSATION = Conversation(
    name="edit_request",
    acts=(Act(APPROVE, approve, again=answered), Act(REWRITE, rewrite)),
)
