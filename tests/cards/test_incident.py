"""What the cards of an incident must say, in which order, and what they must never ask or tell."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.teams.cards import card
from bot.teams.cards.incident_taps import ASKS
from dialogs.screens import HelpColleague, IncidentRoutes, Screen
from dialogs.story_form import NOBODY
from domain.calendar import local
from domain.incident import TEXT_MAX, IncidentKind, Offer, Part, PoliceDecision, WhoDidIt, WhomItHit
from domain.incident_clocks import Step
from tests.cards import lint
from tests.cards.incident_samples import (
    CASE,
    FIVE,
    FOLLOWED,
    FORM,
    FULL_CASE,
    FULL_STATUS,
    INCIDENTS,
    LATER,
    METTE,
    NUMBER,
    PEOPLE,
    POLICE,
    SAVED,
    SMALL_FORM,
    STATUS,
)
from texts.catalogue import LANGUAGES, texts
from texts.dates import clock

DA = texts("da")
# Before there is anything to report, and where nothing ever will be.
BEFORE = (
    *("incident-first", "incident-whom", "incident-routes", "incident-citizen", "incident-tap"),
    *("incident-form", "incident-small-form", "help-colleague", "incident-saved"),
)
AFTER = [name for name in INCIDENTS if not name.startswith(BEFORE)]
FEELINGS = re.compile(
    r"føl(er|te|else)|oplevede du|hvordan har du|bange|vred|ked af|feel|afraid|angry|how are you", re.I
)
BLAME = re.compile(r"skyld|hensigt|med vilje|hvorfor gjorde|aggressiv|on purpose|fault|intent", re.I)
LABELS = re.compile(r"patient|bruger|dement|udadreagerende|voldelig", re.I)


def said(screen: Screen, language: str = "da") -> list[str]:
    """All that can be read or filled in, in the order of the card; buttons by their titles."""
    words = []
    for node in lint.nodes(card(screen, language)):
        words += [str(node[key]) for key in ("text", "label", "title", "placeholder") if node.get(key)]
        words += [str(choice["title"]) for choice in node.get("choices", ())]
    return words


def buttons(screen: Screen) -> list[dict[str, str]]:
    shown = card(screen, "da")
    return [action["data"] for action in lint.actions(shown) if action["type"] == "Action.Execute"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", [FORM, SMALL_FORM], ids=["form", "small"])
def test_who_sees_it_stands_before_the_button_by_name(screen: Screen, language: str) -> None:
    say, words = texts(language), said(screen, language)
    sends = words.index(say("incident-form-register"))
    before = [text for text in words[:sends] if "Mette Ravn" in text and "Samira Yildirim" in text]
    assert before
    assert say("incident-form-seen-by", people="X").split("X")[1] in before[-1]


def test_five_receivers_are_all_named() -> None:
    told = " ".join(said(replace(FORM, receivers=FIVE)))
    assert told.count(FIVE[0].name) == len(FIVE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [name for name in INCIDENTS if name != "help-colleague"])
def test_no_card_asks_what_she_felt_or_whose_fault_it_was(name: str, language: str) -> None:
    """The helper is told not to ask (facts 2.2), so the leader is reminded of it; nobody asks."""
    advice = {texts(language)(f"incident-help-never-{one}") for one in ("feelings", "own")}
    words = [text for text in said(INCIDENTS[name], language) if text.removeprefix("– ") not in advice]
    assert [text for text in words if FEELINGS.search(text) or BLAME.search(text)] == []
    assert [text for text in words if LABELS.search(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", AFTER)
def test_every_card_after_registering_says_that_it_is_not_the_official_report(
    name: str, language: str
) -> None:
    words = [text.strip("*") for text in said(INCIDENTS[name], language)]
    assert texts(language)("incident-not-report") in words


def test_the_thanks_say_it_in_the_words_that_were_agreed() -> None:
    assert said(SAVED)[:3] == [
        "Tak. Det er registreret.",
        "Hændelse nr. 48213",
        "Det er ikke en arbejdsskadeanmeldelse; den laver arbejdspladsen. Du kan følge status her.",
    ]


@pytest.mark.parametrize(("hurt", "force"), [(False, False), (True, False), (False, True), (True, True)])
def test_the_thanks_point_to_whatever_applies(hurt: bool, force: bool) -> None:
    words = said(replace(SAVED, citizen_hurt=hurt, force_used=force))
    assert (DA("incident-pointer-citizen") in words, DA("incident-pointer-force") in words) == (hurt, force)


def test_every_tap_has_all_its_answers_and_a_way_out() -> None:
    answers = {"kind": [*IncidentKind], "hit": [*WhomItHit], "who": [*WhoDidIt]}
    for name in ASKS:
        pressed = buttons(INCIDENTS[f"incident-tap-{name}"])
        assert [data[name] for data in pressed if data["do"] == f"incident.{name}"] == answers[name]
        assert "menu.open" in [data["do"] for data in pressed]


def test_somebody_without_teams_can_be_chosen_and_nobody_is_chosen_beforehand() -> None:
    shown = card(INCIDENTS["incident-form-colleague"], "da")
    (field,) = [one for one in lint.inputs(shown) if one["id"] == "colleague"]
    assert field["choices"][0] == {"title": "En vikar, elev eller anden uden Teams", "value": NOBODY}
    assert field["isRequired"]
    assert "value" not in field


@pytest.mark.parametrize("screen", [STATUS, FOLLOWED], ids=["open", "answered"])
def test_every_offer_has_its_own_answers_and_no_can_always_be_said(screen: Screen) -> None:
    pressed = [data for data in buttons(screen) if data["do"] == "incident.offer"]
    given = {line.offer: line.answer for line in screen.offers}  # type: ignore[attr-defined]
    for offer in Offer:
        offered = {data["answer"] for data in pressed if data["offer"] == offer}
        assert offered | {given[offer]} - {""} == {"yes", "no", "later"}


def test_a_no_to_one_offer_leaves_the_others_open() -> None:
    answered = replace(STATUS, offers=(FOLLOWED.offers[1], *STATUS.offers[::2]))
    assert said(answered).count("Dit svar: Nej tak") == 1


@pytest.mark.parametrize("passed", [False, True])
def test_the_police_have_their_exact_moment_and_the_exceptions(passed: bool) -> None:
    words = said(replace(STATUS, police=replace(POLICE, passed=passed)))
    (due,) = [text for text in words if "De 72 timer slut" in text]
    assert clock(local(POLICE.due_at), "da") in due
    assert "Der findes undtagelser" in due
    assert ("kan stadig anmelde" in due) is passed
    decided = [data["police"] for data in buttons(STATUS) if data["do"] == "incident.decide"]
    assert decided == [decision for decision in PoliceDecision if decision]


def test_nobody_is_told_that_her_leader_has_not_read_it() -> None:
    words = said(replace(STATUS, receivers=(METTE,)))
    assert "Lederen Mette Ravn får det at se." in words
    assert not [text for text in words if "ikke læst" in text or "ikke svaret" in text]


def test_each_clock_has_words_of_its_own() -> None:
    told = [DA(f"incident-step-{step.replace('_', '-')}", when="X") for step in Step]
    assert len(set(told)) == len(told)
    shown = " ".join(said(CASE))
    for words in ("Indkaldelserne sendes inden", "den berørtes egen beslutning", "ikke Medvind"):
        assert words in shown
    assert "debriefing inden" not in shown.casefold()


@pytest.mark.parametrize(("origin", "told"), [("", "Medvinds forslag"), ("HMU 2026", "HMU 2026")])
def test_it_stands_where_the_hours_come_from(origin: str, told: str) -> None:
    assert [text for text in said(replace(CASE, origin=origin)) if told in text]


def test_the_leader_reads_all_that_was_written_and_it_is_there_once() -> None:
    """The workplace's report is written from it: whole, and with nothing to type twice."""
    longest = "å" * TEXT_MAX
    full = replace(FULL_CASE, what_happened=longest, what_before=longest)
    runs = [node["text"] for node in lint.nodes(card(full, "da")) if node["type"] == "TextRun"]
    assert runs.count(longest) == 2  # what happened, and what came before


