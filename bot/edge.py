"""Where the service meets the world: who may speak to it, whom it speaks to, and what proves who it is.

There are two such edges and nothing between them. What belongs to one of them is decided here in one place,
so that no single part of the demo's can find its way into production.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import aiohttp

from bot.settings import DEMO_APP, Settings
from bot.teams.credentials import BotToken, NoToken, Token
from bot.teams.gate import METADATA_URL, Gate, OpenGate, SignedGate
from bot.teams.hosts import is_connector, is_file_store, is_loopback, is_loopback_file
from bot.teams.keys import SigningKeys
from bot.teams.pictures import Places
from bot.web.sign_in.entra import Entra


@dataclass(frozen=True)
class Edge:
    """`hosts`: which addresses may be answered at. `entra` is None where nobody signs in through it.

    `bot_id`: the bot as Teams calls it. `close`: what is to be closed when the service ends.
    """

    token: Token
    gate: Gate
    hosts: Callable[[str], bool]
    places: Places
    bot_id: str
    entra: Entra | None
    close: tuple[Callable[[], Awaitable[None]], ...]


def open_edge() -> Edge:
    """The demo's: no token is asked for and none is shown, and nothing but this machine is spoken to."""
    places = Places(is_loopback, is_loopback_file)
    return Edge(NoToken(), OpenGate(), is_loopback, places, DEMO_APP, None, ())


def locked_edge(settings: Settings, session: aiohttp.ClientSession, metadata_url: str = METADATA_URL) -> Edge:
    """Production's: Microsoft's signature on everything that comes in, Microsoft's hosts for what goes out.

    `metadata_url` says where the signing keys are; it is Microsoft's but in a test. Raises ValueError without
    an app id, a password or a tenant.
    """
    password = settings.app_password.get_secret_value()
    home = next(iter(settings.tenants), "")
    token = BotToken(settings.app_id, password, settings.app_type, home, session)
    keys = SigningKeys(metadata_url, session)
    gate = SignedGate(settings.app_id, settings.tenants, keys, time.time, is_connector)
    host = settings.public_url.partition("://")[2]
    entra = Entra(settings.app_id, password, settings.app_type, settings.tenants, session, host=host)
    return Edge(
        token,
        gate,
        is_connector,
        Places(is_connector, is_file_store),
        f"28:{settings.app_id}",
        entra,
        (token.close, keys.close, entra.close),
    )
