"""What follows: whoever has it acts, the one it hit sees it, and it is closed when she has been asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from dialogs.screens import (
    IncidentAsk,
    IncidentCase,
    IncidentNews,
    IncidentReminder,
    IncidentStatus,
    IncidentTextBack,
    IncidentWitness,
    Notice,
    Screen,
    StoryForm,
)
from dialogs.story_form import NOBODY
from domain.incident import IncidentKind, Offer, OfferAnswer, OfficialReport, Part, PoliceDecision, WhomItHit
from domain.incident_clocks import Step
from domain.kinds import Role, StoryKind
from nudges.plan import plan, prune
from storage import audit, buttons
from storage.database import Session
from storage.tables import (
    AuditEntry,
    Incident,
    IncidentPart,
    IncidentQuestion,
    IncidentStep,
    Person,
    RoleGrant,
)
from tests.incidents.shift import (
    arrived,
    case,
    mail,
    opened,
    press,
    register,
    says,
    status,
    the_incident,
)
from tests.stories import rows
from tests.town import ANNE, BENTE, GRENAA, JONAS, KAREN, METTE, OTHER_TENANT, SAMIRA, TENANT, Town

LEADERS = ("case.assess", "case.calls", "case.note", "case.done")
TOMORROW = {"talk_day": "2026-11-24", "talk_clock": "09:30"}


async def acts(town: Town, do: str, by: str = METTE, **fields: str) -> Screen:
    """Press what the case offers, on the case as it is now."""
    field = {"case.first-aid": "first_aid", "case.asked": "asked_her"}.get(do, do.partition(".")[2])
    return await press(town, by, do, token=getattr(await case(town, by), field), **fields)


async def all_done(town: Town) -> None:
    await acts(town, "case.first-aid")
    await acts(town, "case.assess", debriefing="no", **TOMORROW)
    await acts(town, "case.calls")
    await acts(town, "case.report", report="made")


async def steps(town: Town) -> dict[str, bool]:
    return {row.step: row.done_at is not None for row in await rows(town, IncidentStep)}


async def test_opening_it_is_the_proof_that_it_was_read(town: Town) -> None:
    await register(town)
    sent = dict(await arrived(town))
    news = sent[METTE]
    assert isinstance(news, IncidentNews)
    assert news.assess_by == town.clock() + timedelta(hours=24)
    assert {r.name: r.seen_at for r in (await status(town)).receivers}["Mette Ravn"] is None
    town.clock.set("2026-11-23 10:20")
    assert isinstance(await opened(town, METTE, news), IncidentCase)
    seen = {r.name: r.seen_at for r in (await status(town)).receivers}
    assert seen == {"Mette Ravn": town.clock(), "Samira Yildirim": None}
    (refreshed,) = await mail(town, ANNE, IncidentStatus)
    assert {r.name: r.seen_at for r in refreshed.receivers} == seen, "on the card that she has"


async def test_the_card_that_she_has_is_replaced_and_no_second_one_sent(town: Town) -> None:
    await register(town)
    await arrived(town)
    first = [address for address, screen in town.pillar.sent if isinstance(screen, IncidentStatus)]
    await case(town)
    await acts(town, "case.first-aid")
    changed = [address for address, screen in await town.tick() if isinstance(screen, IncidentStatus)]
    assert [address.replaces for address in first] == [""]
    assert changed
    assert all(address.replaces for address in changed)


async def test_from_the_first_aid_to_the_end(town: Town) -> None:
    await register(town)
    await all_done(town)
    hers = await status(town)
    assert (hers.first_aid_at, hers.calls_at) == (town.clock(), town.clock())
    assert f"{hers.talk_at:%d %H:%M}" == "24 08:30"
    assert hers.official is OfficialReport.MADE
    assert (await case(town)).close == "", "she has not been asked"
    await acts(town, "case.done", done="Vi går to ved morgenbesøget resten af måneden.")
    town.clock.set("2026-11-30 10:00")
    (ask,) = await mail(town, ANNE, IncidentAsk)
    await press(town, ANNE, "incident.got-help", token=ask.token, answer="yes")
    closed = await acts(town, "case.close")
    assert isinstance(closed, IncidentCase)
    assert closed.closed_at == town.clock()
    assert (await status(town)).what_was_done.startswith("Vi går to")
    assert (await the_incident(town)).due_at is None
    await arrived(town)
    town.clock.set("2027-03-01 10:00")
    assert await arrived(town) == [], "nobody is reminded of what is over"


async def test_it_cannot_be_closed_before_she_has_been_asked(town: Town) -> None:
    await register(town)
    await all_done(town)
    stale = await press(town, METTE, "case.close", token=(await case(town)).assess)
    assert isinstance(stale, Notice), "the token of another act closes nothing"
    assert (await the_incident(town)).state == "open"
    await acts(town, "case.asked", got_help="partly")
    await acts(town, "case.close")
    assert (await the_incident(town)).state == "closed"


@pytest.mark.parametrize("missing", ["case.first-aid", "case.assess", "case.calls", "case.report"])
async def test_it_cannot_be_closed_while_a_step_is_left(town: Town, missing: str) -> None:
    await register(town)
    fields = {"case.assess": {"debriefing": "yes", **TOMORROW}, "case.report": {"report": "not_needed"}}
    for do in ("case.first-aid", "case.assess", "case.calls", "case.report"):
        if do != missing:
            await acts(town, do, **fields.get(do, {}))
    await acts(town, "case.asked", got_help="yes")
    assert (await case(town)).close == ""


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"talk_day": "2026-11-24"},
        {"talk_day": "2026-11-24", "talk_clock": "25:00"},
        {"talk_day": "2026-11-01", "talk_clock": "09:00", "debriefing": "no"},
        {"talk_day": "2026-11-24", "talk_clock": "09:00", "debriefing": "maybe"},
    ],
)
async def test_an_assessment_says_when_and_whether(town: Town, wrong: dict[str, str]) -> None:
    await register(town)
    back = await acts(town, "case.assess", **wrong)
    assert isinstance(back, IncidentCase)
    assert (back.problem, back.problem_at, back.talk_day) == ("talk", "assess", wrong.get("talk_day", ""))
    assert not (await steps(town))["assessment"]


async def test_the_representative_does_not_assess(town: Town) -> None:
    await register(town)
    hers = await case(town, SAMIRA)
    assert (hers.assess, hers.calls, hers.note, hers.done, hers.close) == ("", "", "", "", "")
    assert hers.ask
    async with town.database.write() as session:
        forged = {act: await _token(session, act, SAMIRA, (await the_incident(town)).id) for act in LEADERS}
    for act, token in forged.items():
        await press(town, SAMIRA, act, token=token, debriefing="no", done="Gjort.", note="Sagt.", **TOMORROW)
    assert not any((await steps(town)).values())
    kept = await the_incident(town)
    assert (kept.what_was_done, kept.police_note) == ("", "")


async def _token(session: Session, act: str, person: str, incident_id: str) -> str:
    """As if it had been hers to press when the card was made."""
    return await buttons.mint(
        session, TENANT, act, incident_id, person_id=person, conversation_id=f"new:{person}",
        expires_at=datetime(2027, 1, 1, tzinfo=UTC),
    )  # fmt: skip


async def test_each_offer_has_its_own_answer_and_a_yes_is_told(town: Town) -> None:
    await register(town)
    await arrived(town)
    for offer, answer in (("peer_first_aid", "no"), ("debriefing", "later"), ("crisis_support", "yes")):
        token = (await status(town)).offer
        await press(town, ANNE, "incident.offer", token=token, offer=offer, answer=answer)
    expected = [OfferAnswer.NO, OfferAnswer.LATER, OfferAnswer.YES]
    assert [line.answer for line in (await status(town)).offers] == expected
    assert [line.answer for line in (await case(town)).offers] == expected
    news = await mail(town, METTE, IncidentNews)
    assert [one.said for one in news] == ["offer"], "of the yes only"
    await press(
        town, ANNE, "incident.offer", token=(await status(town)).offer, offer="crisis_support", answer="no"
    )
    assert (await status(town)).offers[2].answer is OfferAnswer.NO, "she may always say no"


@pytest.mark.parametrize(
    "forged", [{"offer": "money", "answer": "yes"}, {"offer": "debriefing", "answer": ""}]
)
async def test_what_was_not_offered_is_not_answered(town: Town, forged: dict[str, str]) -> None:
    await register(town)
    await press(town, ANNE, "incident.offer", token=(await status(town)).offer, **forged)
    assert {line.answer for line in (await status(town)).offers} == {OfferAnswer.OPEN}


async def test_the_police_report_is_her_own_decision(town: Town) -> None:
    await register(town)
    await arrived(town)
    await press(town, ANNE, "incident.decide", token=(await status(town)).decide, police="wants_help")
    assert [one.said for one in await mail(town, METTE, IncidentNews)] == ["police"]
    assert not (await steps(town))["police"]
    await acts(town, "case.note", note="Af hensyn til behandlingen har vi valgt ikke at melde.")
    police = (await status(town)).police
    assert police is not None
    assert police.note.startswith("Af hensyn")
    await press(town, ANNE, "incident.decide", token=(await status(town)).decide, police="not_reported")
    assert (await steps(town))["police"]
    his = (await case(town)).police
    assert his is not None
    assert his.decision is PoliceDecision.NOT_REPORTED


async def test_the_words_are_hers_and_guarded(town: Town) -> None:
    await register(town)
    for text, problem, name in (
        ("Borgeren 010190-1234 slog ud efter mig.", "cpr", ""),
        ("Bente Krogh stod ved siden af.", "name", "Bente Krogh"),
        ("x" * 2001, "long", ""),
        ("  ", "empty", ""),
    ):
        back = await press(town, ANNE, "incident.add", token=(await status(town)).add, what_happened=text)
        assert isinstance(back, IncidentStatus)
        assert (back.problem, back.name, back.what_happened) == (problem, name, text)
        assert (await the_incident(town)).what_happened == ""
    await press(
        town, ANNE, "incident.add", token=(await status(town)).add,
        what_happened="Slog ud efter mig ved morgenpleje.", what_before="Der var travlt.",
    )  # fmt: skip
    kept = await case(town)
    assert (kept.what_happened, kept.what_before) == ("Slog ud efter mig ved morgenpleje.", "Der var travlt.")


async def test_text_behind_an_old_button_comes_back(town: Town) -> None:
    await register(town)
    token = (await status(town)).add
    town.clock.set("2027-01-23 10:00")
    back = await press(
        town, ANNE, "incident.add", token=token, what_happened="Det her.", what_before="Og det."
    )
    assert back == IncidentTextBack("Det her.\nOg det.")


async def test_the_group_asks_two_questions_at_the_most(town: Town) -> None:
    town.clock.set("2026-11-21 03:15")
    await register(town)
    await arrived(town)
    await acts(town, "case.ask", SAMIRA, question_1="Var du alene?", question_2="Hvad skete der lige før?")
    assert (await case(town, SAMIRA)).ask == ""
    again = [s for p, s in await arrived(town) if p == ANNE and isinstance(s, IncidentStatus)]
    assert len(again) <= 1, "at night her card is put right, and nothing new is sent"
    town.clock.set("2026-11-21 08:00")
    anew = await mail(town, ANNE, IncidentStatus)
    assert [one.question for one in anew[-1].questions] == ["Var du alene?", "Hvad skete der lige før?"]
    back = await press(
        town, ANNE, "incident.answer", token=(await status(town)).answer, answer_1="Karen Lindhøj"
    )
    assert isinstance(back, IncidentStatus)
    assert (back.problem, back.questions[0].answer) == ("name", "Karen Lindhøj")
    await press(town, ANNE, "incident.answer", token=(await status(town)).answer, answer_1="Ja, alene.")
    assert [one.answer for one in (await case(town, SAMIRA)).questions] == ["Ja, alene.", ""]
    assert [one.said for one in await mail(town, SAMIRA, IncidentNews)] == ["answered"]
    assert len(await rows(town, IncidentQuestion)) == 2


async def test_a_witness_is_offered_the_same_and_told_nothing(town: Town) -> None:
    await register(town)
    await arrived(town)
    await press(town, ANNE, "incident.witness", token=(await status(town)).witness, person=JONAS)
    await acts(town, "case.witness", person=BENTE)
    await acts(town, "case.witness", person=ANNE)
    sent = {p: s for p, s in await arrived(town) if isinstance(s, IncidentWitness)}
    assert set(sent) == {JONAS, BENTE}
    offer = sent[BENTE]
    answered = await press(town, BENTE, "witness.offer", token=offer.offer, offer="debriefing", answer="yes")
    assert isinstance(answered, IncidentWitness)
    assert [line.answer for line in answered.offers if line.offer is Offer.DEBRIEFING] == [OfferAnswer.YES]
    listed = await says(town, BENTE, "hændelser")
    assert (listed.received, listed.own) == ((), ())  # type: ignore[attr-defined]


async def test_a_no_after_a_week_goes_to_whoever_has_it(town: Town) -> None:
    await register(town)
    await all_done(town)
    await arrived(town)
    town.clock.set("2026-11-30 10:00")
    (ask,) = await mail(town, ANNE, IncidentAsk)
    await press(town, ANNE, "incident.got-help", token=ask.token, answer="no")
    assert [one.said for one in await mail(town, METTE, IncidentNews)] == ["nothelped"]
    assert (await case(town)).got_help == "no"
    town.clock.set("2026-12-23 10:00")
    assert [type(s) for p, s in await arrived(town) if p == ANNE][-1:] == [IncidentAsk], (
        "and a month later again"
    )


async def test_a_near_miss_becomes_a_story_only_with_her_own_hand(town: Town) -> None:
    await register(town, kind=IncidentKind.NEAR_MISS)
    assert (await status(town)).learn == ""
    await acts(town, "case.assess", debriefing="no", **TOMORROW)
    await acts(town, "case.done", done="Vi har flyttet skuffen med knive.")
    await acts(town, "case.asked", got_help="yes")
    await acts(town, "case.close")
    assert (await the_incident(town)).official_report_status == OfficialReport.NOT_NEEDED
    form = await press(town, ANNE, "incident.learn", token=(await status(town)).learn)
    assert isinstance(form, StoryForm)
    assert (form.kind, form.values.body) == (StoryKind.LEARNING, "Vi har flyttet skuffen med knive.")


@pytest.mark.parametrize("outsider", [BENTE, KAREN, JONAS])
async def test_whoever_does_not_receive_it_sees_nothing(town: Town, outsider: str) -> None:
    await register(town)
    listed = await says(town, outsider, "hændelser")
    assert (listed.received, listed.own) == ((), ())  # type: ignore[attr-defined]
    incident = await the_incident(town)
    async with town.database.write() as session:
        for part in (Part.LEADER, Part.REPRESENTATIVE):
            key = {"tenant_id": TENANT, "incident_id": incident.id, "person_id": outsider, "part": part}
            session.add(IncidentPart(**key, since=town.clock()))
    if outsider != JONAS:  # the deputy would be asked, if the leader did nothing
        listed = await says(town, outsider, "hændelser")
        assert listed.received == (), "a stored row alone lets nobody in"  # type: ignore[attr-defined]


async def test_a_leader_who_has_lost_the_role_reads_nothing_more(town: Town) -> None:
    await register(town)
    opened_before = await case(town)
    await arrived(town)
    async with town.database.write() as session:
        await session.delete(await session.get(RoleGrant, (TENANT, METTE, Role.LEADER, GRENAA)))
    gone = await press(town, METTE, "case.first-aid", token=opened_before.first_aid)
    assert isinstance(gone, Notice)
    assert gone.text == "incident-gone"
    town.clock.now += timedelta(hours=1)
    assert JONAS in {person for person, screen in await arrived(town) if isinstance(screen, IncidentNews)}
    assert [r.name for r in (await status(town)).receivers] == ["Jonas Vestermark", "Samira Yildirim"]
    trail = [(entry.act, entry.person_id) for entry in await rows(town, AuditEntry)]
    assert ("recipient_removed", METTE) in trail
    assert ("recipient_added", JONAS) in trail


async def test_when_everybody_leaves_somebody_still_has_it(town: Town) -> None:
    await register(town)
    await arrived(town)
    for leaving, then in ((METTE, JONAS), (JONAS, SAMIRA), (SAMIRA, KAREN)):
        async with town.database.write() as session:
            person = await session.get_one(Person, (TENANT, leaving))
            person.left_at = town.clock()
        town.clock.now += timedelta(hours=1)
        told = await arrived(town)
        assert leaving not in {person for person, _ in told}
        assert then in {person for person, _ in told}


async def test_of_another_tenant_nothing_is_found(town: Town) -> None:
    await register(town)
    shown = await status(town)
    told = await press(town, ANNE, "incident.add", tenant=OTHER_TENANT, token=shown.add, what_happened="Hej.")
    assert told == IncidentTextBack("Hej.")
    assert (await the_incident(town)).what_happened == ""


async def test_two_who_act_at_once_do_it_once(town: Town) -> None:
    await register(town)
    his, hers = await case(town), await case(town, SAMIRA)
    await press(town, METTE, "case.first-aid", token=his.first_aid)
    after = await press(town, SAMIRA, "case.first-aid", token=hers.first_aid)
    assert isinstance(after, IncidentCase)
    (line,) = [line for line in after.steps if line.step is Step.FIRST_AID]
    assert line.done_by == "Mette Ravn"


async def test_every_change_is_in_the_chain_and_no_word_of_it(town: Town) -> None:
    await register(town)
    await all_done(town)
    await press(town, ANNE, "incident.add", token=(await status(town)).add, what_happened="Ved skuffen.")
    entries = await rows(town, AuditEntry)
    done = [entry.act for entry in sorted(entries, key=lambda entry: entry.position)]
    assert done == [
        "registered",
        "read",
        "first_aid_given",
        "assessed",
        "calls_sent",
        "report_settled",
        "text_added",
    ]
    async with town.database.read() as session:
        assert (await audit.verify(session, TENANT)).whole


async def test_it_is_kept_a_year_after_it_is_settled_and_never_while_it_is_open(town: Town) -> None:
    await register(town)
    await register(town, kind=IncidentKind.THREAT, hit=WhomItHit.COLLEAGUE, colleague=NOBODY)
    town.clock.set("2030-01-01 10:00")
    async with town.database.write() as session:
        await prune(session, town.clock())
        incident = (await session.exec(select(Incident).where(Incident.hit_id == ANNE))).one()
        incident.state, incident.closed_at = "closed", town.clock()
    town.clock.set("2031-01-02 10:00")
    async with town.database.write() as session:
        await prune(session, town.clock())
    assert len(await rows(town, Incident)) == 2, "its official report is not settled"
    async with town.database.write() as session:
        incident = (await session.exec(select(Incident).where(Incident.hit_id == ANNE))).one()
        incident.official_report_status, incident.official_report_settled_at = "made", town.clock()
    town.clock.set("2032-01-01 10:00")
    async with town.database.write() as session:
        await prune(session, town.clock())
    assert len(await rows(town, Incident)) == 2, "a day too early"
    town.clock.set("2032-01-02 10:00")
    async with town.database.write() as session:
        await prune(session, town.clock())
    assert len(await rows(town, Incident)) == 1
    assert {row.incident_id for row in await rows(town, IncidentStep)} == {
        row.id for row in await rows(town, Incident)
    }


async def test_the_narrow_kind_is_passed_on_to_those_who_lead_alone(town: Town) -> None:
    await register(town, kind=IncidentKind.UNWANTED_SEXUAL_ATTENTION)
    told = {person for person, _ in await arrived(town)}
    for day in range(24, 30):
        town.clock.set(f"2026-11-{day} 12:00")
        told |= {person for person, _ in await arrived(town)}
    assert told == {ANNE, METTE, JONAS}
    assert SAMIRA not in {row.person_id for row in await rows(town, IncidentPart)}


async def test_two_questions_at_once_when_there_is_room_for_one_come_back(town: Town) -> None:
    await register(town)
    two = await case(town, SAMIRA)
    await acts(town, "case.ask", question_1="Var du alene?")
    back = await press(town, SAMIRA, "case.ask", token=two.ask, question_1="Hvor?", question_2="Hvornår?")
    assert back == IncidentTextBack("Hvor?\nHvornår?")
    assert len(await rows(town, IncidentQuestion)) == 1


async def test_reminders_name_it_and_stop_for_all_when_one_acts(town: Town) -> None:
    saved = await register(town)
    await arrived(town)
    town.clock.set("2026-11-23 11:00")
    due = await arrived(town)
    assert {person for person, _ in due} == {METTE, JONAS}, "her deputy too, once it is late"
    reminders = {person: screen for person, screen in due if isinstance(screen, IncidentReminder)}
    assert {(one.number, one.step) for one in reminders.values()} == {(saved.number, Step.FIRST_AID)}
    assert all(one.late for one in reminders.values())
    assert isinstance(await press(town, JONAS, "case.show", token=reminders[JONAS].show), IncidentCase)
    town.clock.set("2026-11-23 12:00")
    async with town.database.write() as session:
        assert await plan(session, town.clock()) > 0
    await acts(town, "case.first-aid", JONAS)
    assert [s for _, s in await arrived(town) if isinstance(s, IncidentReminder)] == [], (
        "planned, and not sent"
    )
