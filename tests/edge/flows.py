"""Everything that can be done to Medvind in Teams: how one gets there, and the activity that does it.

A flow is named after the act it presses, or after what happens; a test sees to it that none is missing.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial
from typing import Any

from bot.teams.cards import card
from dialogs.agenda import card_for
from dialogs.base import Scene
from dialogs.my_stories import SHOWN
from dialogs.registry import ACTS, CONVERSATIONS
from domain.organisation import TeamSpec
from storage import agenda, organisation, teams
from tests.stories import COFFEE, filled
from tests.town import (
    ANNE,
    BENTE,
    CHANNEL,
    GRENAA,
    KAREN,
    LAERKEN,
    METTE,
    NADIA,
    NORD,
    organisation_of_the_town,
)
from texts.catalogue import texts

from .street import Activity, Street, data_of

Flow = Callable[[Street], Awaitable[Activity]]
HARD = "I dag slog en borger ud efter mig og truede min kollega"
FLOWS: dict[str, Flow] = {}


def flow(name: str) -> Callable[[Flow], Flow]:
    def keep(made: Flow) -> Flow:
        assert name not in FLOWS, name
        FLOWS[name] = made
        return made

    return keep


async def said(street: Street, person: str, text: str) -> dict[str, Any]:
    """The newest card after somebody has said something."""
    return (await street.deliver(street.message(person, text))).cards[-1]


async def pressed(street: Street, person: str, data: dict[str, Any]) -> dict[str, Any]:
    return (await street.deliver(street.execute(person, data))).card


async def form(street: Street, person: str = ANNE) -> dict[str, Any]:
    return await said(street, person, "del en god historie")


async def sent(street: Street, **changed: str) -> dict[str, Any]:
    """Anne's story, and the card that thanks for it."""
    return await pressed(street, ANNE, data_of(await form(street), "story.send", **filled(**changed)))


# Sending a story, in every way


@flow("story.send")
async def _(street: Street) -> Activity:
    return street.execute(ANNE, data_of(await form(street), "story.send", **filled()))


@flow("story.send, something is missing")
async def _(street: Street) -> Activity:
    return street.execute(ANNE, data_of(await form(street), "story.send", **filled(theme="")))


@flow("story.send, it sounds hard")
async def _(street: Street) -> Activity:
    return street.execute(ANNE, data_of(await form(street), "story.send", **filled(body=HARD)))


@flow("story.send, about a colleague")
async def _(street: Street) -> Activity:
    return street.execute(ANNE, data_of(await form(street), "story.send", **filled(colleague=METTE)))


@flow("story.send, a colleague's words, in the dialog")
async def _(street: Street) -> Activity:
    caught = (await street.deliver(street.catches(ANNE, COFFEE, BENTE))).card
    return street.submit(ANNE, data_of(caught, "story.send", **filled(body=COFFEE)))


@flow("story.send, in a task's dialog")
async def _(street: Street) -> Activity:
    shown = (await street.deliver(street.invoke(ANNE, "task/fetch", {}))).card
    return street.submit(ANNE, data_of(shown, "story.send", **filled()), "task/submit")


@flow("story.send, by an old client")
async def _(street: Street) -> Activity:
    return street.old_submit(ANNE, data_of(await form(street), "story.send", **filled()))


@flow("story.send, her unit is asked for")
async def _(street: Street) -> Activity:
    shown = await form(street, NADIA)
    return street.execute(NADIA, data_of(shown, "story.send", **filled(unit=LAERKEN)))


@flow("story.send, from a draft")
async def _(street: Street) -> Activity:
    offer = await said(street, ANNE, COFFEE)
    shown = await pressed(street, ANNE, data_of(offer, "story.continue"))
    return street.execute(ANNE, data_of(shown, "story.send", **filled()))


@flow("story.send, changed, so that the colleague is asked again")
async def _(street: Street) -> Activity:
    thanks = await sent(street, colleague=METTE)
    shown = await pressed(street, ANNE, data_of(thanks, "story.continue"))
    return street.execute(ANNE, data_of(shown, "story.send", **filled(title="Mere kaffe", colleague=METTE)))


# Drafts and one's own stories


