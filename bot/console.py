"""How the command line speaks: its language, its two streams, its refusals."""

from __future__ import annotations

import os
from collections.abc import Callable, Coroutine
from functools import cache
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import typer
from typer.core import TyperCommand

from texts.catalogue import texts

if TYPE_CHECKING:
    from rich.console import Console

    from bot.settings import Settings

t = texts(os.environ.get("MEDVIND_LANGUAGE", "da"))
Result = TypeVar("Result")


@cache
def out() -> Console:
    from rich.console import Console

    return Console(highlight=False)


@cache
def err() -> Console:
    from rich.console import Console

    return Console(stderr=True, highlight=False)


class Command(TyperCommand):
    """Before it does anything the log has its door; a refusal is one sentence on stderr and exit code 1."""

    def invoke(self, ctx: Any) -> Any:
        from bot.commands.refusal import CommandRefused
        from bot.logs import quiet_logs, unset

        if unset():
            quiet_logs()
        try:
            return super().invoke(ctx)
        except CommandRefused as refused:
            refuse(refused.text_id, **refused.values)


class Commands(typer.Typer):
    """A group of them: help needs neither the log nor what a command works with."""

    def command(self, *given: Any, **named: Any) -> Callable[..., Any]:
        return super().command(*given, cls=Command, **named)


def settings_of(database: str | None = None) -> Settings:
    from pydantic import ValidationError

    from bot.settings import Settings

    try:
        settings = Settings()
    except ValidationError as wrong:
        names = ", ".join(f"MEDVIND_{str(error['loc'][0]).upper()}" for error in wrong.errors())
        refuse("cli-wrong-settings", names=names)
    return settings.model_copy(update={"database_url": database}) if database else settings


def refuse(text_id: str, **values: str) -> NoReturn:
    say(t(text_id, **values), err())
    raise typer.Exit(1)


def say(text: str, console: Console | None = None) -> None:
    """A line as it is: a bracket in a file's name is no markup, and a path is not broken in two."""
    (console or out()).print(text, markup=False, soft_wrap=True)


def wait_for(work: Coroutine[Any, Any, Result]) -> Result:
    import asyncio

    return asyncio.run(work)