def test_the_draft_for_the_police_names_the_exceptions() -> None:
    (field,) = [one for one in lint.inputs(card(CASE, "da")) if one["id"] == "note"]
    assert "pædagogisk" in field["value"]
    assert "behandlingsmæssig" in field["value"]
    kept = replace(CASE, police=replace(POLICE, note="Aftalt med politiet."))
    (field,) = [one for one in lint.inputs(card(kept, "da")) if one["id"] == "note"]
    assert field["value"] == "Aftalt med politiet."


def test_it_is_closed_with_a_token_only() -> None:
    assert "case.close" not in [data["do"] for data in buttons(CASE)]
    assert "case.close" in [data["do"] for data in buttons(LATER)]


@pytest.mark.parametrize("step", Step)
def test_a_reminder_names_number_step_and_reason_and_nobody(step: Step) -> None:
    words = said(INCIDENTS[f"incident-reminder-{step.replace('_', '-')}"])
    told = " ".join(words)
    assert str(NUMBER) in told
    assert DA(f"incident-short-{step.replace('_', '-')}") in told
    assert "fordi fristen" in told
    assert "Anne" not in told
    assert "Mette" not in told
    assert "Plejecenter" not in told


@pytest.mark.parametrize("name", AFTER)
def test_a_locked_phone_shows_nothing_of_it(name: str) -> None:
    assert card(INCIDENTS[name], "da")["fallbackText"] == DA("lock-screen")


