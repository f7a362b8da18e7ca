"""Where the texts are, and where the code names them.

An id stands in the code as a string that looks like one, or is made of two parts by an f-string (in a
template: by `~`). The second kind is listed in `families`, so a new one has to be entered there.
"""

from __future__ import annotations

import ast as python
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from pathlib import Path

from fluent.syntax import FluentParser, ast

from bot.teams.cards.incident import DOES, NEVER
from bot.teams.cards.incident_taps import ASKS
from dialogs.rhythm_form import TOPICS
from digest.formats import Format
from domain.agreement import AgreementProblem
from domain.anonymity import Band, Level
from domain.check_in import CheckInAnswer, CheckInQuestion
from domain.contribution import OFFERED
from domain.deck import CARDS
from domain.follow_up import Counted
from domain.hand_over import DayProblem
from domain.incident import (
    RECEIVING,
    IncidentKind,
    Offer,
    OfficialReport,
    PlaceCategory,
    PoliceDecision,
    Small,
    WhenAbout,
    WhoDidIt,
    WhomItHit,
)
from domain.incident_clocks import Rules, Step, To
from domain.incident_patterns import CELLS as PATTERN_CELLS
from domain.incident_patterns import Dimension
from domain.kinds import Cadence, ContactKind, ForumKind, NameShown, Role, StoryState, Theme, Topic
from domain.newsletter import Chapter, EditAnswer
from domain.organisation_diff import What
from domain.photo_rules import CaptionProblem, PictureProblem
from domain.story_rules import Problem

ROOT = Path(__file__).parents[2]
ROOMS = ("appmanifest", "bot", "dialogs", "digest", "domain", "nudges", "storage", "texts")
# Who takes a text id, and as which argument.
SPEAKERS = {"t": 0, "_t": 0, "say": 0, "texts()": 0, "Notice": 0, "_refuse": 0, "CommandRefused": 0}
SPEAKERS |= {"refuse": 1, "Finding": 1}
# Strings that look like a text id and are none.
NO_TEXTS = {"no-store", "no-referrer", "team-in-other-unit", "role-not-area-wide", "strict-origin"}
NO_TEXTS |= {"role-only-area-wide"}
NO_TEXTS |= {"forum-team-in-other-unit", "agenda-refresh", "check-in-result-refresh"}
NO_TEXTS |= {"my-data", "check-ins", "text-anchor"}
GAP = "{}"


def _kebab(values: Iterable[object]) -> set[str]:
    return {str(value).replace("_", "-") for value in values}


CONTRIBUTIONS = _kebab(OFFERED)
# What can be wrong with an editor's wording, a photo's words, a newsletter's name or address.
DESK_PROBLEMS = {
    *(p for p in Problem if p.startswith(("body", "title", "cpr"))),
    Problem.COLLEAGUE_NAMED,
    *(problem for problem in CaptionProblem if problem.startswith("alt")),
    *("long", "link", "week"),
}


