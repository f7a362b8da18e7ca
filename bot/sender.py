"""Empties the outbox: claim, compose, send, mark. One poison row neither stops it nor is silent."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

import structlog

from bot.clock import Clock
from bot.metrics import MESSAGES
from bot.post import Address, Delivered, Outcome, Post, Refused, Retry, Uncertain
from dialogs.base import Place, PlaceKind, Scene
from dialogs.screens import Screen
from nudges.registry import BY_MESSAGE
from storage import outbox, people, teams
from storage.database import Database, Session
from storage.outbox import DeliveryClass, State
from storage.tables import Outgoing, Person

log = structlog.get_logger()

TRIES = 10  # of a message that cannot be composed, before it is given up
AT_ONCE = 4  # in flight: what a crash may at the most leave uncertain


@dataclass
class Sender:
    """Delivers what is due. Run one in each process; the leases keep them apart."""

    database: Database
    post: Post
    clock: Clock
    language: str
    public_url: str
    owner: str
    _mail: asyncio.Event = field(default_factory=asyncio.Event)
    _stopping: bool = False

    def wake(self) -> None:
        self._mail.set()

    def stop(self) -> None:
        """Take nothing more. What is in flight is seen to its end: cut off, nobody would know its fate."""
        self._stopping = True
        self._mail.set()

    async def run(self) -> None:
        """Deliver until stopped: at once when woken, else with every tick."""
        while not self._stopping:
            await self._mail.wait()
            self._mail.clear()
            try:
                while await self.deliver(self.clock()):
                    pass
            except Exception as error:  # a database that is away for a minute must not end the mail
                log.error("delivery_failed", error=type(error).__name__)

    async def deliver(self, due: datetime) -> int:
        """Send one handful of what is due at `due`; returns how many rows were taken.

        Leases run by the true clock, whatever moment is being asked about.
        """
        if self._stopping:
            return 0
        async with self.database.write() as session:
            rows = await outbox.claim(session, self.owner, self.clock(), due=due, limit=AT_ONCE)
        await asyncio.gather(*(self._deliver_one(row, due) for row in rows))
        return len(rows)

    async def _deliver_one(self, row: Outgoing, due: datetime) -> None:
        outcome = await self._outcome(row, due)
        async with self.database.write() as session:
            await self._settle(session, row, outcome, due)
        MESSAGES.labels(row.message, type(outcome).__name__.lower()).inc()
        log.info("message", message=row.message, outcome=type(outcome).__name__.lower())

    async def _outcome(self, row: Outgoing, due: datetime) -> Outcome | None:
        """What became of one row; None when there was nothing to say any more."""
        try:
            ready = await self._prepare(row, due)
        except Exception as error:  # one message that cannot be made must not hold up the others
            log.error("message_failed", message=row.message, error=type(error).__name__)
            return Retry(None) if row.attempts < TRIES else Refused("cannot be composed")
        if not isinstance(ready, tuple):
            return ready
        try:
            return await self.post.send(*ready)
        except Exception as error:  # it may have left before it failed
            log.error("send_failed", message=row.message, error=type(error).__name__)
            return Uncertain(type(error).__name__)

    async def _settle(self, session: Session, row: Outgoing, outcome: Outcome | None, due: datetime) -> None:
        finish = partial(outbox.finish, session, row, self.owner)
        now = self.clock()
        match outcome:
            case None:
                await finish(State.DROPPED, now)
            case Delivered(activity_id):
                await finish(State.DELIVERED, now, activity_id=activity_id)
            case Refused(reason):
                await finish(State.REFUSED, now, reason=reason)
            case Uncertain(reason) if row.delivery_class == DeliveryClass.NUDGE:
                await finish(State.UNCERTAIN, now, reason=reason)
            case Uncertain() | Retry(None):
                await outbox.put_back(session, row, self.owner, due, None)
            case Retry(after):
                await outbox.put_back(session, row, self.owner, due, after)

    async def _prepare(self, row: Outgoing, due: datetime) -> tuple[Address, Screen, str] | Outcome | None:
        """Find the way and compose from what is true now; an outcome when it ends there."""
        async with self.database.read() as session:
            address: Address | Outcome | None = await self._address(session, row)
        if isinstance(address, Address) and not address.conversation_id:
            address = await self.post.open_chat(address)
        if not isinstance(address, Address):
            return address
        async with self.database.write() as session:
            made = await self._compose(session, row, address, due)
        return (address, *made) if made else None

    async def _address(self, session: Session, row: Outgoing) -> Address | Retry | None:
        """Where the row goes; Retry when the way is not known yet, None when there is none any more."""
        if row.team_id is not None:
            team = await teams.get(session, row.tenant_id, row.team_id)
            if team is None or not team.service_url or not team.conversation_id:
                return None if row.replaces else Retry(None)
            conversation = row.conversation_id or team.conversation_id
            return Address(row.tenant_id, team.service_url, conversation, replaces=row.replaces or "")
        person = await people.find(session, row.tenant_id, row.person_id or "")
        if person is None:
            return None
        service_url = person.service_url or await people.known_service_url(session, row.tenant_id)
        if not service_url:
            return Retry(None)
        return Address(row.tenant_id, service_url, person.conversation_id or "", person.id)

    async def _compose(
        self, session: Session, row: Outgoing, address: Address, now: datetime
    ) -> tuple[Screen, str] | None:
        reader: Person | None = None
        language = self.language
        place = Place(PlaceKind.CHANNEL, address.conversation_id, address.service_url)
        if row.team_id is not None:
            team = await teams.get(session, row.tenant_id, row.team_id)
            if team is not None and team.conversation_id:
                place = Place(PlaceKind.CHANNEL, team.conversation_id, address.service_url)
        else:
            reader = await people.find(session, row.tenant_id, row.person_id or "")
            place = Place(PlaceKind.PERSONAL, address.conversation_id, address.service_url)
            if reader is not None:
                reader.service_url, reader.conversation_id = address.service_url, address.conversation_id
                language = reader.language or language
        scene = Scene(session, now, row.tenant_id, place, language, self.public_url, reader)
        screen = await BY_MESSAGE[row.message].compose(scene, row)
        return (screen, language) if screen is not None else None
