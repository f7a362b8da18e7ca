"""What goes to the newsletter besides stories, and what an author does with the editor's wording."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from bot.teams.cards import card
from dialogs.base import Place, PlaceKind, Scene
from dialogs.edit_request import request
from storage import people, stories, story_versions
from tests.stories import contributed, filled
from tests.town import ANNE, KAREN, METTE

from .street import Activity, Card, Street, data_of

NEWSLETTER_FLOWS: dict[str, Callable[[Street], Awaitable[Activity]]] = {}
BETTER = "En kande kaffe på gangen klokken ti fik os til at tale sammen igen."


def flow(name: str) -> Callable[[Callable[[Street], Awaitable[Activity]]], None]:
    def keep(made: Callable[[Street], Awaitable[Activity]]) -> None:
        NEWSLETTER_FLOWS[name] = made

    return keep


async def said(street: Street, text: str) -> Card:
    return (await street.deliver(street.message(ANNE, text))).cards[-1]


async def sends(words: str, street: Street, **fields: str) -> Activity:
    return street.execute(ANNE, data_of(await said(street, words), "story.send", **contributed(**fields)))


NEWSLETTER_FLOWS |= {
    "story.send, praise": partial(sends, "ros", colleague=METTE),
    "story.send, an event": partial(sends, "begivenhed", day="2026-11-26"),
    "story.send, an event of yesterday": partial(sends, "begivenhed", day="2026-11-22"),
    "story.send, an offer to come along": partial(sends, "føl-besøg"),
    "story.send, what we learned": partial(sends, "det lærte vi"),
    "story.send, who we are": partial(sends, "kend din nabo"),
}


@flow("story.continue, an event")
async def _(street: Street) -> Activity:
    thanks = (await street.deliver(await sends("begivenhed", street, day="2026-11-26"))).card
    return street.execute(ANNE, data_of(thanks, "story.continue"))


async def asked(street: Street) -> Card:
    """The editor has changed Anne's story: the card as the outbox would send it."""
    sent = data_of(await said(street, "del en god historie"), "story.send", **filled())
    await street.deliver(street.execute(ANNE, sent))
    tenant, now = street.tenant, street.town.clock()
    place = Place(PlaceKind.PERSONAL, street.message(ANNE, "")["conversation"]["id"])
    async with street.town.database.write() as session:
        anne, karen = [await people.find(session, tenant, one) for one in (ANNE, KAREN)]
        assert anne
        assert karen
        (story,) = await stories.written_by(session, anne, limit=1)
        version = await story_versions.write(session, story, "Kaffe", BETTER, karen, now)
        screen = await request(Scene(session, now, tenant, place, "da", "", anne), anne, version.id)
    assert screen
    return card(screen, "da")


@flow("edit.approve")
async def _(street: Street) -> Activity:
    return street.execute(ANNE, data_of(await asked(street), "edit.approve"))


@flow("edit.rewrite")
async def _(street: Street) -> Activity:
    return street.execute(ANNE, data_of(await asked(street), "edit.rewrite"))


@flow("story.send, instead of the editor's wording")
async def _(street: Street) -> Activity:
    rewrite = street.execute(ANNE, data_of(await asked(street), "edit.rewrite"))
    shown = (await street.deliver(rewrite)).card
    return street.execute(ANNE, data_of(shown, "story.send", **filled(title="Kaffe for alle")))
