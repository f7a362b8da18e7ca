"""What an import would change in the database, as `organisation.apply` and `appoint` would do it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from domain.kinds import Role
from domain.organisation import Organisation, RoleSpec
from domain.organisation_diff import Diff, Entry, Facts, Mark, What, compare
from storage.database import Session
from storage.organisation_facts import CARD, Both
from storage.organisation_rows import Key, load


async def diff(
    session: Session,
    tenant_id: str,
    wanted: Organisation,
    administrators: Collection[str],
    now: datetime,
) -> Diff:
    """Everything that is not as `wanted` says. `administrators` are those of the settings."""
    appointed = tuple(RoleSpec(person_id, Role.ADMINISTRATOR, None) for person_id in administrators)
    wanted = replace(wanted, roles=(*wanted.roles, *appointed))
    both = Both(await load(session, tenant_id), wanted, now.date())
    return Diff(
        changes=(
            *compare(What.AREA, *both.areas()),
            *compare(What.UNIT, *both.units()),
            *compare(What.TEAM, *both.teams()),
            *compare(What.FORUM, *both.forums()),
            *compare(What.PERSON, *both.people()),
            *compare(What.ROLE, *both.roles()),
            *compare(What.CONTACT, *both.contacts()),
            *_reordered(both),
            *compare(What.FOLLOW_UP, *both.follow_up()),
            *compare(What.INCIDENTS, *both.incidents()),
        ),
        kept=tuple(_kept(both)),
        people=sum(person.in_organisation for person in both.rows.people.values()),
        loses_administrator=_loses_administrator(both),
    )


def _kept(both: Both) -> Iterator[Entry]:
    given = {role.key for role in both.wanted.roles}
    for key in both.by_card():
        if key not in given:
            (entry,) = compare(What.ROLE, {}, {"|".join(key): both.role(key, CARD)})
            yield replace(entry, mark=Mark.KEPT)


def _loses_administrator(both: Both) -> bool:
    """Somebody could give roles everywhere, and afterwards nobody can."""
    gone = {person.id for person in both.rows.people.values() if person.left_at is not None}

    def any_of(keys: Iterable[Key]) -> bool:
        return any(key[1:] == (Role.ADMINISTRATOR, "") and key[0] not in gone for key in keys)

    return any_of(both.rows.grants) and not any_of([*(r.key for r in both.wanted.roles), *both.by_card()])


def _reordered(both: Both) -> Iterator[Entry]:
    """The numbers to call are shown in the file's order."""
    before, after = both.contacts()
    there, then = [key for key in before if key in after], [key for key in after if key in before]
    if there != then:
        names = [tuple(before[key].name for key in order) for order in (there, then)]
        yield from compare(What.CONTACT, *({"order": Facts("", {"order": order})} for order in names))
