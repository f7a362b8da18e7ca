"""`medvind manifest build`: the app package for Teams, from the settings."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from bot.commands.refusal import CommandRefused
from bot.manifest import build
from bot.settings import Settings


def build_manifest(settings: Settings, output: Path) -> Path:
    """Write the zip that is uploaded to Teams; refuses without the bot's id and the public address."""
    needed = {"MEDVIND_APP_ID": settings.app_id, "MEDVIND_PUBLIC_URL": settings.public_url}
    if missing := [name for name, value in needed.items() if not value]:
        raise CommandRefused("cli-missing-settings", names=", ".join(missing))
    try:
        return build(settings.app_id, settings.public_url, output, version("medvind"))
    except OSError as unwritten:
        raise CommandRefused("cli-file-unwritable", file=str(output)) from unwritten
