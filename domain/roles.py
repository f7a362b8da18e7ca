"""Who may do what. Every dialog, page and export asks this one function; what is not here is forbidden."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from domain.kinds import Role

# What can be held for the whole area; nobody leads all of it by a slip of the pen.
AREA_WIDE = (Role.EDITOR, Role.ADMINISTRATOR, Role.MED_SECRETARY, Role.AREA_HEAD)


class Permission(StrEnum):
    SET_RHYTHM = "set_rhythm"
    BIND_CHANNEL = "bind_channel"
    READ_DIGEST = "read_digest"
    EDIT_NEWSLETTER = "edit_newsletter"
    CREATE_TOKEN = "create_token"  # noqa: S105 - the name of an act
    IMPORT_ORGANISATION = "import_organisation"
    READ_FORUMS = "read_forums"
    TELL_AGREEMENT = "tell_agreement"
    FOLLOW_UP = "follow_up"
    GRANT_ROLE = "grant_role"
    READ_INCIDENT_PATTERNS = "read_incident_patterns"
    HAND_OVER = "hand_over"


@dataclass(frozen=True, slots=True)
class Grant:
    """A role that somebody holds in one unit, or in the whole area when `unit_id` is None."""

    role: Role
    unit_id: str | None


_LEADING = frozenset(
    {
        Permission.SET_RHYTHM,
        Permission.BIND_CHANNEL,
        Permission.FOLLOW_UP,
        Permission.TELL_AGREEMENT,
        Permission.READ_INCIDENT_PATTERNS,
    }
)
_WHERE_GRANTED: dict[Role, frozenset[Permission]] = {
    Role.LEADER: _LEADING | {Permission.HAND_OVER},
    Role.DEPUTY: _LEADING,
    Role.WORK_ENVIRONMENT_REP: frozenset({Permission.READ_INCIDENT_PATTERNS}),
    Role.EDITOR: frozenset({Permission.READ_DIGEST, Permission.EDIT_NEWSLETTER}),
    Role.ADMINISTRATOR: frozenset({Permission.SET_RHYTHM, Permission.BIND_CHANNEL, Permission.GRANT_ROLE}),
    Role.MED_SECRETARY: frozenset({Permission.SET_RHYTHM, Permission.READ_FORUMS}),
}

# These reach every unit's stories or people, so a unit's own administrator does not have them.
_WITH_THE_WHOLE_AREA: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.READ_DIGEST,
            Permission.CREATE_TOKEN,
            Permission.IMPORT_ORGANISATION,
            Permission.READ_FORUMS,
        }
    ),
    # Also the units' patterns; an administrator reads none of them.
    Role.AREA_HEAD: frozenset({Permission.READ_INCIDENT_PATTERNS}),
    Role.MED_SECRETARY: frozenset({Permission.READ_INCIDENT_PATTERNS}),
}


def grantable(unit_id: str | None) -> tuple[Role, ...]:
    """The roles that can be held in a unit, or with None in the whole area."""
    # Who is above every leader is so of the whole area.
    return AREA_WIDE if unit_id is None else tuple(role for role in Role if role is not Role.AREA_HEAD)


def may(grants: Collection[Grant], act: Permission, unit_id: str | None) -> bool:
    """Whether somebody with `grants` may do `act` in `unit_id`; None asks for the whole area."""
    return any(_allows(grant, act, unit_id) for grant in grants)


def _allows(grant: Grant, act: Permission, unit_id: str | None) -> bool:
    area_wide = grant.unit_id is None
    if act in _WHERE_GRANTED.get(grant.role, frozenset()):
        return area_wide or grant.unit_id == unit_id
    return area_wide and act in _WITH_THE_WHOLE_AREA.get(grant.role, frozenset())
