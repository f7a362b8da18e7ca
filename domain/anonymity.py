"""What may be shown of a round without anybody's answer being told (safety.md 5.2, R1 to R8).

The numbers are in the code and in no setting: nobody can talk a municipality into lowering them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.check_in import CheckInQuestion
from domain.suppression import Branch, tellable
from domain.tally import Tally

SMALLEST = 5  # answers: no group of one to four can be seen, nor worked out
IN_DETAIL = 10  # answers: below, one word says it all
MANY = 20
_DIVIDED = range(2, 5)  # half steps: nearer to an end most are of one mind


class Band(StrEnum):
    """How many have answered, never the number."""

    FEW = "5-9"
    SEVERAL = "10-19"
    MANY = "20+"


class Level(StrEnum):
    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a round says. `half_steps` is 0 for no to 6 for a clear yes; None below ten answers.

    Below ten there is only the level, whether or not all agreed: if it took their agreeing to be told so, the
    form of the result would tell what each of them has answered (R4). `divided` says that at least five
    lean to yes and at least five to no, where the half steps are about the middle.
    """

    band: Band
    level: Level
    half_steps: int | None = None
    divided: bool = False


def finding(tally: Tally) -> Finding | None:
    """What may be said of a tally; None when it is of too few."""
    given = tally.given
    if given < SMALLEST:
        return None
    # Twice the distance from "no", summed over all: whole numbers, so that nothing is lost in rounding.
    doubled = 6 * tally.clearly + 4 * tally.mostly + 2 * tally.seldom
    if given < IN_DETAIL:
        return Finding(Band.FEW, _level(doubled, given))
    band = Band.MANY if given >= MANY else Band.SEVERAL
    half_steps = (2 * doubled + given) // (2 * given)  # to the nearest
    if given < MANY:
        # The ends would say that nobody has given some answer, and with it nearly what everybody has.
        half_steps = min(max(half_steps, 1), 5)
    divided = min(tally.clearly + tally.mostly, tally.seldom + tally.no) >= SMALLEST
    # Neither may tell more than the half steps do: of ten or fourteen, it could tell how often each answer
    # was given.
    return Finding(band, _level(half_steps, 1), half_steps, divided and half_steps in _DIVIDED)


def _level(doubled: int, given: int) -> Level:
    """As the answers are worded: "for det meste" and better is high, "sjældent" and worse is low."""
    if doubled >= 4 * given:
        return Level.HIGH
    return Level.LOW if doubled <= 2 * given else Level.MIDDLE


@dataclass(frozen=True)
class Node:
    """A group in the organisation, and the groups that it is made of. Every answer is in one leaf."""

    id: str
    tally: Tally
    parts: Sequence[Node] = ()

    @classmethod
    def of(cls, id: str, parts: Sequence[Node]) -> Node:
        return cls(id, sum((part.tally for part in parts), Tally()), parts)

    def everything(self) -> Iterator[Node]:
        yield self
        for part in self.parts:
            yield from part.everything()


def released(root: Node, question: CheckInQuestion) -> dict[str, Finding]:
    """The findings that can be told together, by node: no group of one to four can be worked out (R3).

    By the rule that everything counted here goes by (domain/suppression.py). From counts only, never from
    answers. Raises ValueError when two groups have the same id.
    """
    nodes = list(root.everything())
    if len(ids := [node.id for node in nodes]) != len(set(ids)):
        raise ValueError(f"Two groups have the same id: {sorted(ids)}")
    answering = sorted((node for node in nodes if not node.parts and node.tally.given), key=lambda n: n.id)
    bits = _bits(answering)
    members = {node.id: _members(node, bits) for node in nodes}

    def may_be_told(group: int) -> bool:
        return _may_be_told([leaf for leaf in answering if bits[leaf.id] & group], question)

    told = tellable([_branch(root, members)], set(members.values()), may_be_told)
    return {node.id: found for node in nodes if members[node.id] in told and (found := finding(node.tally))}


def _bits(leaves: Sequence[Node]) -> dict[str, int]:
    """A bit for each answer, so that the smallest of groups is the one in which fewest have answered."""
    bits, start = {}, 0
    for leaf in leaves:
        bits[leaf.id] = (1 << leaf.tally.given) - 1 << start
        start += leaf.tally.given
    return bits


def _members(node: Node, bits: Mapping[str, int]) -> int:
    return sum(bits.get(leaf.id, 0) for leaf in node.everything() if not leaf.parts)


def _branch(node: Node, members: Mapping[str, int]) -> Branch:
    return Branch(members[node.id], [_branch(part, members) for part in node.parts])


def _may_be_told(leaves: Sequence[Node], question: CheckInQuestion) -> bool:
    """Of the leader only where teams are counted together: a leader of six can guess (voice 3.4)."""
    given = sum(leaf.tally.given for leaf in leaves)
    if question.about_leader:
        return len(leaves) > 1 and given >= IN_DETAIL
    return given >= SMALLEST
