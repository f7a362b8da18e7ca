"""Reading what an organisation file says of people, their roles, numbers to call, and follow-up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from domain import follow_up
from domain.import_table import ImportTable, nearest
from domain.kinds import ContactKind, Role
from domain.organisation_specs import ContactSpec, FollowUpSpec, PersonSpec, RoleSpec
from domain.roles import AREA_WIDE, grantable

_MODELS = ", ".join(follow_up.PRESETS)


def person_of(key: str, person: ImportTable, unit_ids: Iterable[str], homes: Mapping[str, str]) -> PersonSpec:
    """One person; `homes` are the units of the teams."""
    unit_id, team_id = person.one_of("unit", unit_ids), person.one_of("team", homes)
    if unit_id in unit_ids and homes.get(team_id, unit_id) != unit_id:
        person.fault("team-in-other-unit", "team", team_id, homes[team_id] or "–")
    return PersonSpec(key, person.text("name"), person.text("title"), unit_id, team_id or None)


def roles_of(person: PersonSpec, table: ImportTable) -> Iterable[RoleSpec]:
    written = table.values.get("roles", [])
    if not isinstance(written, list):
        table.fault("wrong-kind", "roles", written, 'roles = ["leader"]')
        return
    known = [*grantable(person.unit_id), *(f"{role}@area" for role in AREA_WIDE)]
    for word in dict.fromkeys(map(str, written)):
        name, at, scope = word.partition("@")
        if word in known:
            yield RoleSpec(person.id, Role(name), None if at else person.unit_id)
        elif name in known and scope == "area":
            table.fault("role-not-area-wide", "roles", word, name)
        elif f"{word}@area" in known:
            table.fault("role-only-area-wide", "roles", word, f"{word}@area")
        else:
            table.fault("unknown-role", "roles", word, nearest(word, known))


def contact_of(table: ImportTable) -> ContactSpec:
    name, number, note, owner = (table.text(key) for key in ("name", "number", "note", "owner"))
    return ContactSpec(name, number, note, owner, table.day("checked") or date.min, _kind(table))


def _kind(contact: ImportTable) -> ContactKind:
    """Named after the key alone, the fault would be that of a meeting's kind."""
    written = contact.text("kind").lower()
    known = [kind for kind in ContactKind if kind]
    if written and written not in known:
        contact.fault("unknown-contact-kind", "kind", written, nearest(written, known))
        return ContactKind.OTHER
    return ContactKind(written)


def follow_up_of(table: ImportTable) -> FollowUpSpec | None:
    """The municipality's model; None where it is written so that there is none."""
    text = table.text("text")
    if len(text) > follow_up.TEXT_MAX:
        table.fault("too-long", "text", "text", str(follow_up.TEXT_MAX))
    owner, checked = table.text("owner"), table.day("checked")
    days = _days(table)
    counted = table.one_of("days", follow_up.Counted) or follow_up.Counted.CALENDAR
    talk = table.yes("talk", unless_said=True)
    if not days or counted not in set(follow_up.Counted):
        return None
    model = follow_up.Model(days, follow_up.Counted(counted), talk)
    return FollowUpSpec(model, text, owner, checked or date.min)


def _days(table: ImportTable) -> tuple[int, ...]:
    written = table.text("model")
    try:
        return follow_up.parse(written)
    except ValueError:
        if written:
            table.fault("bad-model", "model", written, _MODELS)
        return ()
