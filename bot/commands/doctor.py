"""`medvind doctor`: what is right, what is not, and the cure."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy.exc import SQLAlchemyError

from bot.commands.data import reached, tenant_of
from bot.commands.refusal import CommandRefused
from bot.settings import MissingSettings, Settings
from storage import people


@dataclass(frozen=True)
class Finding:
    """`well` None is a hint: good to know, and no fault."""

    well: bool | None
    text_id: str
    values: dict[str, str] = field(default_factory=dict)


async def examine(settings: Settings, *, npx: bool) -> list[Finding]:
    """Looks only; changes nothing."""
    findings = []
    try:
        settings.require_production()
        findings.append(Finding(True, "doctor-settings-ok"))
    except MissingSettings as missing:
        findings.append(Finding(False, "doctor-settings-missing", {"names": ", ".join(missing.names)}))
    https = settings.public_url.startswith("https://")
    findings.append(Finding(https, "doctor-https-ok" if https else "doctor-https-missing"))
    findings.extend(await _of_the_database(settings))
    findings.append(Finding(True, "doctor-npx-ok") if npx else Finding(None, "doctor-npx-missing"))
    return findings


async def _of_the_database(settings: Settings) -> list[Finding]:
    try:
        async with reached(settings) as database:
            if not await database.is_current():
                return [Finding(False, "cli-schema-old")]
            async with database.read() as session:
                known = await people.area(session, tenant_of(settings)) is not None
    except (CommandRefused, SQLAlchemyError):
        return [Finding(False, "doctor-database-away")]
    organisation = "doctor-organisation-ok" if known else "doctor-organisation-missing"
    return [Finding(True, "doctor-database-ok"), Finding(known, organisation)]
