"""The screens of an incident in every state, with the most that each can be given."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from dialogs.screens import (
    AskedMore,
    Choice,
    HelpColleague,
    IncidentAppoint,
    IncidentAsk,
    IncidentCase,
    IncidentCitizen,
    IncidentFirst,
    IncidentForm,
    IncidentLine,
    IncidentNews,
    IncidentReminder,
    IncidentRoutes,
    Incidents,
    IncidentSaved,
    IncidentSmallForm,
    IncidentStatus,
    IncidentTap,
    IncidentTextBack,
    IncidentWhom,
    IncidentWitness,
    Number,
    OfferLine,
    PoliceLine,
    Receiver,
    Screen,
    StepLine,
)
from domain.incident import (
    RECEIVING,
    TEXT_MAX,
    IncidentKind,
    Offer,
    OfferAnswer,
    OfficialReport,
    Part,
    PoliceDecision,
)
from domain.incident_clocks import DEFAULT, Step, To, clocks
from tests.cards.hard import CANARY, LONG_NAME, LONG_UNIT, OTHER, THIRD, TOKEN

OCCURRED = datetime(2026, 11, 21, 2, 15, tzinfo=UTC)
REGISTERED = OCCURRED + timedelta(minutes=20)
SEEN = OCCURRED + timedelta(hours=5)
TALK = datetime(2026, 11, 22, 14, 0, tzinfo=UTC)
POLICE_BY = OCCURRED + timedelta(hours=72)
NUMBER = 48213
LONG_TEXT = "æøå😀" * (TEXT_MAX // 4)
LINES = "æ\n" * (TEXT_MAX // 2)
BLOW = "Slog ud efter mig, da jeg ville hjælpe med jakken."
BEFORE = "Vi havde lige skiftet rum, og der var meget larm."

METTE = Receiver("Mette Ravn", Part.LEADER)
SAMIRA = Receiver("Samira Yildirim", Part.REPRESENTATIVE)
TWO = (METTE, SAMIRA)
FIVE = tuple(Receiver(LONG_NAME, part, SEEN) for part in (*RECEIVING, Part.REPRESENTATIVE))
SPOILT = tuple(Receiver(CANARY, part, SEEN) for part in RECEIVING)
PEOPLE = tuple(Choice(f"00000000-0000-4000-8000-{n:012}", f"{LONG_NAME} {n:02}") for n in range(100))
UNITS = tuple(Choice(f"enhed-{number}", f"{LONG_UNIT} {number}") for number in range(10))
BAD = (Choice("u", CANARY),)
CRISIS = Number("Offerrådgivningen", "116 006", "Døgnet rundt.", "HR", date(2026, 11, 2))
HOTLINE = Number("Arbejdstilsynets hotline", "70 12 12 88", "Hverdage.", "HR", date(2026, 11, 2))
MANY = (Number(LONG_NAME, "+45 12 34 56 78", "Døgnet rundt. " * 8, LONG_NAME, date(2026, 11, 2)),) * 12
ODD = (Number(CANARY, CANARY, CANARY, CANARY, date(2026, 11, 2)),)

WHOM = IncidentWhom(("Mette Ravn",), ("Jonas Vestermark",), ("Samira Yildirim",), (CRISIS,))
ROUTES = IncidentRoutes(("Karen Lindhøj",), ("Samira Yildirim",), (HOTLINE,), ("hr", "whistleblower"))
FORM = IncidentForm(TOKEN, TWO)
SMALL_FORM = IncidentSmallForm(TOKEN, TWO)
SAVED = IncidentSaved(NUMBER, IncidentKind.PHYSICAL_VIOLENCE, TWO)
OFFERS = tuple(OfferLine(offer) for offer in Offer)
POLICE = PoliceLine(POLICE_BY)
QUESTIONS = (AskedMore("1", "Var du alene?"), AskedMore("2", "Var alarmen inden for rækkevidde?"))
STATUS = IncidentStatus(
    NUMBER,
    IncidentKind.PHYSICAL_VIOLENCE,
    Part.HIT,
    OCCURRED,
    REGISTERED,
    (replace(METTE, seen_at=SEEN), SAMIRA),
    offers=OFFERS,
    police=POLICE,
    witnesses=PEOPLE[:5],
    offer=TOKEN,
    decide=OTHER,
    add=THIRD,
    witness=TOKEN,
    helped=OTHER,
)
FOLLOWED = replace(
    STATUS,
    first_aid_at=SEEN,
    assessed_at=SEEN,
    talk_at=TALK,
    debriefing="yes",
    calls_at=TALK,
    what_was_done="Vi går to sammen om aftenen i to uger.",
    offers=(
        OfferLine(Offer.PEER_FIRST_AID, OfferAnswer.YES),
        OfferLine(Offer.DEBRIEFING, OfferAnswer.NO),
        OfferLine(Offer.CRISIS_SUPPORT, OfferAnswer.LATER),
    ),
    police=PoliceLine(POLICE_BY, PoliceDecision.WANTS_HELP, note="Der er en pædagogisk grund."),
    questions=QUESTIONS,
    what_happened=BLOW,
    what_before=BEFORE,
    answer=OTHER,
    helped="",
)
FULL_STATUS = replace(
    FOLLOWED,
    receivers=FIVE,
    what_was_done="Å" * 300,
    questions=(AskedMore("1", LONG_TEXT), AskedMore("2", LONG_TEXT)),
    what_happened=LONG_TEXT,
    what_before=LONG_TEXT,
    witnesses=PEOPLE,
    small=tuple((name, 20) for name in ("pinch", "scratch", "blow", "threat")),
    police=PoliceLine(POLICE_BY, PoliceDecision.OPEN, passed=True, note=LONG_TEXT),
    offers=OFFERS,
    share=TOKEN,
    grow=TOKEN,
    learn=TOKEN,
    helped=TOKEN,
)
STEPS = tuple(
    StepLine(one.step, one.due_at, "Mette Ravn")
    for one in clocks(DEFAULT, IncidentKind.PHYSICAL_VIOLENCE, OCCURRED, REGISTERED)
)
CASE = IncidentCase(
    number=NUMBER,
    part=Part.LEADER,
    unit="Plejecenter Lærken",
    name="Anne Holm",
    reporter="",
    kind=IncidentKind.PHYSICAL_VIOLENCE,
    place="residents_room",
    occurred_at=OCCURRED,
    registered_at=REGISTERED,
    outside_working_hours=False,
    receivers=TWO,
    steps=STEPS,
    offers=OFFERS,
    police=POLICE,
    witnesses=PEOPLE[:5],
    first_aid=TOKEN,
    assess=OTHER,
    calls=THIRD,
    note=TOKEN,
    report=OTHER,
    done=THIRD,
    ask=TOKEN,
    asked_her=OTHER,
    witness=THIRD,
)
LATER = replace(
    CASE,
    first_aid="",
    calls="",
    steps=(
        replace(STEPS[0], done_at=SEEN, done_by="Jonas Vestermark"),
        replace(STEPS[1], done_at=SEEN),
        replace(STEPS[2], late=True),
        *STEPS[3:],
    ),
    talk_at=TALK,
    debriefing="no",
    what_was_done="Vi går to sammen om aftenen i to uger.",
    official=OfficialReport.MADE,
    report="",
    origin="Hovedudvalget, 2. november 2026",
    questions=(QUESTIONS[0], replace(QUESTIONS[1], answer="Nej, den lå i vagtrummet.")),
    what_happened=BLOW,
    what_before=BEFORE,
    asked=True,
    got_help="partly",
    asked_her="",
    close=TOKEN,
)
FULL_CASE = replace(
    CASE,
    unit=LONG_UNIT,
    name=LONG_NAME,
    reporter=LONG_NAME,
    receivers=FIVE,
    steps=tuple(replace(one, owner=LONG_NAME, late=True) for one in STEPS),
    what_happened=LONG_TEXT,
    what_before=LONG_TEXT,
    small=tuple((name, 20) for name in ("pinch", "scratch", "blow", "threat")),
    what_was_done="Å" * 300,
    police=PoliceLine(POLICE_BY, PoliceDecision.WANTS_HELP, passed=True, note=LONG_TEXT),
    questions=(AskedMore("1", LONG_TEXT, LONG_TEXT), AskedMore("2", LONG_TEXT, LONG_TEXT)),
    origin="Hovedudvalget. " * 10,
    witnesses=PEOPLE,
    close=TOKEN,
)
LINE = IncidentLine(NUMBER, "Plejecenter Lærken", REGISTERED, (Step.ASSESSMENT, Step.CALLS), TOKEN)
NEWS = IncidentNews(NUMBER, "registered", Part.LEADER, TOKEN, SEEN)
REMINDER = IncidentReminder(NUMBER, Step.CALLS, POLICE_BY, To.OWNER, TOKEN)

FIRST: dict[str, Screen] = {
    "incident-first": IncidentFirst(),
    "incident-first-resume": IncidentFirst(resume=True),
    "incident-whom": WHOM,
    "incident-whom-resume": replace(WHOM, resume=True),
    "incident-whom-nobody": IncidentWhom((), (), (), ()),
    "incident-whom-full": IncidentWhom((LONG_NAME,) * 3, (LONG_NAME,) * 3, (LONG_NAME,) * 5, MANY),
    "incident-whom-canary": IncidentWhom((CANARY,), (CANARY,), (CANARY,), ODD),
    "incident-routes": ROUTES,
    "incident-routes-nobody": IncidentRoutes((), (), (), ("hr", "whistleblower", "hotline")),
    "incident-routes-full": IncidentRoutes((LONG_NAME,) * 3, (LONG_NAME,) * 5, MANY),
    "incident-routes-canary": IncidentRoutes((CANARY,), (CANARY,), ODD),
    "incident-citizen": IncidentCitizen(),
    "help-colleague": HelpColleague(),
    "incident-tap-kind": IncidentTap("kind", 1),
    "incident-tap-hit": IncidentTap("hit", 2),
    "incident-tap-who": IncidentTap("who", 3),
}
FORMS: dict[str, Screen] = {
    "incident-form": FORM,
    "incident-form-colleague": replace(FORM, colleagues=PEOPLE[:5]),
    "incident-form-nobody-yet": replace(FORM, receivers=()),
    **{
        f"incident-form-{problem}": replace(
            FORM, colleagues=PEOPLE[:3], units=UNITS, when="earlier", day="i går", clock="x", problem=problem
        )
        for problem in ("when", "colleague", "unit")
    },
    "incident-form-full": replace(
        FORM,
        receivers=FIVE,
        colleagues=PEOPLE,
        units=UNITS,
        when="earlier",
        day="2026-11-20",
        clock="03:15",
        place="other",
        colleague=PEOPLE[3].value,
        unit=UNITS[1].value,
        outside=True,
        problem="when",
    ),
    "incident-form-canary": IncidentForm(
        *(TOKEN, SPOILT, BAD, BAD, CANARY, CANARY, CANARY, CANARY, CANARY, CANARY), problem="when"
    ),
    "incident-small-form": SMALL_FORM,
    "incident-small-form-none": replace(SMALL_FORM, problem="small"),
    "incident-small-form-full": replace(SMALL_FORM, receivers=FIVE, units=UNITS, problem="unit"),
    "incident-small-form-canary": IncidentSmallForm(TOKEN, SPOILT, BAD, CANARY),
    "incident-saved": SAVED,
    "incident-saved-pointers": replace(SAVED, citizen_hurt=True, force_used=True, for_colleague=True),
    "incident-saved-nobody-yet": replace(SAVED, receivers=()),
    "incident-saved-full": replace(SAVED, receivers=FIVE, for_colleague=True, citizen_hurt=True),
    "incident-saved-canary": replace(SAVED, receivers=SPOILT),
}
STATES: dict[str, Screen] = {
    "incident-status": STATUS,
    "incident-status-followed": FOLLOWED,
    "incident-status-passed": replace(STATUS, police=replace(POLICE, passed=True)),
    "incident-status-narrow": replace(
        STATUS, kind=IncidentKind.UNWANTED_SEXUAL_ATTENTION, receivers=(METTE,), share=TOKEN
    ),
    "incident-status-small": replace(
        STATUS,
        kind=IncidentKind.SEVERAL_SMALL,
        small=(("pinch", 3), ("scratch", 1), ("blow", 0)),
        offers=(),
        police=None,
        grow=OTHER,
    ),
    "incident-status-reporter": replace(
        FOLLOWED, part=Part.REPORTER, offers=(), police=None, questions=(), offer="", decide="", answer=""
    ),
    "incident-status-closed": replace(
        FOLLOWED,
        kind=IncidentKind.NEAR_MISS,
        closed_at=TALK,
        official=OfficialReport.NOT_NEEDED,
        learn=TOKEN,
        offer="",
        decide="",
        add="",
        answer="",
        witness="",
    ),
    "incident-status-made": replace(STATUS, official=OfficialReport.MADE),
    **{
        f"incident-status-{at}-{problem}": replace(
            FULL_STATUS, problem=problem, problem_at=at, name="Bente Krogh"
        )
        for at in ("add", "answer")
        for problem in ("cpr", "name", "long", "empty")
    },
    "incident-status-answer-full": replace(
        FULL_STATUS,
        problem="long",
        problem_at="answer",
        questions=(AskedMore("1", LONG_TEXT, LONG_TEXT * 2), AskedMore("2", LONG_TEXT, LONG_TEXT * 2)),
    ),
    "incident-status-full": FULL_STATUS,
    "incident-status-many-lines": replace(FULL_STATUS, what_happened=LINES, what_before=LINES, add=""),
    "incident-status-canary": replace(
        FOLLOWED,
        receivers=SPOILT,
        what_was_done=CANARY,
        questions=(AskedMore("1", CANARY, CANARY),),
        police=replace(POLICE, note=CANARY),
        what_happened=CANARY,
        what_before=CANARY,
        witnesses=BAD,
    ),
    "incident-status-problem-canary": replace(FOLLOWED, problem="name", problem_at="add", name=CANARY),
    "incident-ask": IncidentAsk(NUMBER, OCCURRED, TOKEN),
    "incident-witness": IncidentWitness(OCCURRED, OFFERS, TOKEN),
    "incident-witness-answered": IncidentWitness(OCCURRED, FOLLOWED.offers, TOKEN),
}
CASES: dict[str, Screen] = {
    "incident-case": CASE,
    "incident-case-later": LATER,
    "incident-case-closed": replace(
        LATER,
        closed_at=TALK,
        official=OfficialReport.NOT_NEEDED,
        assess="",
        note="",
        done="",
        ask="",
        close="",
        witness="",
    ),
    "incident-case-other": replace(
        CASE, part=Part.REPRESENTATIVE, name="", reporter="Bente Krogh", outside_working_hours=True, place=""
    ),
    "incident-case-small": replace(
        CASE, kind=IncidentKind.SEVERAL_SMALL, small=(("pinch", 3),), police=None, offers=(), receivers=()
    ),
    **{
        f"incident-case-police-{decision.replace('_', '-')}": replace(
            CASE, police=PoliceLine(POLICE_BY, decision)
        )
        for decision in PoliceDecision
        if decision
    },
    **{
        f"incident-case-asked-{answer or 'only'}": replace(CASE, asked=True, got_help=answer, asked_her="")
        for answer in ("yes", "partly", "no", "")
    },
    **{
        f"incident-case-{at}-{problem}": replace(
            FULL_CASE, problem=problem, problem_at=at, problem_name="Bente Krogh", talk_day="i morgen"
        )
        for at, problem in (
            ("assess", "talk"),
            ("note", "cpr"),
            ("note", "long"),
            ("done", "name"),
            ("ask", "empty"),
            ("ask", "long"),
        )
    },
    "incident-case-full": FULL_CASE,
    "incident-case-many-lines": replace(FULL_CASE, what_happened=LINES, what_before=LINES),
    "incident-case-canary": replace(
        LATER,
        unit=CANARY,
        name=CANARY,
        reporter=CANARY,
        receivers=SPOILT,
        steps=tuple(replace(one, owner=CANARY, done_by=CANARY) for one in LATER.steps),
        what_happened=CANARY,
        what_before=CANARY,
        what_was_done=CANARY,
        police=replace(POLICE, note=CANARY),
        questions=(AskedMore("1", CANARY, CANARY),),
        origin=CANARY,
        witnesses=BAD,
        done="",
    ),
    "incidents": Incidents((replace(LINE, late=True), LINE), (replace(LINE, missing=()),)),
    "incidents-none": Incidents((), ()),
    "incidents-full": Incidents(
        (replace(LINE, unit=LONG_UNIT, missing=tuple(Step), late=True),) * 12,
        (replace(LINE, unit=LONG_UNIT),) * 12,
        more=True,
        link="https://medvind.example/incidents",
    ),
    "incidents-canary": Incidents((replace(LINE, unit=CANARY),), (replace(LINE, unit=CANARY),)),
    **{
        f"incident-reminder-{step.replace('_', '-')}": replace(REMINDER, step=step, late=step is Step.REPORT)
        for step in Step
    },
    **{f"incident-reminder-to-{to.replace('_', '-')}": replace(REMINDER, to=to) for to in To},
    "incident-news-assess": NEWS,
    **{
        f"incident-news-{said}": replace(NEWS, said=said, assess_by=None)
        for said in ("registered", "offer", "police", "nothelped", "answered", "grown")
    },
    "incident-appoint": IncidentAppoint(NUMBER, "Plejecenter Lærken"),
    "incident-appoint-canary": IncidentAppoint(NUMBER, CANARY),
}
CASES |= {
    "incident-text-back": IncidentTextBack(f"{CANARY} slog ud efter mig."),
    "incident-text-back-long": IncidentTextBack("x" * 4_000),
}
INCIDENTS: dict[str, Screen] = {**FIRST, **FORMS, **STATES, **CASES}
INCIDENT_GOLDEN = (
    "incident-first",
    "incident-whom-resume",
    "incident-routes",
    "incident-citizen",
    "help-colleague",
    "incident-tap-kind",
    "incident-tap-who",
    "incident-form-colleague",
    "incident-small-form",
    "incident-saved-pointers",
    "incident-status",
    "incident-status-followed",
    "incident-status-add-cpr",
    "incident-ask",
    "incident-witness",
    "incident-case",
    "incident-case-later",
    "incidents",
    "incident-news-assess",
    "incident-reminder-calls",
    "incident-appoint",
    "incident-text-back",
)
