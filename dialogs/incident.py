"""Noget er sket: care first, then four taps. Each tap is kept for a day; nothing is sent before the last one.

What a colleague or a leader has done is never stored: the taps are erased and she is told whom to go to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from dialogs.base import Act, Chosen, Conversation, Payload, Reply, Turn, opens
from dialogs.contacts import call_card, numbers
from dialogs.incident_form import (
    REGISTER,
    TALLY,
    Register,
    Tally,
    form,
    register,
    registered_already,
    small_form,
    tally,
    to_fill_in_again,
    to_tally_again,
)
from dialogs.screens import (
    HelpColleague,
    IncidentCitizen,
    IncidentFirst,
    IncidentRoutes,
    IncidentTap,
    IncidentWhom,
    Screen,
)
from domain.incident import IncidentKind, Taps, Way, WhoDidIt, WhomItHit
from domain.kinds import ContactKind, Role
from storage import incident_drafts, people, stories

OPEN, WHOM, START, RESTART = "incident.open", "incident.whom", "incident.start", "incident.restart"
KIND, HIT, WHO, CARE = "incident.kind", "incident.hit", "incident.who", "care.open"
INSTEAD = "incident.instead"
# For what a colleague or a leader has done; at 03.15 after a blow they are in the way.
ABOUT_STAFF = (ContactKind.HR, ContactKind.WHISTLEBLOWER, ContactKind.HOTLINE)
T = TypeVar("T", IncidentKind, WhomItHit, WhoDidIt)


class TapKind(Payload):
    kind: Chosen = ""


class TapHit(Payload):
    hit: Chosen = ""


class TapWho(Payload):
    who: Chosen = ""


async def first(turn: Turn) -> Sequence[Screen]:
    """Is she safe? Nothing is asked before that."""
    return [IncidentFirst(resume=await _resumes(turn))]


async def whom(turn: Turn) -> Sequence[Screen]:
    """Whom to call now. The form can wait."""
    calls = await call_card(turn)
    resume = await _resumes(turn)
    now = await numbers(turn, but=ABOUT_STAFF)
    return [IncidentWhom(calls.leaders, calls.deputies, calls.representatives, now, resume)]


async def start(turn: Turn) -> Sequence[Screen]:
    """On from where she was."""
    taps = await incident_drafts.found(turn.session, turn.actor, turn.now)
    return [await _next(turn, taps)]


async def restart(turn: Turn) -> Sequence[Screen]:
    await incident_drafts.discard(turn.session, turn.actor)
    return [await _next(turn, Taps())]


async def instead_of_story(turn: Turn, payload: Payload, story_id: str) -> Reply:
    """It was not a good story: the draft goes, and care comes first."""
    await stories.discard_draft(turn.session, turn.actor, story_id)
    return Reply((await first(turn))[0])


async def first_again(turn: Turn, story_id: str) -> Screen:
    """Pressed twice, or on a copy of the card: the draft is gone, and she is asked all the same."""
    return (await first(turn))[0]


async def help_colleague(turn: Turn) -> Sequence[Screen]:
    return [HelpColleague()]


async def tap_kind(turn: Turn, payload: TapKind, object_id: str) -> Reply:
    kind = _known(IncidentKind, payload.kind)
    return await _tapped(turn, kind=kind) if kind else await _asked_again(turn)


async def tap_hit(turn: Turn, payload: TapHit, object_id: str) -> Reply:
    hit = _known(WhomItHit, payload.hit)
    return await _tapped(turn, hit=hit) if hit else await _asked_again(turn)


async def tap_who(turn: Turn, payload: TapWho, object_id: str) -> Reply:
    who = _known(WhoDidIt, payload.who)
    return await _tapped(turn, who=who) if who else await _asked_again(turn)


async def _tapped(turn: Turn, **tapped: str) -> Reply:
    taps = replace(await incident_drafts.found(turn.session, turn.actor, turn.now), **tapped)
    if taps.way is not Way.REGISTER:
        await incident_drafts.discard(turn.session, turn.actor)
        among_staff = taps.way is Way.AMONG_STAFF
        return Reply(await _routes(turn) if among_staff else IncidentCitizen(), spent=False)
    await incident_drafts.keep(turn.session, turn.actor, taps, turn.now)
    return Reply(await _next(turn, taps), spent=False)


async def _next(turn: Turn, taps: Taps) -> Screen:
    """What has not been said yet."""
    if not taps.kind:
        return IncidentTap("kind", 1)
    if taps.kind == IncidentKind.SEVERAL_SMALL:
        return await small_form(turn)
    if not taps.hit:
        return IncidentTap("hit", 2)
    return await form(turn, taps) if taps.who else IncidentTap("who", 3)


async def _routes(turn: Turn) -> Screen:
    """Whom to go to instead. Not her leader, nor who stands in for her: it may be about them."""

    async def names(role: Role) -> tuple[str, ...]:
        found = await people.with_role(turn.session, turn.tenant_id, role, turn.actor.unit_id)
        return tuple(person.name for person in found if person.id != turn.actor.id)

    known = {contact.kind for contact in await people.contacts(turn.session, turn.tenant_id)}
    return IncidentRoutes(
        area_heads=await names(Role.AREA_HEAD),
        representatives=await names(Role.WORK_ENVIRONMENT_REP) if turn.actor.unit_id else (),
        numbers=await numbers(turn),
        unlisted=tuple(kind for kind in ABOUT_STAFF if kind not in known),
    )


async def _asked_again(turn: Turn) -> Reply:
    return Reply((await start(turn))[0], spent=False)


async def _resumes(turn: Turn) -> bool:
    return await incident_drafts.found(turn.session, turn.actor, turn.now) != Taps()


def _known(kind: type[T], written: str) -> T | None:
    return kind(written) if written in list(kind) else None


CONVERSATION = Conversation(
    name="incident",
    phrases="incident-phrases",
    open=first,
    acts=(
        Act(OPEN, opens(first), bound=False),
        Act(WHOM, opens(whom), bound=False),
        Act(START, opens(start), bound=False),
        Act(RESTART, opens(restart), bound=False),
        Act(INSTEAD, instead_of_story, again=first_again),
        Act(KIND, tap_kind, TapKind, bound=False),
        Act(HIT, tap_hit, TapHit, bound=False),
        Act(WHO, tap_who, TapWho, bound=False),
        Act(REGISTER, register, Register, again=registered_already, expired=to_fill_in_again),
        Act(TALLY, tally, Tally, again=registered_already, expired=to_tally_again),
    ),
)
CARE_CONVERSATION = Conversation(
    name="care",
    phrases="care-phrases",
    open=help_colleague,
    acts=(Act(CARE, opens(help_colleague), bound=False),),
)
