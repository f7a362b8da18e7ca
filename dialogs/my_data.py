"""Mine data: what is kept about me, and what I can erase by myself."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.base import Act, Conversation, Payload, Reply, Turn, opens
from dialogs.screens import MyData, Notice, Screen
from domain.incident import Part
from domain.kinds import StoryState
from storage import access, consents, follow_ups, incidents, people, stories

OPEN, ERASE = "data.open", "data.erase-drafts"
MANY = 1000
OWN = (Part.HIT, Part.REPORTER)


async def show(turn: Turn) -> Sequence[Screen]:
    written = await stories.written_by(turn.session, turn.actor, limit=MANY)
    unit = turn.actor.unit_id and await people.unit(turn.session, turn.tenant_id, turn.actor.unit_id)
    drafts = [story for story in written if story.state == StoryState.DRAFT]
    card = MyData(
        name=turn.actor.name,
        title=turn.actor.title,
        unit=unit.name if unit else "",
        roles=tuple(sorted({grant.role for grant in await people.grants(turn.session, turn.actor)})),
        stories=len(written) - len(drafts),
        drafts=len(drafts),
        consents=len(await consents.given_by(turn.session, turn.actor, limit=MANY)),
        erase=await turn.button(ERASE) if drafts else "",
        follow_ups=await follow_ups.kept_of(turn.session, turn.actor),
        incidents=len(await incidents.of_person(turn.session, turn.actor, OWN, limit=MANY)),
        link=await _link(turn),
    )
    return [card]


async def _link(turn: Turn) -> str:
    key = await access.open_key(turn.session, turn.actor, access.Purpose.LINK, turn.now)
    return f"{turn.public_url}/editor/login?key={key}&to=my-data"


async def erase_drafts(turn: Turn, payload: Payload, object_id: str) -> Reply:
    for story in await stories.written_by(turn.session, turn.actor, limit=MANY):
        await stories.discard_draft(turn.session, turn.actor, story.id)
    return Reply(Notice("drafts-erased"))


CONVERSATION = Conversation(
    name="my_data",
    phrases="my-data-phrases",
    open=show,
    acts=(Act(OPEN, opens(show), bound=False), Act(ERASE, erase_drafts)),
)
