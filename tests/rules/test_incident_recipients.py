"""Who receives an incident: any organisation that can be, and never the one it concerns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.incident import Part
from domain.incident_recipients import Holders, Nobody, recipients

PEOPLE = tuple("abcdefg")
some = st.lists(st.sampled_from(PEOPLE), unique=True, max_size=3).map(tuple)
holders = st.builds(
    Holders,
    leaders=some,
    deputies=some,
    representatives=some,
    area_heads=some,
    administrators=some,
    handed_over=st.frozensets(st.sampled_from(PEOPLE)),
)
concerned = st.frozensets(st.sampled_from(PEOPLE), max_size=2)


@given(holders, concerned, st.booleans())
def test_never_the_one_it_concerns_and_always_somebody(
    held: Holders, about: frozenset[str], narrow: bool
) -> None:
    reading = {*held.leaders, *held.deputies, *held.representatives, *held.area_heads} - about
    appointing = set(held.administrators) - about
    if not reading and not appointing:
        with pytest.raises(Nobody):
            recipients(held, about, narrow=narrow)
        return
    found = recipients(held, about, narrow=narrow)
    everybody = {one.person_id for one in found.chain}
    assert not everybody & about
    assert everybody == (reading or appointing)
    assert {one.person_id for one in found.all} <= everybody
    assert found.owner in found.all
    assert (found.owner.part is Part.APPOINTER) == (not reading)
    assert len(everybody) == len(found.chain), "each stands there once"


@given(holders, concerned)
def test_narrow_is_one_and_the_same_as_who_has_it(held: Holders, about: frozenset[str]) -> None:
    try:
        found = recipients(held, about, narrow=True)
    except Nobody:
        return
    if found.owner.part is not Part.APPOINTER:
        assert found.all == (found.owner,)
        assert recipients(held, about, narrow=False).owner == found.owner


@given(holders, concerned)
def test_a_leader_who_has_handed_over_comes_after_her_deputies(held: Holders, about: frozenset[str]) -> None:
    try:
        parts = recipients(held, about, narrow=False)
    except Nobody:
        return
    owner = parts.owner
    watching = [one for one in held.leaders if one not in held.handed_over and one not in about]
    deputies = [one for one in held.deputies if one not in about]
    if watching:
        assert owner.person_id == watching[0]
    elif deputies:
        assert owner.person_id == deputies[0]


def test_the_representative_reads_it_from_the_start_and_the_deputy_does_not() -> None:
    held = Holders(leaders=("l",), deputies=("d",), representatives=("r",), area_heads=("h",))
    found = recipients(held, (), narrow=False)
    assert [(one.person_id, one.part) for one in found.all] == [
        ("l", Part.LEADER),
        ("r", Part.REPRESENTATIVE),
    ]
    assert [one.person_id for one in found.chain] == ["l", "d", "h", "r"]
