"""The metronome. APScheduler keeps the beat and remembers nothing; what is due is in rows."""

from __future__ import annotations

import asyncio
from datetime import datetime

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import Clock
from bot.roster import Rosters
from bot.sender import Sender
from nudges.plan import plan, prune
from storage import check_in_closing
from storage.database import Database

log = structlog.get_logger()


class Metronome:
    """Every minute: plan what is due, send what is planned, erase what has outlived its purpose.

    And then, of a channel that has `rosters`, read a few.
    """

    def __init__(
        self, database: Database, sender: Sender, clock: Clock, rosters: Rosters | None = None
    ) -> None:
        self._database = database
        self._sender = sender
        self._clock = clock
        self._rosters = rosters
        self._scheduler = AsyncIOScheduler(timezone="UTC")
        self._beating = asyncio.Lock()

    async def tick(self, now: datetime) -> tuple[int, int]:
        """Plan and send what is due at `now`; returns how many notes were planned, how many were taken."""
        planned = await self._plan(now)
        sent = 0
        while taken := await self._sender.deliver(now):
            sent += taken
        return planned, sent

    async def _plan(self, now: datetime) -> int:
        """Until there is nothing new: a handful of teams a time, so that no transaction is long."""
        planned = 0
        while new := await self._plan_some(now):
            planned += new
        return planned

    async def _plan_some(self, now: datetime) -> int:
        async with self._database.write() as session:
            return await plan(session, now)

    async def _beat(self) -> None:
        async with self._beating:
            now = self._clock()
            try:
                await self._keep_up(now)
            except Exception as error:  # the next beat is a minute away and asks the same question
                log.error("tick_failed", error=type(error).__name__)
            # Last: nothing that is due waits for what Teams has to say.
            await self._read_rosters(now)

    async def _keep_up(self, now: datetime) -> None:
        await self._plan(now)
        # Erasing goes by the true clock only: a moment asked about must not take anything away.
        async with self._database.write() as session:
            await prune(session, now)
        await self._database.forget_traces()
        self._sender.wake()
        await self._forget_check_ins(now)

    async def _forget_check_ins(self, now: datetime) -> None:
        """Of rounds that are over nothing stays behind, and in the end not even the key to a copy."""
        async with self._database.read() as session:
            over = await check_in_closing.with_traces(session)
        if over and await self._database.rewrite(check_in_closing.EMPTIED):
            async with self._database.write() as session:
                await check_in_closing.cleared(session, over)
        async with self._database.read() as session:
            await check_in_closing.destroy_keys(session, now)

    async def _read_rosters(self, now: datetime) -> None:
        try:
            if self._rosters is not None:
                await self._rosters.read_due(now)
        except Exception as error:  # who was claimed comes again in an hour
            log.error("rosters_failed", error=type(error).__name__)

    def start(self) -> None:
        # A late beat is better than a lost one, and one is enough however many were missed.
        self._scheduler.add_job(
            self._beat, "interval", minutes=1, max_instances=1, coalesce=True, misfire_grace_time=None
        )
        self._scheduler.start()

    async def stop(self) -> None:
        """After the beat that may be going on: the scheduler itself would cut it off."""
        if self._scheduler.running:
            self._scheduler.pause()
            if self._rosters is not None:
                self._rosters.stop()
            async with self._beating:
                self._scheduler.shutdown(wait=False)
