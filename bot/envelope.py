"""Where a row of the outbox goes and what it says, from what is true at the moment of sending."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.post import Address, Outcome, Refused, Retry
from dialogs.base import Place, PlaceKind, Scene
from dialogs.screens import Screen
from nudges.registry import BY_MESSAGE
from storage import outbox, people, teams
from storage.database import Session
from storage.tables import Outgoing, Person, Team

UNREACHABLE = Refused("unreachable", unreachable=True)
# Her chat is kept: she may come back, and then it leads to her again.
LEFT = Refused("left")


@dataclass(frozen=True)
class Envelope:
    """Ready to be sent."""

    address: Address
    screen: Screen
    language: str


# An address has no chat yet: one has to be opened first. None: there is nothing to say, or no way to say it.
Ready = Envelope | Address | Outcome | None


async def address_of(session: Session, row: Outgoing) -> Address | Retry | Refused | None:
    """Where the row goes; Retry when the way is not known yet, None when there is none any more."""
    if row.team_id is not None:
        return _of_team(row, await teams.get(session, row.tenant_id, row.team_id))
    person = await people.find(session, row.tenant_id, row.person_id or "")
    if person is None:
        return None
    if person.left_at is not None:
        return LEFT
    if person.unreachable_since is not None:
        return UNREACHABLE
    service_url = person.service_url or await people.known_service_url(session, row.tenant_id)
    if not service_url:
        return Retry(None)
    conversation = person.conversation_id or ""
    if row.replaces and not conversation:
        return None  # the card stands in a chat that is gone
    return Address(row.tenant_id, service_url, conversation, person.id, replaces=row.replaces or "")


def _of_team(row: Outgoing, team: Team | None) -> Address | Retry | None:
    if team is None or not team.service_url or not team.conversation_id:
        return None if row.replaces else Retry(None)
    conversation = row.conversation_id or team.conversation_id
    return Address(row.tenant_id, team.service_url, conversation, replaces=row.replaces or "")


@dataclass(frozen=True)
class Composer:
    """Composes messages in the language of whoever reads them."""

    language: str
    public_url: str

    async def compose_all(self, session: Session, rows: Sequence[Outgoing], now: datetime) -> list[Ready]:
        """A handful together: what one of them has read, the next one finds in the session."""
        ready: list[Ready] = []
        held = outbox.hold_what_is_read(session)
        await outbox.recipients(session, rows)
        for row in rows:
            address = await address_of(session, row)
            if isinstance(address, Address) and address.conversation_id:
                ready.append(await self.compose(session, row, address, now))
            else:
                ready.append(address)
        held.clear()
        return ready

    async def compose(
        self, session: Session, row: Outgoing, address: Address, now: datetime
    ) -> Envelope | None:
        """The row's message for this address; None when there is nothing to say any more."""
        place, reader = await _reader(session, row, address)
        language = (reader.language if reader else None) or self.language
        scene = Scene(session, now, row.tenant_id, place, language, self.public_url, reader)
        screen = await BY_MESSAGE[row.message].compose(scene, row)
        return Envelope(address, screen, language) if screen is not None else None


async def _reader(session: Session, row: Outgoing, address: Address) -> tuple[Place, Person | None]:
    if row.team_id is not None:
        team = await teams.get(session, row.tenant_id, row.team_id)
        channel = (team.conversation_id if team else None) or address.conversation_id
        return Place(PlaceKind.CHANNEL, channel, address.service_url), None
    reader = await people.find(session, row.tenant_id, row.person_id or "")
    # To assign what is there already would be a reason to look whether the row must be written.
    if reader is not None and _known_way(reader) != (address.service_url, address.conversation_id):
        reader.service_url, reader.conversation_id = address.service_url, address.conversation_id
    return Place(PlaceKind.PERSONAL, address.conversation_id, address.service_url), reader


def _known_way(reader: Person) -> tuple[str | None, str | None]:
    return reader.service_url, reader.conversation_id
