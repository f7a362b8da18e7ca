"""The front door over real HTTP: what Teams sends gets its answer, and never a 500."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.teams.activities import Inbound, Kind
from bot.teams.answers import dialog, dialog_says, replace_card, say
from bot.teams.gate import OpenGate
from bot.teams.seam import Answer

from .door import Doorstep, RecordingTurns, card, front_door
from .fake_connector import BOT, Fault, deserted_url, fake_teams

CARD = "application/vnd.microsoft.card.adaptive"
SECRET = "Fru Olsen på stue 4"


@pytest.fixture
async def world() -> AsyncIterator[Doorstep]:
    async with fake_teams() as (teams, session):
        turns = RecordingTurns()
        async with front_door(OpenGate(), turns, teams, session, patience=0.5) as client:
            yield Doorstep(teams, turns, client)


INVOKES: dict[str, tuple[Kind, dict[str, Any]]] = {
    "adaptiveCard/action": (Kind.BUTTON, replace_card(card("Tak for historien"))),
    "composeExtension/fetchTask": (Kind.CAPTURE, dialog(card("Gem historien"), "God historie")),
    "composeExtension/submitAction": (Kind.CAPTURE_SUBMIT, dialog_says("Gemt. Tak!")),
    "task/fetch": (Kind.DIALOG_OPEN, dialog(card("Noget er sket"), "Hændelse")),
    "task/submit": (Kind.DIALOG_SUBMIT, dialog_says("Tak")),
}


@pytest.mark.parametrize("name", INVOKES)
async def test_each_invoke_gets_its_body(name: str, world: Doorstep) -> None:
    """The SDK's own adapter answers every one of these with 500."""
    kind, body = INVOKES[name]
    world.turns.answer = lambda inbound: Answer(invoke=body)
    assert await world.post(world.invoke(name, action={"data": {"do": "x"}}, data={"do": "x"})) == (200, body)
    [inbound] = world.turns.taken
    assert (inbound.kind, inbound.value) == (kind, {"do": "x"})
    assert world.teams.sent == []


async def test_a_button_may_also_say_something_for_a_moment(world: Doorstep) -> None:
    world.turns.answer = lambda inbound: Answer(invoke=say("Den er sendt"))
    status, body = await world.post(world.invoke("adaptiveCard/action"))
    assert (status, body["type"], body["value"]) == (
        200,
        "application/vnd.microsoft.activity.message",
        "Den er sendt",
    )


async def test_an_invoke_nobody_knows_is_not_implemented(world: Doorstep) -> None:
    assert await world.post(world.invoke("composeExtension/query")) == (501, None)


async def test_a_dialog_may_close_without_a_word(world: Doorstep) -> None:
    assert await world.post(world.invoke("task/submit")) == (200, None)


async def test_a_message_gets_its_cards_one_by_one_with_the_token(world: Doorstep) -> None:
    first, second = (
        card("Godmorgen", fallbackText="Godmorgen"),
        card("Tjek ind?", msteams={"width": "Full"}, speak=None),
    )
    world.turns.answer = lambda inbound: Answer(cards=(first, second))
    assert await world.post(world.teams.activity()) == (200, None)
    assert [sent.path for sent in world.teams.sent] == [
        "/v3/conversations/a%3Amette/activities/1485983408511"
    ] * 2
    assert {sent.headers["Authorization"] for sent in world.teams.sent} == {"Bearer bot-token-1"}
    assert len(world.teams.token_requests) == 1
    sent = world.teams.sent[0].json
    assert sent["attachments"] == [{"contentType": CARD, "content": first}]
    assert (sent["type"], sent["summary"], sent["replyToId"]) == ("message", "Godmorgen", "1485983408511")
    assert (sent["from"]["id"], sent["recipient"]["id"]) == (BOT, "29:mette")
    assert "summary" not in world.teams.sent[1].json


async def test_the_playgrounds_service_url_has_a_path(world: Doorstep) -> None:
    world.turns.answer = lambda inbound: Answer(cards=(card("hej"),))
    await world.post(world.teams.activity(serviceUrl=f"{world.teams.url}_connector"))
    assert [sent.path.partition("/v3/")[0] for sent in world.teams.sent] == ["/_connector"]


async def test_an_invoke_may_both_answer_and_post(world: Doorstep) -> None:
    world.turns.answer = lambda inbound: Answer(cards=(card("ny"),), invoke=replace_card(card("gammel")))
    status, body = await world.post(world.invoke("adaptiveCard/action"))
    assert (status, body["value"]) == (200, card("gammel"))
    assert len(world.teams.sent) == 1


