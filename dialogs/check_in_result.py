"""What a round says to its team: a finding in words, a question to talk about, and one small thing to try.

Everybody in the channel sees the same, the leader included, and at the same time.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from dialogs.about_nobody import problem_in
from dialogs.base import Act, Chosen, Conversation, Payload, Reply, Scene, Turn
from dialogs.posted import WORTH_IT, new_key, refresh
from dialogs.screens import CheckInResult, Notice, Screen, Trial
from domain.calendar import local
from domain.story_rules import tidy
from storage import check_in_talks, check_ins, outbox, releases, teams
from storage.check_in_talks import TrialOutcome
from storage.tables import CheckInTalk

TALKED, PLAN, KEEP = "result.talked", "result.plan", "result.keep"
HAPPENED, NOT_YET = "result.happened", "result.not-yet"
BUTTONS_LIVE = timedelta(days=60)
LONGEST_TRIAL = timedelta(days=183)


class Keep(Payload):
    trial: str = ""
    until: Chosen = ""


def posted_as(round_id: str, team_id: str) -> str:
    """The card of a round in a team's channel, in the outbox: one each."""
    return f"check_in_result|{round_id}|{team_id}"


def about(round_id: str, team_id: str) -> str:
    """What its buttons are about."""
    return f"{round_id} {team_id}"


async def result_for(scene: Scene, object_id: str, *, planning: bool = False) -> CheckInResult | None:
    """The result as it stands now: whoever looks, and whoever pressed, sees the same."""
    round_id, _, team_id = object_id.partition(" ")
    told = await releases.of_round(scene.session, scene.tenant_id, round_id)
    if told is None:
        return None
    team, together = await check_ins.names_of(scene.session, scene.tenant_id, round_id, team_id)
    talk = await check_in_talks.of(scene.session, scene.tenant_id, round_id, team_id)
    last = await check_in_talks.last_trial(scene.session, scene.tenant_id, team_id, told.closes_on)
    card = CheckInResult(
        team=team,
        together=together,
        question=told.question,
        closed_on=told.closes_on,
        finding=told.finding,
        last=_trial(last),
        talked=talk is not None and talk.talked_at is not None,
        trial=_trial(talk),
    )
    return replace(card, **await _buttons(scene, object_id, card, planning=planning))


def _trial(talk: CheckInTalk | None) -> Trial | None:
    return Trial(talk.trial, talk.try_until, talk.outcome) if talk and talk.trial else None


async def _buttons(scene: Scene, object_id: str, card: CheckInResult, *, planning: bool) -> dict[str, Any]:
    """Those that fit how things stand."""
    acts = {"keep": KEEP} if planning else {"plan": PLAN}
    if not card.talked:
        acts["talk"] = TALKED
    if card.last and not card.last.outcome:
        acts |= {"happened": HAPPENED, "not_yet": NOT_YET}
    return {name: await scene.button(act, object_id, lives=BUTTONS_LIVE) for name, act in acts.items()}


async def talked(turn: Turn, payload: Payload, object_id: str) -> Reply:
    talk = await _begin(turn, object_id)
    return await _as_it_stands(turn, object_id, news=bool(talk and check_in_talks.talked(talk, turn.now)))


async def plan(turn: Turn, payload: Payload, object_id: str) -> Reply:
    """The field, with what stands there; nothing has changed yet."""
    return Reply(await _form(turn, object_id), spent=False)


async def keep(turn: Turn, payload: Keep, object_id: str) -> Reply:
    """Keep the line, or give it back with what is wrong in it."""
    problem, name = await _problem(turn, payload, object_id)
    if problem:
        # A CPR number is not even given back: the next tap would send it again.
        text = "" if problem == "cpr" else payload.trial
        given: dict[str, Any] = {"trial_text": text, "trial_until": payload.until}
        return Reply(await _form(turn, object_id, **given, problem=problem, name=name), spent=False)
    talk, until = await _begin(turn, object_id), _day(payload.until)
    news = bool(talk and until and check_in_talks.plan(talk, tidy(payload.trial), until, turn.now))
    return await _as_it_stands(turn, object_id, news=news)


async def _problem(turn: Turn, payload: Keep, object_id: str) -> tuple[str, str]:
    found, name = await problem_in(turn, payload.trial, await _unit_of(turn, object_id))
    if found:
        return found, name
    if not tidy(payload.trial):
        return "empty", ""
    until, today = _day(payload.until), local(turn.now).date()
    return ("", "") if until and today <= until <= today + LONGEST_TRIAL else ("day", "")


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


async def _unit_of(turn: Turn, object_id: str) -> str | None:
    team = await teams.get(turn.session, turn.tenant_id, object_id.partition(" ")[2])
    return team.unit_id if team else None


async def _form(turn: Turn, object_id: str, **change: Any) -> Screen:
    card = await result_for(turn.for_everybody(), object_id, planning=True)
    if card is None:
        return Notice("check-in-gone")
    standing = card.trial
    if standing and not change:
        until = standing.until.isoformat() if standing.until else ""
        change = {"trial_text": standing.text, "trial_until": until}
    return replace(card, **change)


async def happened(turn: Turn, payload: Payload, object_id: str) -> Reply:
    return await _settle(turn, object_id, TrialOutcome.HAPPENED)


async def not_yet(turn: Turn, payload: Payload, object_id: str) -> Reply:
    return await _settle(turn, object_id, TrialOutcome.NOT_YET)


async def _settle(turn: Turn, object_id: str, outcome: TrialOutcome) -> Reply:
    """Of the thing that they wanted to try after an earlier round."""
    round_id, _, team_id = object_id.partition(" ")
    told = await releases.of_round(turn.session, turn.tenant_id, round_id)
    last = told and await check_in_talks.last_trial(turn.session, turn.tenant_id, team_id, told.closes_on)
    return await _as_it_stands(turn, object_id, news=bool(last and check_in_talks.settle(last, outcome)))


async def _begin(turn: Turn, object_id: str) -> CheckInTalk | None:
    round_id, _, team_id = object_id.partition(" ")
    if await releases.of_round(turn.session, turn.tenant_id, round_id) is None:
        return None
    return await check_in_talks.begin(turn.session, turn.tenant_id, round_id, team_id)


async def kept(turn: Turn, payload: Keep, object_id: str) -> Screen:
    """The button is too old: the line is given back, with a button that works."""
    form = await _form(turn, object_id, trial_text=payload.trial, trial_until=payload.until)
    return form if isinstance(form, CheckInResult) else Notice("button-gone")


async def _as_it_stands(turn: Turn, object_id: str, *, news: bool) -> Reply:
    """The current state for the one who pressed, and when there is news, on everybody's copy of the card."""
    await turn.session.flush()
    card = await result_for(turn.for_everybody(), object_id)
    if news:
        note = outbox.Note(
            key=new_key("check-in-result-refresh"),
            message="check_in_result_refresh",
            object_id=object_id,
            delivery_class=outbox.DeliveryClass.DEADLINE,
            not_before=turn.now,
            not_after=turn.now + WORTH_IT,
        )
        key = posted_as(*object_id.split(" ", 1))
        await refresh(turn.session, turn.tenant_id, key, note, turn.now, turn.place)
    return Reply(card or Notice("check-in-gone"), spent=False)


CONVERSATION = Conversation(
    name="check_in_result",
    in_channel=True,
    acts=(
        Act(TALKED, talked),
        Act(PLAN, plan),
        Act(KEEP, keep, Keep, expired=kept),
        Act(HAPPENED, happened),
        Act(NOT_YET, not_yet),
    ),
)
