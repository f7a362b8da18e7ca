"""What it means to post something: where to, and the four honest answers to "did it arrive?"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from dialogs.screens import Screen


@dataclass(frozen=True)
class Delivered:
    """Teams took it, and calls it this."""

    activity_id: str | None


@dataclass(frozen=True)
class Retry:
    """Nothing was delivered; it may be tried again, after so many seconds if Teams said so.

    `throttled`: we are too fast for the whole tenant, not only with this message.
    """

    after: float | None
    throttled: bool = False


@dataclass(frozen=True)
class Refused:
    """Nothing was delivered, and trying again would change nothing.

    `unreachable`: nor would another message to this conversation fare better.
    """

    reason: str
    unreachable: bool = False


@dataclass(frozen=True)
class Uncertain:
    """It may or may not have been delivered: the request went out and no clear answer came back."""

    reason: str


Outcome = Delivered | Retry | Refused | Uncertain


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
