"""What a meeting agrees on, meetings that are put off, moved, paused and merged, and committees' convenors."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from bot.terminal.chat import Chat
from dialogs.base import Place, PlaceKind
from dialogs.screens import AgendaCard, Notice, Overview, RhythmBreak, RhythmSaved
from domain.calendar import COPENHAGEN
from domain.kinds import Cadence, ForumKind, Role, Topic
from domain.organisation import ForumSpec, MeetingSpec, Organisation, RoleSpec
from domain.quiet_hours import Hours
from storage import organisation
from storage.tables import AgendaPoint, Disturbance, Forum
from tests.conversations.test_agenda import added, nudged
from tests.stories import rows
from tests.town import ANNE, BENTE, CHANNEL, GRENAA, JONAS, KAREN, METTE, NORD, TENANT, Town
from tests.town import organisation_of_the_town as the_file

PRESSED = replace(CHANNEL, thread_id="19:nord;messageid=7", card_id="7")
BOTH = (Topic.ATTENDANCE, Topic.PSYCHOLOGICAL_SAFETY)


async def imported(town: Town, wanted: Organisation) -> None:
    async with town.database.write() as session:
        await organisation.apply(session, TENANT, wanted, town.clock())


def with_forums(*more: ForumSpec, roles: tuple[RoleSpec, ...] = ()) -> Organisation:
    file = the_file()
    return replace(file, forums=(*file.forums, *more), roles=(*file.roles, *roles))


def thursdays(cadence: Cadence = Cadence.WEEKLY, lead: int = 1) -> MeetingSpec:
    return MeetingSpec(3, time(14, 30), cadence, date(2026, 11, 26), lead)


async def shown(chat: Chat, do: str, token: str, **fields: str) -> AgendaCard:
    (card,) = await chat.submits({"do": do, "token": token, **fields})
    assert isinstance(card, AgendaCard)
    return card


async def discussed(town: Town, person: str = ANNE) -> AgendaCard:
    card = await nudged(town)
    return await shown(town.in_channel(person, PRESSED), "agenda.discussed", card.discuss)


async def agreed(town: Town, text: str = "Vi bytter de to tunge morgener") -> AgendaCard:
    card = await discussed(town)
    return await shown(town.in_channel(ANNE, PRESSED), "agenda.agree", card.agree, agreement=text)


async def test_what_was_agreed_is_shown_again_at_the_next_meeting(town: Town) -> None:
    card = await agreed(town)
    assert (card.agreement, card.agree, card.problem) == ("Vi bytter de to tunge morgener", "", "")
    await town.tick()
    town.clock.set("2026-12-02 09:00")
    ((_, following),) = await town.tick()
    assert isinstance(following, AgendaCard)
    assert following.last is not None
    assert following.last.text == "Vi bytter de to tunge morgener"
    assert f"{following.last.met_at.astimezone(COPENHAGEN):%d.%m}" == "26.11"
    assert following.agreement == ""


@pytest.mark.parametrize(
    ("line", "problem", "name"),
    [
        ("Mette Ravn tager morgenen", "name", "Mette Ravn"),
        ("Vi hjælper Jonas om onsdagen", "name", "Jonas"),
        ("Det er Samiras tur", "name", "Samiras"),
        ("Anne Holm ringer rundt", "name", "Anne Holm"),
        ("010190-1234 skal have ro", "cpr", ""),
        ("Vi taler mere. " * 30, "too_long", ""),
    ],
)
async def test_people_do_not_get_into_what_was_agreed(town: Town, line: str, problem: str, name: str) -> None:
    """Conditions, not people: a number, a colleague, oneself, and a first name of the unit."""
    card = await discussed(town)
    again = await shown(town.in_channel(ANNE, PRESSED), "agenda.agree", card.agree, agreement=line)
    assert (again.problem, again.name) == (problem, name)
    assert again.agreement == ("" if problem == "cpr" else line), "what she wrote is still there"
    (point,) = await rows(town, AgendaPoint)
    assert point.agreement is None
    mended = await shown(town.in_channel(ANNE, PRESSED), "agenda.agree", again.agree, agreement="Vi bytter")
    assert (mended.problem, mended.agreement) == ("", "Vi bytter")


async def test_a_day_is_not_a_colleague(town: Town) -> None:
    """Words in lower case, and first names of people elsewhere, are just words."""
    card = await agreed(town, "Hver dag holder vi pause, også når jonas og bente ikke er der. Bente")
    assert card.agreement.startswith("Hver dag")


async def test_an_agreement_can_be_changed_and_taken_back(town: Town) -> None:
    card = await agreed(town)
    chat = town.in_channel(JONAS, PRESSED)
    field = await shown(chat, "agenda.edit", card.edit)
    assert (field.agreement, bool(field.agree)) == ("Vi bytter de to tunge morgener", True)
    changed = await shown(chat, "agenda.agree", field.agree, agreement="Vi bytter den ene")
    assert changed.agreement == "Vi bytter den ene"
    undone = await shown(chat, "agenda.undo", changed.undo)
    assert (undone.discussed, undone.agreement) == (False, "")
    (point,) = await rows(town, AgendaPoint)
    assert (point.agreement, point.agreed_at, point.told_at) == (None, None, None)


async def test_a_point_that_is_put_off_comes_back_with_the_same_question(town: Town) -> None:
    card = await nudged(town)
    put_off = await shown(town.in_channel(ANNE, PRESSED), "agenda.postpone", card.postpone)
    assert (put_off.postponed, put_off.discussed, put_off.postpone) == (True, False, "")
    await town.tick()
    town.clock.set("2026-12-02 09:00")
    ((_, following),) = await town.tick()
    assert isinstance(following, AgendaCard)
    assert following.questions == card.questions
    await shown(town.in_channel(ANNE, PRESSED), "agenda.discussed", following.discuss)
    await town.tick()
    town.clock.set("2026-12-09 09:00")
    ((_, third),) = await town.tick()
    assert isinstance(third, AgendaCard)
    assert third.questions != card.questions, "what was discussed does not come back"


async def test_two_points_of_one_meeting_are_one_card(town: Town) -> None:
    file = the_file()
    both = replace(file.forums[0], topics=BOTH)
    await imported(town, replace(file, forums=(both,)))
    card = await nudged(town)
    assert tuple(question.topic for question in card.questions) == BOTH
    swapped = await shown(town.in_channel(METTE, PRESSED), "agenda.swap", card.swap)
    assert all(a != b for a, b in zip(swapped.questions, card.questions, strict=True))


async def test_two_forums_that_meet_as_one_share_a_card(town: Town) -> None:
    """Every month the team meeting is the staff meeting with MED status: one card, with both its points."""
    med = ForumSpec(
        *("nord-med", ForumKind.STAFF_MEETING_MED, "Personalemøde med MED-status", GRENAA, NORD),
        topics=(Topic.PSYCHOLOGICAL_SAFETY,),
        meeting=thursdays(Cadence.MONTHLY, lead=3),
    )
    await imported(town, with_forums(med))
    await added(town)
    seen = []
    for day in ("2026-11-23 09:00", "2026-11-25 09:00", "2026-11-30 09:00", "2026-12-02 09:00"):
        town.clock.set(day)
        seen += [
            (day[5:10], screen.forum, tuple(question.topic for question in screen.questions))
            for _, screen in await town.tick()
            if isinstance(screen, AgendaCard)
        ]
    assert seen == [
        ("11-23", "Personalemøde med MED-status", BOTH),
        ("12-02", "Team Nord", (Topic.ATTENDANCE,)),
    ]


def committee(name: str, first: date = date(2026, 11, 26), lead: int = 5) -> ForumSpec:
    meeting = MeetingSpec(3, time(14, 30), Cadence.MONTHLY, first, lead)
    return ForumSpec(name, ForumKind.LOCAL_COMMITTEE, f"LMU {name}", GRENAA, meeting=meeting)


async def test_a_committee_without_a_channel_reminds_whoever_convenes_it(town: Town) -> None:
    """In private: her leader's own chat, three weeks before if she wants, and her buttons work there."""
    await added(town)
    await imported(town, with_forums(committee("grenaa")))
    await town.chat(METTE).says("hej")
    ((address, card),) = await town.tick()
    assert address.person_id == METTE
    assert isinstance(card, AgendaCard)
    assert (card.forum, card.in_channel) == ("LMU grenaa", False)
    here = Place(PlaceKind.PERSONAL, address.conversation_id, CHANNEL.service_url)
    mette = Chat(town.talk, town.database, town.chat(METTE).speaker, town.clock, place=here)
    done = await shown(mette, "agenda.discussed", card.discuss)
    assert done.discussed
    assert await town.chat(ANNE).submits({"do": "agenda.undo", "token": done.undo}) == [Notice("button-gone")]


