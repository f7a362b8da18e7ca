"""Authority reaches as far as it was granted, and unknown means no."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.kinds import Role
from domain.roles import Grant, Permission, may

UNIT_ACTS = {Permission.SET_RHYTHM, Permission.BIND_CHANNEL}
LEADING = {Permission.FOLLOW_UP, Permission.TELL_AGREEMENT}  # an administrator leads nobody
LEADER_ACTS = UNIT_ACTS | LEADING
PATTERNS = Permission.READ_INCIDENT_PATTERNS  # nor does one read what happens to people
AREA_ACTS = {Permission.READ_DIGEST, Permission.CREATE_TOKEN, Permission.IMPORT_ORGANISATION}
EDITING = {Permission.READ_DIGEST, Permission.EDIT_NEWSLETTER}  # an administrator reads, and chooses nothing
OWN, OTHER, AREA = "havblik", "grenaa", None

# role, where it is granted, where the act is: everything else is no.
ALLOWED = {
    *((role, OWN, act, OWN) for role in (Role.LEADER, Role.DEPUTY, Role.ADMINISTRATOR) for act in UNIT_ACTS),
    *(
        (role, AREA, act, unit)
        for role in (Role.LEADER, Role.DEPUTY)
        for act in LEADER_ACTS
        for unit in (OWN, OTHER, AREA)
    ),
    *((role, OWN, act, OWN) for role in (Role.LEADER, Role.DEPUTY) for act in LEADER_ACTS),
    *(
        (Role.ADMINISTRATOR, AREA, act, unit)
        for act in set(Permission) - LEADING - {PATTERNS, Permission.HAND_OVER, Permission.EDIT_NEWSLETTER}
        for unit in (OWN, OTHER, AREA)
    ),
    *((Role.EDITOR, AREA, act, unit) for act in EDITING for unit in (OWN, OTHER, AREA)),
    *((Role.EDITOR, OWN, act, OWN) for act in EDITING),
    (Role.ADMINISTRATOR, OWN, Permission.GRANT_ROLE, OWN),
    *((Role.MED_SECRETARY, OWN, act, OWN) for act in (Permission.SET_RHYTHM, Permission.READ_FORUMS)),
    *(
        (Role.MED_SECRETARY, AREA, act, unit)
        for act in (Permission.SET_RHYTHM, Permission.READ_FORUMS)
        for unit in (OWN, OTHER, AREA)
    ),
    (Role.LEADER, OWN, Permission.HAND_OVER, OWN),
    *((Role.LEADER, AREA, Permission.HAND_OVER, unit) for unit in (OWN, OTHER, AREA)),
    *((role, OWN, PATTERNS, OWN) for role in (Role.LEADER, Role.DEPUTY, Role.WORK_ENVIRONMENT_REP)),
    # What can only be held of a unit and is held of the area counts in each.
    *(
        (role, AREA, PATTERNS, unit)
        for role in set(Role) - {Role.EDITOR, Role.ADMINISTRATOR}
        for unit in (OWN, OTHER, AREA)
    ),
}


@pytest.mark.parametrize("where", [OWN, OTHER, AREA], ids=str)
@pytest.mark.parametrize("granted", [OWN, AREA], ids=str)
@pytest.mark.parametrize("act", Permission)
@pytest.mark.parametrize("role", Role)
def test_every_role_may_what_is_written_and_no_more(
    role: Role, act: Permission, granted: str | None, where: str | None
) -> None:
    """The whole matrix."""
    assert may([Grant(role, granted)], act, where) is ((role, granted, act, where) in ALLOWED)


def test_an_outsider_may_nothing() -> None:
    """No grants, no acts."""
    assert not any(may([], act, unit) for act in Permission for unit in (OWN, AREA))


def test_unknown_roles_and_acts_mean_no() -> None:
    """A role or an act from a newer or older version is not guessed at."""
    assert not may([Grant("janitor", AREA)], Permission.READ_DIGEST, OWN)  # type: ignore[arg-type]
    assert not may([Grant(Role.ADMINISTRATOR, AREA)], "delete_all", OWN)  # type: ignore[arg-type]


grants = st.lists(st.builds(Grant, st.sampled_from(Role), st.sampled_from([OWN, OTHER, AREA])), max_size=4)


@given(grants, grants, st.sampled_from(Permission), st.sampled_from([OWN, OTHER, AREA]))
def test_a_further_grant_never_takes_away(
    held: list[Grant], more: list[Grant], act: Permission, unit: str | None
) -> None:
    """Whoever may with some grants may with more, and with exactly the sum of them."""
    assert may(held + more, act, unit) is (may(held, act, unit) or may(more, act, unit))
