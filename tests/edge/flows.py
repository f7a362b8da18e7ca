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
from domain.kinds import ForumKind
from domain.organisation import ForumSpec, TeamSpec
from storage import agenda, forums, organisation
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

from .case_flows import CASE_FLOWS
from .check_in_flows import CHECK_IN_FLOWS
from .incident_flows import INCIDENT_FLOWS
from .newsletter_flows import NEWSLETTER_FLOWS
from .photo_flows import PHOTO_FLOWS
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
        forum = await forums.get(session, tenant, NORD)
        occasion = forums.next_of(forum) if forum else None
        assert forum
        assert occasion
        point = await agenda.point_for(session, [(forum, occasion)], now)
        screen = await card_for(Scene(session, now, tenant, CHANNEL, "da", "", None), point)
    assert screen
    return card(screen, "da")


async def presses_the_point(do: str, street: Street) -> Activity:
    return street.in_channel(street.execute(BENTE, data_of(await agenda_card(street), do)))


FLOWS["agenda.discussed"] = partial(presses_the_point, "agenda.discussed")
FLOWS["agenda.postpone"] = partial(presses_the_point, "agenda.postpone")
FLOWS["agenda.swap, not the leader"] = partial(presses_the_point, "agenda.swap")
AGREED = "Vi bytter de to tunge morgener"


@flow("agenda.swap")
async def _(street: Street) -> Activity:
    return street.in_channel(street.execute(METTE, data_of(await agenda_card(street), "agenda.swap")))


async def discussed(street: Street) -> dict[str, Any]:
    press = street.execute(BENTE, data_of(await agenda_card(street), "agenda.discussed"))
    return (await street.deliver(street.in_channel(press))).card


@flow("agenda.agree")
async def _(street: Street) -> Activity:
    shown = await discussed(street)
    return street.in_channel(street.execute(BENTE, data_of(shown, "agenda.agree", agreement=AGREED)))


@flow("agenda.agree, a colleague's name")
async def _(street: Street) -> Activity:
    line = "Mette Ravn tager morgenen"
    shown = await discussed(street)
    return street.in_channel(street.execute(BENTE, data_of(shown, "agenda.agree", agreement=line)))


@flow("agenda.edit")
async def _(street: Street) -> Activity:
    agree = street.execute(BENTE, data_of(await discussed(street), "agenda.agree", agreement=AGREED))
    shown = (await street.deliver(street.in_channel(agree))).card
    return street.in_channel(street.execute(BENTE, data_of(shown, "agenda.edit")))


@flow("agenda.undo")
async def _(street: Street) -> Activity:
    return street.in_channel(street.execute(BENTE, data_of(await discussed(street), "agenda.undo")))


@flow("channel.bind")
async def _(street: Street) -> Activity:
    elsewhere = partial(street.in_channel, group="another group", name="Et andet navn")
    which = (await street.deliver(elsewhere(street.message(BENTE, "hej")))).card
    return elsewhere(street.execute(METTE, data_of(which, "channel.bind", team=NORD)))


@flow("rhythm.choose")
async def _(street: Street) -> Activity:
    file = organisation_of_the_town()
    team = TeamSpec("team-havn", GRENAA, "Team Havn")
    second = ForumSpec("team-havn", ForumKind.TEAM_MEETING, "Team Havn", GRENAA, "team-havn")
    async with street.town.database.write() as session:
        both = replace(file, teams=(*file.teams, team), forums=(*file.forums, second))
        await organisation.apply(session, street.tenant, both, street.town.clock())
    which = await said(street, KAREN, "påmindelser")
    return street.execute(KAREN, data_of(which, "rhythm.choose", forum=NORD))


NEW_TIMES = {
    "weekday": "1",
    "at": "9.15",
    "cadence": "weekly",
    "anchor": "",
    "lead": "1",
    "hours": "08:00-17:00",
    "topics": "attendance",
    "summer": "28-30",
}


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


async def breaks(street: Street) -> dict[str, Any]:
    return await pressed(street, METTE, data_of(await said(street, METTE, "påmindelser"), "rhythm.breaks"))


@flow("rhythm.breaks")
async def _(street: Street) -> Activity:
    return street.execute(METTE, data_of(await said(street, METTE, "påmindelser"), "rhythm.breaks"))


@flow("rhythm.pause")
async def _(street: Street) -> Activity:
    return street.execute(METTE, data_of(await breaks(street), "rhythm.pause", until="2027-01-04"))


@flow("rhythm.pause, until yesterday")
async def _(street: Street) -> Activity:
    return street.execute(METTE, data_of(await breaks(street), "rhythm.pause", until="2020-01-04"))


@flow("rhythm.go-on")
async def _(street: Street) -> Activity:
    paused = await pressed(street, METTE, data_of(await breaks(street), "rhythm.pause", until="2027-01-04"))
    again = await pressed(street, METTE, data_of(paused, "rhythm.breaks"))
    return street.execute(METTE, data_of(again, "rhythm.go-on"))


@flow("rhythm.move")
async def _(street: Street) -> Activity:
    moved = {"day": "2026-11-27", "at": "10.00"}
    return street.execute(METTE, data_of(await breaks(street), "rhythm.move", **moved))