async def test_nobody_gets_two_unprompted_messages_in_a_week(town: Town) -> None:
    """The second of her committees is told of in the next week, the third in the week after that.

    What has no week left before its meeting is not sent, and stands in her overview.
    """
    second_thursday = date(2026, 12, 17)
    four = [committee(name, second_thursday, lead=14) for name in "abcd"]
    await added(town)
    await imported(town, with_forums(*four))
    await town.chat(METTE).says("hej")
    seen = []
    for day in ("2026-11-27 09:00", "2026-11-30 08:00", "2026-12-07 08:00", "2026-12-14 08:00"):
        town.clock.set(day)
        sent = [(address.person_id, screen) for address, screen in await town.tick()]
        seen += [screen.forum for person, screen in sent if person and isinstance(screen, AgendaCard)]
    assert seen == ["LMU a", "LMU b", "LMU c", "LMU d"]
    weeks = [row.week for row in await rows(town, Disturbance)]
    assert sorted(weeks) == ["2026-W48", "2026-W49", "2026-W50", "2026-W51"]


async def test_a_pause_holds_back_what_was_planned(town: Town) -> None:
    """Planned in the evening for the morning; the leader pauses in between. After the pause it goes on."""
    await added(town)
    town.clock.set("2026-11-25 18:30")
    assert await town.tick() == []
    mette = town.chat(METTE)
    await mette.says("påmindelser")
    (breaks,) = await mette.taps("Hold pause eller flyt et møde")
    assert isinstance(breaks, RhythmBreak)
    (wrong,) = await mette.taps("Hold pause", until="2026-11-25")
    assert isinstance(wrong, RhythmBreak)
    assert wrong.problems == ("until",)
    (paused,) = await mette.taps("Hold pause", until="2026-12-21")
    assert isinstance(paused, RhythmSaved)
    for day in ("2026-11-26 08:00", "2026-12-02 09:00", "2026-12-16 09:00"):
        town.clock.set(day)
        assert await town.tick() == []
    town.clock.set("2026-12-23 09:00")
    assert len(await town.tick()) == 1, "the 24th is a working day in care"


