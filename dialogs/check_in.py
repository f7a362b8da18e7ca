"""Tjek ind: one question, one tap, and an answer that is counted without anybody's name.

The card looks the same before and after, and the thanks are the same for every answer, the second press
included: neither the screen nor the cached reply tells what was answered, or whether.
"""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.base import Act, Chosen, Conversation, Payload, Reply, Scene, Turn, opens
from dialogs.screens import CheckInCard, CheckInThanks, Notice, Screen
from domain.anonymity import SMALLEST
from domain.check_in import CheckInAnswer, current_round, next_round
from storage import check_in_opening, check_in_talks, check_ins, eligible, people, teams
from storage.check_ins import OpenRound, Outcome
from storage.eligible import LEADING
from storage.tables import Person, Team

OPEN, ANSWER, STOP, RESUME = "checkin.open", "checkin.answer", "checkin.stop", "checkin.resume"

_TOLD = {
    Outcome.CLOSED: "check-in-closed",
    Outcome.FOREIGN: "check-in-gone",
    Outcome.LOST: "check-in-lost",
}


class Answer(Payload):
    answer: Chosen = ""


async def open_card(turn: Turn) -> Sequence[Screen]:
    """The question of the round that is open for her, or why there is none."""
    found = await check_ins.round_for(turn.session, turn.actor, turn.now)
    if found is not None:
        return [await card_for(turn, found, turn.actor)]
    return [await _none_open(turn)]


async def card_for(scene: Scene, found: OpenRound, person: Person) -> CheckInCard:
    team, together = await check_ins.names_of(scene.session, scene.tenant_id, found.id, found.team_id)
    last = await check_in_talks.last_trial(scene.session, scene.tenant_id, found.team_id, found.closes_on)
    return CheckInCard(
        question=found.question,
        team=team,
        together=together,
        closes_at=found.closes_at,
        token=found.card,
        about=about_url(scene),
        tried=last.trial or "" if last else "",
        stop=await scene.button(STOP, person.id) if person.invited else "",
        resume="" if person.invited else await scene.button(RESUME, person.id),
    )


def about_url(scene: Scene) -> str:
    """The page that says what is kept of an answer, and who could still read it."""
    return f"{scene.public_url}/check-ins/about"


async def _none_open(turn: Turn) -> Notice:
    home = await eligible.home_of(turn.session, turn.actor)
    team = await teams.get(turn.session, turn.tenant_id, home) if home else None
    if team is None:
        grants = await people.grants(turn.session, turn.actor)
        leading = any(grant.role in LEADING for grant in grants)
        return Notice("check-in-leader" if leading else "check-in-no-team")
    if await eligible.leads(turn.session, turn.actor, team):
        return Notice("check-in-leader")
    if await eligible.owns(turn.session, turn.actor, team):
        return Notice("check-in-owner")
    if await check_ins.open_until(turn.session, turn.tenant_id, team.id, turn.now):
        return Notice("check-in-not-eligible")
    return await _next(turn, team)


async def _next(turn: Turn, team: Team) -> Notice:
    if team.check_in_day is None:
        return Notice("check-in-none-planned")
    weeks = await check_in_opening.weeks_between(turn.session, turn.tenant_id, team.unit_id)
    held = current_round(turn.now, weeks)
    missed = team.check_in_due_at is not None and held.opens_at < team.check_in_due_at
    if held.can_open(turn.now) and missed and len(await eligible.of_team(turn.session, team)) < SMALLEST:
        return Notice("check-in-too-small")
    return Notice("check-in-none-open", {"when": next_round(turn.now, weeks).asks_at(team.check_in_day)})


async def answer(turn: Turn, payload: Answer, object_id: str) -> Reply:
    """Count it, once. A copy, a second tap and a changed answer are thanked for alike: the first counts."""
    if payload.answer not in list(CheckInAnswer):
        return Reply(Notice("card-too-old"), spent=False)
    given = CheckInAnswer(payload.answer)
    answered = await check_ins.answer(
        turn.session, turn.tenant_id, turn.actor.id, payload.token, given, turn.now
    )
    if answered.closes_at is None:
        return Reply(Notice(_TOLD[answered.outcome]), spent=False)
    elsewhere = answered.question is not None and answered.question.about_leader
    return Reply(CheckInThanks(answered.closes_at, about_url(turn), elsewhere), spent=False)


async def stop(turn: Turn, payload: Payload, person_id: str) -> Reply:
    """No more invitations. She is still counted among those who may answer, and still can."""
    if turn.actor.id != person_id:
        return Reply(Notice("button-gone"), spent=False)
    turn.actor.invited = False
    return Reply(Notice("check-in-stopped"), spent=False)


async def resume(turn: Turn, payload: Payload, person_id: str) -> Reply:
    if turn.actor.id != person_id:
        return Reply(Notice("button-gone"), spent=False)
    turn.actor.invited = True
    return Reply(Notice("check-in-resumed"), spent=False)


CONVERSATION = Conversation(
    name="check_in",
    phrases="check-in-phrases",
    open=open_card,
    acts=(
        Act(OPEN, opens(open_card), bound=False),
        Act(ANSWER, answer, Answer, bound=False, traceless=True),
        Act(STOP, stop),
        Act(RESUME, resume),
    ),
)
