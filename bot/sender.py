"""Empties the outbox: claim, compose, send, mark. One poison row neither stops it nor is silent."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

import structlog

from bot.clock import Clock
from bot.envelope import Composer, Envelope, Ready, address_of
from bot.metrics import MESSAGES
from bot.pace import Pace
from bot.post import Address, Outcome, Post, Refused, Retry, Uncertain
from bot.settling import NotYet, settle_all
from storage import delivery, outbox
from storage.database import Database, Session, database_time
from storage.tables import Outgoing

log = structlog.get_logger()

TRIES = 10  # of a message that cannot be composed, before it is given up
# In flight: what a crash may at the most leave uncertain. Teams takes about 0.3 s for one, and 30 a second.
AT_ONCE = 16
HANDFUL = AT_ONCE // 2  # settled and taken together: a transaction costs as much as several messages
PATIENCE = timedelta(seconds=5)  # a departure that is further away than this goes back into the outbox
# Seconds between two looks: when nothing is due, when something is but may not leave yet, after a failure.
IDLE, SHORT, AFTER_TROUBLE = 60.0, 0.25, 1.0
COMPANY = 0.1  # seconds that an empty hand waits for others, so that they go to the outbox together


class _Alone(Enum):
    """Said of a letter that could not be composed together with others."""

    PREPARED = "prepared"


@dataclass
class _Letter:
    """A claimed row on its way: how long it must wait for its turn, and what became of it."""

    row: Outgoing
    leaves: datetime  # by the database's clock
    waits: timedelta
    ready: Ready | _Alone = _Alone.PREPARED
    outcome: Outcome | NotYet | None = None


@dataclass
class Sender:
    """Delivers what is due. Run one in each process; the leases keep them apart."""

    database: Database
    post: Post
    clock: Clock
    language: str
    public_url: str
    owner: str
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
    _pace: Pace = field(default_factory=Pace)
    _back: list[_Letter] = field(default_factory=list)
    _mail: asyncio.Event = field(default_factory=asyncio.Event)
    _handful: asyncio.Event = field(default_factory=asyncio.Event)
    _stopping: bool = False

    def wake(self) -> None:
        self._mail.set()

    def stop(self) -> None:
        """Take nothing more. What is in flight is seen to its end: cut off, nobody would know its fate."""
        self._stopping = True
        self._mail.set()

    async def run(self) -> None:
        """Deliver until stopped: at once when woken, else when the next row is due."""
        on_the_way: set[asyncio.Task[None]] = set()
        while True:
            self._mail.clear()
            try:
                letters = await self._exchange(self.clock(), AT_ONCE - len(on_the_way))
                await self._prepare_together(letters, self.clock())
                on_the_way |= {asyncio.create_task(self._carry(letter, self.clock())) for letter in letters}
                rest = await self._until_next(on_the_way)
            except Exception as error:  # a database that is away for a minute must not end the mail
                log.error("delivery_failed", error=type(error).__name__)
                rest = AFTER_TROUBLE
            if self._stopping and not on_the_way and not self._back:
                return
            on_the_way = await self._something_happens(on_the_way, rest)

    async def deliver(self, due: datetime) -> int:
        """Send one handful of what is due at `due`, and see it through; returns how many rows were taken."""
        letters = await self._exchange(due, AT_ONCE)
        await self._prepare_together(letters, due)
        await asyncio.gather(*(self._carry(letter, due) for letter in letters))
        await self._exchange(due, 0)
        return len(letters)

    async def _exchange(self, due: datetime, free: int) -> Sequence[_Letter]:
        """In one transaction: write down what became of those that are back, and take as many as are free."""
        wanted = 0 if self._stopping else free
        if not wanted and not self._back:
            return []
        settled = list(self._back)
        # Not a turn: among very many that wait, those that are due are not found by key.
        async with self.database.write() as session:
            ended = [(letter.row, letter.outcome) for letter in settled]
            await settle_all(session, self.owner, ended, due)
            rows = await outbox.claim(session, self.owner, due, limit=wanted) if wanted else []
            letters = await _booked(session, rows, self._pace.per_second)
        # Not before the commit: an outcome that was forgotten would be a message of unknown fate.
        self._back = self._back[len(settled) :]
        self._handful.clear()
        return letters

    async def _prepare_together(self, letters: Sequence[_Letter], due: datetime) -> None:
        """Compose a handful in one transaction. When one of them cannot be made, each is made by itself.

        In one order everywhere: who composes the same as we do must not wait for us while we wait for him.
        """
        if not letters:
            return
        waiting = sorted(letters, key=lambda letter: (letter.row.tenant_id, letter.row.object_id))
        composer = Composer(self.language, self.public_url)
        try:
            async with self.database.turn() as session:
                await outbox.wait_briefly(session)
                ready = await composer.compose_all(session, [letter.row for letter in waiting], due)
        except Exception as error:
            log.info("prepared_alone", error=type(error).__name__)
            return
        # Not before the commit: the buttons of what is sent must be known.
        for letter, one in zip(waiting, ready, strict=True):
            letter.ready = one

    async def _carry(self, letter: _Letter, due: datetime) -> None:
        letter.outcome = outcome = await self._outcome(letter, due)
        self._back.append(letter)
        if len(self._back) >= HANDFUL:
            self._handful.set()
        fate = type(outcome).__name__.lower() if outcome else "dropped"
        MESSAGES.labels(letter.row.message, fate).inc()
        log.info("message", message=letter.row.message, outcome=fate)

    async def _outcome(self, letter: _Letter, due: datetime) -> Outcome | NotYet | None:
        """What became of one row; None when there was nothing to say any more."""
        row = letter.row
        try:
            found = letter.ready if letter.ready is not _Alone.PREPARED else await self._address(row)
            ready = await self._compose(row, found, due) if isinstance(found, Address) else found
        except Exception as error:  # one message that cannot be made must not hold up the others
            log.error("message_failed", message=row.message, error=type(error).__name__)
            return Retry(None) if row.attempts < TRIES else Refused("cannot be composed")
        if not isinstance(ready, Envelope):
            return ready
        if (later := await self._wait_for_its_turn(letter, ready, due)) is not None:
            return later
        try:
            return await self.post.send(ready.address, ready.screen, ready.language)
        except Exception as error:  # it may have left before it failed
            log.error("send_failed", message=row.message, error=type(error).__name__)
            return Uncertain(type(error).__name__)

    async def _wait_for_its_turn(self, letter: _Letter, ready: Envelope, due: datetime) -> NotYet | None:
        """Keep Teams' pace; what would have to wait for long goes back instead of blocking the others."""
        leaves = self._pace.book(ready.address.conversation_id, letter.leaves)
        wait = letter.waits + (leaves - letter.leaves)
        if wait > PATIENCE:
            return NotYet(due + wait)
        if wait:
            await self.sleep(wait.total_seconds())
        return NotYet(due) if self._stopping else None

    async def _address(self, row: Outgoing) -> Ready:
        async with self.database.read() as session:
            return await address_of(session, row)

    async def _compose(self, row: Outgoing, address: Address, due: datetime) -> Envelope | Outcome | None:
        """One message by itself, from what is true now; its chat is opened first if there is none yet."""
        found = address if address.conversation_id else await self.post.open_chat(address)
        if not isinstance(found, Address):
            return found
        async with self.database.write() as session:
            return await Composer(self.language, self.public_url).compose(session, row, found, due)

    async def _until_next(self, on_the_way: set[asyncio.Task[None]]) -> float:
        """Seconds until there may be more to do than to wait for what is on its way."""
        if self._stopping or len(on_the_way) >= AT_ONCE:
            return IDLE
        async with self.database.read() as session:
            due = await outbox.next_due(session)
        return IDLE if due is None else min(max((due - self.clock()).total_seconds(), SHORT), IDLE)

    async def _something_happens(
        self, on_the_way: set[asyncio.Task[None]], rest: float
    ) -> set[asyncio.Task[None]]:
        """Wait until messages have come to their end, somebody wakes us, or the rest is over."""
        woken = asyncio.create_task(self._mail.wait())
        await asyncio.wait([woken, *on_the_way], timeout=rest, return_when=asyncio.FIRST_COMPLETED)
        woken.cancel()
        if 0 < len(self._back) < min(HANDFUL, len(on_the_way)):
            with suppress(TimeoutError):
                await asyncio.wait_for(self._handful.wait(), COMPANY)
        return {task for task in on_the_way if not task.done()}


async def _booked(session: Session, rows: Sequence[Outgoing], per_second: int) -> list[_Letter]:
    """Each row with the moment at which it may leave: the replicas share a tenant's pace."""
    now = await database_time(session)
    of_tenant: dict[str, list[Outgoing]] = defaultdict(list)
    for row in rows:
        of_tenant[row.tenant_id].append(row)
    letters = []
    # In one order everywhere: two replicas that book for the same tenants must not wait for each other.
    for tenant, waiting in sorted(of_tenant.items()):
        moments = await delivery.book(session, tenant, len(waiting), now, per_second)
        letters += [_Letter(row, at, at - now) for row, at in zip(waiting, moments, strict=True)]
    return letters
