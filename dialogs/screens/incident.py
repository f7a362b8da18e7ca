"""Noget er sket: what the one it hit, a witness, or whoever registers for a colleague is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from dialogs.screens.base import Choice, Screen
from dialogs.screens.contacts import Number
from domain.incident import (
    IncidentKind,
    Offer,
    OfferAnswer,
    OfficialReport,
    Part,
    PoliceDecision,
)


@dataclass(frozen=True)
class IncidentFirst(Screen):
    """Is she safe? 1-1-2, and what Medvind is not. `resume`: a draft of hers waits."""

    resume: bool = False


@dataclass(frozen=True)
class IncidentWhom(Screen):
    """Whom to call now. The form can wait."""

    leaders: tuple[str, ...]
    deputies: tuple[str, ...]
    representatives: tuple[str, ...]
    numbers: tuple[Number, ...]
    resume: bool = False


@dataclass(frozen=True)
class IncidentTap(Screen):
    """One of the first three taps: `asks` is kind, hit or who."""

    asks: str
    number: int


@dataclass(frozen=True)
class Receiver:
    """Somebody who gets it to see, and since when she has."""

    name: str
    part: Part
    seen_at: datetime | None = None


@dataclass(frozen=True)
class IncidentForm(Screen):
    """The fourth tap: about when and where, with the answers that most will leave as they are.

    `colleagues`: whom it hit, when it was not herself; "" is somebody without Teams. No units: hers is known.
    """

    token: str
    receivers: tuple[Receiver, ...]
    colleagues: tuple[Choice, ...] = ()
    units: tuple[Choice, ...] = ()
    when: str = "now"
    day: str = ""
    clock: str = ""
    place: str = ""
    colleague: str = ""
    unit: str = ""
    outside: bool = False
    problem: str = ""  # when, colleague, unit


@dataclass(frozen=True)
class IncidentSmallForm(Screen):
    """Several small ones in this shift: counters, and one button."""

    token: str
    receivers: tuple[Receiver, ...]
    units: tuple[Choice, ...] = ()
    unit: str = ""
    problem: str = ""  # small, unit


@dataclass(frozen=True)
class IncidentRoutes(Screen):
    """A colleague or a leader did it: whom to go to instead. Nothing of it is stored, this card included."""

    remembered: ClassVar[bool] = False

    area_heads: tuple[str, ...]
    representatives: tuple[str, ...]
    numbers: tuple[Number, ...]
    unlisted: tuple[str, ...] = ()  # hr, whistleblower, hotline: those that no number is for


@dataclass(frozen=True)
class IncidentCitizen(Screen):
    """A citizen came to harm: that is reported elsewhere, and Medvind keeps nothing of it."""

    remembered: ClassVar[bool] = False


@dataclass(frozen=True)
class IncidentSaved(Screen):
    """It is registered: what happens now, and who sees it."""

    number: int
    kind: IncidentKind
    receivers: tuple[Receiver, ...]
    for_colleague: bool = False
    citizen_hurt: bool = False
    force_used: bool = False


@dataclass(frozen=True)
class OfferLine:
    offer: Offer
    answer: OfferAnswer = OfferAnswer.OPEN


@dataclass(frozen=True)
class PoliceLine:
    """The 72 hours of the law, and her decision. `passed`: they are over; there are exceptions."""

    due_at: datetime
    decision: PoliceDecision = PoliceDecision.OPEN
    passed: bool = False
    note: str = ""  # the employer's reasons


@dataclass(frozen=True)
class AskedMore:
    """A question of the work environment group, and her answer."""

    position: str
    question: str
    answer: str = ""


@dataclass(frozen=True)
class IncidentStatus(Screen):
    """How it stands, to the one it hit or who registered it: the same card as it changes.

    A token is empty where there is nothing to press.
    """

    number: int
    kind: IncidentKind
    part: Part
    occurred_at: datetime
    registered_at: datetime
    receivers: tuple[Receiver, ...]
    first_aid_at: datetime | None = None
    assessed_at: datetime | None = None
    talk_at: datetime | None = None
    debriefing: str = ""  # yes, no
    calls_at: datetime | None = None
    what_was_done: str = ""
    official: OfficialReport = OfficialReport.PENDING
    closed_at: datetime | None = None
    offers: tuple[OfferLine, ...] = ()
    police: PoliceLine | None = None
    questions: tuple[AskedMore, ...] = ()
    what_happened: str = ""
    what_before: str = ""
    small: Sequence[tuple[str, int]] = ()
    witnesses: tuple[Choice, ...] = ()  # colleagues who can be named
    offer: str = ""
    decide: str = ""
    add: str = ""
    answer: str = ""
    witness: str = ""
    share: str = ""  # let the AMR see it too
    grow: str = ""
    learn: str = ""
    helped: str = ""  # somebody has been with her
    problem: str = ""  # cpr, name, long, empty
    problem_at: str = ""  # add, answer
    name: str = ""  # what looks like a name


@dataclass(frozen=True)
class IncidentAsk(Screen):
    """A week and a month later: has she got the help that she wanted?"""

    number: int
    occurred_at: datetime
    token: str


@dataclass(frozen=True)
class IncidentWitness(Screen):
    """To somebody who was there: the offers, with her own answers. Nothing of what happened."""

    occurred_at: datetime
    offers: tuple[OfferLine, ...]
    offer: str


@dataclass(frozen=True)
class IncidentTextBack(Screen):
    """It was not kept: her words, to be sent again."""

    text: str


@dataclass(frozen=True)
class HelpColleague(Screen):
    """Sådan hjælper du en kollega: what a helper does, and does not (facts 2.2)."""