async def test_a_pause_that_is_ended_in_time_costs_no_card(town: Town) -> None:
    """Planned, called off by the pause, and asked for again before the meeting: it comes once."""
    await added(town)
    town.clock.set("2026-11-25 18:30")
    assert await town.tick() == []
    mette = town.chat(METTE)
    await mette.says("påmindelser")
    await mette.taps("Hold pause eller flyt et møde")
    await mette.taps("Hold pause", until="2026-12-21")
    town.clock.set("2026-11-26 08:00")
    assert await town.tick() == []
    await mette.says("påmindelser")
    await mette.taps("Hold pause eller flyt et møde")
    await mette.taps("Slut pausen nu")
    assert len(await town.tick()) == 1
    assert await town.tick() == []


async def test_a_new_weekday_in_the_same_week_keeps_the_planned_card(town: Town) -> None:
    """Planned in the evening for Thursday; the leader makes it Friday: the card says Friday."""
    await added(town)
    town.clock.set("2026-11-25 18:30")
    assert await town.tick() == []
    mette = town.chat(METTE)
    await mette.says("påmindelser")
    await mette.taps("Gem mødetiden", weekday="4", at="10:00", cadence="weekly")
    town.clock.set("2026-11-26 09:00")
    ((_, card),) = await town.tick()
    assert isinstance(card, AgendaCard)
    assert f"{card.meets_at.astimezone(COPENHAGEN):%a %H:%M}" == "Fri 10:00"


