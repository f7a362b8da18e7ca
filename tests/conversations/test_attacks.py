"""Every act, attacked through the front door (safety.md T5): nothing changes, and nobody's words come back.

Each attack begins with a button that works, on a card that Medvind has shown, about something that exists.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from dialogs.registry import ACTS
from storage.database import Database
from storage.month_keys import MonthKeys
from tests.databases import KEYS
from tests.edge.case_flows import ASKED
from tests.edge.fake_connector import fake_teams
from tests.edge.flows import FLOWS, HARD, NEW_TIMES
from tests.edge.street import Activity, Answered, Street, one_database, sending, sent_with, street
from tests.stories import COFFEE, filled
from tests.town import ANNE, BENTE, KAREN, METTE, NADIA, NAMES, OTHER_TENANT, OTTO
from texts.catalogue import texts

# What a card that is shown makes by itself. It adds to these, and leaves what is there alone.
GROWING = ("button", "web_key")
PEOPLE = (NAMES[ANNE], NAMES[METTE], NAMES[KAREN])
WORDS = (COFFEE[:30], HARD[:30], filled()["title"])
CANARIES = (*WORDS, ASKED, *PEOPLE)
HUGE = "x" * 250_000  # as much as the front door lets through, in one field
WRONG: tuple[Any, ...] = (7, -1, 1e308, float("nan"), [], ["x"], {}, {"a": [1]}, [[[[None]]]])
TOKENS: tuple[Any, ...] = ("", "x" * 22, "' OR 1=1 --", HUGE, None, True, *WRONG)
# For each act, the first of its flows: one press that would do it.
PRESSES = {
    act: next(flow for name, flow in FLOWS.items() if name.partition(",")[0] == act) for act in sorted(ACTS)
}
# The two cards of an incident send all that stands on them: of it, each button reads what is its own.
READS = {
    "case.ask": ("question_1", "question_2"),
    "case.assess": ("talk_day", "talk_clock", "debriefing"),
    "case.done": ("done",),
    "case.note": ("note",),
    "case.witness": ("person",),
    "incident.add": ("what_happened", "what_before"),
    "incident.answer": ("answer_1", "answer_2"),
    "incident.witness": ("person",),
}
REFUSALS = (
    *("card-too-old", "button-gone", "button-used", "form-button-gone", "not-saved", "speak-privately"),
    *("check-in-gone", "check-in-closed", "check-in-lost", "check-in-day-leader-only"),
)


@dataclass(frozen=True)
class Homes:
    """Two tenants of one service, with the same people, units and teams."""

    ours: Street
    theirs: Street

    async def everything(self) -> dict[tuple[str, str], set[str]]:
        """Every row, by tenant and table; what has been heard may be added to."""
        return {
            (street.tenant, table): set(rows)
            for street in (self.ours, self.theirs)
            for table, rows in (await street.raw()).items()
        }


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def shared_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with one_database(request, tmp_path_factory) as url:
        yield url


@pytest.fixture
async def homes(shared_url: str, tmp_path: Path) -> AsyncIterator[Homes]:
    database = Database(shared_url, KEYS, month_keys=MonthKeys(tmp_path / "month-keys"))
    async with (
        fake_teams() as (teams, session),
        street(database, teams, session, uuid.uuid4().hex) as ours,
        street(database, teams, session, uuid.uuid4().hex) as theirs,
    ):
        for person in (ANNE, BENTE, METTE, KAREN, NADIA):
            await ours.deliver(ours.message(person, "hej"))
        for person in (ANNE, METTE, KAREN, OTTO):
            await theirs.deliver(theirs.message(person, "hej"))
        yield Homes(ours, theirs)
    await database.close()


async def attack(
    homes: Homes, attacks: Iterable[tuple[Street, Activity]], secrets: Sequence[str] = CANARIES
) -> None:
    """Nothing changes, nothing of anybody's is told, and nothing is raised, whatever is sent."""
    before = await homes.everything()
    for at, activity in attacks:
        with capture_logs() as logs:
            answer = await at.deliver(activity)
        sent = json.dumps(activity, ensure_ascii=False)
        assert answer.status in (200, 400), sent[:300]
        assert [line["event"] for line in logs if line["event"] != "request_turned_away"] == [], sent[:300]
        told = [canary for canary in secrets if canary in told_by(answer) and canary not in sent]
        assert told == [], sent[:300]
    after = await homes.everything()
    for (tenant, table), rows in before.items():
        assert rows <= after[tenant, table], table
        assert table in GROWING or rows == after[tenant, table], table


def told_by(answer: Answered) -> str:
    """What an answer says. Whom a story may be about is in every form, and nobody's secret."""

    def without_lists(part: Any) -> Any:
        if isinstance(part, dict):
            return {key: without_lists(value) for key, value in part.items() if key != "choices"}
        return [without_lists(entry) for entry in part] if isinstance(part, list) else part

    if answer.status != 200:
        return answer.text
    return json.dumps(without_lists([json.loads(answer.text or "null"), *answer.posted]), ensure_ascii=False)


def by(person: str, activity: Activity) -> Activity:
    """The very same, sent by somebody else."""
    return {**activity, "from": {"id": f"29:{person}", "name": NAMES[person], "aadObjectId": person}}


def at_home(street: Street, person: str, activity: Activity) -> Activity:
    """The card was passed on: somebody presses it in her own chat."""
    return by(person, {**activity, "conversation": street.message(person, "")["conversation"]})


