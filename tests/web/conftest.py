"""The town's own editor's desk."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.town import Town
from tests.web.desk import Desk, open_desk


@pytest.fixture
async def desk(town: Town) -> AsyncIterator[Desk]:
    async with open_desk(town) as desk:
        yield desk
