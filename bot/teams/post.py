"""The outbox's way into Teams: screens become cards at the moment they are sent."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.post import Address, Outcome
from bot.teams import answers
from bot.teams.cards import card
from bot.teams.connector import Connector
from dialogs.screens import Screen


@dataclass(frozen=True)
class TeamsPost:
    connector: Connector
    bot_id: str

    async def open_chat(self, address: Address) -> Address | Outcome:
        opened = await self.connector.open_personal(
            address.service_url, address.tenant_id, self.bot_id, address.person_id
        )
        return replace(address, conversation_id=opened) if isinstance(opened, str) else opened

    async def send(self, address: Address, screen: Screen, language: str) -> Outcome:
        made = card(screen, language)
        # Alone in its message: text beside a card would be split off, and its id lost.
        activity = {
            "type": "message",
            "summary": made["fallbackText"],
            "attachments": [answers.attachment(made)],
        }
        if address.replaces:
            return await self.connector.update(
                address.service_url, address.conversation_id, address.replaces, activity
            )
        return await self.connector.send(address.service_url, address.conversation_id, activity)
