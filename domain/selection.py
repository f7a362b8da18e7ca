"""Which stories the newsletter section shows, and why each was chosen.

The four themes and the units take turns, so that one busy unit does not fill the section. The editor has the
last word; the reason is kept beside each story so that she can see what the choice rests on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.kinds import Theme
from domain.newsletter import Reason as Reason


class Candidate(Protocol):
    """A story that may be published. `ready_at` is aware; `id` is unique and settles ties."""

    @property
    def id(self) -> str: ...
    @property
    def theme(self) -> Theme: ...
    @property
    def unit_id(self) -> str: ...
    @property
    def ready_at(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Chosen:
    candidate: Candidate
    reason: Reason


def choose(candidates: Iterable[Candidate], limit: int = 12) -> list[Chosen]:
    """At most `limit` stories: each time of the rarest theme so far, then the rarest unit, then the newest.

    The order of `candidates` does not matter.
    """
    newest_first = sorted(candidates, key=lambda candidate: candidate.id)
    newest_first.sort(key=lambda candidate: candidate.ready_at, reverse=True)
    themes: Counter[Theme] = Counter()
    units: Counter[str] = Counter()
    chosen: list[Chosen] = []
    while newest_first and len(chosen) < limit:
        # min() keeps the first of equals, which is the newest.
        place = min(
            range(len(newest_first)),
            key=lambda i: (themes[newest_first[i].theme], units[newest_first[i].unit_id]),
        )
        pick = newest_first.pop(place)
        chosen.append(Chosen(pick, _reason(pick, themes, units)))
        themes[pick.theme] += 1
        units[pick.unit_id] += 1
    return chosen


def by_theme(chosen: Iterable[Chosen]) -> list[tuple[Theme, list[Chosen]]]:
    """The chosen stories under their themes, in the memo's order; a theme without stories is left out."""
    stories = list(chosen)
    groups = [(theme, [one for one in stories if one.candidate.theme is theme]) for theme in Theme]
    return [(theme, group) for theme, group in groups if group]


def _reason(pick: Candidate, themes: Counter[Theme], units: Counter[str]) -> Reason:
    """The very first story is there because it is the newest: every theme and unit is new beside it."""
    if themes and not themes[pick.theme]:
        return Reason.NEW_THEME
    if themes and not units[pick.unit_id]:
        return Reason.NEW_UNIT
    return Reason.NEWEST