@cache
def families() -> Mapping[str, set[str]]:
    """What stands in the gap of every id that is made of parts."""
    rhythm = {
        "forum",
        "weekday",
        "at",
        "cadence",
        "anchor",
        "topics",
        "lead",
        "hours",
        "summer",
        "until",
        "day",
    }
    pages = {"about", "privacy", "terms"}
    return {
        "card-{}": _kebab(CARDS),
        "theme-{}": _kebab(Theme),
        "chapter-{}": _kebab(Chapter),
        "role-{}": _kebab(Role),
        "state-{}": _kebab({*StoryState, "refused"} - {StoryState.WITHDRAWN}),
        "story-name-{}": _kebab(NameShown),
        "story-problem-{}": _kebab(Problem),
        "photo-problem-{}": _kebab(PictureProblem),
        "photo-caption-{}": _kebab(CaptionProblem),
        "rhythm-topics-{}": {one.replace(" ", "-and-") for one in _kebab(TOPICS)},
        "agenda-topic-{}": _kebab(Topic),
        "agenda-problem-{}": _kebab(AgreementProblem),
        "rhythm-weekday-{}": {str(day) for day in range(7)},
        "rhythm-cadence-{}": _kebab(Cadence),
        "rhythm-problem-{}": rhythm,
        "rhythm-{}-label": rhythm,
        "follow-up-ask-{}": {"how-long", "tasks", "workplace", "partial", "contact", "colleagues"}
        | {"illness", "symptoms", "medicine"},
        "follow-up-rest-{}": {"started", "done", "snoozed", "moved", "waiting"},
        "follow-up-problem-{}": {"missing", "future", "early"},
        "check-in-answer-{}": _kebab(CheckInAnswer),
        "check-in-outcome-{}": {"happened", "not-yet"},
        "check-in-problem-{}": _kebab({*AgreementProblem, "day", "empty"}),
        "checkin-talk-{}": {f"{q}-{level}" for q in _kebab(CheckInQuestion) for level in (*Level, "none")},
        "contribution-{}": CONTRIBUTIONS | {"any"},
        "contribution-about-{}": CONTRIBUTIONS,
        "contribution-intro-{}": CONTRIBUTIONS | {"any"},
        "contribution-title-{}": CONTRIBUTIONS | {"any"},
        "contribution-body-{}": CONTRIBUTIONS | {"any"},
        "contribution-example-{}": CONTRIBUTIONS | {"any"},
        "contribution-thanks-{}": CONTRIBUTIONS,
        "consent-heading{}": {"", "-about"},
        "consent-text{}": {"", "-about"},
        "cli-{}-help": {"org", "token", "db", "manifest"},
        "manifest-problem-{}": _given_to("Problem", "bot"),
        "organisation-fault-{}": _given_to("fault", "domain") | _given_to("Fault", "domain") | UNKNOWN,
        "cli-diff-of-{}": _kebab(What),
        "cli-diff-field-{}": DIFFER,
        "cli-diff-days-{}": _kebab(Counted),
        "forum-kind-{}": _kebab(ForumKind),
        "role-as-{}": _kebab(Role),
        "hand-over-problem-{}": _kebab(DayProblem),
        "contact-kind-{}": _kebab(kind for kind in ContactKind if kind),
        "roles-{}-label": {"person", "role"},
        "roles-{}-placeholder": {"person", "role"},
        "roles-problem-{}": {"person", "role", "name", "many"},
        "paper-group-{}": _kebab(ForumKind),
        "paper-topic-{}": _kebab(Topic),
        "web-format-{}": _kebab(Format) | {"clipboard", "feed-json", "feed-atom"},
        "desk-answer-{}": _kebab(answer for answer in EditAnswer if answer),
        "desk-problem-{}": _kebab(DESK_PROBLEMS),
        "check-in-short-{}": _kebab(CheckInQuestion),
        "check-in-question-{}": _kebab(CheckInQuestion),
        "check-in-trend-{}": {"team", "unit", "area"},
        "check-in-step-{}": {str(half_step) for half_step in range(7)},
        "check-in-level-{}": _kebab(Level),
        "check-in-band-{}": {band.name.lower() for band in Band},
        **incident_families(),
        **pattern_families(),
        "web-{}-heading": pages,
        "web-{}-text": pages,
    }


def pattern_families() -> Mapping[str, set[str]]:
    cells = {cell for cells in PATTERN_CELLS.values() for cell in cells}
    return {
        "pattern-of-{}": _kebab(Dimension),
        "pattern-asks-{}": _kebab(Dimension),
        "pattern-cell-{}": {cell.replace("_", "-") for cell in cells},
        "pattern-band-{}": {band.name.lower() for band in Band},
    }


