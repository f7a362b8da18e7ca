"""Every screen in every state, made to be hard on its card.

`SAMPLES` maps a name to a screen; the names of the ones worth looking at are in `GOLDEN`. A screen that
quotes people is given the longest texts that its dialog can give it, and once `CANARY`, which no card may
let through as markup.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

from dialogs.hand_over import SHOWN as PLACES_SHOWN
from dialogs.my_stories import GIVEN_SHOWN, SHOWN
from dialogs.photo import STORIES_SHOWN as PHOTO_STORIES_SHOWN
from dialogs.role_form import PEOPLE_SHOWN
from dialogs.roles import LINES_SHOWN
from dialogs.screens import (
    AgendaCard,
    Agreement,
    CheckInCard,
    CheckInDay,
    CheckInResult,
    CheckInTeams,
    CheckInThanks,
    CheckInTrends,
    Choice,
    ConsentAnswered,
    ConsentGiven,
    ConsentOutcome,
    ConsentRequest,
    DialogueCard,
    DraftOffer,
    FirstDay,
    FollowUpLine,
    FollowUpOver,
    FollowUpRest,
    FollowUps,
    FollowUpStep,
    ForumLine,
    HandOver,
    HandOverNews,
    IncidentPatterns,
    MyData,
    MyStories,
    NewsletterReady,
    Notice,
    Number,
    Overview,
    OwnText,
    PatternOf,
    PhotoForm,
    PhotoKept,
    PhotoLink,
    Question,
    RhythmBreak,
    RhythmForm,
    RhythmSaved,
    RhythmTeams,
    RhythmValues,
    RoleForm,
    RoleGiven,
    RoleLine,
    RoleNews,
    RolePlaces,
    RolesHere,
    RoleTaken,
    Screen,
    StoryForm,
    StoryLine,
    StoryThanks,
    StoryValues,
    StoryWithdrawn,
    TeamWelcome,
    Trend,
    TrendPoint,
    Trial,
    Undelivered,
    WatchLine,
    Welcome,
    WhatToExpect,
    WhomToCall,
)
from dialogs.story_form import COLLEAGUES_SHOWN
from domain.agreement import LONGEST as TRIAL_MAX
from domain.anonymity import Band, Finding, Level
from domain.calendar import IsoWeek
from domain.check_in import CheckInQuestion
from domain.deck import CARDS
from domain.follow_up import TEXT_MAX, StepKind
from domain.incident_patterns import CELLS, Dimension, Pattern, Row, Table
from domain.incident_periods import Period
from domain.kinds import Cadence, ConsentReason, NameShown, Role, StoryKind, Theme, Topic
from domain.newsletter import Chapter
from domain.photo_rules import Caption, CaptionProblem
from domain.roles import grantable
from domain.story_rules import BODY_MAX, Problem
from tests.cards import hard
from tests.cards.incident_samples import INCIDENT_GOLDEN, INCIDENTS
from tests.cards.newsletter_samples import LINE as EVENT_LINE
from tests.cards.newsletter_samples import NEWSLETTER, NEWSLETTER_GOLDEN

CANARY = hard.CANARY
MEETING = datetime(2026, 11, 26, 13, 30, tzinfo=UTC)
NUDGE = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
TOKENS = hard.TOKENS
TOKEN, OTHER, THIRD = TOKENS

COFFEE = "I går satte vi en kande kaffe ud på gangen klokken ti.\nPludselig talte vi sammen på tværs igen."
LONG = "æøå😀" * (BODY_MAX // 4)
LINES = "æ\n" * (BODY_MAX // 2)  # a line a letter: what a card pays for line breaks
TOO_LONG = "æøå😀" * 2500
EXCERPT, EXCERPT_LINES = LONG[:200], LINES[:200]
LONG_NAME, LONG_UNIT = hard.LONG_NAME, hard.LONG_UNIT


def _id(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012}"


COLLEAGUES = tuple(Choice(_id(number), f"{LONG_NAME} {number:02}") for number in range(COLLEAGUES_SHOWN))
UNITS = tuple(Choice(f"enhed-{number}", f"{LONG_UNIT} {number}") for number in range(10))
FILLED = StoryValues(
    title="Kaffe på gangen",
    body=COFFEE,
    theme=Theme.CITIZEN_FOCUS,
    name_shown=NameShown.FIRST_NAME_AND_TITLE,
    colleague=COLLEAGUES[3].value,
    unit=UNITS[1].value,
    no_citizen=True,
)
FORM = StoryForm(TOKEN, FILLED, colleagues=COLLEAGUES[:6], units=UNITS[:3])
FULL_FORM = StoryForm(
    TOKEN,
    replace(FILLED, title="Å" * 300, body=LONG),
    problems=tuple(set(Problem) - {Problem.BODY_EMPTY, Problem.BODY_TOO_SHORT, Problem.BODY_NO_WORDS}),
    colleagues=COLLEAGUES,
    units=UNITS,
    words_of=LONG_NAME,
    named=LONG_NAME,
)
LINE = StoryLine(
    "Kaffe på gangen",
    COFFEE,
    Theme.CITIZEN_FOCUS,
    "Anne, social- og sundhedsassistent",
    "ready",
    change=TOKEN,
    withdraw=OTHER,
)
WAITING = replace(LINE, state="awaiting_consent", waiting_for=("Bente Krogh",))
DRAFT = replace(LINE, title="", theme=None, byline=None, state="draft")
FULL_LINE = replace(
    WAITING, title="Å" * 100, body=EXCERPT, byline=LONG_NAME, waiting_for=(LONG_NAME, LONG_NAME)
)
CANARY_LINE = StoryLine(CANARY, CANARY, None, CANARY, "awaiting_consent", (CANARY,), TOKEN, OTHER)
WITH_PHOTO = replace(LINE, photo="En kaffekande på et rullebord", drop_photo=THIRD)
FULL_PHOTO = replace(FULL_LINE, photo="æøå😀" * 20, drop_photo=THIRD)
PHOTO_STORIES = (Choice("a-story", "Kaffe på gangen"), Choice("another-story", "Ny cykel til aftenvagten"))
PHOTO = PhotoForm(TOKEN, OTHER, PHOTO_STORIES, "a-story", Caption())
DESCRIBED = Caption("En kaffekande på et rullebord", no_citizen=True, all_agreed=True)
PHOTOS: dict[str, Screen] = {
    "photo-link": PhotoLink("Kaffe på gangen", "https://medvind.example/photo?key=k"),
    "photo-link-canary": PhotoLink(CANARY, "https://medvind.example/photo?key=k"),
    "photo-form": PHOTO,
    "photo-form-wrong": replace(PHOTO, story="gone", problems=tuple(CaptionProblem)),
    "photo-form-full": replace(
        PHOTO,
        stories=tuple(Choice(f"{number}" * 32, "æøå😀" * 15) for number in range(PHOTO_STORIES_SHOWN)),
        caption=replace(DESCRIBED, alt_text="æøå😀" * 500),
        problems=tuple(CaptionProblem),
    ),
    "photo-form-not-saved": replace(
        PHOTO,
        drop="",
        stories=(Choice("a-story", ""),),
        caption=DESCRIBED,
        not_saved="form-not-saved",
    ),
    "photo-form-canary": replace(
        PHOTO, stories=(Choice("a-story", CANARY),), caption=Caption(alt_text=CANARY)
    ),
    "photo-kept": PhotoKept("Kaffe på gangen", "En kaffekande på et rullebord", TOKEN),
    "photo-kept-full": PhotoKept("æøå😀" * 15, "æøå😀" * 50, TOKEN),
    "photo-kept-canary": PhotoKept(CANARY, CANARY, TOKEN),
}
GIVEN = ConsentGiven("Kaffe på gangen", COFFEE, "Bente Krogh", TOKEN)
FULL_GIVEN = ConsentGiven("Å" * 100, EXCERPT, LONG_NAME, TOKEN)
ALARM = Number("Alarm", "1-1-2", "Ved fare.", "HR", date(2026, 11, 2))
RHYTHM = RhythmForm(TOKEN, OTHER, "Team Nord")
TIMES = RhythmValues(
    "3", "14:30", Cadence.WEEKLY, "2026-11-26", "1", "08:00-17:00", Topic.ATTENDANCE, "28-30"
)
SAVED = RhythmSaved("Team Nord", Cadence.WEEKLY, MEETING, NUDGE, "rhythm-saved-who", THIRD)
ABSENCE = Question(Topic.ATTENDANCE, "culture_1")
SAFETY = Question(Topic.PSYCHOLOGICAL_SAFETY, "mistakes_2")
AGENDA = AgendaCard("Team Nord", MEETING, (ABSENCE,), discuss=TOKEN, postpone=OTHER, swap=THIRD)
DISCUSSED = AgendaCard("Team Nord", MEETING, (ABSENCE,), discussed=True, undo=TOKEN, agree=OTHER)
SWAP_DAYS = Agreement("Vi bytter de to tunge morgener", MEETING - timedelta(days=7))
NEXT = ForumLine("Team Nord", MEETING, questions=(ABSENCE,), before=TOKEN)
OVERVIEW = Overview((NEXT,), leads=True)
BREAK = RhythmBreak("Team Nord", MEETING, "", TOKEN, "", OTHER)
ROLES = RolesHere(
    "Hjemmeplejen Grenaa",
    (
        RoleLine("Mette Ravn", Role.LEADER, False, TOKEN),
        RoleLine("Jonas Vestermark", Role.DEPUTY, True, OTHER),
        RoleLine("Karen Lindhøj", Role.ADMINISTRATOR, False, ""),
    ),
    THIRD,
    several=True,
)
ROLE_FORM = RoleForm("Hjemmeplejen Grenaa", COLLEAGUES[:3], grantable("grenaa"), TOKEN, OTHER)
MY_DATA = MyData(
    "Anne Holm", "social- og sundhedsassistent", "Hjemmeplejen Grenaa", ("leader",), 3, 1, 2, TOKEN
)

FIRST_DAY = FirstDay("2026-11-23", TOKEN)
OWN_TEXT = OwnText("Ring helst om formiddagen.\nHR hjælper gerne.", "HR", date(2026, 11, 2))
CONTACT = FollowUpStep(
    "Birk", StepKind.FIRST, 1, date(2026, 12, 21), TOKEN, OTHER, THIRD, FIRST_DAY, own=OWN_TEXT
)
REST = FollowUpRest("Birk", "done", NUDGE, TOKEN, FIRST_DAY)
RUN = FollowUpLine("Birk", NUDGE, TOKEN)
FOLLOW_UPS: dict[str, Screen] = {
    "follow-ups": FollowUps("1-3-10", TOKEN, (RUN, FollowUpLine("Eg", None, OTHER))),
    "follow-ups-none": FollowUps("2-6-14", TOKEN),
    "follow-ups-full": FollowUps("1-2-3-4-5", TOKEN, (replace(RUN, word="Hestekastanje 2"),) * 12, more=True),
    "follow-ups-canary": FollowUps("1-3-10", TOKEN, (replace(RUN, word=CANARY),)),
    "follow-up-step": CONTACT,
    "follow-up-step-later": replace(CONTACT, kind=StepKind.LATER, day=10, own=None),
    "follow-up-step-talk": replace(CONTACT, kind=StepKind.TALK, day=None),
    "follow-up-step-moved": replace(CONTACT, moved=True),
    **{
        f"follow-up-step-{problem}": replace(CONTACT, first_day=FirstDay("i går", TOKEN, problem))
        for problem in ("missing", "future", "early")
    },
    "follow-up-step-full": replace(
        CONTACT, own=OwnText("æøå😀 " * (TEXT_MAX // 5), LONG_NAME, date(2026, 11, 2))
    ),
    "follow-up-step-many-lines": replace(
        CONTACT, own=OwnText("æ\n" * (TEXT_MAX // 2), LONG_NAME, date(2026, 11, 2))
    ),
    "follow-up-step-canary": replace(
        CONTACT,
        word=CANARY,
        own=OwnText(CANARY, CANARY, date(2026, 11, 2)),
        first_day=FirstDay(CANARY, TOKEN, "future"),
    ),
    **{
        f"follow-up-rest-{said}": replace(REST, said=said, done=OTHER if said == "snoozed" else "")
        for said in ("started", "done", "snoozed", "moved", "waiting")
    },
    "follow-up-rest-no-more": replace(REST, next_at=None),
    "follow-up-rest-canary": replace(REST, word=CANARY, first_day=FirstDay(CANARY, TOKEN)),
    "follow-up-stopped": FollowUpOver("Birk", date(2026, 12, 23), finished=False),
    "follow-up-finished": FollowUpOver("Birk", date(2027, 1, 13), finished=True),
    "follow-up-over-canary": FollowUpOver(CANARY, date(2026, 12, 23), finished=True),
    "what-to-expect": WhatToExpect((1, 3, 10), False, True, OWN_TEXT),
    "what-to-expect-working-days": WhatToExpect((1, 2, 3, 4, 5), True, False),
    "what-to-expect-full": WhatToExpect(
        (1, 2, 3, 4, 5), True, True, OwnText("æ\n" * (TEXT_MAX // 2), LONG_NAME, date(2026, 11, 2))
    ),
    "what-to-expect-canary": WhatToExpect((1,), False, True, OwnText(CANARY, CANARY, date(2026, 11, 2))),
}

CLOSES = datetime(2026, 11, 30, 5, 0, tzinfo=UTC)
CLOSED_ON = date(2026, 11, 30)
ABOUT = "https://medvind.example/check-ins"
MORNINGS = "Vi begynder vagten med at sige, hvad vi er i tvivl om"
ASKED = CheckInCard(CheckInQuestion.DOUBT, "Team Nord", (), CLOSES, TOKEN, ABOUT, stop=OTHER)
AT_ODDS = Finding(Band.SEVERAL, Level.MIDDLE, 3, divided=True)
LEANS = Finding(Band.FEW, Level.HIGH)
RESULT = CheckInResult("Team Nord", (), CheckInQuestion.HELP, CLOSED_ON, LEANS, talk=TOKEN, plan=OTHER)
PLANNING = replace(RESULT, finding=AT_ODDS, plan="", keep=THIRD)
ASK_ON = CheckInDay("Team Nord", TOKEN)
ROUNDS = (
    TrendPoint(date(2026, 9, 7), CheckInQuestion.FOLLOW_UP, Finding(Band.SEVERAL, Level.LOW, 2)),
    TrendPoint(date(2026, 9, 21), CheckInQuestion.HELP, Finding(Band.FEW, Level.MIDDLE)),
    TrendPoint(date(2026, 10, 5), CheckInQuestion.DOUBT, None),
    TrendPoint(date(2026, 10, 19), CheckInQuestion.MISTAKE, Finding(Band.SEVERAL, Level.HIGH, 4)),
    TrendPoint(date(2026, 11, 2), CheckInQuestion.NEWCOMER, Finding(Band.MANY, Level.HIGH, 5)),
    TrendPoint(date(2026, 11, 16), CheckInQuestion.DIRECT, AT_ODDS),
)
TRENDS = CheckInTrends((Trend("team", "Team Nord", ROUNDS),), link=ABOUT)
# The same question twice, and between them the one of which no team is told by itself.
ASKED_AGAIN = (
    TrendPoint(date(2026, 9, 7), CheckInQuestion.HELP, Finding(Band.SEVERAL, Level.MIDDLE, 3)),
    TrendPoint(date(2026, 9, 21), CheckInQuestion.LEADER, None),
    TrendPoint(date(2026, 10, 5), CheckInQuestion.DOUBT, Finding(Band.MANY, Level.HIGH, 6)),
    TrendPoint(date(2026, 10, 19), CheckInQuestion.HELP, Finding(Band.SEVERAL, Level.HIGH, 4)),
)
CHECK_INS: dict[str, Screen] = {
    "check-in": ASKED,
    "check-in-tried": replace(ASKED, tried=MORNINGS, together=("Team Syd", "Team Aften")),
    "check-in-stopped": replace(ASKED, stop="", resume=OTHER),
    "check-in-full": replace(
        ASKED, team=LONG_UNIT, together=(LONG_UNIT,) * 3, tried="æ\n" * (TRIAL_MAX // 2)
    ),
    **{
        f"check-in-{question.replace('_', '-')}": replace(ASKED, question=question)
        for question in CheckInQuestion
    },
    "check-in-canary": replace(ASKED, team=CANARY, together=(CANARY,), tried=CANARY),
    "check-in-thanks": CheckInThanks(CLOSES, ABOUT),
    "check-in-thanks-elsewhere": CheckInThanks(CLOSES, ABOUT, elsewhere=True),
    "check-in-result": RESULT,
    **{
        f"check-in-result-{question.replace('_', '-')}-{level}": replace(
            RESULT, question=question, finding=Finding(Band.FEW, level)
        )
        for question, level in product(CheckInQuestion, Level)
    },
    **{
        f"check-in-result-step-{half}": replace(RESULT, finding=Finding(Band.MANY, Level.MIDDLE, half))
        for half in range(7)
    },
    **{
        f"check-in-result-few-{question.replace('_', '-')}": replace(RESULT, question=question, finding=None)
        for question in CheckInQuestion
    },
    "check-in-result-divided": replace(
        RESULT,
        finding=AT_ODDS,
        together=("Team Syd",),
        last=Trial(MORNINGS, CLOSED_ON),
        happened=OTHER,
        not_yet=THIRD,
    ),
    "check-in-result-planning": PLANNING,
    **{
        f"check-in-result-{problem.replace('_', '-')}": replace(
            PLANNING, problem=problem, trial_text=MORNINGS, trial_until="2026-12-14", name="Bente"
        )
        for problem in ("too_long", "cpr", "name", "day", "empty")
    },
    "check-in-result-tried": replace(
        RESULT,
        talk="",
        talked=True,
        trial=Trial(MORNINGS, date(2026, 12, 14)),
        last=Trial("Vi bytter de to tunge morgener", CLOSED_ON, "happened"),
    ),
    "check-in-result-last-not-yet": replace(RESULT, last=Trial(MORNINGS, None, "not_yet")),
    "check-in-result-last-untold": replace(RESULT, last=Trial(MORNINGS, None)),
    "check-in-result-full": replace(
        PLANNING,
        team=LONG_UNIT,
        together=(LONG_UNIT,) * 3,
        last=Trial("æ\n" * (TRIAL_MAX // 2), CLOSED_ON),
        trial=Trial("Å" * TRIAL_MAX, CLOSED_ON),
        trial_text="Å" * TRIAL_MAX,
        trial_until="i morgen",
        problem="name",
        name=LONG_NAME,
        happened=TOKEN,
        not_yet=OTHER,
    ),
    "check-in-result-canary": replace(
        PLANNING,
        team=CANARY,
        together=(CANARY,),
        last=Trial(CANARY, CLOSED_ON),
        trial=Trial(CANARY, CLOSED_ON),
        trial_text=CANARY,
        trial_until=CANARY,
        problem="name",
        name=CANARY,
    ),
    "check-in-day": ASK_ON,
    "check-in-day-chosen": replace(ASK_ON, day="1", stop=OTHER, next_at=NUDGE, every=6),
    "check-in-day-saved": replace(ASK_ON, day="1", next_at=NUDGE, saved=True),
    "check-in-day-stopped": replace(ASK_ON, saved=True),
    "check-in-day-canary": replace(ASK_ON, team=CANARY, day=CANARY, next_at=NUDGE),
    "check-in-day-saved-canary": replace(ASK_ON, team=CANARY, day="1", next_at=NUDGE, saved=True),
    "check-in-teams": CheckInTeams(TOKEN, UNITS),
    "check-in-teams-canary": CheckInTeams(TOKEN, (Choice("t", CANARY),)),
    "check-in-trends": TRENDS,
    "check-in-trends-open": replace(TRENDS, open_until=CLOSES),
    "check-in-trends-single": CheckInTrends(
        (Trend("team", "Team Nord", (ROUNDS[0], ROUNDS[2], ROUNDS[3])),), link=ABOUT
    ),
    "check-in-trends-again": CheckInTrends((Trend("team", "Team Nord", ASKED_AGAIN),)),
    "check-in-trends-none": CheckInTrends((Trend("team", "Team Nord", ()),)),
    "check-in-trends-one": CheckInTrends((Trend("unit", "Hjemmeplejen Grenaa", ROUNDS[:1]),)),
    "check-in-trends-full": CheckInTrends((Trend("area", LONG_UNIT, ROUNDS * 6),) * 8, ABOUT, CLOSES),
    "check-in-trends-canary": CheckInTrends((Trend("unit", CANARY, ROUNDS),)),
}

UNTIL = datetime(2026, 11, 26, 22, 59, tzinfo=UTC)
WATCH = WatchLine("Hjemmeplejen Grenaa", ("Jonas Vestermark",), None, TOKEN, "")
AWAY = replace(WATCH, place="Plejecenter Lærken", until=UNTIL, take=OTHER)
NOBODY = replace(WATCH, place=LONG_UNIT, deputies=(), give="")
HAND_OVERS: dict[str, Screen] = {
    "hand-over": HandOver((WATCH,), "2026-11-26"),
    "hand-over-given": HandOver((AWAY,), "2026-11-26", said="given"),
    "hand-over-taken": HandOver((WATCH,), "2026-11-26", said="taken"),
    "hand-over-nobody": HandOver((NOBODY,), "2026-11-26"),
    "hand-over-several": HandOver((WATCH, AWAY, NOBODY), "2026-11-26"),
    "hand-over-full": HandOver(
        (replace(AWAY, place=LONG_UNIT, deputies=(LONG_NAME,) * 5),) * PLACES_SHOWN, "2026-11-26", more=True
    ),
    "hand-over-problem-missing": HandOver((WATCH,), "", "missing"),
    "hand-over-problem-past": HandOver((WATCH,), "2026-01-01", "past"),
    "hand-over-problem-far": HandOver((WATCH,), "2027-11-26", "far"),
    "hand-over-canary": HandOver((replace(AWAY, place=CANARY, deputies=(CANARY,)),) * 2, CANARY),
    "hand-over-news": HandOverNews("Mette Ravn", "Hjemmeplejen Grenaa", UNTIL),
    "hand-over-news-back": HandOverNews("Mette Ravn", "Hjemmeplejen Grenaa", None),
    "hand-over-news-nameless": HandOverNews("", LONG_UNIT, UNTIL),
    "hand-over-news-canary": HandOverNews(CANARY, CANARY, UNTIL),
}

_QUARTER = Period.parse("2026-Q3")
_EVERY_ROW = tuple(
    Table(dimension, tuple(Row(cell, Band.SEVERAL) for cell in cells)) for dimension, cells in CELLS.items()
)
_SOME_ROWS = (
    Table(
        Dimension.TIME_OF_DAY,
        (Row("night", Band.FEW), Row("morning", None), Row("day", None), Row("evening", Band.SEVERAL)),
    ),
    Table(Dimension.WEEKDAY, (Row("monday", None), Row("sunday", None))),
)
PATTERNS = IncidentPatterns(
    _QUARTER,
    (
        PatternOf("Hjemmeplejen Grenaa", Pattern("a", _QUARTER, Band.SEVERAL, _SOME_ROWS)),
        PatternOf("Plejecenter Lærken", Pattern("b", _QUARTER, None)),
    ),
    "https://medvind.example/editor/login?key=x&to=incidents",
)

SAMPLES: dict[str, Screen] = {
    "incident-patterns": PATTERNS,
    "incident-patterns-none": IncidentPatterns(_QUARTER, (), PATTERNS.link),
    "incident-patterns-full": IncidentPatterns(
        _QUARTER,
        tuple(PatternOf(name, Pattern(name, _QUARTER, Band.MANY, _EVERY_ROW)) for name in (CANARY, "b", "c")),
        PATTERNS.link,
    ),
    "incident-patterns-no-rows": IncidentPatterns(
        _QUARTER, (PatternOf("a", Pattern("a", _QUARTER, Band.FEW)),), PATTERNS.link
    ),
    "notice": Notice("tell-more"),
    "notice-without-menu": Notice("speak-privately", menu=False),
    "notice-with-numbers": Notice("text-too-long", {"length": 10_001, "most": BODY_MAX}),
    "welcome": Welcome("Anne"),
    "welcome-nameless": Welcome(""),
    "welcome-all-roles": Welcome(
        LONG_NAME, is_editor=True, sets_rhythm=True, gives_roles=True, hands_over=True
    ),
    "welcome-canary": Welcome(CANARY),
    "team-welcome": TeamWelcome("Team Nord", MEETING),
    "team-welcome-no-rhythm": TeamWelcome("Team Nord"),
    "team-welcome-canary": TeamWelcome(CANARY, MEETING),
    "team-welcome-which": TeamWelcome(None, teams=UNITS, bind=TOKEN),
    "story-form-empty": StoryForm(TOKEN, colleagues=COLLEAGUES[:6]),
    "story-form-filled": FORM,
    "story-form-full": FULL_FORM,
    "story-form-full-changing": replace(FULL_FORM, words_of=None, sounds_hard=False, changing=True),
    "story-form-many-lines": replace(FORM, values=replace(FILLED, body=LINES), problems=(Problem.CPR,)),
    "story-form-too-long": replace(FULL_FORM, values=replace(FILLED, body=TOO_LONG)),
    "story-form-too-long-of-emoji": replace(FULL_FORM, values=replace(FILLED, body="😀" * 10_000)),
    "story-form-hard": replace(FORM, sounds_hard=True),
    "story-form-changing": replace(FORM, changing=True),
    "story-form-not-saved": replace(
        FORM,
        colleagues=(Choice(COLLEAGUES[3].value, ""),),
        units=(Choice(UNITS[1].value, ""),),
        not_saved="form-not-saved",
    ),
    "story-form-not-saved-full": replace(
        FULL_FORM,
        problems=(),
        colleagues=(Choice("å" * 64, ""),),
        units=(Choice("å" * 64, ""),),
        values=replace(FILLED, title="Å" * 300, body=TOO_LONG, colleague="å" * 64, unit="å" * 64),
        not_saved="form-not-saved",
    ),
    "story-form-button-gone": replace(FULL_FORM, problems=(), not_saved="form-button-gone"),
    "story-form-caught": replace(FORM, words_of="Bente Krogh", values=StoryValues(body=COFFEE)),
    "story-form-canary": StoryForm(
        TOKEN,
        StoryValues(title=CANARY, body=CANARY),
        problems=tuple(Problem),
        colleagues=(Choice(_id(1), CANARY),),
        units=(Choice("u", CANARY),),
        words_of=CANARY,
        named=CANARY,
    ),
    **{
        f"story-form-{problem.replace('_', '-')}": replace(FORM, problems=(problem,), named="Bente Krogh")
        for problem in Problem
    },
    "draft-offer": DraftOffer(COFFEE, TOKEN, OTHER, THIRD),
    "draft-offer-hard": DraftOffer(COFFEE, TOKEN, OTHER, THIRD, sounds_hard=True),
    "draft-offer-long": DraftOffer(LONG, TOKEN, OTHER, THIRD, sounds_hard=True),
    "draft-offer-many-lines": DraftOffer(LINES, TOKEN, OTHER, THIRD),
    "draft-offer-canary": DraftOffer(CANARY, TOKEN, OTHER, THIRD),
    "story-thanks": StoryThanks(LINE),
    "story-thanks-waiting": StoryThanks(WAITING),
    "story-thanks-changed": StoryThanks(LINE, changed=True),
    "story-thanks-full": StoryThanks(FULL_LINE),
    "story-thanks-canary": StoryThanks(CANARY_LINE),
    "my-stories-empty": MyStories(()),
    "my-stories": MyStories((DRAFT, WAITING, replace(LINE, state="refused"), LINE), (GIVEN,)),
    "my-stories-full": MyStories((FULL_LINE,) * SHOWN, (FULL_GIVEN,) * GIVEN_SHOWN, next_page=1),
    "my-stories-many-lines": MyStories(
        (replace(FULL_LINE, body=EXCERPT_LINES),) * SHOWN,
        (replace(FULL_GIVEN, body=EXCERPT_LINES),) * GIVEN_SHOWN,
    ),
    "my-stories-canary": MyStories((CANARY_LINE,), (ConsentGiven(CANARY, CANARY, CANARY, TOKEN),)),
    "my-stories-with-photo": MyStories((WITH_PHOTO, replace(LINE, add_photo=THIRD))),
    "my-stories-with-photos-full": MyStories((FULL_PHOTO,) * SHOWN, (FULL_GIVEN,) * GIVEN_SHOWN, next_page=1),
    "story-thanks-with-photo": StoryThanks(FULL_PHOTO, changed=True),
    "story-thanks-with-photo-canary": StoryThanks(replace(WITH_PHOTO, photo=CANARY)),
    "story-thanks-photo": StoryThanks(replace(LINE, add_photo=THIRD)),
    **PHOTOS,
    "story-withdrawn": StoryWithdrawn("Kaffe på gangen", TOKEN),
    "story-withdrawn-canary": StoryWithdrawn(CANARY, TOKEN),
    **{
        f"consent-request-{reason.replace('_', '-')}": ConsentRequest(
            "Anne Holm", reason, "Kaffe på gangen", COFFEE, TOKEN, OTHER
        )
        for reason in ConsentReason
    },
    "consent-request-long": ConsentRequest(LONG_NAME, ConsentReason.HER_WORDS, "Å" * 100, LONG, TOKEN, OTHER),
    "consent-request-many-lines": ConsentRequest(LONG_NAME, ConsentReason.HER_WORDS, "", LINES, TOKEN, OTHER),
    "consent-request-canary": ConsentRequest(CANARY, ConsentReason.ABOUT_HER, CANARY, CANARY, TOKEN, OTHER),
    "consent-answered-yes": ConsentAnswered(True, TOKEN),
    "consent-answered-no": ConsentAnswered(False, TOKEN),
    **{
        f"consent-outcome-{'yes' if yes else 'no'}{'-waiting' if still else ''}": ConsentOutcome(
            "Bente Krogh", yes, ConsentReason.ABOUT_HER, "Kaffe på gangen", still
        )
        for yes, still in product((True, False), repeat=2)
    },
    "consent-outcome-untitled": ConsentOutcome(LONG_NAME, True, ConsentReason.HER_WORDS, "", False),
    "consent-outcome-canary": ConsentOutcome(CANARY, False, ConsentReason.ABOUT_HER, CANARY, False),
    "consent-outcome-no-words": ConsentOutcome(CANARY, False, ConsentReason.HER_WORDS, CANARY, False),
    "whom-to-call": WhomToCall(("Mette Ravn",), ("Jonas Vestermark",), ("Samira Yildirim",), (ALARM,)),
    "whom-to-call-nobody": WhomToCall((), (), (), ()),
    "whom-to-call-full": WhomToCall(
        (LONG_NAME,) * 3,
        (LONG_NAME,) * 3,
        (LONG_NAME,) * 5,
        (Number(LONG_NAME, "+45 12 34 56 78", "Døgnet rundt. " * 8, LONG_NAME, date(2026, 11, 2)),) * 12,
    ),
    "whom-to-call-canary": WhomToCall(
        (CANARY,), (CANARY,), (CANARY,), (Number(CANARY, CANARY, CANARY, CANARY, date(2026, 11, 2)),)
    ),
    "agenda": AGENDA,
    "agenda-two-points": replace(AGENDA, questions=(ABSENCE, SAFETY), last=SWAP_DAYS),
    "agenda-safety": replace(AGENDA, questions=(SAFETY,)),
    "agenda-discussed": DISCUSSED,
    "agenda-agreed": replace(DISCUSSED, agree="", edit=OTHER, agreement="Vi bytter de to tunge morgener"),
    "agenda-named": replace(DISCUSSED, agreement="Bente tager morgenen", problem="name", name="Bente"),
    "agenda-cpr": replace(DISCUSSED, problem="cpr"),
    "agenda-too-long": replace(DISCUSSED, agreement="Å" * 300, problem="too_long"),
    "agenda-private": replace(DISCUSSED, in_channel=False),
    "agenda-button-gone": replace(DISCUSSED, agreement="Vi bytter", note="form-button-gone"),
    "agenda-postponed": replace(
        AgendaCard("Team Nord", MEETING, (ABSENCE,), postponed=True), undo=TOKEN, discuss=OTHER
    ),
    "agenda-swapped": replace(AGENDA, swap=""),
    "agenda-not-the-leader": replace(AGENDA, note="agenda-swap-leader-only"),
    "agenda-long": replace(
        AGENDA, forum=LONG_UNIT, questions=(ABSENCE, SAFETY), last=replace(SWAP_DAYS, text="Å" * 300)
    ),
    "agenda-canary": replace(AGENDA, forum=CANARY, last=replace(SWAP_DAYS, text=CANARY)),
    "agenda-agreed-canary": replace(DISCUSSED, forum=CANARY, agree="", edit=OTHER, agreement=CANARY),
    "agenda-named-canary": replace(DISCUSSED, agreement=CANARY, problem="name", name=CANARY),
    **{f"dialogue-card-{name.replace('_', '-')}": DialogueCard(name) for name in sorted(CARDS)},
    "rhythm-form-empty": RHYTHM,
    "rhythm-form-filled": replace(RHYTHM, values=TIMES, breaks=THIRD),
    "rhythm-form-from-the-file": replace(
        RHYTHM,
        values=replace(TIMES, lead="3", hours="06:30-14:00", summer="27-32", topics="psychological_safety"),
    ),
    "rhythm-form-problems": replace(
        RHYTHM,
        values=replace(TIMES, at="halv tre"),
        problems=("weekday", "at", "cadence", "anchor", "topics", "lead", "hours", "summer"),
    ),
    "rhythm-form-private": replace(RHYTHM, in_channel=False),
    "rhythm-form-canary": replace(
        RHYTHM,
        forum=CANARY,
        values=RhythmValues(CANARY, CANARY, CANARY, CANARY, CANARY, CANARY, CANARY, CANARY),
    ),
    "rhythm-break": BREAK,
    "rhythm-break-paused": replace(BREAK, paused_until="2027-01-04", go_on=THIRD),
    "rhythm-break-problems": replace(BREAK, until="x", day="y", at="z", problems=("until", "day", "at")),
    "rhythm-break-nothing-to-move": replace(BREAK, next_meeting_at=None, move=""),
    "rhythm-break-canary": replace(
        BREAK, forum=CANARY, paused_until=CANARY, until=CANARY, day=CANARY, at=CANARY
    ),
    "story-form-many-colleagues": replace(
        FORM, colleagues=COLLEAGUES, values=replace(FILLED, body="Å" * 2000)
    ),
    "rhythm-teams": RhythmTeams(TOKEN, UNITS),
    "rhythm-teams-canary": RhythmTeams(TOKEN, (Choice("t", CANARY),)),
    "rhythm-saved": SAVED,
    "rhythm-saved-no-channel": replace(SAVED, reaches="rhythm-saved-no-channel"),
    "rhythm-saved-convenor": replace(SAVED, reaches="rhythm-saved-convenor"),
    "rhythm-saved-nobody": replace(SAVED, reaches="rhythm-saved-nobody"),
    "rhythm-saved-sent": replace(SAVED, nudge_at=None),
    "rhythm-stopped": RhythmSaved("Team Nord", None, None, None, "rhythm-saved-who"),
    "rhythm-saved-canary": replace(SAVED, forum=CANARY),
    "overview": OVERVIEW,
    "overview-everything": replace(
        OVERVIEW,
        forums=(
            replace(NEXT, discussed=True, last=SWAP_DAYS, told=True, untell=TOKEN),
            replace(NEXT, forum=LONG_UNIT, paused_until=date(2027, 1, 4), last=SWAP_DAYS, tell=TOKEN),
            ForumLine("OMU", None),
        ),
        more=3,
        runs=(FollowUpLine("Birk", NUDGE, TOKEN), FollowUpLine("Eg", None, OTHER)),
        link="https://medvind.example/editor/login?key=x",
    ),
    "overview-paper-only": Overview((), link="https://medvind.example/editor/login?key=x"),
    "overview-canary": replace(
        OVERVIEW,
        forums=(replace(NEXT, forum=CANARY, last=replace(SWAP_DAYS, text=CANARY)),),
        runs=(FollowUpLine(CANARY, NUDGE, TOKEN),),
    ),
    "role-places": RolePlaces(TOKEN, (*UNITS, Choice("@area", "Sundhed og Omsorg"))),
    "role-places-canary": RolePlaces(TOKEN, (Choice("u", CANARY), Choice("@area", CANARY))),
    "roles": ROLES,
    "roles-none": replace(ROLES, lines=()),
    "roles-full": replace(
        ROLES,
        place=LONG_UNIT,
        lines=(RoleLine(LONG_NAME, Role.WORK_ENVIRONMENT_REP, True, TOKEN),) * LINES_SHOWN,
        more=True,
    ),
    "roles-canary": replace(ROLES, place=CANARY, lines=(RoleLine(CANARY, Role.LEADER, True, TOKEN),)),
    "role-form": ROLE_FORM,
    "role-form-problems": replace(ROLE_FORM, problems=("person", "role", "many"), name="Bente"),
    "role-form-nobody": replace(ROLE_FORM, people=(), name="Xerxes", problems=("name",)),
    "role-form-chosen": replace(ROLE_FORM, person=COLLEAGUES[1].value, role=Role.DEPUTY, name="Bente"),
    "role-form-full": replace(
        ROLE_FORM,
        place=LONG_UNIT,
        people=tuple(
            Choice(_id(n), f"{LONG_NAME} {n:02}, social- og sundhedsassistentelev")
            for n in range(PEOPLE_SHOWN)
        ),
        problems=("person", "role", "many"),
    ),
    "role-form-canary": replace(
        ROLE_FORM, place=CANARY, people=(Choice(_id(1), CANARY),), person=CANARY, role=CANARY, name=CANARY
    ),
    "role-given": RoleGiven("Jonas Vestermark", Role.DEPUTY, "Hjemmeplejen Grenaa", TOKEN),
    "role-given-already": RoleGiven(LONG_NAME, Role.EDITOR, LONG_UNIT, TOKEN, new=False, told=False),
    "role-given-canary": RoleGiven(CANARY, Role.EDITOR, CANARY, TOKEN),
    "role-taken": RoleTaken("Jonas Vestermark", Role.DEPUTY, "Hjemmeplejen Grenaa", TOKEN),
    "role-taken-in-file": RoleTaken(
        "Jonas Vestermark", Role.DEPUTY, "Hjemmeplejen Grenaa", TOKEN, in_file=True
    ),
    "role-taken-canary": RoleTaken(CANARY, Role.EDITOR, CANARY, TOKEN, in_file=True),
    "role-news-given": RoleNews(Role.DEPUTY, "Hjemmeplejen Grenaa", True, "Karen Lindhøj"),
    "role-news-taken": RoleNews(Role.DEPUTY, "Hjemmeplejen Grenaa", False, "Karen Lindhøj"),
    "role-news-nameless": RoleNews(Role.ADMINISTRATOR, LONG_UNIT, True, ""),
    "role-news-canary": RoleNews(Role.DEPUTY, CANARY, False, CANARY),
    "newsletter": NewsletterReady(
        IsoWeek(2026, 48),
        4,
        ((Theme.CITIZEN_FOCUS, 2), (Theme.STRONG_NARRATIVE, 1)),
        ("Kaffe på gangen", "Den nye cykel", "Tak til nattevagten"),
        2,
        f"https://medvind.example/editor/login?key={'k' * 43}",
        agreements=2,
    ),
    "newsletter-none": NewsletterReady(IsoWeek(2026, 48), 0, (), (), 0, "https://medvind.example/editor"),
    "newsletter-full": NewsletterReady(
        IsoWeek(2026, 53),
        99,
        tuple((theme, 99) for theme in Theme),
        ("Å" * 100,) * 8,
        99,
        "https://medvind.example/editor",
        agreements=99,
    ),
    "newsletter-canary": NewsletterReady(
        IsoWeek(2026, 48), 1, ((Theme.CITIZEN_FOCUS, 1),), (CANARY,), 1, "https://medvind.example/editor"
    ),
    **FOLLOW_UPS,
    **CHECK_INS,
    **INCIDENTS,
    **NEWSLETTER,
    "my-stories-of-everything": MyStories(
        (
            replace(
                FULL_PHOTO,
                theme=None,
                kind=StoryKind.VISIT,
                happens_on=date(2026, 11, 26),
                printed=(44, 45, 46, 47),
            ),
        )
        * SHOWN,
        (FULL_GIVEN,) * GIVEN_SHOWN,
        next_page=1,
    ),
    "my-stories-printed": MyStories(
        (
            replace(LINE, printed=(47,)),
            replace(WAITING, printed=(46, 47)),
            EVENT_LINE,
            replace(DRAFT, title="Kladden"),
        )
    ),
    "newsletter-published": NewsletterReady(
        IsoWeek(2026, 48),
        0,
        ((Theme.CITIZEN_FOCUS, 1), *((chapter, 1) for chapter in Chapter)),
        ("Kaffe på gangen",),
        0,
        "https://medvind.example/editor",
        published_at=NUDGE,
    ),
    **HAND_OVERS,
    "my-data": MY_DATA,
    "my-data-of-a-leader": replace(MY_DATA, follow_ups=3),
    "undelivered": Undelivered(LONG_NAME),
    "undelivered-canary": Undelivered(CANARY),
    "undelivered-nameless": Undelivered(""),
    "my-data-empty": MyData("", "", "", (), 0, 0, 0, ""),
    "my-data-all-roles": replace(MY_DATA, name=LONG_NAME, unit=LONG_UNIT, roles=tuple(Role)),
    "my-data-canary": replace(MY_DATA, name=CANARY, title=CANARY, unit=CANARY),
}

GOLDEN = (
    "incident-patterns",
    "role-places",
    "roles",
    "role-form-problems",
    "role-given",
    "role-taken-in-file",
    "role-news-given",
    "hand-over",
    "hand-over-several",
    "hand-over-news",
    "notice",
    "welcome-all-roles",
    "team-welcome",
    "team-welcome-which",
    "story-form-empty",
    "story-form-hard",
    "story-form-colleague-named",
    "story-form-caught",
    "story-form-not-saved",
    "draft-offer",
    "draft-offer-hard",
    "story-thanks-waiting",
    "my-stories-empty",
    "my-stories",
    "my-stories-with-photo",
    "photo-link",
    "photo-form",
    "photo-form-wrong",
    "photo-kept",
    "story-withdrawn",
    "consent-request-her-words",
    "consent-request-about-her",
    "consent-answered-yes",
    "consent-answered-no",
    "consent-outcome-no",
    "whom-to-call",
    "agenda",
    "agenda-two-points",
    "agenda-discussed",
    "agenda-agreed",
    "agenda-named",
    "agenda-postponed",
    "dialogue-card-culture-1",
    "rhythm-form-filled",
    "rhythm-break",
    "rhythm-teams",
    "rhythm-saved",
    "follow-ups",
    "follow-up-step",
    "follow-up-step-talk",
    "follow-up-rest-done",
    "follow-up-rest-snoozed",
    "follow-up-stopped",
    "what-to-expect",
    "overview",
    "overview-everything",
    "newsletter",
    "my-data",
    "undelivered",
    "check-in",
    "check-in-tried",
    "check-in-thanks",
    "check-in-result",
    "check-in-result-divided",
    "check-in-result-few-ci-help",
    "check-in-result-name",
    "check-in-result-tried",
    "check-in-day-chosen",
    "check-in-day-saved",
    "check-in-teams",
    "check-in-trends-open",
    "check-in-trends-again",
    *INCIDENT_GOLDEN,
    *NEWSLETTER_GOLDEN,
    "my-stories-printed",
    "newsletter-published",
)
