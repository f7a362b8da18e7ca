"""`medvind doctor`: what is right, what is not, and the cure."""

from __future__ import annotations

from dataclasses import dataclass, field

from pydantic import SecretStr
from sqlalchemy.exc import SQLAlchemyError

from bot.commands.data import reached, tenant_of
from bot.commands.refusal import CommandRefused
from bot.settings import MissingSettings, Settings
from storage import delivery, people, rotation
from storage.crypto import BadKey, Keyring, new_key
from storage.database import Session


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
    findings = []
    try:
        keys = settings.keyring()
    except (BadKey, MissingSettings) as wrong:
        if isinstance(wrong, BadKey):
            findings.append(Finding(False, "cli-bad-key"))
        # With a key that opens nothing the rest can still be looked at.
        settings, keys = settings.model_copy(update={"data_key": SecretStr(new_key())}), None
    try:
        async with reached(settings) as database:
            if not await database.is_current():
                return [*findings, Finding(False, "cli-schema-old")]
            async with database.read() as session:
                findings.append(Finding(True, "doctor-database-ok"))
                findings.append(await _of_the_organisation(session, settings))
                findings.extend(await _of_the_keys(session, keys) if keys else ())
                findings.extend(await _of_the_outbox(session))
    except (CommandRefused, SQLAlchemyError):
        findings.append(Finding(False, "doctor-database-away"))
    return findings


async def _of_the_organisation(session: Session, settings: Settings) -> Finding:
    known = await people.area(session, tenant_of(settings)) is not None
    return Finding(known, "doctor-organisation-ok" if known else "doctor-organisation-missing")


async def _of_the_keys(session: Session, keys: Keyring) -> list[Finding]:
    if missing := await rotation.without_key(session, keys):
        return [Finding(False, "cli-key-missing", {"versions": ", ".join(map(str, missing))})]
    old = await rotation.versions(session)
    old.pop(keys.current, None)
    findings = [Finding(True, "doctor-key-ok")]
    if old:  # as it is while the key is being changed, and for as long as somebody forgets to go on
        findings.append(Finding(None, "doctor-key-old", {"count": str(old.total())}))
    return findings


async def _of_the_outbox(session: Session) -> list[Finding]:
    return [Finding(False, "cli-outbox-held")] if await delivery.held_since(session) else []
