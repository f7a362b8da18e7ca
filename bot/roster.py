"""Reads who is in the teams that Medvind is in: each once a day, a few at a time, whatever the channel."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.post import Address, Refused, Retry
from storage import rosters
from storage.database import Database
from storage.rosters import Claim, Listed

log = structlog.get_logger()

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)  # nobody else reads a claimed team, and a failed one rests
A_HANDFUL = 5  # teams a beat
PATIENCE = 30.0  # seconds a beat for all of them: the next beat must not wait for Teams


class Overtaken(Exception):
    """While the roster was being read, the team has got another channel, or somebody else to read it."""


class Book(Protocol):
    """A channel that knows who is in a team."""

    async def members(self, where: Address) -> Sequence[Listed] | Retry | Refused:
        """All people of the team, guests and bots left out, or none of them."""
        ...


@dataclass
class Rosters:
    """Run one in each process; the claims keep them apart."""

    database: Database
    book: Book
    _limit: asyncio.Timeout | None = None
    _stopping: bool = False

    def stop(self) -> None:
        """Read nothing more. What is being read can be read again."""
        self._stopping = True
        if self._limit is not None and not self._limit.expired():
            self._limit.reschedule(asyncio.get_running_loop().time())

    async def read_due(self, now: datetime) -> int:
        """Read a handful of what is due at `now` (aware UTC); returns how many rosters were stored.

        After the first that Teams could not give the others wait: they would fare no better.
        """
        ends = asyncio.get_running_loop().time() + PATIENCE
        stored = 0
        for _ in range(A_HANDFUL):
            claim = await self._claim(now)
            if claim is None:
                break
            answer = await self._read(claim, ends)
            if isinstance(answer, Retry):
                await self._rest(claim, now, answer)
                break
            if isinstance(answer, Refused):
                log.info("roster_refused", outcome=f"Refused: {answer.reason}")
                await self._put_off(claim, now + DAY)
            else:
                stored += await self._keep(claim, answer, now)
        return stored

    async def _claim(self, now: datetime) -> Claim | None:
        if self._stopping:
            return None
        async with self.database.write() as session:
            return await rosters.claim(session, now, now + HOUR)

    async def _read(self, claim: Claim, ends: float) -> Sequence[Listed] | Retry | Refused:
        where = Address(claim.tenant_id, claim.service_url, claim.conversation_id)
        try:
            async with asyncio.timeout_at(ends) as self._limit:
                return await self.book.members(where)
        except TimeoutError:
            return Retry(None)
        except Exception as error:  # one team that cannot be read must not hold up the others' next turn
            log.error("roster_failed", error=type(error).__name__)
            return Retry(None)
        finally:
            self._limit = None

    async def _rest(self, claim: Claim, now: datetime, answer: Retry) -> None:
        """It has an hour's rest already; Teams may have asked for more."""
        pause = timedelta(seconds=answer.after or 0)
        if pause > HOUR:
            await self._put_off(claim, now + pause)

    async def _put_off(self, claim: Claim, until: datetime) -> None:
        async with self.database.write() as session:
            await rosters.put_off(session, claim.tenant_id, claim.team_id, claim.until, until)

    async def _keep(self, claim: Claim, members: Sequence[Listed], now: datetime) -> bool:
        """The roster and the team's next turn, in one transaction or not at all."""
        try:
            async with self.database.write() as session:
                change = await rosters.store(session, claim.tenant_id, claim.team_id, members, now)
                # The team's row comes last: a turn that binds a channel holds its person before it.
                if not await rosters.put_off(session, claim.tenant_id, claim.team_id, claim.until, now + DAY):
                    raise Overtaken
        except Overtaken:
            return False
        if change is not None:
            log.info("roster_read", members=change.members, joined=change.joined, left=change.left)
        return True
