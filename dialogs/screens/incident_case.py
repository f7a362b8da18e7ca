"""An incident as its leader, deputy, area head or AMR sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dialogs.screens.base import Choice, Screen
from dialogs.screens.incident import AskedMore, OfferLine, PoliceLine, Receiver
from domain.incident import IncidentKind, OfficialReport, Part
from domain.incident_clocks import Step, To


@dataclass(frozen=True)
class StepLine:
    """A clock: what is to be done by when, who has it, and who did it when."""

    step: Step
    due_at: datetime
    owner: str
    done_at: datetime | None = None
    done_by: str = ""
    late: bool = False


@dataclass(frozen=True)
class IncidentCase(Screen):
    """One registration, its clocks and what can be done. A token is empty where nothing is to be pressed.

    `origin`: where the hours come from; empty for Medvind's own proposal.
    """

    number: int
    part: Part
    unit: str
    name: str  # whom it hit; empty for somebody without Teams
    reporter: str  # who registered it, when it was not herself
    kind: IncidentKind
    place: str
    occurred_at: datetime
    registered_at: datetime
    outside_working_hours: bool
    receivers: tuple[Receiver, ...]
    steps: tuple[StepLine, ...]
    what_happened: str = ""
    what_before: str = ""
    small: Sequence[tuple[str, int]] = ()
    talk_at: datetime | None = None
    debriefing: str = ""
    what_was_done: str = ""
    offers: tuple[OfferLine, ...] = ()
    police: PoliceLine | None = None
    official: OfficialReport = OfficialReport.PENDING
    questions: tuple[AskedMore, ...] = ()
    asked: bool = False  # the one it hit has been asked
    got_help: str = ""  # yes, partly, no
    closed_at: datetime | None = None
    origin: str = ""
    witnesses: tuple[Choice, ...] = ()
    first_aid: str = ""
    assess: str = ""
    calls: str = ""
    note: str = ""
    report: str = ""
    done: str = ""
    ask: str = ""
    asked_her: str = ""
    close: str = ""
    witness: str = ""
    talk_day: str = ""  # as typed, when it comes back
    talk_clock: str = ""
    ask_1: str = ""
    ask_2: str = ""
    problem: str = ""  # talk, cpr, name, long, empty
    problem_at: str = ""  # assess, note, done, ask
    problem_name: str = ""


@dataclass(frozen=True)
class IncidentLine:
    """One of a list: what is still missing, and the button that shows it."""

    number: int
    unit: str
    registered_at: datetime
    missing: tuple[Step, ...]
    show: str
    late: bool = False


@dataclass(frozen=True)
class Incidents(Screen):
    """What somebody has to follow up, the oldest first; and what she is a part of herself."""

    received: tuple[IncidentLine, ...]
    own: tuple[IncidentLine, ...] = ()
    more: bool = False
    link: str = ""  # to the page with the patterns, for those who may read it


@dataclass(frozen=True)
class IncidentReminder(Screen):
    """What is missing, of which incident, and why it is asked for. `to`: whom it is for."""

    number: int
    step: Step
    due_at: datetime
    to: To
    show: str
    late: bool = False


@dataclass(frozen=True)
class IncidentNews(Screen):
    """Something to look at, and no more: what it is about is read behind the button.

    `said`: registered, offer, police, nothelped, answered, grown. `assess_by`: until when the leader has.
    """

    number: int
    said: str
    part: Part
    show: str
    assess_by: datetime | None = None


@dataclass(frozen=True)
class IncidentAppoint(Screen):
    """To an administrator: somebody has registered something, and nobody has the role to receive it."""

    number: int
    unit: str
