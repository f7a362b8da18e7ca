"""Everything that somebody of a tenant can get out of Medvind, one answer after the other, by a name for each."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import SecretStr

from bot.commands import committee
from bot.commands.data import digest, organisation_summary
from bot.settings import Settings
from bot.terminal.chat import Chat, actions_of, values_of
from dialogs.registry import ACTS, CONVERSATIONS
from storage import people
from tests.storage.neighbours import told
from tests.storage.populated import canary
from tests.town import ANNE, BENTE, JONAS, KAREN, METTE, NADIA, OTHER_TENANT, SAMIRA, TENANT, Town
from tests.web.desk import FORMATS, Desk
from texts.catalogue import LANGUAGES, texts

EVERYBODY = (ANNE, METTE, JONAS, SAMIRA, KAREN, BENTE, NADIA)
WEEKS = ("2026-W47", "2026-W48")
DATA_KEY = base64.b64encode(bytes(range(32))).decode()
Answers = dict[str, str]


async def reach(town: Town, desk: Desk) -> Answers:
    """By machines, at the command line, and by people of every role, in their own chat and in the channel.

    They press every button there is, so that little is left when they are done.
    """
    answers: Answers = {}
    await _pull(answers, desk)
    await _command(answers, town)
    for person in EVERYBODY:
        for where, chat in (("chat", town.chat(person)), ("channel", town.in_channel(person))):
            await _talk(answers, f"{where} {person[-2:]}", chat)
    await _use_what_is_not_theirs(answers, town)
    return answers


def _opening_words() -> Iterator[tuple[str, bool]]:
    """Every phrase; True for the one by which a conversation's buttons are tried as well."""
    for conversation in CONVERSATIONS:
        for language in LANGUAGES if conversation.phrases else ():
            for number, phrase in enumerate(texts(language).phrases(conversation.phrases)):
                yield phrase, number == 0 and language == "da"


async def _talk(answers: Answers, who: str, chat: Chat) -> None:
    """Say everything that is understood, and press every button that comes."""
    await chat.reads_mail()
    answers[f"{who} mail"] = _seen(chat)
    for phrase, tries in _opening_words():
        await chat.says(phrase)
        answers[f"{who} says {phrase}"] = _seen(chat)
        shown = [(card, action) for card in chat.cards for action in actions_of(card)]
        for card, action in shown if tries else ():
            if "data" in action:
                await chat.submits(values_of(card, action, {}))
                answers[f"{who} says {phrase} presses {action['title']} {len(answers)}"] = _seen(chat)


def _seen(chat: Chat) -> str:
    return told(chat.screens) + json.dumps(chat.cards, ensure_ascii=False)


async def _use_what_is_not_theirs(answers: Answers, town: Town) -> None:
    """Ids and tokens that somebody has got hold of; she sends them in every field there is."""
    stolen = {name: _id(table, column) for name, (table, column) in STOLEN.items()}
    for person in (ANNE, METTE, KAREN):
        chat = town.chat(person)
        for act in ACTS.values():
            fields = {name: stolen.get(name, "") for name in act.payload.model_fields} | {"do": act.name}
            await chat.submits(fields)
            answers[f"{person[-2:]} sends {act.name} with a token of theirs"] = _seen(chat)
        for words in (
            canary(OTHER_TENANT, "person", "name"),
            "Jeg sang med Kanarie0 i dag, og det var godt.",
        ):
            await chat.catches(words, _id("person", "id"), "Otto Fremmed")
            answers[f"{person[-2:]} catches {words}"] = _seen(chat)


STOLEN: Mapping[str, tuple[str, str]] = {
    "token": ("button", "token"),
    "team": ("team", "id"),
    "unit": ("unit", "id"),
    "colleague": ("person", "id"),
}


def _id(table: str, column: str) -> str:
    return canary(OTHER_TENANT, table, column).replace(" ", "-")


async def _pull(answers: Answers, desk: Desk) -> None:
    token = await desk.token()
    cookie = await desk.cookie(KAREN)
    for week in WEEKS:
        for fmt in FORMATS:
            answer = await desk.pull(week, token, fmt)
            assert answer.status == 200
            answers[f"pulls {week} as {fmt}"] = told(answer.body)
        answers[f"pulls all of {week}"] = told(await desk.everything(week, token))
        answers[f"reads the page of {week}"] = (await desk.get(f"/editor?week={week}", **cookie)).text
    for path in ("/healthz", "/", "/privacy", "/forums"):
        answers[path] = (await desk.get(path, **cookie)).text


async def _command(answers: Answers, town: Town) -> None:
    address = town.database.url.render_as_string(hide_password=False)
    settings = Settings(database_url=address, tenants=(TENANT,), data_key=SecretStr(DATA_KEY))
    answers["org show"] = told(await organisation_summary(settings))
    for week in WEEKS:
        for fmt in ("md", "json"):
            answers[f"digest {week} {fmt}"] = told(await digest(settings, week, fmt))
    answers["forums"] = told(await committee.paper(settings, None))
    async with town.database.read() as session:
        found: Any = await people.called(session, TENANT, "")
        answers["chat --as"] = told([person.name for person in found])
