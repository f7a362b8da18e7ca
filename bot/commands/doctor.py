"""`medvind doctor`: what is right, what is not, and the cure."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import col, select

from bot.commands import audit
from bot.commands.data import reached, tenant_of
from bot.commands.refusal import CommandRefused
from bot.settings import MissingSettings, Settings
from storage import delivery, incident_holders, people, rotation
from storage.check_ins import State
from storage.crypto import BadKey, Keyring, new_key
from storage.database import Database, Session
from storage.month_keys import KeyGone, MonthKeys, month_of
from storage.tables import CheckInRound
from texts.catalogue import texts


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
                findings.extend(await _of_the_roles(session, settings))
                fitting = await _of_the_keys(session, keys) if keys else []
                findings.extend(fitting)
                findings.extend(await _of_the_outbox(session))
                findings.append(await _of_the_check_ins(session, settings.check_in_keys))
            if fitting and fitting[0].well:  # else nothing can be said of what they seal
                findings.append(await _of_the_trail(database))
    except (CommandRefused, SQLAlchemyError):
        findings.append(Finding(False, "doctor-database-away"))
    return findings


async def _of_the_organisation(session: Session, settings: Settings) -> Finding:
    known = await people.area(session, tenant_of(settings)) is not None
    return Finding(known, "doctor-organisation-ok" if known else "doctor-organisation-missing")


async def _of_the_roles(session: Session, settings: Settings) -> list[Finding]:
    """Who would receive an incident at 03.15? Until there is an organisation, nobody could."""
    tenant_id, t = tenant_of(settings), texts(settings.language)
    if await people.area(session, tenant_id) is None:
        return []
    findings = []
    for gap in await incident_holders.gaps(session, tenant_id):
        missing = ", ".join(t(f"role-as-{role.replace('_', '-')}") for role in gap.roles)
        if gap.unit is None:
            findings.append(Finding(None, "doctor-area-without", {"roles": missing}))
        else:
            findings.append(Finding(None, "doctor-unit-without", {"unit": gap.unit, "roles": missing}))
    return findings


async def _of_the_keys(session: Session, keys: Keyring) -> list[Finding]:
    if missing := await rotation.without_key(session, keys):
        return [Finding(False, "cli-key-missing", {"versions": ", ".join(map(str, missing))})]
    old = await rotation.versions(session)
    old.pop(keys.current, None)
    findings = [Finding(True, "doctor-key-ok")]
    if old:  # as it is while the key is being changed, and for as long as somebody forgets to go on
        findings.append(Finding(None, "doctor-key-old", {"count": str(old.total())}))
    return findings


async def _of_the_trail(database: Database) -> Finding:
    whole = all(one.whole for one in await audit.of_all(database))
    return Finding(whole, "doctor-audit-ok" if whole else "doctor-audit-broken")


async def _of_the_check_ins(session: Session, folder: Path) -> Finding:
    """What nobody who has a copy of the database may read, and without which an open round is lost."""
    rows = await session.exec(
        select(col(CheckInRound.closes_on)).where(CheckInRound.state == State.OPEN).distinct()
    )
    keys = MonthKeys(folder)
    there = [month for month in keys.months() if _is_whole(keys, month)]
    if missing := sorted({month_of(day) for day in rows} - set(there)):
        return Finding(False, "doctor-check-in-key-missing", {"months": ", ".join(missing)})
    if _others_read(folder):
        return Finding(False, "doctor-check-in-keys-open", {"folder": str(folder)})
    return Finding(True, "doctor-check-in-keys-ok", {"count": str(len(there))})


def _others_read(folder: Path) -> bool:
    """A folder that only its owner may enter keeps what is in it, whatever the files say."""
    return folder.is_dir() and bool(folder.stat().st_mode & 0o077)


def _is_whole(keys: MonthKeys, month: str) -> bool:
    try:
        return bool(keys.open(month))
    except KeyGone:
        return False


async def _of_the_outbox(session: Session) -> list[Finding]:
    return [Finding(False, "cli-outbox-held")] if await delivery.held_since(session) else []
