"""Every screen in every state, made to be hard on its card.

`SAMPLES` maps a name to a screen; the names of the ones worth looking at are in `GOLDEN`. A screen that
quotes people is given the longest texts that its dialog can give it, and once `CANARY`, which no card may
let through as markup.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product

from dialogs.my_stories import GIVEN_SHOWN, SHOWN
from dialogs.screens import (
    AgendaCard,
    Choice,
    ConsentAnswered,
    ConsentGiven,
    ConsentOutcome,
    ConsentRequest,
    DialogueCard,
    DraftOffer,
    MyData,
    MyStories,
    NewsletterReady,
    Notice,
    Number,
    RhythmForm,
    RhythmSaved,
    RhythmTeams,
    Screen,
    StoryForm,
    StoryLine,
    StoryThanks,
    StoryValues,
    StoryWithdrawn,
    TeamWelcome,
    Undelivered,
    Welcome,
    WhomToCall,
)
from dialogs.story_form import COLLEAGUES_SHOWN
from domain.calendar import IsoWeek
from domain.deck import DECK
from domain.kinds import Cadence, ConsentReason, NameShown, Role, Theme
from domain.story_rules import BODY_MAX, Problem

CANARY = "**[x](http://evil)**<at>y</at>"
MEETING = datetime(2026, 11, 26, 13, 30, tzinfo=UTC)
NUDGE = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
TOKENS = tuple(f"{letter * 22}" for letter in "abc")  # as long as a real one
TOKEN, OTHER, THIRD = TOKENS

COFFEE = "I går satte vi en kande kaffe ud på gangen klokken ti.\nPludselig talte vi sammen på tværs igen."
LONG = "æøå😀" * (BODY_MAX // 4)
LINES = "æ\n" * (BODY_MAX // 2)  # a line a letter: what a card pays for line breaks
TOO_LONG = "æøå😀" * 2500
EXCERPT, EXCERPT_LINES = LONG[:280], LINES[:280]
LONG_NAME = "Bente-Margrethe Østergaard-Sørensen Vestermark Lindhøj"
LONG_UNIT = "Plejecenter Lærkens Vænge og Hjemmeplejen Grenaa Syd, aften"


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
GIVEN = ConsentGiven("Kaffe på gangen", COFFEE, "Bente Krogh", TOKEN)
FULL_GIVEN = ConsentGiven("Å" * 100, EXCERPT, LONG_NAME, TOKEN)
ALARM = Number("Alarm", "1-1-2", "Ved fare.", "HR", date(2026, 11, 2))
RHYTHM = RhythmForm(TOKEN, OTHER, "Team Nord")
AGENDA = AgendaCard("Team Nord", MEETING, "culture_1", False, TOKEN, OTHER, THIRD)
MY_DATA = MyData(
    "Anne Holm", "social- og sundhedsassistent", "Hjemmeplejen Grenaa", ("leader",), 3, 1, 2, TOKEN
)

SAMPLES: dict[str, Screen] = {
    "notice": Notice("tell-more"),
    "notice-without-menu": Notice("speak-privately", menu=False),
    "notice-with-numbers": Notice("text-too-long", {"length": 10_001, "most": BODY_MAX}),
    "welcome": Welcome("Anne"),
    "welcome-nameless": Welcome(""),
    "welcome-all-roles": Welcome(LONG_NAME, is_editor=True, sets_rhythm=True),
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
    "agenda-discussed": replace(AGENDA, discussed=True),
    "agenda-swapped": replace(AGENDA, swap=None),
    "agenda-long": replace(AGENDA, team=LONG_UNIT),
    "agenda-canary": replace(AGENDA, team=CANARY),
    **{f"dialogue-card-{name.replace('_', '-')}": DialogueCard(name) for name in DECK},
    "rhythm-form-empty": RHYTHM,
    "rhythm-form-filled": replace(
        RHYTHM, weekday="3", at="14:30", cadence=Cadence.WEEKLY, anchor="2026-11-26"
    ),
    "rhythm-form-problems": replace(RHYTHM, at="halv tre", problems=("weekday", "at", "cadence", "anchor")),
    "rhythm-form-canary": replace(RHYTHM, team=CANARY, weekday=CANARY, at=CANARY, anchor=CANARY),
    "story-form-many-colleagues": replace(
        FORM, colleagues=COLLEAGUES, values=replace(FILLED, body="Å" * 2000)
    ),
    "rhythm-teams": RhythmTeams(TOKEN, UNITS),
    "rhythm-teams-canary": RhythmTeams(TOKEN, (Choice("t", CANARY),)),
    "rhythm-saved": RhythmSaved("Team Nord", Cadence.WEEKLY, MEETING, NUDGE, True),
    "rhythm-saved-no-channel": RhythmSaved("Team Nord", Cadence.WEEKLY, MEETING, NUDGE, False),
    "rhythm-stopped": RhythmSaved("Team Nord", None, None, None, True),
    "rhythm-saved-canary": RhythmSaved(CANARY, Cadence.MONTHLY, MEETING, NUDGE, True),
    "newsletter": NewsletterReady(
        IsoWeek(2026, 48),
        4,
        ((Theme.CITIZEN_FOCUS, 2), (Theme.STRONG_NARRATIVE, 1)),
        ("Kaffe på gangen", "Den nye cykel", "Tak til nattevagten"),
        2,
        f"https://medvind.example/editor/login?key={'k' * 43}",
    ),
    "newsletter-none": NewsletterReady(IsoWeek(2026, 48), 0, (), (), 0, "https://medvind.example/editor"),
    "newsletter-full": NewsletterReady(
        IsoWeek(2026, 53),
        99,
        tuple((theme, 99) for theme in Theme),
        ("Å" * 100,) * 8,
        99,
        "https://medvind.example/editor",
    ),
    "newsletter-canary": NewsletterReady(
        IsoWeek(2026, 48), 1, ((Theme.CITIZEN_FOCUS, 1),), (CANARY,), 1, "https://medvind.example/editor"
    ),
    "my-data": MY_DATA,
    "undelivered": Undelivered(LONG_NAME),
    "undelivered-canary": Undelivered(CANARY),
    "undelivered-nameless": Undelivered(""),
    "my-data-empty": MyData("", "", "", (), 0, 0, 0, ""),
    "my-data-all-roles": replace(MY_DATA, name=LONG_NAME, unit=LONG_UNIT, roles=tuple(Role)),
    "my-data-canary": replace(MY_DATA, name=CANARY, title=CANARY, unit=CANARY),
}

GOLDEN = (
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
    "story-withdrawn",
    "consent-request-her-words",
    "consent-request-about-her",
    "consent-answered-yes",
    "consent-answered-no",
    "consent-outcome-no",
    "whom-to-call",
    "agenda",
    "agenda-discussed",
    "dialogue-card-culture-1",
    "rhythm-form-filled",
    "rhythm-teams",
    "rhythm-saved",
    "newsletter",
    "my-data",
    "undelivered",
)
