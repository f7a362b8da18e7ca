"""What happens on a shift, for the tests of incidents: four taps, mail that arrives, and time that passes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from bot.talk import Speaker
from dialogs.base import Place, PlaceKind
from dialogs.screens import (
    IncidentCase,
    IncidentForm,
    IncidentNews,
    IncidentSaved,
    IncidentStatus,
    Screen,
)
from domain.incident import IncidentKind, WhoDidIt, WhomItHit
from storage.tables import Incident
from tests.stories import rows
from tests.town import ANNE, METTE, NAMES, TENANT, Town

S = TypeVar("S", bound=Screen)


async def press(town: Town, who_presses: str, do: str, tenant: str = TENANT, **fields: str) -> Screen:
    """What a button sends, by whoever holds it."""
    speaker = Speaker(tenant, who_presses, NAMES[who_presses])
    said = await town.talk.press(speaker, _chat(who_presses), {"do": do, **fields})
    (screen,) = said.screens
    return screen


async def says(town: Town, person: str, text: str) -> Screen:
    speaker = Speaker(TENANT, person, NAMES[person])
    (screen,) = (await town.talk.hear(speaker, _chat(person), text)).screens
    return screen


async def three_taps(
    town: Town,
    person: str = ANNE,
    kind: IncidentKind = IncidentKind.PHYSICAL_VIOLENCE,
    hit: WhomItHit = WhomItHit.ME,
    who: WhoDidIt = WhoDidIt.CITIZEN_OR_RELATIVE,
) -> Screen:
    await press(town, person, "incident.kind", kind=kind)
    await press(town, person, "incident.hit", hit=hit)
    return await press(town, person, "incident.who", who=who)


async def register(
    town: Town,
    person: str = ANNE,
    kind: IncidentKind = IncidentKind.PHYSICAL_VIOLENCE,
    hit: WhomItHit = WhomItHit.ME,
    who: WhoDidIt = WhoDidIt.CITIZEN_OR_RELATIVE,
    **fields: str,
) -> IncidentSaved:
    """All four taps."""
    form = await three_taps(town, person, kind, hit, who)
    assert isinstance(form, IncidentForm), form
    saved = await press(town, person, "incident.register", token=form.token, **fields)
    assert isinstance(saved, IncidentSaved), saved
    return saved


async def mail(town: Town, person: str, kind: type[S]) -> list[S]:
    """What has arrived since the last time somebody looked, for one person."""
    return [screen for to, screen in await arrived(town) if to == person and isinstance(screen, kind)]


async def arrived(town: Town) -> Sequence[tuple[str, Screen]]:
    return [(address.person_id, screen) for address, screen in await town.tick()]


async def status(town: Town, person: str = ANNE) -> IncidentStatus:
    """Her card, as Medvind would show it to her now."""
    listed = await says(town, person, "hændelser")
    (line,) = listed.own  # type: ignore[attr-defined]
    shown = await press(town, person, "case.show", token=line.show)
    assert isinstance(shown, IncidentStatus), shown
    return shown


async def case(town: Town, person: str = METTE) -> IncidentCase:
    """The case as a recipient opens it from her list."""
    listed = await says(town, person, "hændelser")
    (line,) = listed.received  # type: ignore[attr-defined]
    shown = await press(town, person, "case.show", token=line.show)
    assert isinstance(shown, IncidentCase), shown
    return shown


async def opened(town: Town, person: str, news: IncidentNews) -> Screen:
    return await press(town, person, "case.show", token=news.show)


async def the_incident(town: Town) -> Incident:
    (row,) = await rows(town, Incident)
    return row


def _chat(person: str) -> Place:
    """The one that Medvind opens when it speaks to her first."""
    return Place(PlaceKind.PERSONAL, f"new:{person}", "https://smba.trafficmanager.net/emea/")
