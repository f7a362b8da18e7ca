"""Which groups can be told together without a smaller one being worked out: one rule for all that is counted.

It knows no answers and no incidents. Whatever is counted has a bit, and a group is the bits of what is in it;
what may be told of a group is asked of whoever knows what the bits stand for.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

# Must be so of every group that holds one of which it is so: a larger group never tells more.
MayBeTold = Callable[[int], bool]


class CannotBeKept(ValueError):
    """Something small follows from what is told already and may not be withheld any more."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A group and groups within it that have nothing in common. What is in no part is the group's own."""

    members: int
    parts: Sequence[Branch] = ()

    def everything(self) -> Iterator[Branch]:
        yield self
        for part in self.parts:
            yield from part.everything()


def tellable(
    roots: Sequence[Branch], offered: Collection[int], may_be_told: MayBeTold, kept: Collection[int] = ()
) -> set[int]:
    """The groups of `offered` that can be told together, and all of `kept`, which are told already.

    What a known group has beyond the largest known groups within it is nobody, or a group that could be told
    as well; else the smallest of these is withheld, until it is so everywhere. The same people can be divided
    by several trees: what follows from one of them is known in the others. Groups are decided from their
    members only, so those with the same members are told together or not at all. Raises CannotBeKept.
    """
    told = {group for group in offered if group and may_be_told(group)} | set(kept)
    while (fewer := _walked(roots, told, may_be_told, frozenset(kept))) != told:
        told = fewer
    return told


def _walked(
    roots: Sequence[Branch], told: Collection[int], may_be_told: MayBeTold, kept: frozenset[int]
) -> set[int]:
    """What is left of `told` after a walk through all trees: as much as one walk can see is withheld."""
    left, known = set(told), _worked_out(roots, told, may_be_told)
    for root in roots:
        for branch in root.everything():
            while branch.members in known and _betrays(branch, known, may_be_told):
                left.remove(_smallest(branch, left, kept))
                known = _worked_out(roots, left, may_be_told)
    return left


def _smallest(branch: Branch, told: set[int], kept: frozenset[int]) -> int:
    """The smallest that can still be withheld: within the group, else itself, else any."""
    within = set(_largest_within(branch, told)) - kept
    found = within or ({branch.members} & told) - kept or told - kept
    if not found:
        raise CannotBeKept
    return min(found, key=lambda group: (group.bit_count(), group))


def _betrays(branch: Branch, known: Collection[int], may_be_told: MayBeTold) -> bool:
    rest = _rest(branch, known)
    return bool(rest) and not may_be_told(rest)


def _worked_out(roots: Sequence[Branch], told: Collection[int], may_be_told: MayBeTold) -> set[int]:
    """What is told, and the groups that follow from it by subtracting and by adding up.

    Only those that may be told: where another is left, the group that it is left of betrays it.
    """
    branches = [branch for root in roots for branch in root.everything()]
    groups, known = {branch.members for branch in branches}, set(told)
    while True:
        found = {group for branch in branches for group in _follows(branch, known)} & groups - known
        found = {group for group in found if may_be_told(group)}
        if not found:
            return known
        known |= found


def _follows(branch: Branch, known: Collection[int]) -> Iterator[int]:
    """What is left of a known group; or the group itself, when all that it is made of is known."""
    rest = _rest(branch, known)
    if branch.members in known:
        yield rest
        # And as a whole, a part of which something is known as well.
        yield branch.members & ~sum(part.members for part in branch.parts if part.members in known)
    elif not rest:
        yield branch.members


def _rest(branch: Branch, known: Collection[int]) -> int:
    rest = branch.members
    for part in _largest_within(branch, known):
        rest &= ~part
    return rest


def _largest_within(branch: Branch, known: Collection[int]) -> Iterator[int]:
    for part in branch.parts:
        if part.members in known:
            yield part.members
        else:
            yield from _largest_within(part, known)