async def test_the_pause_can_be_ended(town: Town) -> None:
    await added(town)
    mette = town.chat(METTE)
    await mette.says("påmindelser")
    await mette.taps("Hold pause eller flyt et møde")
    await mette.taps("Hold pause", until="2027-01-04")
    await mette.taps("Hold pause eller flyt et møde")
    (saved,) = await mette.taps("Slut pausen nu")
    assert isinstance(saved, RhythmSaved)
    assert f"{saved.next_meeting_at:%m-%d}" == "11-26"


async def test_a_meeting_is_moved_once(town: Town) -> None:
    """The card comes the day before the new day, and everybody's copy shows the new time."""
    await nudged(town)
    mette = town.chat(METTE)
    await mette.says("påmindelser")
    await mette.taps("Hold pause eller flyt et møde")
    (wrong,) = await mette.taps("Flyt mødet", day="2026-12-04", at="10.00")
    assert isinstance(wrong, RhythmBreak)
    assert wrong.problems == ("day",), "beyond the meeting after it"
    (saved,) = await mette.taps("Flyt mødet", day="2026-11-30", at="10.00")
    assert isinstance(saved, RhythmSaved)
    assert (f"{saved.next_meeting_at:%m-%d}", saved.nudge_at) == ("11-30", None)
    ((address, card),) = await town.tick()
    assert address.replaces == "message-0"
    assert isinstance(card, AgendaCard)
    assert f"{card.meets_at.astimezone(COPENHAGEN):%m-%d %H:%M}" == "11-30 10:00"
    sent = []
    for day in ("2026-11-27 09:00", "2026-12-02 09:00"):
        town.clock.set(day)
        sent += [screen for _, screen in await town.tick()]
    assert len(sent) == 1, "no second card for the moved one, and the next meeting has its own"


async def test_the_summer_is_quiet_unless_the_forum_meets(town: Town) -> None:
    await added(town)
    for day, cards in (("2027-07-07 09:00", 1), ("2027-07-14 09:00", 0), ("2027-07-21 09:00", 0)):
        town.clock.set(day)
        assert len(await town.tick()) <= cards, day


async def overview(town: Town, person: str) -> Overview:
    (found,) = await town.chat(person).says("overblik")
    assert isinstance(found, Overview)
    return found


async def test_the_overview_shows_what_is_next_and_what_was_agreed(town: Town) -> None:
    await agreed(town)
    found = await overview(town, METTE)
    (line,) = found.forums
    assert (line.forum, line.discussed, line.told) == ("Team Nord", True, False)
    assert line.last is not None
    assert line.last.text == "Vi bytter de to tunge morgener"
    assert found.link == ""
    assert await town.chat(ANNE).says("overblik") == [Notice("overview-leader-only")]
    assert (await overview(town, KAREN)).link.startswith("https://medvind.example/editor/login?key=")


async def test_the_leader_lets_the_newsletter_have_it(town: Town) -> None:
    """Nobody else, and not for long if the words are changed afterwards."""
    card = await agreed(town)
    (line,) = (await overview(town, METTE)).forums
    press = {"do": "overview.tell", "token": line.tell}
    assert await town.chat(ANNE).submits(press) == [Notice("button-gone")]
    (told,) = await town.chat(METTE).submits(press)
    assert isinstance(told, Overview)
    assert told.forums[0].told
    (point,) = await rows(town, AgendaPoint)
    assert point.told_at == town.clock()
    chat = town.in_channel(ANNE, PRESSED)
    field = await shown(chat, "agenda.edit", card.edit)
    await shown(chat, "agenda.agree", field.agree, agreement="Noget helt andet")
    (point,) = await rows(town, AgendaPoint)
    assert point.told_at is None


