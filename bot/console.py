"""How the command line speaks: its language, its two streams, its refusals."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import typer
from rich.console import Console
from typer.core import TyperGroup

from texts.catalogue import texts

if TYPE_CHECKING:
    from bot.settings import Settings

t = texts(os.environ.get("MEDVIND_LANGUAGE", "da"))
Result = TypeVar("Result")
out, err = Console(highlight=False), Console(stderr=True, highlight=False)


class Refusing(TyperGroup):
    """A refusal, whichever command it comes from, is one sentence on stderr and exit code 1."""

    def invoke(self, ctx: Any) -> Any:
        from bot.commands.refusal import CommandRefused

        try:
            return super().invoke(ctx)
        except CommandRefused as refused:
            refuse(refused.text_id, **refused.values)


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
    say(t(text_id, **values), err)
    raise typer.Exit(1)


def say(text: str, console: Console = out) -> None:
    """A line as it is: a bracket in a file's name is no markup, and a path is not broken in two."""
    console.print(text, markup=False, soft_wrap=True)


def wait_for(work: Coroutine[Any, Any, Result]) -> Result:
    return asyncio.run(work)
