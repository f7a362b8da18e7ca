"""Del en god historie: from a form, from free text, or from a Teams message."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field

from dialogs.base import Act, Conversation, Payload, Reply, Turn, opens
from dialogs.my_stories import line_of
from dialogs.screens import (
    Choice,
    DraftOffer,
    Notice,
    Screen,
    StoryForm,
    StoryThanks,
    StoryValues,
)
from domain.cpr import contains_cpr
from domain.hard_events import sounds_hard
from domain.kinds import ConsentReason, NameShown, StoryState, Theme
from domain.story_rules import Problem, named_in, text_problems, tidy
from storage import outbox, people, stories
from storage.tables import Person, Story, StoryConsent

SEND, OPEN, CONTINUE, DISCARD = "story.send", "story.open", "story.continue", "story.discard"
INSTEAD = "contacts.instead"
NOBODY = "nobody"  # a list needs a way to choose nobody again
COLLEAGUES_SHOWN = 60
READ_MAX = 20_000  # a hostile form may send more; nobody types it
_WORDS_OF = "words-of:"  # in a send button's object: the message's author, kept on the server only


class SendStory(Payload):
    title: str = ""
    body: str = ""
    theme: str = ""
    name_shown: str = ""
    colleague: str = ""
    unit: str = ""
    no_citizen: str = ""
    sure: str = Field(default="", max_length=8)

    def values(self) -> StoryValues:
        return StoryValues(
            title=" ".join(tidy(self.title[:READ_MAX]).split()),
            body=tidy(self.body[:READ_MAX]),
            theme=self.theme,
            name_shown=self.name_shown,
            colleague="" if self.colleague == NOBODY else self.colleague,
            unit=self.unit,
            no_citizen=self.no_citizen == "true",
        )


async def open_form(turn: Turn) -> Sequence[Screen]:
    return [await _form(turn, "", StoryValues())]


async def offer_draft(turn: Turn, text: str) -> Screen:
    """Free text becomes a draft, given back with buttons; a CPR-like number is not kept at all."""
    body = tidy(text)
    if contains_cpr(body):
        return Notice("cpr-refused")
    draft = await stories.draft(turn.session, turn.actor, body, turn.now)
    return DraftOffer(
        body=body,
        use=await turn.button(CONTINUE, draft.id),
        discard=await turn.button(DISCARD, draft.id),
        instead=await turn.button(INSTEAD, draft.id),
        sounds_hard=sounds_hard(body),
    )


async def capture(turn: Turn, text: str, author_id: str | None, author_name: str) -> Screen:
    """The message action: the form with the message's text. Nothing is kept before she sends it."""
    if author_id is None:
        return await _form(turn, "", StoryValues(), problems=(Problem.SOURCE_UNKNOWN,))
    values = StoryValues(body=tidy(text))
    if author_id == turn.actor.id:
        return await _form(turn, "", values)
    return await _form(turn, f"{_WORDS_OF}{author_id}:{author_name}", values)


async def send(turn: Turn, payload: SendStory, object_id: str) -> Reply:
    """Check, keep, ask whom must be asked; the form comes back with what is wrong until nothing is."""
    values = payload.values()
    words_of = _words_of(object_id)
    problems = await _problems(turn, values, words_of)
    if problems or (payload.sure != "true" and sounds_hard(f"{values.title} {values.body}")):
        form = await _form(
            turn, object_id, values, problems=problems, token=payload.token, sounds_hard=not problems
        )
        return Reply(form, spent=False)
    story = await _story_to_keep(turn, object_id)
    if story is None:
        return Reply(Notice("story-gone"))
    changed = story.state != StoryState.DRAFT
    asks = await _asks(turn, values, words_of)
    to_ask = await stories.submit(turn.session, story, _wording(turn, values), asks, turn.now)
    for consent in to_ask:
        await _ask(turn, consent)
    return Reply(StoryThanks(await line_of(turn, story), changed=changed))


async def already_sent(turn: Turn, object_id: str) -> Screen:
    return Notice("story-already-sent")


async def continue_draft(turn: Turn, payload: Payload, story_id: str) -> Reply:
    """Back into the form with what was written so far, or with a story that is to be changed."""
    story = await stories.own(turn.session, turn.actor, story_id)
    if story is None:
        return Reply(Notice("story-gone"))
    changing = story.state != StoryState.DRAFT
    form = await _form(turn, story.id, await _values_of(turn, story), changing=changing)
    return Reply(form, spent=False)


async def discard(turn: Turn, payload: Payload, story_id: str) -> Reply:
    story = await stories.own(turn.session, turn.actor, story_id)
    if story is not None and story.state == StoryState.DRAFT:
        await turn.session.delete(story)
    return Reply(Notice("draft-discarded"))