async def test_minutes_before_the_meeting_the_leader_has_the_card(town: Town) -> None:
    """Her own copy of it: what she presses shows in the channel as well."""
    await nudged(town)
    town.clock.set("2026-11-26 14:20")
    mette = town.chat(METTE)
    await mette.says("til mødet")
    (card,) = await mette.taps("Vis kortet til mødet")
    assert isinstance(card, AgendaCard)
    (point,) = await rows(town, AgendaPoint)
    assert (card.in_channel, card.meets_at) == (False, point.meets_at)
    await mette.taps("Vi har drøftet det")
    ((address, refreshed),) = await town.tick()
    assert (address.replaces, address.conversation_id) == ("message-0", CHANNEL.conversation_id)
    assert isinstance(refreshed, AgendaCard)
    assert refreshed.discussed


async def test_a_second_press_is_no_news(town: Town) -> None:
    """A copy of the card in somebody else's hands: the same state, and nobody's card is replaced again."""
    card = await nudged(town)
    for person, replaced in ((ANNE, 1), (BENTE, 0)):
        again = await shown(town.in_channel(person, PRESSED), "agenda.discussed", card.discuss)
        assert again.discussed
        assert len(await town.tick()) == replaced


async def test_a_forum_that_left_the_file_is_silent(town: Town) -> None:
    await imported(town, with_forums(committee("grenaa")))
    await imported(town, the_file())
    assert {forum.id: forum.in_organisation for forum in await rows(town, Forum)} == {
        NORD: True,
        "grenaa": False,
    }
    town.clock.set("2026-11-19 09:00")
    assert await town.tick() == []


async def test_the_areas_committee_is_its_secretarys(town: Town) -> None:
    omu = ForumSpec("omu", ForumKind.AREA_COMMITTEE, "OMU", None, meeting=thursdays(Cadence.QUARTERLY, 5))
    await imported(town, with_forums(omu, roles=(RoleSpec(BENTE, Role.MED_SECRETARY, None),)))
    await added(town)
    await town.chat(BENTE).says("hej")
    ((address, card),) = await town.tick()
    assert address.person_id == BENTE
    assert isinstance(card, AgendaCard)
    assert (await overview(town, BENTE)).link


def med(lead: int, cadence: Cadence = Cadence.MONTHLY) -> ForumSpec:
    """The staff meeting with MED status in the team's own channel, on its Thursdays."""
    return ForumSpec(
        *("nord-med", ForumKind.STAFF_MEETING_MED, "Personalemøde med MED-status", GRENAA, NORD),
        topics=(Topic.PSYCHOLOGICAL_SAFETY,),
        meeting=thursdays(cadence, lead),
    )


async def test_a_card_that_is_out_stays_the_only_one(town: Town) -> None:
    """Whoever comes to lead the merged meeting afterwards: its topic comes onto the posted card."""
    await nudged(town)
    await imported(town, with_forums(med(lead=3)))
    ((address, card),) = await town.tick()
    assert address.replaces == "message-0"
    assert isinstance(card, AgendaCard)
    assert tuple(question.topic for question in card.questions) == BOTH
    await imported(town, with_forums(med(lead=5)))
    assert await town.tick() == []
    assert len(await rows(town, AgendaPoint)) == 1


async def test_moved_from_the_channel_the_right_card_is_replaced(town: Town) -> None:
    """What is pressed there is the form, not the card."""
    await nudged(town)
    form = replace(CHANNEL, thread_id="19:nord;messageid=99", card_id="99")
    mette = town.in_channel(METTE, form)
    await mette.says("påmindelser")
    await mette.taps("Hold pause eller flyt et møde")
    await mette.taps("Flyt mødet", day="2026-11-30", at="10.00")
    ((address, _),) = await town.tick()
    assert (address.replaces, address.conversation_id) == ("message-0", CHANNEL.conversation_id)


