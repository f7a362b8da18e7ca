"""The cards of what goes to the newsletter besides stories, and of what comes back from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dialogs.published import TITLES_SHOWN
from dialogs.screens import (
    Choice,
    Contributions,
    EditRequest,
    NewsletterOut,
    Screen,
    StoriesPrinted,
    StoryForm,
    StoryLine,
    StoryThanks,
    StoryValues,
)
from domain.calendar import IsoWeek
from domain.contribution import OFFERED
from domain.kinds import NameShown, StoryKind
from domain.story_rules import BODY_MAX, TITLE_MAX, Problem
from domain.web_address import LONGEST
from tests.cards.hard import CANARY, LONG_NAME, LONG_UNIT, OTHER, TOKEN

COFFEE = "I går satte vi en kande kaffe ud på gangen klokken ti.\nPludselig talte vi sammen på tværs igen."
BETTER = "En kande kaffe på gangen klokken ti fik os til at tale sammen igen."
WEEK = IsoWeek(2026, 47)
LINK = "https://norddjurs.example/nyhedsbrev/uge-47"
SONG = StoryValues(
    title="Vi synger sammen",
    body="Torsdag klokken 14 synger vi i kantinen. Alle kan være med.",
    day="2026-11-26",
    name_shown=NameShown.FIRST_NAME_AND_TITLE,
    no_citizen=True,
)
COLLEAGUES = tuple(Choice(f"00000000-0000-4000-8000-{n:012}", f"{LONG_NAME} {n:02}") for n in range(24))
UNITS = tuple(Choice(f"enhed-{number}", f"{LONG_UNIT} {number}") for number in range(10))
FORM = StoryForm(TOKEN, SONG, StoryKind.COMMUNITY, colleagues=COLLEAGUES[:6], units=UNITS[:3])
LINE = StoryLine(
    SONG.title,
    SONG.body,
    None,
    "Anne, social- og sundhedsassistent",
    "ready",
    change=TOKEN,
    withdraw=OTHER,
    kind=StoryKind.COMMUNITY,
    happens_on=date(2026, 11, 26),
)
EDIT = EditRequest("Kaffe på gangen", COFFEE, "Kaffen flyttede ud på gangen", BETTER, TOKEN, OTHER)
PRINTED = StoriesPrinted(WEEK, ("Kaffe på gangen",), LINK)
OUT = NewsletterOut(WEEK, "Nyt fra Sundhed og Omsorg", LINK, 5)

NEWSLETTER: dict[str, Screen] = {
    "contributions": Contributions(),
    **{f"contribution-form-{kind.replace('_', '-')}": StoryForm(TOKEN, kind=kind) for kind in OFFERED},
    **{
        f"contribution-form-{kind.replace('_', '-')}-filled": replace(FORM, kind=kind, changing=True)
        for kind in OFFERED
    },
    "contribution-form-problems": replace(
        FORM,
        values=replace(SONG, day="i morgen"),
        problems=(Problem.DAY_MISSING, Problem.DAY_PAST, Problem.DAY_FAR, Problem.CPR),
    ),
    "contribution-form-hard": replace(FORM, kind=StoryKind.LEARNING, sounds_hard=True),
    "contribution-form-not-saved": replace(FORM, kind=StoryKind.VISIT, not_saved="form-not-saved"),
    "contribution-form-not-saved-without-day": replace(
        FORM, kind=StoryKind.KUDOS, not_saved="form-not-saved"
    ),
    "contribution-form-full": replace(
        FORM,
        values=replace(SONG, title="Å" * 300, body="æøå😀" * 2500, day="2026-11-26"),
        problems=tuple(
            set(Problem)
            - {Problem.BODY_EMPTY, Problem.BODY_TOO_SHORT, Problem.BODY_NO_WORDS, Problem.THEME_MISSING}
        ),
        colleagues=COLLEAGUES,
        units=UNITS,
        named=LONG_NAME,
    ),
    "contribution-form-canary": replace(
        FORM,
        values=StoryValues(title=CANARY, body=CANARY, day=CANARY),
        problems=tuple(Problem),
        colleagues=(Choice("c", CANARY),),
        units=(Choice("u", CANARY),),
        named=CANARY,
    ),
    **{
        f"contribution-thanks-{kind.replace('_', '-')}": StoryThanks(replace(LINE, kind=kind))
        for kind in OFFERED
    },
    "edit-request": EDIT,
    "edit-request-untitled": replace(EDIT, title="", new_title=""),
    "edit-request-full": replace(
        EDIT,
        title="Å" * TITLE_MAX,
        new_title="Å" * TITLE_MAX,
        body="😀" * BODY_MAX,
        new_body="😀" * BODY_MAX,
    ),
    "edit-request-many-lines": replace(EDIT, body="æ\n" * (BODY_MAX // 2), new_body="æ\n" * (BODY_MAX // 2)),
    "edit-request-canary": EditRequest(CANARY, CANARY, CANARY, CANARY, TOKEN, OTHER),
    "stories-printed": PRINTED,
    "stories-printed-several": StoriesPrinted(
        WEEK, ("Kaffe på gangen", "Tak til nattevagten"), are_stories=False
    ),
    "stories-printed-full": replace(
        PRINTED, titles=("Å" * TITLE_MAX,) * TITLES_SHOWN, link=f"https://a/{'x' * (LONGEST - 10)}"
    ),
    "stories-printed-canary": replace(PRINTED, titles=(CANARY,)),
    "newsletter-out": OUT,
    "newsletter-out-no-link": NewsletterOut(WEEK, "", "", 1),
    "newsletter-out-empty": NewsletterOut(IsoWeek(2026, 53), "", LINK, 0),
    "newsletter-out-full": replace(OUT, name="Å" * 200, link=f"https://a/{'&' * (LONGEST - 10)}"),
    "newsletter-out-canary": replace(OUT, name=CANARY),
}
NEWSLETTER_GOLDEN = (
    "contributions",
    "contribution-form-kudos",
    "contribution-form-community-filled",
    "contribution-form-problems",
    "contribution-thanks-community",
    "edit-request",
    "stories-printed",
    "stories-printed-several",
    "newsletter-out",
    "newsletter-out-no-link",
)