# A leader's private reminders


async def follow_up(street: Street) -> dict[str, Any]:
    return await pressed(street, METTE, data_of(await said(street, METTE, "1-3-10"), "followup.start"))


async def presses_follow_up(do: str, street: Street, **fields: str) -> Activity:
    return street.execute(METTE, data_of(await follow_up(street), do, **fields))


FLOWS |= {f"followup.{do}": partial(presses_follow_up, f"followup.{do}") for do in ("done", "snooze", "stop")}
FLOWS["followup.move"] = partial(presses_follow_up, "followup.move", day="2026-11-20")
FLOWS["followup.move, to tomorrow"] = partial(presses_follow_up, "followup.move", day="2026-11-24")


@flow("followup.start")
async def _(street: Street) -> Activity:
    return street.execute(METTE, data_of(await said(street, METTE, "1-3-10"), "followup.start"))


@flow("followup.show")
async def _(street: Street) -> Activity:
    await follow_up(street)
    return street.execute(METTE, data_of(await said(street, METTE, "1-3-10"), "followup.show"))


@flow("words: follow_up, to a leader")
async def _(street: Street) -> Activity:
    await follow_up(street)
    return street.message(METTE, "opfølgning")


async def agreed(street: Street) -> dict[str, Any]:
    """Mette's overview after her team has agreed on something."""
    agree = street.execute(BENTE, data_of(await discussed(street), "agenda.agree", agreement=AGREED))
    await street.deliver(street.in_channel(agree))
    return await said(street, METTE, "overblik")


@flow("overview.meeting")
async def _(street: Street) -> Activity:
    return street.execute(METTE, data_of(await said(street, METTE, "overblik"), "overview.meeting"))


@flow("overview.tell")
async def _(street: Street) -> Activity:
    return street.execute(METTE, data_of(await agreed(street), "overview.tell"))


@flow("overview.untell")
async def _(street: Street) -> Activity:
    told = await pressed(street, METTE, data_of(await agreed(street), "overview.tell"))
    return street.execute(METTE, data_of(told, "overview.untell"))


# Roles by an administrator


async def roles_in(street: Street, place: str) -> dict[str, Any]:
    which = await said(street, KAREN, "roller")
    return await pressed(street, KAREN, data_of(which, "roles.choose", place=place))


async def role_form(street: Street, place: str = GRENAA) -> dict[str, Any]:
    return await pressed(street, KAREN, data_of(await roles_in(street, place), "roles.form"))


@flow("roles.choose")
async def _(street: Street) -> Activity:
    return street.execute(KAREN, data_of(await said(street, KAREN, "roller"), "roles.choose", place=GRENAA))


@flow("roles.choose, the whole area")
async def _(street: Street) -> Activity:
    return street.execute(KAREN, data_of(await said(street, KAREN, "roller"), "roles.choose", place="@area"))


@flow("roles.form")
async def _(street: Street) -> Activity:
    return street.execute(KAREN, data_of(await roles_in(street, GRENAA), "roles.form"))


@flow("roles.find")
async def _(street: Street) -> Activity:
    return street.execute(KAREN, data_of(await role_form(street), "roles.find", name="Bente"))


@flow("roles.find, nobody")
async def _(street: Street) -> Activity:
    return street.execute(KAREN, data_of(await role_form(street), "roles.find", name="Xerxes"))


async def gives(street: Street, place: str = GRENAA, **chosen: str) -> Activity:
    return street.execute(KAREN, data_of(await role_form(street, place), "roles.give", **chosen))


FLOWS["roles.give"] = partial(gives, person=ANNE, role="deputy")
FLOWS["roles.give, the whole area"] = partial(gives, place="@area", person=ANNE, role="editor")
FLOWS["roles.give, nothing is chosen"] = gives


@flow("roles.take")
async def _(street: Street) -> Activity:
    return street.execute(KAREN, data_of(await roles_in(street, GRENAA), "roles.take"))


@flow("roles.show")
async def _(street: Street) -> Activity:
    given = (await street.deliver(await gives(street, person=ANNE, role="deputy"))).card
    return street.execute(KAREN, data_of(given, "roles.show"))


# A leader's watch


async def watch(street: Street, do: str, **chosen: str) -> Activity:
    """She hands it over until today is over, and has the card that says so."""
    shown = await said(street, METTE, "overdrag vagten")
    return street.execute(METTE, data_of(shown, do, **chosen))


FLOWS["handover.give"] = partial(watch, do="handover.give")
FLOWS["handover.give, yesterday"] = partial(watch, do="handover.give", day="2020-01-01")


@flow("handover.take")
async def _(street: Street) -> Activity:
    given = (await street.deliver(await watch(street, "handover.give"))).card
    return street.execute(METTE, data_of(given, "handover.take"))


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


OPENING = [name for name, act in ACTS.items() if not act.bound and not act.traceless]
FLOWS |= {name: partial(opens, name) for name in OPENING}
FLOWS |= CHECK_IN_FLOWS | INCIDENT_FLOWS | CASE_FLOWS | PHOTO_FLOWS | NEWSLETTER_FLOWS
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
