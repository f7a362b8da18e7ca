"""`medvind chat`: the same conversations in the terminal, on the same database."""

from __future__ import annotations

from collections.abc import Callable

from rich.console import Console

from bot.clock import wall_clock
from bot.commands.data import open_database, tenant_of
from bot.commands.refusal import CommandRefused
from bot.demo.seed import seed
from bot.settings import DEMO_TENANT, Settings
from bot.talk import Speaker, Talk
from bot.terminal.chat import Chat
from bot.terminal.session import Session
from storage import people


async def chat(settings: Settings, name: str, console: Console, ask: Callable[[str], str]) -> None:
    """Talk as somebody of the organisation, found by the beginning of her name."""
    if settings.app_id:
        # It would let whoever sits at the server answer for anybody.
        raise CommandRefused("cli-chat-demo-only")
    tenant = tenant_of(settings)
    async with open_database(settings) as database:
        if tenant == DEMO_TENANT:
            await seed(database, wall_clock())
        async with database.read() as session:
            found = await people.called(session, tenant, name)
        if not found:
            raise CommandRefused("cli-nobody-called", name=name)
        # Mail is collected by the terminal itself, so there is nobody to wake.
        talk = Talk(
            database,
            wall_clock,
            language=settings.language,
            public_url=settings.public_url or "http://127.0.0.1:3978",
            wake=lambda: None,
        )
        speaker = Speaker(tenant, found[0].id, found[0].name)
        await Session(Chat(talk, database, speaker, wall_clock, settings.language), console, ask).run()
