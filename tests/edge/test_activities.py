"""What Teams sends is read into an Inbound, and nothing a stranger writes makes the reading fail."""

from typing import Any

import pytest

from bot.teams.activities import MAX_TEXT, Inbound, Kind, Malformed, TeamsTeam, read

from .fake_connector import BOT, PERSON, TENANT, FakeTeams

INVOKES = {
    "adaptiveCard/action": Kind.BUTTON,
    "composeExtension/fetchTask": Kind.CAPTURE,
    "composeExtension/submitAction": Kind.CAPTURE_SUBMIT,
    "task/fetch": Kind.DIALOG_OPEN,
    "task/submit": Kind.DIALOG_SUBMIT,
    "composeExtension/query": Kind.OTHER,
    "": Kind.OTHER,
}


class Written(FakeTeams):
    """Writes activities without serving them."""

    url = "https://smba.trafficmanager.net/emea/"


def activity(**overrides: Any) -> dict[str, Any]:
    return Written().activity(**overrides)


def test_a_personal_message() -> None:
    assert read(activity()) == Inbound(
        kind=Kind.MESSAGE,
        tenant_id=TENANT,
        activity_id="1485983408511",
        conversation_id="a:mette",
        conversation_type="personal",
        service_url="https://smba.trafficmanager.net/emea/",
        bot_id=BOT,
        person_id=PERSON,
        account_id="29:mette",
        person_name="Mette Holm",
        locale="da-DK",
        team=None,
        text="hej",
        value={},
        command_id="",
        reply_to_id=None,
        source=None,
        is_invoke=False,
    )


def test_the_person_is_the_entra_object_id_in_lower_case_or_nobody() -> None:
    assert read(activity(**{"from": {"id": "x", "aadObjectId": PERSON.upper()}})).person_id == PERSON
    assert read(activity(**{"from": {"id": "x"}})).person_id == ""


@pytest.mark.parametrize(("invoke", "kind"), INVOKES.items())
def test_each_invoke_has_its_kind(invoke: str, kind: Kind) -> None:
    inbound = read(activity(type="invoke", name=invoke, text=None))
    assert (inbound.kind, inbound.is_invoke) == (kind, True)


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        ("add", Kind.INSTALLED),
        ("add-upgrade", Kind.INSTALLED),
        ("remove", Kind.REMOVED),
        ("remove-upgrade", Kind.OTHER),
    ],
)
def test_installations(action: str, kind: Kind) -> None:
    assert read(activity(type="installationUpdate", action=action, text=None)).kind is kind


def test_a_button_of_an_old_client_is_a_message_with_a_value_and_no_words() -> None:
    inbound = read(activity(text=None, value={"do": "story.send", "token": "t"}))
    assert (inbound.kind, inbound.value) == (Kind.BUTTON, {"do": "story.send", "token": "t"})


def test_a_button_gives_the_data_and_the_inputs_only() -> None:
    action = {"type": "Action.Execute", "verb": "v", "data": {"do": "story.send", "title": "Kaffe"}}
    inbound = read(activity(type="invoke", name="adaptiveCard/action", value={"action": action}))
    assert inbound.value == {"do": "story.send", "title": "Kaffe"}
    assert inbound.text == ""


def test_dialogs_and_captures_give_what_was_filled_in() -> None:
    for name in ("task/submit", "task/fetch", "composeExtension/submitAction"):
        value = {"data": {"do": "x"}, "commandId": "gem", "context": {"theme": "dark"}}
        inbound = read(activity(type="invoke", name=name, value=value))
        assert (inbound.value, inbound.command_id) == ({"do": "x"}, "gem")


def test_a_picture_without_words_is_a_message_and_a_reaction_is_not() -> None:
    assert read(activity(text="", attachments=[{"contentType": "image/png"}])).kind is Kind.MESSAGE
    assert read(activity(text=None)).kind is Kind.OTHER
    assert read(activity(type="messageReaction", text=None)).kind is Kind.OTHER
    assert read(activity(type="conversationUpdate", text=None)).kind is Kind.OTHER


def test_the_team_and_channel_of_a_channel_message() -> None:
    channel_data = {
        "tenant": {"id": TENANT},
        "team": {"id": "19:team@thread.tacv2", "name": "Team Birk", "aadGroupId": "GROUP"},
        "channel": {"id": "19:general@thread.tacv2"},
    }
    inbound = read(activity(channelData=channel_data, conversation={"id": "19:general;messageid=1"}))
    assert inbound.team == TeamsTeam("19:team@thread.tacv2", "Team Birk", "group", "19:general@thread.tacv2")
    assert inbound.conversation_type == "channel"


@pytest.mark.parametrize(
    ("told", "conversation"),
    [({"tenant": {"id": TENANT.upper()}}, TENANT), ({}, TENANT), ({"tenant": {"id": TENANT}}, None)],
)
def test_the_tenant_is_told_once_or_twice_alike(told: dict[str, Any], conversation: str | None) -> None:
    place = {"id": "a:1", "tenantId": conversation}
    assert read(activity(channelData=told, conversation=place)).tenant_id == TENANT


@pytest.mark.parametrize(
    "wrong",
    [
        {"channelData": {"tenant": {"id": "another"}}},
        {"channelData": {"tenant": {"id": ["a", "b"]}}},
        {"channelData": None, "conversation": {"id": "a:1"}},
        {"serviceUrl": 7},
        {"conversation": None},
        {"conversation": {"id": "x" * 2000, "tenantId": TENANT}},
        {"channelId": None},
        {"type": None},
        {"type": {}},
        {"id": None},
        {"from": {"aadObjectId": {"$ne": ""}}},
    ],
)
def test_without_a_place_a_tenant_or_a_form_it_is_malformed(wrong: dict[str, Any]) -> None:
    with pytest.raises(Malformed) as reason:
        read(activity(**wrong))
    assert len(str(reason.value)) < 40


def test_an_activity_that_names_no_service_is_left_to_the_gate() -> None:
    """No token is for no service, so there it is a question of who may speak."""
    for nowhere in (None, "", "\x00"):
        assert read(activity(serviceUrl=nowhere)).service_url == ""


def test_a_value_that_no_database_could_keep_is_malformed() -> None:
    deep: Any = "bottom"
    for _ in range(200):
        deep = [deep]
    for value in ({"a": deep}, {"a": float("inf")}, {"a": object()}):
        with pytest.raises(Malformed):
            read(activity(text=None, value=value))


def test_half_an_emoji_and_a_nul_are_taken_out_of_text_and_value() -> None:
    assert read(activity(text="hej\ud83d\x00")).text == "hej?"
    assert read(activity(text=None, value={"a\x00": ["\udc00"]})).value == {"a": ["?"]}


def test_the_text_is_capped() -> None:
    assert len(read(activity(text="a" * 200_000)).text) == MAX_TEXT
