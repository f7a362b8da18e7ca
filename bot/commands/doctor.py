"""`medvind doctor`: what is right, what is not, and the cure."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy.exc import SQLAlchemyError

from bot.commands.data import organisation_summary
from bot.commands.refusal import CommandRefused
from bot.settings import MissingSettings, Settings


@dataclass(frozen=True)
class Finding:
    well: bool
    text_id: str
    values: dict[str, str] = field(default_factory=dict)


async def examine(settings: Settings, *, npx: bool) -> list[Finding]:
    """Looks only; changes nothing but the schema's version."""
    findings = []
    try:
        settings.require_production()
        findings.append(Finding(True, "doctor-settings-ok"))
    except MissingSettings as missing:
        findings.append(Finding(False, "doctor-settings-missing", {"names": ", ".join(missing.names)}))
    https = settings.public_url.startswith("https://")
    findings.append(Finding(https, "doctor-https-ok" if https else "doctor-https-missing"))
    try:
        summary = await organisation_summary(settings)
        findings.append(Finding(True, "doctor-database-ok"))
        known = summary["area"] is not None
        findings.append(Finding(known, "doctor-organisation-ok" if known else "doctor-organisation-missing"))
    except (CommandRefused, SQLAlchemyError):
        findings.append(Finding(False, "doctor-database-away"))
    findings.append(Finding(npx, "doctor-npx-ok" if npx else "doctor-npx-missing"))
    return findings
