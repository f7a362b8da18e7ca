"""Buttons and forms, all of them: forged, old, left half-way, and in a channel where everybody reads."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlmodel import SQLModel

from bot.terminal.chat import Chat, actions_of, inputs_of
from dialogs.base import Act
from dialogs.registry import ACTS, CONVERSATIONS
from dialogs.screens import (
    AgendaCard,
    CheckInDay,
    CheckInResult,
    DialogueCard,
    IncidentForm,
    IncidentSmallForm,
    IncidentTextBack,
    Notice,
    RhythmBreak,
    RhythmForm,
    RhythmSaved,
    Screen,
    StoryForm,
    TeamWelcome,
)
from storage import buttons
from tests.conftest import Some
from tests.town import ANNE, KAREN, METTE, OTHER_TENANT, OTTO, TENANT, Town
from texts.catalogue import texts

BOUND = [act for act in ACTS.values() if act.bound]
# No token of ours, and a proof of their own on the card: to whatever else is sent they are as deaf.
TRACELESS = [act for act in ACTS.values() if act.traceless]
HUGE = "x" * 1_000_000
NAN = float("nan")
NO_TOKENS: tuple[object, ...] = ("unknown", "", HUGE, "' OR 1=1 --", None, 7, NAN, True, [], {"$ne": ""})
REFUSED = (
    *(Notice("card-too-old"), Notice("button-gone"), Notice("check-in-gone")),
    *(Notice("incident-draft-gone"), Notice("incident-gone")),
)
# Conversations that show a form, and the words with which somebody who may gets it.
FORMS = {
    "story": (ANNE, "del en god historie"),
    "contribute_kudos": (ANNE, "ros"),
    "contribute_community": (ANNE, "begivenhed"),
    "contribute_visit": (ANNE, "føl-besøg"),
    "contribute_learning_story": (ANNE, "det lærte vi"),
    "contribute_neighbour": (ANNE, "kend din nabo"),
    "rhythm": (METTE, "påmindelser"),
    "check_in_day": (METTE, "tjek-ind-dag"),
    "roles": (KAREN, "roller"),
    "hand_over": (METTE, "overdrag vagten"),
}
FOR_A_CHANNEL = (
    AgendaCard,
    CheckInDay,
    CheckInResult,
    DialogueCard,
    Notice,
    RhythmBreak,
    RhythmForm,
    RhythmSaved,
    TeamWelcome,
)


async def everything(town: Town) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables. Buttons are left out: to show a card is to make some."""
    kept = {}
    async with town.database.read() as session:
        connection = await session.connection()
        for table in SQLModel.metadata.sorted_tables:
            if table.name != "button":
                rows = await connection.execute(table.select().order_by(*table.primary_key.columns))
                kept[table.name] = [tuple(row) for row in rows]
    return kept


async def token_for(town: Town, chat: Chat, act: Act, object_id: str = "no such object") -> str:
    """A token that opens: what the act does with an object that is gone."""
    async with town.database.write() as session:
        return await buttons.mint(
            session,
            TENANT,
            act.name,
            object_id,
            person_id=chat.speaker.person_id,
            conversation_id=chat.here.conversation_id,
            expires_at=town.clock().replace(year=2030),
        )


def is_her_own(answer: Screen, token: str) -> bool:
    """A form whose button nobody knows any more: given back as it was sent, with another button or with none."""
    match answer:
        case StoryForm():
            return answer.not_saved == "form-button-gone" and answer.send != token
        case IncidentForm() | IncidentSmallForm():
            return answer.token != token
        case _:
            return isinstance(answer, IncidentTextBack)


@pytest.mark.some_on_postgresql(3)
@pytest.mark.parametrize("act", BOUND + TRACELESS, ids=lambda act: act.name)
async def test_a_button_that_is_not_ours_changes_nothing(town: Town, act: Act) -> None:
    """Whatever a client sends: one kind sentence, and not a row is different."""
    anne = town.chat(ANNE)
    await anne.says("hej")
    token = await token_for(town, anne, act)
    before = await everything(town)
    fields = [name for name in act.payload.model_fields if name not in ("do", "token")]
    forged: list[dict[str, Any]] = [
        {},
        *({"token": wrong} for wrong in NO_TOKENS),
        {"token": token, "tenant_id": OTHER_TENANT},
        {"token": token, "person_id": METTE, "object_id": "1"},
        {"token": token, HUGE: HUGE},
        *({"token": token, name: wrong} for name in fields for wrong in (NAN, {"a": [1]})),
    ]
    for value in forged:
        (answer,) = await anne.submits({"do": act.name, **value})
        assert answer in REFUSED or is_her_own(answer, token), str(value)[:80]
    assert await everything(town) == before


@pytest.mark.some_on_postgresql(3)
@pytest.mark.parametrize("act", BOUND + TRACELESS, ids=lambda act: act.name)
async def test_a_real_button_whose_object_is_gone_changes_nothing(town: Town, act: Act, some: Some) -> None:
    """Its token is good, what it was about is not, and every field holds a million letters."""
    for person in some((KAREN, ANNE, METTE), 3):
        await _of_nothing(town, act, person)


async def _of_nothing(town: Town, act: Act, person: str) -> None:
    chat = town.chat(person)
    await chat.says("hej")
    before = await everything(town)
    names = [name for name in act.payload.model_fields if name not in ("do", "token", "sure")]
    for filling in (HUGE, "", "\u202e😀", "0", "-1", "2026-13-45"):
        token = await token_for(town, chat, act)
        await chat.submits({"do": act.name, "token": token, **dict.fromkeys(names, filling)})
        assert len(chat.cards) == 1, "there is always an answer"
    assert await everything(town) == before


