"""A connector with the fake Teams at the other end, for the tests of what Medvind sends."""

import aiohttp

from bot.post import Outcome
from bot.teams import hosts
from bot.teams.connector import Connector
from bot.teams.credentials import BotToken

from .door import HeldClock
from .fake_connector import APP_ID, TENANT, FakeTeams

MESSAGE = {"type": "message", "text": "Godmorgen, Birk"}


class World:
    """A connector with a short patience, and the fake it talks to."""

    def __init__(self, teams: FakeTeams, session: aiohttp.ClientSession) -> None:
        self.teams = teams
        self.session = session
        self.clock = HeldClock()
        self.token = BotToken(APP_ID, "pw", "SingleTenant", TENANT, session, self.clock, teams.login)
        self.connector = Connector(session, self.token, hosts.is_loopback, timeout=0.5)

    async def send(self) -> Outcome:
        return await self.connector.send(self.teams.url, "19:birk@thread.tacv2;messageid=1", MESSAGE)
