"""Caught HTML and mentions become plain text, in linear time; any JSON at all is read or refused."""

import json
import time
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from bot.teams.activities import Inbound, Kind, Malformed, SourceMessage, read
from bot.teams.plaintext import from_html

from .fake_connector import BOT, FakeTeams


def activity(**overrides: Any) -> dict[str, Any]:
    return FakeTeams().activity(**overrides)


def mention(text: str, mentioned: str = BOT) -> dict[str, Any]:
    return {"type": "mention", "text": text, "mentioned": {"id": mentioned, "name": "whoever"}}


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


def test_a_comment_that_never_ends_eats_no_line_breaks() -> None:
    assert from_html("<!--[if gte mso 9]><p>et</p><p>to</p>") == "et\n\nto"


@pytest.mark.parametrize(
    "bait", ["<a ", "<!--", "<", "</", "<a '", '<a b="', "<a b=c ", "<script>", "&#", "<![", "<p>", "<!-- >"]
)
def test_hostile_html_is_read_in_no_time(bait: str) -> None:
    """In the thread's own time: it tells nothing of how busy the machine is."""
    started = time.thread_time()
    from_html(bait * 50_000)
    assert time.thread_time() - started < 1.0


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@seed(20261123)
@settings(max_examples=300, deadline=None)
@given(anything, st.data())
def test_any_json_is_read_or_malformed(garbage: Any, data: st.DataObject) -> None:
    good = FakeTeams().activity(
        type=data.draw(st.sampled_from(["message", "invoke"])), name="composeExtension/fetchTask"
    )
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
