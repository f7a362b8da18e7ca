"""How often each answer was given in a round, and nothing about who gave it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from domain.check_in import CheckInAnswer


@dataclass(frozen=True, slots=True)
class Tally:
    """The counters of one round, or of several together. `taken` is every answer, skipped ones included."""

    taken: int = 0
    clearly: int = 0
    mostly: int = 0
    seldom: int = 0
    no: int = 0
    skip: int = 0

    @property
    def given(self) -> int:
        """Answers with something in them: who skipped must not make a group look larger than it is."""
        return self.clearly + self.mostly + self.seldom + self.no

    def with_one(self, answer: CheckInAnswer) -> Tally:
        return replace(self, taken=self.taken + 1, **{answer.value: getattr(self, answer.value) + 1})

    def __add__(self, other: Tally) -> Tally:
        return Tally(*(mine + theirs for mine, theirs in zip(self.numbers(), other.numbers(), strict=True)))

    def numbers(self) -> tuple[int, ...]:
        return self.taken, self.clearly, self.mostly, self.seldom, self.no, self.skip
