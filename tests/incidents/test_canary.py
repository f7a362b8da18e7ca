"""A word in every field of an incident turns up on two cards, and nowhere else that anybody can look."""

from __future__ import annotations

import json
import re

from bot.teams.cards import card
from dialogs.registry import CONVERSATIONS
from dialogs.screens import IncidentCase, IncidentStatus, Screen
from storage.tables import AuditEntry, Outgoing
from tests.incidents.shift import case, press, register, status
from tests.observer import EAR
from tests.stories import rows
from tests.town import ANNE, JONAS, KAREN, METTE, NAMES, SAMIRA, Town
from tests.web.desk import Desk, open_desk, tells, unpacked
from texts.catalogue import texts

BIRDS = ("Gulspurven", "Rørsangeren", "Vindrosslen", "Grønirisken", "Sortmejsen", "Sjaggeren")
HAPPENED, BEFORE, DONE, NOTE, ASKED, ANSWERED = BIRDS
# What the code itself chooses: sealed in the database, and as telling as what she writes.
CHOSEN = ("physical_violence", "residents_room", "citizen_or_relative", "wants_help", "Beboerens", "vold")
MAY_SAY = (IncidentCase, IncidentStatus)
AFTER_THE_QUARTER = "2027-01-04 10:00"


async def everything_is_told(town: Town) -> None:
    """One incident with all that can be written about it, and all that Medvind sends for five weeks."""
    await register(town, place="residents_room")
    await town.tick()
    token = (await status(town)).add
    await press(town, ANNE, "incident.add", token=token, what_happened=HAPPENED, what_before=BEFORE)
    await press(town, ANNE, "incident.decide", token=(await status(town)).decide, police="wants_help")
    await press(town, ANNE, "incident.witness", token=(await status(town)).witness, person=JONAS)
    await press(town, METTE, "case.done", token=(await case(town)).done, done=DONE)
    await press(town, METTE, "case.note", token=(await case(town)).note, note=NOTE)
    await press(town, SAMIRA, "case.ask", token=(await case(town, SAMIRA)).ask, question_1=ASKED)
    await press(town, ANNE, "incident.answer", token=(await status(town)).answer, answer_1=ANSWERED)
    for day in ("2026-11-24", "2026-11-26", "2026-11-30", "2026-12-07", "2026-12-23"):
        town.clock.set(f"{day} 10:00")
        await town.tick()


def heap(screens: list[Screen]) -> str:
    return json.dumps([card(screen, "da") for screen in screens], ensure_ascii=False)


def found_in(text: str, words: tuple[str, ...] = (*BIRDS, *CHOSEN, NAMES[ANNE])) -> list[str]:
    return [word for word in words if word in text]


async def test_it_is_on_the_two_cards_of_those_concerned_and_on_no_other(town: Town) -> None:
    await everything_is_told(town)
    shown = heap([await case(town), await status(town)])
    assert found_in(shown, BIRDS) == list(BIRDS), "the search finds what is there"
    sent = [screen for _, screen in town.pillar.sent]
    others = [screen for screen in sent if not isinstance(screen, MAY_SAY)]
    assert {type(one).__name__ for one in others} >= {
        "IncidentNews",
        "IncidentReminder",
        "IncidentAsk",
        "IncidentWitness",
    }
    assert found_in(heap(others)) == []
    # Her card goes to whom it hit and to nobody else; a case is sent to nobody at all.
    statuses = [address.person_id for address, screen in town.pillar.sent if isinstance(screen, MAY_SAY)]
    assert set(statuses) == {ANNE}


async def test_a_locked_phone_shows_nothing_of_it(town: Town) -> None:
    await everything_is_told(town)
    sent = [screen for _, screen in town.pillar.sent]
    for screen in [*sent, await case(town), await status(town)]:
        for language in ("da", "en"):
            assert found_in(card(screen, language)["fallbackText"]) == []


async def test_the_rows_that_say_who_and_when_do_not_say_what(town: Town) -> None:
    await everything_is_told(town)
    mail, audit = await rows(town, Outgoing), await rows(town, AuditEntry)
    assert len(mail) > 10
    assert len(audit) > 10
    assert found_in(repr([mail, audit])) == []
    assert found_in("".join(EAR.lines)) == []


async def test_a_team_that_reads_along_reads_nothing_of_it(town: Town) -> None:
    await everything_is_told(town)
    seen: list[Screen] = []
    for person in (ANNE, METTE, SAMIRA, KAREN):
        chat = town.in_channel(person)
        for conversation in CONVERSATIONS:
            if conversation.phrases:
                seen += await chat.says(next(iter(texts("da").phrases(conversation.phrases))))
    assert len(seen) > 40
    assert found_in(heap(seen), BIRDS) == []


# Each session has its own mark, and the list of who has taken the week home grows by looking.
OF_THE_VISIT = re.compile(
    r'name="csrf" value="[0-9a-f]+"|<details><summary>Hvem har hentet det.*?</details>', re.DOTALL
)


async def pages(desk: Desk) -> dict[str, str]:
    """All that is published or counted, as an editor, a leader and a machine see it."""
    found: dict[str, str] = {}
    for path in ("/incidents", "/incidents?format=md", "/incidents?period=2026-H2", "/check-ins"):
        for person in (METTE, SAMIRA):
            answer = await desk.get(path, **await desk.cookie(person))
            found[f"{path} {person}"] = f"{answer.status} {answer.text}"
    paper = await desk.get("/incidents?format=docx", **await desk.cookie(SAMIRA))
    found["docx"] = unpacked("docx", paper.body).decode(errors="replace")
    for path in ("/forums", "/editor", "/editor?week=2026-W48"):
        page = (await desk.get(path, **await desk.cookie(KAREN))).text
        found[path] = OF_THE_VISIT.sub("", page)
    week = await desk.everything("2026-W48", await desk.token())
    return {**found, "digest": week.decode(errors="replace")}


async def test_nothing_that_is_published_changes_by_one_incident(town: Town) -> None:
    async with open_desk(town) as desk:
        await tells(town, ANNE)
        town.clock.set(AFTER_THE_QUARTER)
        before = await pages(desk)
        town.clock.set("2026-11-23 10:05")
        await everything_is_told(town)
        town.clock.set(AFTER_THE_QUARTER)
        after = await pages(desk)
        metrics = (await desk.get("/metrics")).text
    assert [path for path in before if before[path] != after[path]] == []
    assert found_in("".join(after.values()), BIRDS) == []
    assert found_in(metrics) == []
    assert "incident_news" in metrics, "what is counted is which message, and no more"