def of(tenant: str, activity: Activity) -> Activity:
    conversation = {**activity["conversation"], "tenantId": tenant}
    data = {**activity["channelData"], "tenant": {"id": tenant}}
    return {**activity, "conversation": conversation, "channelData": data}


@pytest.mark.some_on_postgresql(3)
@pytest.mark.parametrize("act", PRESSES)
async def test_no_attack_gets_through(act: str, homes: Homes) -> None:
    """One button, and everybody who has no business with it. Afterwards it still works, for its owner, once."""
    ours = homes.ours
    activity = await PRESSES[act](ours)
    # What leaves no trace has no token of ours: it proves itself by what only its owner's card says.
    if ACTS[act].bound or ACTS[act].traceless:
        for at, hers in strangers(act, homes, activity):
            # Where she is reached is learned from what Teams says of her: the button has nothing to do with it.
            await at.deliver(sending(hers, {"do": "menu.cancel"}))
            is_hers = hers["from"]["aadObjectId"] == activity["from"]["aadObjectId"]
            await attack(homes, [(at, hers)], not_for_her(act) if is_hers else CANARIES)
        await attack(homes, ((ours, moved) for moved in elsewhere(ours, activity)))
        forged = ((ours, forged) for forged in with_other_tokens(activity))
        await attack(homes, forged, not_for_her(act))
        await too_late(homes, activity, not_for_her(act))
    odd = ((ours, sending(activity, odd)) for odd in oddities(act, sent_with(activity)))
    await attack(homes, odd, not_for_her(act))
    if not (ACTS[act].bound or ACTS[act].traceless):
        await attack(homes, [(ours, activity)], secrets=())  # it only opens something
    done = await ours.deliver(activity)
    assert done.status == 200
    assert [text_id for text_id in REFUSALS if texts("da")(text_id) in str(done)] == []
    await attack(homes, [(ours, activity)] * 2, secrets=())


def not_for_her(act: str) -> Sequence[str]:
    """On a card about an incident she reads who has it, whom it hit, and what was asked: it is her own."""
    return WORDS if act.startswith(("incident.", "case.")) else CANARIES


def strangers(act: str, homes: Homes, activity: Activity) -> Iterator[tuple[Street, Activity]]:
    """Colleagues, in the owner's chat and in their own; the owner, and somebody else, in another tenant."""
    owner, in_chat = (
        activity["from"]["aadObjectId"],
        activity["conversation"]["conversationType"] == "personal",
    )
    for person in {ANNE, METTE, NADIA} - {owner} if in_chat else ():
        yield homes.ours, by(person, activity)
        yield homes.ours, at_home(homes.ours, person, activity)
    for person in (owner, OTTO):
        yield homes.theirs, of(homes.theirs.tenant, by(person, activity))


def elsewhere(street: Street, activity: Activity) -> Iterator[Activity]:
    """Passed on to a group, to a channel of another team, and from the chat to the channel or back."""
    group = {"id": "19:group@thread.v2", "conversationType": "groupChat", "tenantId": street.tenant}
    place = {"id": "19:elsewhere@thread.tacv2", "conversationType": "channel", "tenantId": street.tenant}
    team = {"id": place["id"], "name": "Et andet sted"}
    data = {"tenant": {"id": street.tenant}}
    yield {**activity, "conversation": group, "channelData": data}
    there = {"team": team, "channel": {"id": place["id"]}}
    yield {**activity, "conversation": place, "channelData": data | there}
    if activity["conversation"]["conversationType"] == "personal":
        yield street.in_channel(activity)
    else:
        yield {**at_home(street, activity["from"]["aadObjectId"], activity), "channelData": data}


def with_other_tokens(activity: Activity) -> Iterator[Activity]:
    data = sent_with(activity)
    yield from (sending(activity, {**data, "token": token}) for token in TOKENS)
    yield sending(activity, {name: value for name, value in data.items() if name != "token"})


async def too_late(homes: Homes, activity: Activity, secrets: Sequence[str]) -> None:
    clock = homes.ours.town.clock
    now, clock.now = clock.now, clock.now + timedelta(days=400)
    await attack(homes, [(homes.ours, activity)], secrets)
    clock.now = now


def oddities(act: str, data: dict[str, Any]) -> Iterator[Any]:
    claims = {"tenant_id": OTHER_TENANT, "person_id": METTE, "object_id": "1", "story": "1", "page_": 1}
    yield from ({**data, name: value} for name, value in claims.items())
    yield {**data, HUGE: "x"}
    yield {**data, **{f"field{number}": "x" for number in range(10_000)}}
    for depth in (5, 31, 33, 900):
        yield {**data, "deep": nested(depth)}
    yield from WRONG
    for name in ACTS[act].payload.model_fields.keys() - {"token"}:
        yield from ({**data, name: wrong} for wrong in WRONG)
        yield {**data, name: nested(30)}
        if name in READS.get(act, [name]):
            yield {**data, name: HUGE}


def nested(depth: int) -> Any:
    value: Any = "x"
    for _ in range(depth):
        value = [value]
    return value


def test_what_is_sent_along_is_all_there_is() -> None:
    """The fields of the story form and of the rhythm's are filled by hand, and none of them is left out."""
    assert set(filled()) <= set(ACTS["story.send"].payload.model_fields)
    assert set(NEW_TIMES) == set(ACTS["rhythm.save"].payload.model_fields) - {"do", "token"}