@flow("story.continue, a draft")
async def _(street: Street) -> Activity:
    return street.execute(ANNE, data_of(await said(street, ANNE, COFFEE), "story.continue"))


@flow("story.continue, a draft that sounds hard")
async def _(street: Street) -> Activity:
    return street.execute(ANNE, data_of(await said(street, ANNE, HARD), "story.continue"))


@flow("story.continue, a story that is to be changed")
async def _(street: Street) -> Activity:
    return street.execute(ANNE, data_of(await sent(street), "story.continue"))


@flow("story.discard")
async def _(street: Street) -> Activity:
    return street.execute(ANNE, data_of(await said(street, ANNE, COFFEE), "story.discard"))


@flow("contacts.instead")
async def _(street: Street) -> Activity:
    return street.execute(ANNE, data_of(await said(street, ANNE, HARD), "contacts.instead"))


@flow("stories.open, the second page")
async def _(street: Street) -> Activity:
    for number in range(SHOWN + 1):
        await sent(street, title=f"Historie {number}")
    return street.execute(ANNE, data_of(await said(street, ANNE, "mine historier"), "stories.open"))


@flow("stories.withdraw")
async def _(street: Street) -> Activity:
    return street.execute(ANNE, data_of(await sent(street), "stories.withdraw"))


@flow("stories.withdraw, a draft")
async def _(street: Street) -> Activity:
    await said(street, ANNE, COFFEE)
    return street.execute(ANNE, data_of(await said(street, ANNE, "mine historier"), "stories.withdraw"))


@flow("stories.undo")
async def _(street: Street) -> Activity:
    gone = await pressed(street, ANNE, data_of(await sent(street, colleague=METTE), "stories.withdraw"))
    return street.execute(ANNE, data_of(gone, "stories.undo"))


@flow("data.erase-drafts")
async def _(street: Street) -> Activity:
    await said(street, ANNE, COFFEE)
    return street.execute(ANNE, data_of(await said(street, ANNE, "mine data"), "data.erase-drafts"))


# A colleague's yes and no


async def question(street: Street) -> dict[str, Any]:
    """Mette is asked, and finds the question under her hello."""
    await sent(street, colleague=METTE)
    return await said(street, METTE, "hej")


@flow("consent.yes")
async def _(street: Street) -> Activity:
    return street.execute(METTE, data_of(await question(street), "consent.yes"))


@flow("consent.no")
async def _(street: Street) -> Activity:
    return street.execute(METTE, data_of(await question(street), "consent.no"))


@flow("consent.yes, after a no")
async def _(street: Street) -> Activity:
    answered = await pressed(street, METTE, data_of(await question(street), "consent.no"))
    return street.execute(METTE, data_of(answered, "consent.yes"))


@flow("consent.no, a yes is taken back from the list")
async def _(street: Street) -> Activity:
    await pressed(street, METTE, data_of(await question(street), "consent.yes"))
    return street.execute(METTE, data_of(await said(street, METTE, "mine historier"), "consent.no"))


# The team's channel


async def agenda_card(street: Street) -> dict[str, Any]:
    """As the nudge would post it."""
    await street.deliver(street.in_channel(street.installs(METTE)))
    tenant, now = street.tenant, street.town.clock()
    async with street.town.database.write() as session:
        team = await teams.get(session, tenant, NORD)
        assert team
        assert team.next_meeting_at
        point = await agenda.point_for(session, team, team.next_meeting_at, now)
        screen = await card_for(Scene(session, now, tenant, CHANNEL, "da", "", None), point)
    assert screen
    return card(screen, "da")


async def presses_the_point(do: str, street: Street) -> Activity:
    return street.in_channel(street.execute(BENTE, data_of(await agenda_card(street), do)))


FLOWS["agenda.discussed"] = partial(presses_the_point, "agenda.discussed")
FLOWS["agenda.swap"] = partial(presses_the_point, "agenda.swap")


@flow("agenda.undo")
async def _(street: Street) -> Activity:
    discussed = street.execute(BENTE, data_of(await agenda_card(street), "agenda.discussed"))
    shown = (await street.deliver(street.in_channel(discussed))).card
    return street.in_channel(street.execute(BENTE, data_of(shown, "agenda.undo")))