def incident_families() -> dict[str, set[str]]:
    """The same, for the cards of an incident."""
    fields = {"when", "colleague", "unit", "small", "talk"}
    answers = {"yes", "partly", "no"}
    return {
        "incident-problem-{}": fields | {"cpr", "name", "long", "empty"},
        "incident-routes-{}": {"spokesperson", "hr", "whistleblower", "hotline"},
        "incident-help-does-{}": set(DOES),
        "incident-help-never-{}": set(NEVER),
        "incident-tap-{}": set(ASKS),
        "incident-tap-{}-note": set(ASKS),
        "incident-kind-{}": _kebab(IncidentKind),
        "incident-kind-about-{}": _kebab(IncidentKind),
        "incident-hit-{}": _kebab(WhomItHit),
        "incident-who-{}": _kebab(WhoDidIt),
        "incident-when-{}": _kebab(WhenAbout),
        "incident-place-{}": _kebab(PlaceCategory),
        "incident-small-{}": _kebab(Small),
        "incident-receiver-{}": _kebab(RECEIVING),
        "incident-receiver-line-{}": _kebab(RECEIVING),
        "incident-receiver-read-{}": _kebab(RECEIVING),
        "incident-part-{}": _kebab(RECEIVING),
        "incident-official-{}": _kebab(OfficialReport),
        "incident-offer-{}": _kebab(Offer),
        "incident-offer-about-{}": _kebab(Offer),
        "incident-answer-{}": {"yes", "no", "later", "none"},
        "incident-got-help-{}": answers,
        "incident-case-got-help-{}": answers,
        "incident-police-{}": _kebab(decision for decision in PoliceDecision if decision),
        "incident-case-police-{}": _kebab(decision or "none" for decision in PoliceDecision),
        "incident-case-asked-{}": answers | {"only"},
        "incident-case-copy-{}": {"inside", "outside"},
        "incident-case-debriefing-{}": {"yes", "no"},
        "incident-status-debriefing-{}": {"yes", "no"},
        "incident-status-first-aid-{}": {"hit", "other"},
        "incident-status-talk-{}": {"hit", "other"},
        "incident-question-{}": {"one", "two"},
        "incident-answer-label-{}": {"one", "two"},
        "incident-text-{}": {"what", "before"},
        "incident-{}-note": {"share", "grow", "learn"},
        "incident-step-{}": _kebab(Step),
        "incident-short-{}": _kebab(Step),
        "incident-reminder-to-{}": _kebab(To),
        "incident-news-{}": {"registered", "offer", "police", "nothelped", "answered", "grown"},
    }


# domain/organisation.py names these after the key in the file.
UNKNOWN = {f"unknown-{key}" for key in ("unit", "team", "weekday", "cadence", "kind", "points", "days")}
# What an import can change of something (storage/organisation_facts.py).
DIFFER = {
    *(
        "name",
        "unit",
        "team",
        "teams-group-id",
        "kind",
        "convenor",
        "points",
        "meeting",
        "lead-days",
        "check-in-day",
        "check-in-weeks",
        "hours",
    ),
    *("summer", "paused-until", "moved", "title", "number", "note", "owner", "checked", "order", "days"),
    *("talk", "text", "model", "contact-kind", "origin"),
    *_kebab(Rules.__dataclass_fields__),
}


def _given_to(function: str, room: str) -> set[str]:
    """The first arguments of every call of a function in a room, where they are plain strings."""
    return {
        str(call.args[0].value)
        for path, module in modules().items()
        for call in python.walk(module)
        if path.parts[0] == room
        and isinstance(call, python.Call)
        and _name(call.func) == function
        and call.args
        and isinstance(call.args[0], python.Constant)
    }


@cache
def read(language: str) -> list[ast.EntryType]:
    source = resources.files("texts").joinpath(f"{language}.ftl").read_text(encoding="utf8")
    return list(FluentParser().parse(source).body)