async def test_a_failed_turn_says_sorry_and_logs_where_but_not_what(world: Doorstep) -> None:
    def fall(inbound: Inbound) -> Answer:
        raise LookupError(f"row with {SECRET} and {inbound.text}")

    world.turns.answer = fall
    world.turns.apology = Answer(cards=(card("Det gik galt. Prøv igen."),), invoke=say("Det gik galt."))
    with capture_logs() as logs:
        assert await world.post(world.teams.activity(text=SECRET)) == (200, None)
        assert (await world.post(world.invoke("adaptiveCard/action")))[0] == 200
    assert len(world.teams.sent) == 2
    failed = [line for line in logs if line["event"] == "turn_failed"]
    assert [line["error"] for line in failed] == ["LookupError", "LookupError"]
    assert "in fall" in str(failed[0]) or " fall" in str(failed[0]["trail"])
    for trace in (SECRET, "Mette", "mette", "bot-token"):
        assert trace not in str(logs)


async def test_an_answer_that_is_not_json_says_sorry_too(world: Doorstep) -> None:
    world.turns.answer = lambda inbound: Answer(cards=({"when": object()},))
    world.turns.apology = Answer(invoke=say("Det gik galt."))
    assert (await world.post(world.invoke("adaptiveCard/action"))) == (200, say("Det gik galt."))


@pytest.mark.parametrize(
    "fault",
    [
        Fault(500),
        Fault(429),
        Fault(403),
        Fault(502, body="<html>"),
        Fault(reset=True),
        Fault(307, headers={"Location": "/"}),
        Fault(delay=3),
    ],
)
async def test_a_reply_that_teams_does_not_take_is_logged_and_the_turn_stands(
    fault: Fault, world: Doorstep
) -> None:
    world.teams.always = fault
    world.turns.answer = lambda inbound: Answer(cards=(card("et"), card("to")), invoke=say("Gemt"))
    with capture_logs() as logs:
        assert await world.post(world.invoke("adaptiveCard/action")) == (200, say("Gemt"))
        assert await world.post(world.teams.activity()) == (200, None)
    assert [line["event"] for line in logs].count("reply_lost") == 2
    assert len(world.teams.sent) == 2


async def test_with_the_connector_down_the_turn_stands(world: Doorstep) -> None:
    world.turns.answer = lambda inbound: Answer(cards=(card("et"),))
    assert await world.post(world.teams.activity(serviceUrl=deserted_url())) == (200, None)
    assert len(world.turns.taken) == 1


async def test_the_sdks_own_way_in_is_closed(world: Doorstep) -> None:
    from bot.teams.adapter import SeamAuthentication

    with pytest.raises(PermissionError):
        await SeamAuthentication(None).authenticate_request(None, "")  # type: ignore[arg-type]


class Noted:
    """Whether the conversations are told that their cards have been shown."""

    def __init__(self, error: Exception | None = None) -> None:
        self.times = 0
        self._error = error

    async def __call__(self) -> None:
        self.times += 1
        if self._error:
            raise self._error


async def test_the_conversations_hear_when_all_their_cards_are_shown(world: Doorstep) -> None:
    noted = Noted()
    world.turns.answer = lambda inbound: Answer(cards=(card("et"), card("to")), shown=noted)
    await world.post(world.teams.activity())
    assert noted.times == 1
    world.teams.fail(Fault(), Fault(500))
    await world.post(world.teams.activity())
    assert noted.times == 1, "the second card was not taken"


async def test_an_answer_without_cards_has_nothing_to_note(world: Doorstep) -> None:
    """An invoke's answer goes out with the response: whether it arrived is nothing that we can know."""
    noted = Noted()
    world.turns.answer = lambda inbound: Answer(invoke=say("Gemt"), shown=noted)
    await world.post(world.invoke("adaptiveCard/action"))
    assert noted.times == 0


async def test_to_note_it_may_fail(world: Doorstep) -> None:
    noted = Noted(OSError(SECRET))
    world.turns.answer = lambda inbound: Answer(cards=(card("et"),), invoke=say("Gemt"), shown=noted)
    with capture_logs() as logs:
        assert await world.post(world.invoke("adaptiveCard/action")) == (200, say("Gemt"))
    assert [(line["event"], line["error"]) for line in logs] == [("reply_not_noted", "OSError")]
    assert SECRET not in str(logs)
