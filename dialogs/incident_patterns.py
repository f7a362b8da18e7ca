"""Mønstre: what the last whole quarter's incidents have in common, for those who work with it."""

from __future__ import annotations

from collections.abc import Sequence

from dialogs.base import Conversation, Turn
from dialogs.screens import IncidentPatterns, Notice, PatternOf, Screen
from domain.incident_patterns import AREA
from domain.incident_periods import Period
from domain.roles import Permission, may
from storage import access, incident_patterns, people

SHOWN = 3  # units; all of them are on the page


async def show(turn: Turn) -> Sequence[Screen]:
    """Her own units', or the area's for whoever works for all of it."""
    groups = await _seen(turn)
    if not groups:
        return [Notice("pattern-not-yours")]
    period = Period.last_quarter(turn.now)
    told = await incident_patterns.of_tenant(turn.session, turn.tenant_id, period, turn.now)
    key = await access.open_key(turn.session, turn.actor, access.Purpose.LINK, turn.now)
    shown = tuple(PatternOf(name, told[unit_id]) for unit_id, name in groups if unit_id in told)
    return [IncidentPatterns(period, shown, f"{turn.public_url}/editor/login?key={key}&to=incidents")]


async def _seen(turn: Turn) -> list[tuple[str, str]]:
    grants = await people.grants(turn.session, turn.actor)
    if may(grants, Permission.READ_INCIDENT_PATTERNS, None):
        area = await people.area(turn.session, turn.tenant_id)
        return [(AREA, area.name)] if area else []
    every = await people.units(turn.session, turn.tenant_id)
    hers = [unit for unit in every if may(grants, Permission.READ_INCIDENT_PATTERNS, unit.id)]
    return [(unit.id, unit.name) for unit in hers[:SHOWN]]


CONVERSATION = Conversation(name="incident_patterns", phrases="pattern-phrases", open=show)
