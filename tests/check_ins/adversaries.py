"""Those who would know who gave which answer, and what each of them goes by.

Two people of a round, the elder and the younger (by their ids), have given opposite answers: "clearly" and
"no". Each adversary says whether it was the elder who said "clearly". Without a clue he is right half the time.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from storage.ballot import Sealed, open_ballot
from storage.crypto import Keyring, Unreadable
from tests.check_ins.dump import Place

NONCE, COUNTER = 12, 4  # bytes
CLEARLY, NO = 1, 4  # which of the counters
CLUES = 8  # bits that a learner goes by: more would drown them


@dataclass(frozen=True)
class Token:
    """A token as it lies in the database. `found`: where in the raw bytes, first, last, and how often."""

    value: str
    rank: int
    place: Place
    found: tuple[int, int, int]


@dataclass(frozen=True)
class Evidence:
    """A round as the thief has it, who knows as well in which order people answered.

    `elder` and `younger` are their places in that order, and so, of `tokens`, theirs; `versions` is the tally
    before anybody had answered and after each answer; `after` is the round after its close.
    """

    tenant_id: str
    round_id: str
    people: Sequence[str]
    elder: int
    younger: int
    tokens: Sequence[Token]
    marks: Sequence[str]
    wrapped: bytes
    versions: Sequence[bytes]
    after: Sequence[bytes] = ()

    def change(self, moment: int) -> int:
        """The tally's bits that were changed by an answer."""
        before, after = self.versions[moment], self.versions[moment + 1]
        return int.from_bytes(before) ^ int.from_bytes(after)

    def added(self, moment: int, counter: int) -> int:
        """By how much one of the counters has grown, if the tally were not sealed."""
        before, after = (
            int.from_bytes(version[NONCE + COUNTER * counter :][:COUNTER])
            for version in self.versions[moment : moment + 2]
        )
        return after - before


Adversary = Callable[[Evidence], bool]


def by_token(seen: Evidence) -> bool:
    return seen.tokens[seen.elder].value < seen.tokens[seen.younger].value


def by_rank(seen: Evidence) -> bool:
    return seen.tokens[seen.elder].rank < seen.tokens[seen.younger].rank


def by_place(seen: Evidence) -> bool:
    return seen.tokens[seen.elder].place < seen.tokens[seen.younger].place


def by_order(seen: Evidence) -> bool:
    return seen.elder < seen.younger


def by_raw_place(seen: Evidence) -> bool:
    return seen.tokens[seen.elder].found[1:] < seen.tokens[seen.younger].found[1:]


def by_copies(seen: Evidence) -> bool:
    return seen.tokens[seen.elder].found[2] > seen.tokens[seen.younger].found[2]


def by_mark(seen: Evidence) -> bool:
    return seen.marks[seen.elder] < seen.marks[seen.younger]


def by_change(seen: Evidence) -> bool:
    """More bits change for the one than for the other."""
    return seen.change(seen.elder).bit_count() > seen.change(seen.younger).bit_count()


def by_size(seen: Evidence) -> bool:
    sizes = [len(version) for version in seen.versions]
    return sizes[seen.elder + 1] - sizes[seen.elder] > sizes[seen.younger + 1] - sizes[seen.younger]


def by_counter(seen: Evidence) -> bool:
    """The tally, as if it were not sealed."""
    return seen.added(seen.elder, CLEARLY) - seen.added(seen.elder, NO) > 0


def by_stream(seen: Evidence) -> bool:
    """The tally, as if it were sealed with one nonce: what changes in it then changes in the open."""
    size = len(seen.versions[0])

    def changed(counter: int) -> bool:
        beyond = 8 * (size - NONCE - COUNTER * (counter + 1))
        return bool(seen.change(seen.elder) >> beyond & (1 << 8 * COUNTER) - 1)

    return changed(CLEARLY) and not changed(NO)


def by_nonce(seen: Evidence) -> bool:
    return seen.versions[seen.elder + 1][:NONCE] < seen.versions[seen.younger + 1][:NONCE]


def by_end(seen: Evidence) -> bool:
    """What the close has left, read as a number."""
    return sum(int.from_bytes(cell) for cell in seen.after) % 2 == 1


def with_month_keys(keys: Collection[bytes]) -> Adversary:
    """Who has months' keys opens what they open, and takes one tally from the next."""

    def guess(seen: Evidence) -> bool:
        for key in keys:
            try:
                ballot = open_ballot(seen.tenant_id, seen.round_id, key, seen.wrapped)
            except Sealed:
                continue
            before, after = (ballot.open(seen.versions[moment]) for moment in (seen.elder, seen.elder + 1))
            return after.clearly > before.clearly
        return True

    return guess


def with_data_key(keys: Keyring, key: bytes) -> Adversary:
    """As whatever it might be sealed, with the key ring's ways and with the bare key."""

    def guess(seen: Evidence) -> bool:
        for column, cell in (("wrapped", seen.wrapped), ("tally", seen.versions[seen.elder + 1])):
            try:
                return len(keys.open([seen.tenant_id, "check_in_round", column, seen.round_id], cell)) > 0
            except Unreadable:
                continue
        marks = {mark for person in seen.people for mark in keys.marks(seen.tenant_id, person)}
        if marks & {token.value for token in seen.tokens}:
            return by_token(seen)
        return with_month_keys([key])(seen)

    return guess


BY_SIGHT: Mapping[str, Adversary] = {
    found.__name__: found
    for found in (
        by_token, by_rank, by_place, by_order, by_raw_place, by_copies, by_mark, by_change, by_size,
        by_counter, by_stream, by_nonce, by_end,
    )
}  # fmt: skip


def bits(seen: Evidence) -> list[bool]:
    """Everything of a round that is a number, for somebody who does not know what to look for."""
    two = (seen.elder, seen.younger)
    cells = [bytes.fromhex(seen.tokens[moment].value) for moment in two]
    cells += [seen.versions[moment + 1] for moment in two] + [seen.wrapped, *seen.after]
    numbers = [(int.from_bytes(cell), 8 * len(cell)) for cell in cells]
    numbers += [(seen.change(moment), 8 * len(seen.versions[0])) for moment in two]
    flags = [bool(number >> bit & 1) for number, size in numbers for bit in range(size)]
    return flags + [guess(seen) for guess in BY_SIGHT.values()]


def learned(seen: Sequence[Evidence], truth: Sequence[bool]) -> Adversary:
    """Somebody who was told the truth of these rounds, and goes by the bits that went with it most."""
    columns = list(zip(*map(bits, seen), strict=True))
    yes, no = sum(truth), len(truth) - sum(truth)
    weights = []
    for number, column in enumerate(columns):
        together = sum(bit and it_was for bit, it_was in zip(column, truth, strict=True))
        p, q = (together + 0.5) / (yes + 1), (sum(column) - together + 0.5) / (no + 1)
        weights.append((math.log(p / q), math.log((1 - p) / (1 - q)), number))
    best = sorted(weights, key=lambda weight: abs(weight[0]) + abs(weight[1]))[-CLUES:]

    def guess(one: Evidence) -> bool:
        row = bits(one)
        return sum(when_set if row[number] else when_not for when_set, when_not, number in best) > 0

    return guess