async def _form(
    turn: Turn,
    object_id: str,
    values: StoryValues,
    *,
    problems: tuple[Problem, ...] = (),
    token: str = "",
    sounds_hard: bool = False,
    changing: bool = False,
) -> StoryForm:
    words_of = _words_of(object_id)
    colleagues = await people.colleagues(turn.session, turn.actor, limit=COLLEAGUES_SHOWN)
    units = [] if turn.actor.unit_id else await people.units(turn.session, turn.tenant_id)
    return StoryForm(
        send=token or await turn.button(SEND, object_id),
        values=values,
        problems=problems,
        colleagues=tuple(Choice(person.id, person.name) for person in colleagues),
        units=tuple(Choice(unit.id, unit.name) for unit in units),
        words_of=words_of[1] if words_of else None,
        named=_unasked(colleagues, values),
        sounds_hard=sounds_hard,
        changing=changing,
    )


def _words_of(object_id: str) -> tuple[str, str] | None:
    """The Entra id and the name of whoever wrote the captured message."""
    if not object_id.startswith(_WORDS_OF):
        return None
    person_id, _, name = object_id.removeprefix(_WORDS_OF).partition(":")
    return person_id, name


async def _problems(turn: Turn, values: StoryValues, words_of: tuple[str, str] | None) -> tuple[Problem, ...]:
    colleagues = await people.colleagues(turn.session, turn.actor, limit=COLLEAGUES_SHOWN)
    units = {unit.id for unit in await people.units(turn.session, turn.tenant_id)}
    unit = turn.actor.unit_id or values.unit
    checks = {
        Problem.THEME_MISSING: not values.theme,
        Problem.NAME_MISSING: not values.name_shown,
        Problem.UNIT_MISSING: not unit,
        Problem.CITIZEN_NOT_CONFIRMED: not values.no_citizen,
        Problem.UNKNOWN_CHOICE: bool(
            (values.theme and values.theme not in list(Theme))
            or (values.name_shown and values.name_shown not in list(NameShown))
            or (values.colleague and values.colleague not in {person.id for person in colleagues})
            or (unit and unit not in units)
        ),
        Problem.COLLEAGUE_NAMED: _unasked(colleagues, values, words_of) is not None,
    }
    return (*text_problems(values.title, values.body), *(p for p, wrong in checks.items() if wrong))


def _unasked(
    colleagues: Sequence[Person], values: StoryValues, words_of: tuple[str, str] | None = None
) -> str | None:
    """A colleague whose full name stands in the text though nobody will ask her."""
    asked = {values.colleague, words_of[0] if words_of else ""}
    names = [person.name for person in colleagues if person.id not in asked]
    return named_in(f"{values.title}\n{values.body}", names)


async def _story_to_keep(turn: Turn, object_id: str) -> Story | None:
    if object_id and not object_id.startswith(_WORDS_OF):
        return await stories.own(turn.session, turn.actor, object_id)
    return await stories.draft(turn.session, turn.actor, "", turn.now)


def _wording(turn: Turn, values: StoryValues) -> stories.Wording:
    # Somebody the organisation does not know is asked once where she works, and it is remembered.
    turn.actor.unit_id = turn.actor.unit_id or values.unit
    return stories.Wording(
        title=values.title,
        body=values.body,
        theme=Theme(values.theme),
        name_shown=NameShown(values.name_shown),
        unit_id=turn.actor.unit_id,
    )


async def _asks(turn: Turn, values: StoryValues, words_of: tuple[str, str] | None) -> list[stories.Ask]:
    asks = []
    if values.colleague:
        asks.append(stories.Ask(values.colleague, ConsentReason.ABOUT_HER))
    if words_of:
        author = await people.meet(turn.session, turn.tenant_id, *words_of)
        asks.append(stories.Ask(author.id, ConsentReason.HER_WORDS))
    return asks


async def _ask(turn: Turn, consent: StoryConsent) -> None:
    """Put the question to the colleague in the outbox: never lost, and harmless if it comes twice."""
    note = outbox.Note(
        key=f"consent|{consent.id}|{consent.revision}",
        message="consent_request",
        object_id=consent.id,
        person_id=consent.person_id,
        delivery_class=outbox.DeliveryClass.DEADLINE,
        not_before=turn.now,
    )
    await outbox.add(turn.session, turn.tenant_id, note, turn.now)


async def _values_of(turn: Turn, story: Story) -> StoryValues:
    consents = await stories.consents_of(turn.session, story)
    about = [c.person_id for c in consents if c.reason == ConsentReason.ABOUT_HER]
    return StoryValues(
        title=story.title,
        body=story.body,
        theme=story.theme or "",
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
        Act(SEND, send, SendStory, again=already_sent),
        Act(CONTINUE, continue_draft),
        Act(DISCARD, discard),
    ),
)