async def test_who_leads_no_more_has_nothing_to_press(town: Town) -> None:
    """Her card from before still hangs in her chat; the agreement is out of her reach."""
    await agreed(town)
    mette = town.chat(METTE)
    await mette.says("overblik")
    await mette.taps("Vis kortet til mødet")
    file = the_file()
    await imported(town, replace(file, roles=tuple(r for r in file.roles if r.person_id != METTE)))
    assert await mette.taps("Fortryd") == [Notice("agenda-gone")]
    (point,) = await rows(town, AgendaPoint)
    assert point.agreement == "Vi bytter de to tunge morgener"


async def test_a_planned_card_is_for_whoever_convenes_when_it_is_sent(town: Town) -> None:
    await added(town)
    await imported(town, with_forums(committee("grenaa")))
    await town.chat(METTE).says("hej")
    town.clock.set("2026-11-23 18:30")
    assert await town.tick() == []
    file = with_forums(committee("grenaa"))
    await imported(town, replace(file, roles=tuple(r for r in file.roles if r.person_id != METTE)))
    town.clock.set("2026-11-24 08:00")
    assert [address.person_id for address, _ in await town.tick() if address.person_id == METTE] == []


async def test_a_look_ahead_does_not_freeze_the_card(town: Town) -> None:
    """She looks on Monday and adds a topic on Tuesday: on Wednesday the card has both."""
    await added(town)
    mette = town.chat(METTE)
    await mette.says("overblik")
    await mette.taps("Vis kortet til mødet")
    await mette.says("påmindelser")
    await mette.taps("Gem mødetiden", topics=" ".join(BOTH))
    town.clock.set("2026-11-25 09:00")
    ((_, card),) = await town.tick()
    assert isinstance(card, AgendaCard)
    assert tuple(question.topic for question in card.questions) == BOTH


async def test_what_was_put_off_comes_though_the_next_card_has_been_looked_at(town: Town) -> None:
    card = await nudged(town)
    town.clock.set("2026-11-26 16:00")
    mette = town.chat(METTE)
    await mette.says("overblik")
    await mette.taps("Vis kortet til mødet")
    await shown(town.in_channel(ANNE, PRESSED), "agenda.postpone", card.postpone)
    await town.tick()
    town.clock.set("2026-12-02 09:00")
    ((_, following),) = await town.tick()
    assert isinstance(following, AgendaCard)
    assert following.questions == card.questions


async def test_what_was_put_off_comes_also_under_another_forums_lead(town: Town) -> None:
    card = await nudged(town)
    await shown(town.in_channel(ANNE, PRESSED), "agenda.postpone", card.postpone)
    await town.tick()
    weekly = replace(med(lead=3, cadence=Cadence.WEEKLY), topics=BOTH)
    town.clock.set("2026-11-27 09:00")
    await imported(town, with_forums(weekly))
    town.clock.set("2026-11-30 09:00")
    ((_, following),) = await town.tick()
    assert isinstance(following, AgendaCard)
    assert (following.forum, following.questions[0]) == ("Personalemøde med MED-status", card.questions[0])


async def test_a_meeting_is_not_moved_into_its_own_pause(town: Town) -> None:
    await added(town)
    mette = town.chat(METTE)
    await mette.says("påmindelser")
    await mette.taps("Hold pause eller flyt et møde")
    await mette.taps("Hold pause", until="2026-12-01")
    await mette.taps("Hold pause eller flyt et møde")
    (wrong,) = await mette.taps("Flyt mødet", day="2026-11-30", at="10.00")
    assert isinstance(wrong, RhythmBreak)
    assert wrong.problems == ("day",)


