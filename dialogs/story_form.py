"""The story form: what it shows, what it sends, and what is checked before anything is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dialogs.base import Chosen, Payload, Turn
from dialogs.screens import Choice, StoryForm, StoryValues
from domain.contribution import day_problem, has_theme
from domain.kinds import ConsentReason, NameShown, StoryKind, Theme
from domain.story_rules import Problem, text_problems, tidy
from storage import consents, people, stories

SEND = "story.send"
NOBODY = "nobody"  # a list needs a way to choose nobody again
COLLEAGUES_SHOWN = 24  # what a card of 24 KB has room for; others come first when they are named
READ_MAX = 20_000  # a hostile form may send more; nobody types it
_WORDS_OF, _FOR = "words-of:", "for:"


class SendStory(Payload):
    title: str = ""
    body: str = ""
    theme: Chosen = ""
    day: Chosen = ""
    name_shown: Chosen = ""
    colleague: Chosen = ""
    unit: Chosen = ""
    no_citizen: Chosen = ""
    sure: Chosen = ""

    def values(self) -> StoryValues:
        return StoryValues(
            title=" ".join(tidy(self.title[:READ_MAX]).split()),
            body=tidy(self.body[:READ_MAX]),
            theme=self.theme,
            day=self.day,
            name_shown=self.name_shown,
            colleague="" if self.colleague == NOBODY else self.colleague,
            unit=self.unit,
            no_citizen=self.no_citizen == "true",
        )


@dataclass(frozen=True)
class Origin:
    """What a form began with: a story of one's own, a colleague's message, or nothing; and what is to come.

    It is kept with the send button on the server, so that no card can claim other words, or another kind.
    `version_id` is the editor's wording that she writes herself instead.
    """

    story_id: str = ""
    author_id: str = ""
    author_name: str = ""
    kind: StoryKind = StoryKind.STORY
    version_id: str = ""

    @classmethod
    def of(cls, object_id: str) -> Origin:
        if object_id.startswith(_FOR):
            kind, story_id, version_id = object_id.removeprefix(_FOR).split(":")
            return cls(story_id=story_id, kind=StoryKind(kind), version_id=version_id)
        if not object_id.startswith(_WORDS_OF):
            return cls(story_id=object_id)
        author_id, _, name = object_id.removeprefix(_WORDS_OF).partition(":")
        return cls(author_id=author_id, author_name=name)

    def __str__(self) -> str:
        if self.author_id:
            return f"{_WORDS_OF}{self.author_id}:{self.author_name}"
        if self.kind is StoryKind.STORY and not self.version_id:
            return self.story_id
        return f"{_FOR}{self.kind}:{self.story_id}:{self.version_id}"


async def form(
    turn: Turn,
    origin: Origin,
    values: StoryValues,
    *,
    token: str = "",
    changing: bool = False,
) -> StoryForm:
    """The form with what stands in it so far; a fresh send button unless one is still good."""
    named = await unasked(turn, origin, values)
    namesake = await people.find(turn.session, turn.tenant_id, named) if named else None
    first = [person for person in (values.colleague, named) if person]
    found = await people.colleagues(turn.session, turn.actor, limit=COLLEAGUES_SHOWN, first=first)
    units = [] if turn.actor.unit_id else await people.units(turn.session, turn.tenant_id)
    return StoryForm(
        send=token or await turn.button(SEND, str(origin)),
        values=values,
        kind=origin.kind,
        colleagues=tuple(Choice(person.id, person.name) for person in found),
        units=tuple(Choice(unit.id, unit.name) for unit in units),
        words_of=origin.author_name or None,
        named=namesake.name if namesake else None,
        changing=changing,
    )


def form_of_before(payload: SendStory) -> StoryForm:
    """The form as it was sent, and the same button: it could not be saved, nor anything be looked up.

    Without the lists, a colleague or a unit is the one who was chosen; the next form has the others again.
    """
    values = payload.values()
    return StoryForm(
        send=payload.token,
        values=values,
        kind=_kind_that_sends(payload.model_fields_set),
        colleagues=_as_chosen(values.colleague),
        units=_as_chosen(values.unit),
        sure=payload.sure == "true",
        not_saved="form-not-saved",
    )


def _kind_that_sends(fields: set[str]) -> StoryKind:
    """One with the fields that were sent. Which of them it is, the server keeps, and cannot be asked now."""
    if "day" in fields:
        return StoryKind.VISIT
    return StoryKind.STORY if "theme" in fields else StoryKind.KUDOS


def _as_chosen(value: str) -> tuple[Choice, ...]:
    return (Choice(value, ""),) if value else ()


def with_problems(form: StoryForm, problems: tuple[Problem, ...], *, sounds_hard: bool = False) -> StoryForm:
    return replace(form, problems=problems, sounds_hard=sounds_hard)


async def problems_of(turn: Turn, origin: Origin, values: StoryValues) -> tuple[Problem, ...]:
    """Everything that keeps the story from being sent; () when nothing does."""
    unit = turn.actor.unit_id or values.unit
    unit_is_known = not unit or await people.is_workplace(turn.session, turn.tenant_id, unit)
    named = await unasked(turn, origin, values)
    can_be_asked = await _is_colleague(turn, named or "")
    theme = values.theme if has_theme(origin.kind) else ""
    day = day_problem(origin.kind, values.day, turn.now)
    checks = {
        Problem.THEME_MISSING: has_theme(origin.kind) and not theme,
        Problem.NAME_MISSING: not values.name_shown,
        Problem.UNIT_MISSING: not unit,
        Problem.CITIZEN_NOT_CONFIRMED: not values.no_citizen,
        Problem.UNKNOWN_CHOICE: (
            theme not in ("", *Theme)
            or values.name_shown not in ("", *NameShown)
            or not unit_is_known
            or not await _is_colleague(turn, values.colleague)
        ),
        Problem.COLLEAGUE_NAMED: named is not None and can_be_asked,
        Problem.COLLEAGUE_LEFT: not can_be_asked,
    }
    found = [problem for problem, wrong in checks.items() if wrong]
    return (*text_problems(values.title, values.body), *((day,) if day else ()), *found)


async def _is_colleague(turn: Turn, person_id: str) -> bool:
    if not person_id:
        return True
    return await people.colleague(turn.session, turn.actor, person_id) is not None


async def unasked(turn: Turn, origin: Origin, values: StoryValues) -> str | None:
    """A colleague whose full name stands in the text though nobody would ask her."""
    asked = {values.colleague, origin.author_id}
    if origin.story_id and (story := await stories.own(turn.session, turn.actor, origin.story_id)):
        every = await consents.of_story(turn.session, story)
        asked |= {c.person_id for c in every if c.reason == ConsentReason.HER_WORDS}
    return await people.named(turn.session, turn.actor, f"{values.title}\n{values.body}", asked)
