"""Empties the outbox: claim, compose, send, mark. One poison row neither stops it nor is silent."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

import structlog

from bot.clock import Clock
from bot.teams.connector import Delivered, Outcome, Refused, Retry, Uncertain
from dialogs.base import Place, PlaceKind, Scene
from dialogs.screens import Screen
from nudges.registry import BY_MESSAGE
from storage import outbox, people, teams
from storage.database import Database, Session
from storage.outbox import DeliveryClass, State
from storage.tables import Outgoing, Person

log = structlog.get_logger()

AT_ONCE = 4  # in flight: what a crash may at the most leave uncertain


@dataclass(frozen=True)
class Address:
    """Where a message goes. A person without a chat yet has an empty conversation."""

    tenant_id: str
    service_url: str
    conversation_id: str
    person_id: str = ""
    replaces: str = ""


class Post(Protocol):
    """A channel that can speak first."""

    async def open_chat(self, address: Address) -> Address | Outcome:
        """The same address with the person's chat in it."""
        ...

    async def send(self, address: Address, screen: Screen, language: str) -> Outcome: ...


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

    async def deliver(self, now: datetime) -> int:
        """Send one handful of what is due at `now`; returns how many rows were taken."""
        if self._stopping:
            return 0
        async with self.database.write() as session:
            rows = await outbox.claim(session, self.owner, now, limit=AT_ONCE)
        await asyncio.gather(*(self._deliver_one(row, now) for row in rows))
        return len(rows)

    async def _deliver_one(self, row: Outgoing, now: datetime) -> None:
        try:
            outcome = await self._send(row, now)
        except Exception as error:  # one message that cannot be made must not hold up the others
            log.error("message_failed", message=row.message, error=type(error).__name__)
            outcome = Refused("cannot be composed")
        async with self.database.write() as session:
            await self._settle(session, row, outcome, now)
        log.info("message", message=row.message, outcome=type(outcome).__name__.lower())

    async def _settle(self, session: Session, row: Outgoing, outcome: Outcome | None, now: datetime) -> None:
        match outcome:
            case None:
                await outbox.finish(session, row, self.owner, State.DROPPED, now)
            case Delivered(activity_id):
                await outbox.finish(session, row, self.owner, State.DELIVERED, now, activity_id=activity_id)
            case Retry(after):
                await outbox.put_back(session, row, self.owner, now, after)
            case Refused(reason):
                await outbox.finish(session, row, self.owner, State.REFUSED, now, reason=reason)
            case Uncertain(reason) if row.delivery_class == DeliveryClass.NUDGE:
                await outbox.finish(session, row, self.owner, State.UNCERTAIN, now, reason=reason)
            case Uncertain():
                await outbox.put_back(session, row, self.owner, now, None)

    async def _send(self, row: Outgoing, now: datetime) -> Outcome | None:
        """Find the way, compose from what is true now, send. None: there is nothing to say any more."""
        async with self.database.read() as session:
            address = await self._address(session, row)
        if address is None:
            return Retry(None)
        if not address.conversation_id:
            opened = await self.post.open_chat(address)
            if not isinstance(opened, Address):
                return opened
            address = opened
        async with self.database.write() as session:
            made = await self._compose(session, row, address, now)
        if made is None:
            return None
        return await self.post.send(address, *made)

    async def _address(self, session: Session, row: Outgoing) -> Address | None:
        if row.team_id is not None:
            team = await teams.get(session, row.tenant_id, row.team_id)
            conversation = row.conversation_id or (team.conversation_id if team else None)
            if team is None or not team.service_url or not conversation:
                return None
            return Address(row.tenant_id, team.service_url, conversation, replaces=row.replaces or "")
        person = await people.find(session, row.tenant_id, row.person_id or "")
        if person is None:
            return None
        service_url = person.service_url or await people.known_service_url(session, row.tenant_id)
        if not service_url:
            return None
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
