"""Who receives an incident: the nearest leader, her deputy when she has handed over, and the unit's AMR.

Never the one it concerns (safety.md T8). Somebody always has it: when nobody can read it, an administrator is
asked to give somebody the role, and is told nothing of it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from domain.incident import Part


@dataclass(frozen=True)
class Holders:
    """Who holds which role for a unit now; those who have left are not among them.

    `handed_over`: leaders whose deputy has the watch.
    """

    leaders: Sequence[str] = ()
    deputies: Sequence[str] = ()
    representatives: Sequence[str] = ()
    area_heads: Sequence[str] = ()
    administrators: Sequence[str] = ()
    handed_over: Collection[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Recipient:
    person_id: str
    part: Part


@dataclass(frozen=True)
class Recipients:
    """`chain`: who has it, and then who has it if she does nothing. `all`: who may read it now."""

    chain: tuple[Recipient, ...]
    all: tuple[Recipient, ...]

    @property
    def owner(self) -> Recipient:
        return self.chain[0]


class Nobody(ValueError):
    """There is no recipient and no administrator."""


def recipients(holders: Holders, concerned: Collection[str], *, narrow: bool) -> Recipients:
    """Who receives it, in order. `narrow`: only the first of the chain. Raises `Nobody`."""

    def of(people: Sequence[str], part: Part) -> list[Recipient]:
        return [Recipient(one, part) for one in people if one not in concerned]

    leaders = [r for r in of(holders.leaders, Part.LEADER) if r.person_id not in holders.handed_over]
    away = [r for r in of(holders.leaders, Part.LEADER) if r.person_id in holders.handed_over]
    deputies = of(holders.deputies, Part.DEPUTY)
    heads = of(holders.area_heads, Part.AREA_HEAD)
    representatives = of(holders.representatives, Part.REPRESENTATIVE)
    chain = _once([*leaders, *deputies, *away, *heads, *representatives])
    if not chain:
        appointers = _once(of(holders.administrators, Part.APPOINTER))
        if not appointers:
            raise Nobody
        return Recipients(appointers, appointers)
    if narrow:
        return Recipients(chain, chain[:1])
    first = leaders or deputies or away or heads
    return Recipients(chain, _once([*first, *representatives]) or chain[:1])


def _once(found: Sequence[Recipient]) -> tuple[Recipient, ...]:
    """Somebody with two roles stands where she stood first."""
    seen: dict[str, Recipient] = {}
    for one in found:
        seen.setdefault(one.person_id, one)
    return tuple(seen.values())