@flow("channel.bind")
async def _(street: Street) -> Activity:
    elsewhere = partial(street.in_channel, group="another group", name="Et andet navn")
    which = (await street.deliver(elsewhere(street.message(BENTE, "hej")))).card
    return elsewhere(street.execute(METTE, data_of(which, "channel.bind", team=NORD)))


@flow("rhythm.choose")
async def _(street: Street) -> Activity:
    file = organisation_of_the_town()
    second = TeamSpec("team-havn", GRENAA, "Team Havn", None, None, None, None, None)
    async with street.town.database.write() as session:
        both = replace(file, teams=(*file.teams, second))
        await organisation.apply(session, street.tenant, both, street.town.clock())
    which = await said(street, KAREN, "påmindelser")
    return street.execute(KAREN, data_of(which, "rhythm.choose", team=NORD))


NEW_TIMES = {"weekday": "1", "at": "9.15", "cadence": "weekly", "anchor": ""}


@flow("rhythm.save")
async def _(street: Street) -> Activity:
    return street.execute(
        METTE, data_of(await said(street, METTE, "påmindelser"), "rhythm.save", **NEW_TIMES)
    )


@flow("rhythm.save, unreadable")
async def _(street: Street) -> Activity:
    times = {**NEW_TIMES, "at": "halv ti"}
    return street.execute(METTE, data_of(await said(street, METTE, "påmindelser"), "rhythm.save", **times))


@flow("rhythm.save, in the channel")
async def _(street: Street) -> Activity:
    await street.deliver(street.in_channel(street.installs(METTE)))
    shown = (await street.deliver(street.in_channel(street.message(METTE, "påmindelser")))).card
    return street.in_channel(street.execute(METTE, data_of(shown, "rhythm.save", **NEW_TIMES)))


@flow("rhythm.stop")
async def _(street: Street) -> Activity:
    return street.execute(METTE, data_of(await said(street, METTE, "påmindelser"), "rhythm.stop"))


# What is said, caught, opened and installed


async def opens(do: str, street: Street) -> Activity:
    return street.execute(KAREN, {"do": do})


async def says(text: str, street: Street) -> Activity:
    """Not her first words: those keep their copies waiting by themselves, for where she is."""
    await street.deliver(street.message(ANNE, "hej"))
    return street.message(ANNE, text)


async def says_in_channel(text: str, street: Street) -> Activity:
    await street.deliver(street.in_channel(street.installs(METTE)))
    return street.in_channel(street.message(METTE, text))


FLOWS |= {name: partial(opens, name) for name, act in ACTS.items() if not act.bound}
for conversation in CONVERSATIONS:
    if conversation.phrases:
        phrase = texts("da").phrases(conversation.phrases)[0]
        FLOWS[f"words: {conversation.name}"] = partial(says, phrase)
        FLOWS[f"words in the channel: {conversation.name}"] = partial(says_in_channel, phrase)
FREE_TEXTS = {
    "a story": COFFEE,
    "it sounds hard": HARD,
    "despair": "jeg kan ikke mere",
    "small talk": "ok",
    "a CPR number": f"{COFFEE} 010190-1234",
    "too long": "kaffe " * 1700,
    "English": "share a good story",
}
FLOWS |= {f"free text: {name}": partial(says, text) for name, text in FREE_TEXTS.items()}


@flow("free text: her first words, and nobody knows her")
async def _(street: Street) -> Activity:
    return street.message(NADIA, COFFEE)


@flow("capture: a colleague's words")
async def _(street: Street) -> Activity:
    return street.catches(ANNE, COFFEE, BENTE)


@flow("capture: her own words")
async def _(street: Street) -> Activity:
    return street.catches(ANNE, COFFEE, ANNE)


@flow("capture: nobody's words")
async def _(street: Street) -> Activity:
    return street.catches(ANNE, COFFEE, None)


@flow("dialog_open")
async def _(street: Street) -> Activity:
    return street.invoke(ANNE, "task/fetch", {})


@flow("installed: by a person")
async def _(street: Street) -> Activity:
    return street.installs(ANNE)


@flow("installed: in a team")
async def _(street: Street) -> Activity:
    return street.in_channel(street.installs(METTE))