@cache
def messages(language: str) -> Mapping[str, ast.Message]:
    return {entry.id.name: entry for entry in read(language) if isinstance(entry, ast.Message)}


@cache
def modules() -> Mapping[Path, python.Module]:
    """Every module of the product, parsed."""
    return {
        path.relative_to(ROOT): python.parse(path.read_text(encoding="utf8"))
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
    }


@cache
def ids_used() -> frozenset[str]:
    """Every text id that the code and the pages name, whether the text exists or not."""
    heads = {text_id.partition("-")[0] for text_id in messages("da")}
    found = {text_id for _, text_id, _ in calls()} | ids_of_the_pages()
    for module in modules().values():
        for node in python.walk(module):
            if isinstance(node, python.Constant) and isinstance(node.value, str):
                word = node.value
                looks = re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", word) and word.partition("-")[0] in heads
                if looks or word in messages("da"):
                    found.add(word)
    for family in made_of_parts() & families().keys():
        found |= {family.replace(GAP, part) for part in families()[family]}
    return frozenset(found - NO_TEXTS)


@cache
def made_of_parts() -> frozenset[str]:
    """The shapes of ids that f-strings, additions and templates make: `theme-{}`."""
    shapes = set()
    for module in modules().values():
        for node in python.walk(module):
            if isinstance(node, python.JoinedStr):
                shapes.add(_shape(node.values))
            elif isinstance(node, python.BinOp) and isinstance(node.op, python.Add):
                shapes.add(_shape([node.left, node.right]))
    for asked in _asked_by_pages():
        if "~" in asked:
            shapes.add("".join(part.strip(" \"'") if '"' in part else GAP for part in asked.split("~")))
    heads = {text_id.partition("-")[0] for text_id in messages("da")}
    return frozenset(
        shape
        for shape in shapes
        if re.fullmatch(r"[a-z{}-]+-[a-z{}-]*", shape) and shape.partition("-")[0] in heads
    )


def _shape(parts: Iterable[python.expr]) -> str:
    return "".join(str(part.value) if isinstance(part, python.Constant) else GAP for part in parts)


@cache
def _asked_by_pages() -> tuple[str, ...]:
    pages = [page for room in ROOMS for page in sorted((ROOT / room).rglob("*.j2"))]
    return tuple(
        asked for page in pages for asked in re.findall(r"\bt\(([^,)]+)", page.read_text(encoding="utf8"))
    )


def ids_of_the_pages() -> set[str]:
    return {asked.strip(" \"'") for asked in _asked_by_pages() if "~" not in asked}


@cache
def calls() -> tuple[tuple[str, str, frozenset[str] | None], ...]:
    """Place, text id and the names of the values given, for each text that is said; None: cannot be seen."""
    found = []
    for path, module in modules().items():
        for node in python.walk(module):
            if not isinstance(node, python.Call) or _name(node.func) not in SPEAKERS:
                continue
            position = SPEAKERS[_name(node.func)]
            for text_id in _strings(node.args[position]) if len(node.args) > position else ():
                found.append((f"{path}:{node.lineno}", text_id, _given(node)))
    return tuple(found)


def _name(function: python.expr) -> str:
    match function:
        case python.Name(id=name) | python.Attribute(attr=name):
            return name
        case python.Call(func=python.Name(id=name)):
            return f"{name}()"
    return ""


def _strings(argument: python.expr) -> Iterator[str]:
    match argument:
        case python.Constant(value=str(text)):
            yield text
        case python.IfExp(body=one, orelse=other):
            yield from _strings(one)
            yield from _strings(other)


def _given(call: python.Call) -> frozenset[str] | None:
    names = {keyword.arg for keyword in call.keywords}
    dicts = [argument for argument in call.args if isinstance(argument, python.Dict)]
    for literal in dicts:
        names |= {key.value for key in literal.keys if isinstance(key, python.Constant)}  # type: ignore[misc]
    return None if None in names else frozenset(name for name in names if name)
