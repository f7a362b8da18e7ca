"""From the leader's tick to the editor's summary: what was agreed is counted while it may be told."""

from __future__ import annotations

from datetime import timedelta

from dialogs.screens import NewsletterReady, Overview
from domain.calendar import IsoWeek
from domain.schedule import Occasion
from storage import agenda, forums
from tests.town import KAREN, METTE, NORD, TENANT, Town


async def agreed(town: Town, text: str) -> None:
    meets_at = town.clock() - timedelta(days=4)
    async with town.database.write() as session:
        forum = await forums.get(session, TENANT, NORD)
        assert forum is not None
        occasion = Occasion(IsoWeek.of(meets_at), meets_at)
        point = await agenda.point_for(session, [(forum, occasion)], meets_at)
        agenda.discuss(point, meets_at)
        agenda.agree(point, text, meets_at)


async def ready(town: Town) -> tuple[int, str]:
    chat = town.chat(KAREN)
    (screen,) = await chat.says("nyhedsbrev")
    assert isinstance(screen, NewsletterReady)
    return screen.agreements, str(chat.cards)


async def test_the_editor_is_told_how_many_agreements_are_ready(town: Town) -> None:
    await agreed(town, "Vi bytter de tunge morgener")
    count, card = await ready(town)
    assert (count, "aftale" in card) == (0, False)
    mette = town.chat(METTE)
    (overview,) = await mette.says("overblik")
    assert isinstance(overview, Overview)
    await mette.taps("Må med i nyhedsbrevet")
    count, card = await ready(town)
    assert (count, "1 aftale er klar." in card) == (1, True)
    await mette.taps("Tag det ud af nyhedsbrevet")
    assert (await ready(town))[0] == 0


async def test_an_agreement_belongs_to_the_week_of_its_tick(town: Town) -> None:
    await agreed(town, "Vi bytter de tunge morgener")
    mette = town.chat(METTE)
    await mette.says("overblik")
    await mette.taps("Må med i nyhedsbrevet")
    town.clock.now += timedelta(weeks=1)
    assert (await ready(town))[0] == 0