async def test_a_meeting_that_was_moved_ahead_and_held_does_not_come_back(town: Town) -> None:
    """Thursday's was held on Tuesday; the one after it is moved on Tuesday afternoon."""
    await added(town)
    mette = town.chat(METTE)

    async def moves(day: str) -> RhythmSaved:
        await mette.says("påmindelser")
        await mette.taps("Hold pause eller flyt et møde")
        (saved,) = await mette.taps("Flyt mødet", day=day, at="10.00")
        assert isinstance(saved, RhythmSaved)
        return saved

    await moves("2026-11-24")
    assert len(await town.tick()) == 1
    town.clock.set("2026-11-24 15:00")
    saved = await moves("2026-12-04")
    assert f"{saved.next_meeting_at:%m-%d}" == "12-04"
    town.clock.set("2026-11-25 09:00")
    assert await town.tick() == []


async def test_a_card_is_not_sent_when_its_meeting_has_begun(town: Town) -> None:
    """Planned in the evening for 8, and then moved to half past seven."""
    await added(town)
    town.clock.set("2026-11-25 18:30")
    assert await town.tick() == []
    mette = town.chat(METTE)
    await mette.says("påmindelser")
    await mette.taps("Hold pause eller flyt et møde")
    await mette.taps("Flyt mødet", day="2026-11-26", at="07:30")
    town.clock.set("2026-11-26 08:00")
    assert await town.tick() == []


async def test_the_newsletter_gets_what_the_leader_has_read(town: Town) -> None:
    """Changed since her overview was made: she is shown the new words, and has not said yes to them."""
    card = await agreed(town)
    (line,) = (await overview(town, METTE)).forums
    town.clock.set("2026-11-25 10:00")
    chat = town.in_channel(ANNE, PRESSED)
    field = await shown(chat, "agenda.edit", card.edit)
    await shown(chat, "agenda.agree", field.agree, agreement="Noget helt andet")
    (again,) = await town.chat(METTE).submits({"do": "overview.tell", "token": line.tell})
    assert isinstance(again, Overview)
    assert again.forums[0].last is not None
    assert (again.forums[0].last.text, again.forums[0].told) == ("Noget helt andet", False)


async def test_whoever_only_arranges_times_does_not_read_agreements(town: Town) -> None:
    await agreed(town)
    (line,) = [line for line in (await overview(town, KAREN)).forums if line.forum == "Team Nord"]
    assert (line.last, line.tell, line.before) == (None, "", "")


async def test_the_leaders_swap_is_not_had_through_a_window(town: Town) -> None:
    """A dialog above the channel is nobody's own chat."""
    card = await nudged(town)
    above = replace(PRESSED, in_dialog=True)
    (same,) = await town.in_channel(ANNE, above).submits({"do": "agenda.swap", "token": card.swap})
    assert same == Notice("agenda-gone")
    (point,) = await rows(town, AgendaPoint)
    assert not point.swapped


async def test_who_leads_no_more_lets_the_newsletter_have_nothing(town: Town) -> None:
    await agreed(town)
    (line,) = (await overview(town, METTE)).forums
    file = the_file()
    await imported(town, replace(file, roles=tuple(r for r in file.roles if r.person_id != METTE)))
    press = {"do": "overview.tell", "token": line.tell}
    assert await town.chat(METTE).submits(press) == [Notice("overview-leader-only")]
    (point,) = await rows(town, AgendaPoint)
    assert point.told_at is None


async def test_of_two_that_meet_as_one_one_decides_when_the_card_comes(town: Town) -> None:
    """The other's nudge falls due earlier that day, and waits for it."""
    meeting = replace(thursdays(), hours=Hours(time(12), time(20)))
    await imported(town, with_forums(replace(med(lead=1), meeting=meeting)))
    await added(town)
    sent = []
    for moment in ("2026-11-25 09:00", "2026-11-25 12:00"):
        town.clock.set(moment)
        sent.append(len(await town.tick()))
    assert sent == [0, 1]
