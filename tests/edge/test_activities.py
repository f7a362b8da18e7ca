"""What Teams sends is read into an Inbound, and nothing a stranger writes makes the reading fail."""

import json
import time
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from bot.teams.activities import MAX_TEXT, Inbound, Kind, Malformed, SourceMessage, TeamsTeam, read
from bot.teams.plaintext import from_html

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


def mention(text: str, mentioned: str = BOT) -> dict[str, Any]:
    return {"type": "mention", "text": text, "mentioned": {"id": mentioned, "name": "whoever"}}


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


def test_a_caught_message_is_plain_text_with_its_author() -> None:
    html = (
        '<div><p>Godt&nbsp;gået, <at id="0">Anna</at>! <emoji id="smile" alt="🙂" title="Smil"></emoji></p>'
        '<p>Vi&#229;bnede<br>t&oslash;ndet.</p><img alt="et billede af kagen" src="https://x">'
        '<attachment id="1"></attachment><script>alert(1)</script></div>'
    )
    payload = {
        "body": {"contentType": "html", "content": html},
        "from": {"user": {"id": "CCCC", "displayName": "Jonas"}},
    }
    value = {"commandId": "gem", "messagePayload": payload}
    inbound = read(activity(type="invoke", name="composeExtension/fetchTask", value=value, text=None))
    words = "Godt gået, Anna! 🙂\n\nViåbnede\ntøndet.\net billede af kagen"
    assert inbound.source == SourceMessage(words, "cccc", "Jonas")
    assert inbound.command_id == "gem"


def test_a_caught_message_of_an_app_has_no_author_and_plain_text_stays_as_it_is() -> None:
    payload = {
        "body": {"contentType": "text", "content": "1 < 2 & <b>"},
        "from": {"user": None, "application": {}},
    }
    inbound = read(
        activity(type="invoke", name="composeExtension/fetchTask", value={"messagePayload": payload})
    )
    assert inbound.source == SourceMessage("1 < 2 & <b>", None, None)


def test_the_team_and_channel_of_a_channel_message() -> None:
    channel_data = {
        "tenant": {"id": TENANT},
        "team": {"id": "19:team@thread.tacv2", "name": "Team Birk", "aadGroupId": "GROUP"},
        "channel": {"id": "19:general@thread.tacv2"},
    }
    inbound = read(activity(channelData=channel_data, conversation={"id": "19:general;messageid=1"}))
    assert inbound.team == TeamsTeam("19:team@thread.tacv2", "Team Birk", "group", "19:general@thread.tacv2")
    assert inbound.conversation_type == "channel"


def test_a_comment_that_never_ends_eats_no_line_breaks() -> None:
    assert from_html("<!--[if gte mso 9]><p>et</p><p>to</p>") == "et\n\nto"


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
        {"serviceUrl": None},
        {"serviceUrl": ""},
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


@pytest.mark.parametrize(
    ("text", "mentions", "expected"),
    [
        ("<at>Story</at> my Story of a Storybook", [mention("<at>Story</at>")], "my Story of a Storybook"),
        ("<at>Story</at> my Story of a Storybook", [], "my Story of a Storybook"),
        ("tak <at>Anna</at>", [mention("<at>Anna</at>", "29:anna")], "tak <at>Anna</at>"),
        ("my Story", [mention("")], "my Story"),
        ('<at id="1">Story</at> hej', [mention('<at id="1">Story</at>')], "hej"),
        ("<at>Story</at>", [mention("<at>Story</at>")], ""),
    ],
)
def test_only_the_mention_of_the_bot_is_cut(text: str, mentions: list[dict[str, Any]], expected: str) -> None:
    inbound = read(activity(text=text, entities=mentions, recipient={"id": BOT, "name": "Story"}))
    assert (inbound.kind, inbound.text) == (Kind.MESSAGE, expected)


@pytest.mark.parametrize(
    "bait", ["<a ", "<!--", "<", "</", "<a '", '<a b="', "<a b=c ", "<script>", "&#", "<![", "<p>", "<!-- >"]
)
def test_hostile_html_is_read_in_no_time(bait: str) -> None:
    started = time.perf_counter()
    from_html(bait * 50_000)
    assert time.perf_counter() - started < 1.0


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@seed(20261123)
@settings(max_examples=300, deadline=None)
@given(anything, st.data())
def test_any_json_is_read_or_malformed(garbage: Any, data: st.DataObject) -> None:
    good = activity(type=data.draw(st.sampled_from(["message", "invoke"])), name="composeExtension/fetchTask")
    good["value"] = {"messagePayload": {"body": {"content": "x"}}, "data": {}, "action": {"data": {}}}
    place = good
    while nested := [key for key, entry in place.items() if isinstance(entry, dict)]:
        if not data.draw(st.booleans()):
            break
        place = place[data.draw(st.sampled_from(nested))]
    if place:
        place[data.draw(st.sampled_from(sorted(place)))] = garbage
    for body in (good, garbage):
        try:
            inbound = read(body)
        except Malformed:
            continue
        assert all(hasattr(inbound, known.name) for known in fields(Inbound))
        json.dumps(inbound.value, allow_nan=False).encode()
