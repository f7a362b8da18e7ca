"""A round that is open, for the tests that ask what can be done with it."""

from __future__ import annotations

import pytest

from tests.check_ins.parish import ASKED, OPENS, colleagues, in_the_channel, settle
from tests.town import NORD, Town


@pytest.fixture
async def parish(town: Town) -> Town:
    """Six colleagues in Team Nord, whose round is open."""
    await settle(town, colleagues(6, NORD))
    await in_the_channel(town)
    town.clock.set(OPENS)
    await town.tick()
    town.clock.set(ASKED)
    return town