@pytest.mark.some_on_postgresql(4)
@pytest.mark.parametrize("act", BOUND, ids=lambda act: act.name)
async def test_a_token_opens_its_own_act_only(town: Town, act: Act, some: Some) -> None:
    """Every other act refuses it, and so does the same act in another hand, tenant or chat."""
    anne = town.chat(ANNE)
    await anne.says("hej")
    await town.chat(METTE).says("hej")
    await town.chat(OTTO, OTHER_TENANT).says("hej")
    await town.chat(ANNE, OTHER_TENANT).says("hej")
    token = await token_for(town, anne, act)
    before = await everything(town)
    for other in some(BOUND, 6):
        if other is not act:
            assert await anne.submits({"do": other.name, "token": token}) == [Notice("button-gone")]
    for traceless in TRACELESS:
        (answer,) = await anne.submits({"do": traceless.name, "token": token, "answer": "no"})
        assert answer == Notice("check-in-gone")
    colleague, elsewhere = town.chat(METTE), town.chat(ANNE)
    colleague.place = anne.here  # nothing but who she is keeps it shut
    elsewhere.place = replace(anne.here, conversation_id="another chat")
    for chat in (colleague, elsewhere):
        assert await chat.submits({"do": act.name, "token": token}) == [Notice("button-gone")]
    for chat in (town.chat(ANNE, OTHER_TENANT), town.chat(OTTO, OTHER_TENANT)):
        chat.place = anne.here
        (answer,) = await chat.submits({"do": act.name, "token": token})
        gone = answer in (Notice("button-gone"), Notice("incident-draft-gone"))
        assert gone or is_her_own(answer, token)
    assert await everything(town) == before


@pytest.mark.parametrize(
    "do", ["", "no.such.act", "__class__", "story", HUGE, None, 7, NAN, ["story.send"], {"do": "story.send"}]
)
async def test_an_act_nobody_knows_is_an_old_card(town: Town, do: object) -> None:
    anne = town.chat(ANNE)
    await anne.says("hej")
    before = await everything(town)
    assert await anne.submits({"do": do, "token": "x"}) == [Notice("card-too-old")]
    assert await anne.submits({}) == [Notice("card-too-old")]
    assert await everything(town) == before


async def test_the_forms_tested_below_are_all_there_are(town: Town) -> None:
    found = set()
    for conversation in CONVERSATIONS:
        for person in (ANNE, METTE, KAREN):
            chat = town.chat(person)
            if conversation.phrases:
                await chat.says(texts("da").phrases(conversation.phrases)[0])
                if any(inputs_of(shown) for shown in chat.cards):
                    found.add(conversation.name)
    assert found == set(FORMS)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("way", ["a word", "its button"])
async def test_every_form_can_be_left(town: Town, form: str, way: str) -> None:
    person, words = FORMS[form]
    chat = town.chat(person)
    await chat.says(words)
    before = await everything(town)
    said = await (chat.says("annullér") if way == "a word" else chat.taps("Annullér"))
    assert said == [Notice("cancelled")]
    assert await everything(town) == before


@pytest.mark.parametrize("form", FORMS)
async def test_every_form_survives_its_own_old_card(town: Town, form: str) -> None:
    """A card from another version: a field too many is refused, a field too few is asked for again."""
    person, words = FORMS[form]
    chat = town.chat(person)
    (shown,) = await chat.says(words)
    sends = next(
        action["data"] for action in actions_of(chat.cards[0]) if action.get("associatedInputs") == "auto"
    )
    before = await everything(town)
    assert await chat.submits({**sends, "a_field_of_another_version": "1"}) == [Notice("card-too-old")]
    assert await chat.submits({**sends, "do": f"{sends['do']}.v2"}) == [Notice("card-too-old")]
    (again,) = await chat.submits(sends)
    assert type(again) is type(shown)
    assert await everything(town) == before


async def test_what_is_private_stays_out_of_a_channel(town: Town) -> None:
    """In a channel neither a word nor a button opens what is for one person."""
    channel = town.in_channel(KAREN)  # she may do the most
    opened: dict[str, Screen] = {}
    for name, act in ACTS.items():
        if not act.bound:
            (opened[name],) = await channel.submits({"do": name})
    for conversation in CONVERSATIONS:
        if conversation.phrases:
            said = texts("da").phrases(conversation.phrases)[0]
            opened[said], *_ = await channel.says(said)
    private = {
        way: type(shown).__name__ for way, shown in opened.items() if not isinstance(shown, FOR_A_CHANNEL)
    }
    assert private == {}


async def test_no_card_in_a_channel_offers_what_is_private(town: Town) -> None:
    """Not even the small messages: a form that was left, a card too old, a leader's business."""
    public = {
        act.name for conversation in CONVERSATIONS if conversation.in_channel for act in conversation.acts
    }
    mette, anne = town.in_channel(METTE), town.in_channel(ANNE)
    await mette.says("hej")
    await mette.says("påmindelser")
    save = next(
        action["data"] for action in actions_of(mette.cards[0]) if action["data"]["do"] == "rhythm.save"
    )
    offered = set()
    for chat, press in (
        (mette, {"do": "menu.cancel"}),
        (mette, {"do": "no.such.act"}),
        (mette, {**save, "token": "gone"}),
        (anne, {"do": "rhythm.save", "token": await token_for(town, anne, ACTS["rhythm.save"])}),
        (anne, {"do": "rhythm.stop", "token": await token_for(town, anne, ACTS["rhythm.stop"])}),
        (anne, {"do": "rhythm.open"}),
    ):
        await chat.submits(press)
        offered |= {action["data"]["do"] for shown in chat.cards for action in actions_of(shown)}
    assert offered - public == set()