@pytest.mark.parametrize(("at", "problem"), [("add", "cpr"), ("answer", "name")])
def test_what_must_be_put_right_comes_back_whole_with_its_form(at: str, problem: str) -> None:
    typed = replace(FOLLOWED, what_happened="Å" * 2_500, problem=problem, problem_at=at, name="Bente")
    form = card(typed, "da")
    assert DA(f"incident-problem-{problem}", name="Bente") in said(typed)
    values = [one.get("value") for one in lint.inputs(form)]
    assert ("Å" * 2_500 in values) is (at == "add")
    assert {data["do"] for data in buttons(typed)} == {f"incident.{at}", "contacts.open"}


def test_what_has_no_room_waits_and_the_card_says_so() -> None:
    assert DA("incident-rest-waits") in said(FULL_STATUS)
    assert DA("incident-rest-waits") not in said(FOLLOWED)
    done = {data["do"] for data in buttons(replace(FULL_STATUS, witnesses=PEOPLE))}
    assert {"incident.offer", "incident.decide"} <= done, "what is hers to decide never waits"


def test_among_colleagues_nothing_can_be_registered() -> None:
    routes = INCIDENTS["incident-routes"]
    assert isinstance(routes, IncidentRoutes)
    assert {data["do"] for data in buttons(routes)} == {"menu.open"}
    told = " ".join(said(routes))
    for way in ("Din leders leder", "tillidsrepræsentant", "HR", "whistleblower", "Arbejdstilsynets hotline"):
        assert way in told


def test_how_to_help_stands_under_two_headings() -> None:
    words = said(HelpColleague())
    does, never = words.index(DA("incident-help-does")), words.index(DA("incident-help-never"))
    assert does < words.index("– Skab ro. Skærm mod larm, telefon og spørgsmål.") < never
    assert never < words.index("– Spørg ikke til følelser, og tolk dem ikke.")


def test_an_amr_can_ask_however_much_the_leader_has_to_do() -> None:
    hers = replace(CASE, part=Part.REPRESENTATIVE)
    assert "case.ask" in [data["do"] for data in buttons(hers)]
