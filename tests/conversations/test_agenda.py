"""The weekly nudge in the channel, and who may arrange it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.teams.connector import Refused, Retry, Uncertain
from dialogs.base import Place, PlaceKind
from dialogs.screens import (
    AgendaCard,
    DialogueCard,
    Notice,
    RhythmForm,
    RhythmSaved,
    RhythmTeams,
    TeamWelcome,
)
from domain.calendar import COPENHAGEN
from domain.deck import DECK
from domain.kinds import ForumKind, Topic
from domain.organisation import ForumSpec, TeamSpec
from nudges.plan import plan
from storage import agenda, forums, organisation, outbox
from storage.outbox import State
from storage.tables import AgendaPoint, CardDraw, Forum, Outgoing, Team
from tests.stories import rows
from tests.town import (
    ANNE,
    BENTE,
    CHANNEL,
    GRENAA,
    JONAS,
    KAREN,
    METTE,
    NORD,
    TENANT,
    Town,
    organisation_of_the_town,
)


async def added(town: Town) -> None:
    """Medvind is added to Team Nord's team in Teams."""
    anne = town.in_channel(ANNE)
    said = await town.talk.arrive(anne.speaker, CHANNEL)
    assert isinstance(said.screens[0], TeamWelcome)
    assert said.screens[0].team == "Team Nord"


async def nudged(town: Town) -> AgendaCard:
    await added(town)
    town.clock.set("2026-11-25 09:00")
    ((address, card),) = await town.tick()
    assert address.conversation_id == CHANNEL.conversation_id
    assert isinstance(card, AgendaCard)
    return card


async def test_the_nudge_comes_on_the_working_day_before_and_once(town: Town) -> None:
    """Thursday 14.30 is nudged on Wednesday at 9, never earlier, never twice."""
    await added(town)
    for moment in ("2026-11-23 10:00", "2026-11-25 08:59"):
        town.clock.set(moment)
        assert await town.tick() == []
    town.clock.set("2026-11-25 09:00")
    ((_, card),) = await town.tick()
    assert isinstance(card, AgendaCard)
    assert f"{card.meets_at.astimezone(COPENHAGEN):%a %H:%M}" == "Thu 14:30"
    assert [question.topic for question in card.questions] == [Topic.ATTENDANCE]
    assert card.questions[0].card in DECK
    assert await town.tick() == []
    town.clock.set("2026-12-02 09:00")
    ((_, following),) = await town.tick()
    assert isinstance(following, AgendaCard)
    assert following.questions != card.questions


async def test_a_team_without_a_channel_gets_nothing_and_loses_nothing(town: Town) -> None:
    """Nothing is sent where nobody has asked Medvind in; once added, the next meeting is nudged."""
    town.clock.set("2026-11-25 09:00")
    assert await town.tick() == []
    await added(town)
    ((_, card),) = await town.tick()
    assert isinstance(card, AgendaCard)


async def test_a_late_start_does_not_nudge_a_meeting_that_has_begun(town: Town) -> None:
    """48 hours down: the meeting is past, so its nudge is never sent."""
    await added(town)
    town.clock.set("2026-11-26 14:30")
    assert await town.tick() == []
    (forum,) = await rows(town, Forum)
    assert forum.next_meeting_at is not None
    assert f"{forum.next_meeting_at.astimezone(COPENHAGEN):%Y-%m-%d}" == "2026-12-03"


async def test_at_night_the_nudge_waits_for_the_morning(town: Town) -> None:
    """Planned at 3 in the night before the meeting, it is sent at 8."""
    await added(town)
    town.clock.set("2026-11-26 03:15")
    assert await town.tick() == []
    town.clock.set("2026-11-26 08:00")
    assert len(await town.tick()) == 1


async def test_discussed_is_shown_to_everybody(town: Town) -> None:
    """Two press at once: both see the same state, and everybody's card is replaced once for each press."""
    card = await nudged(town)
    pressed = replace(CHANNEL, thread_id="19:nord;messageid=7", card_id="7")
    for person in (ANNE, JONAS):
        (now,) = await town.in_channel(person, pressed).submits(
            {"do": "agenda.discussed", "token": card.discuss}
        )
        assert isinstance(now, AgendaCard)
        assert now.discussed
    refreshed = await town.tick()
    assert len(refreshed) == 1, "one refresh says it for both presses"
    assert {(address.replaces, address.conversation_id) for address, _ in refreshed} == {
        ("7", "19:nord;messageid=7")
    }
    assert all(isinstance(screen, AgendaCard) and screen.discussed for _, screen in refreshed)
    (point,) = await rows(town, AgendaPoint)
    assert point.discussed_at == town.clock()

    last = refreshed[-1][1]
    assert isinstance(last, AgendaCard)
    (undone,) = await town.in_channel(BENTE, pressed).submits({"do": "agenda.undo", "token": last.undo})
    assert isinstance(undone, AgendaCard)
    assert not undone.discussed


async def test_another_question_once_for_each_meeting_and_by_the_leader(town: Town) -> None:
    card = await nudged(town)
    (same,) = await town.in_channel(ANNE).submits({"do": "agenda.swap", "token": card.swap})
    assert isinstance(same, AgendaCard)
    assert (same.questions, same.note) == (card.questions, "agenda-swap-leader-only")
    (swapped,) = await town.in_channel(METTE).submits({"do": "agenda.swap", "token": same.swap})
    assert isinstance(swapped, AgendaCard)
    assert swapped.questions != card.questions
    assert swapped.swap == ""
    (again,) = await town.in_channel(JONAS).submits({"do": "agenda.swap", "token": card.swap})
    assert isinstance(again, AgendaCard)
    assert again.questions == swapped.questions


async def test_no_card_comes_back_before_the_deck_is_used(town: Town) -> None:
    """Twenty-four meetings, twenty-four cards; the twenty-fifth begins anew."""
    await added(town)
    async with town.database.write() as session:
        forum = await forums.get(session, TENANT, NORD)
        assert forum is not None
        seen = [await agenda.draw_card(session, forum, Topic.ATTENDANCE, town.clock()) for _ in range(25)]
    assert sorted(seen[:24]) == sorted(DECK)
    draws = await rows(town, CardDraw)
    assert sorted(draw.deck_round for draw in draws) == [1] * 24 + [2]


@pytest.mark.parametrize(
    ("outcome", "state", "sent_later"),
    [
        (Refused("BotNotInConversationRoster"), State.REFUSED, 0),
        (Uncertain("timeout"), State.UNCERTAIN, 0),
        (Retry(30.0), State.WAITING, 1),
    ],
)
async def test_what_teams_answers_decides(
    town: Town, outcome: Refused | Uncertain | Retry, state: State, sent_later: int
) -> None:
    """A nudge is never repeated when its fate is unknown, and tried again when it surely was not sent."""
    await added(town)
    town.clock.set("2026-11-25 09:00")
    town.pillar.outcomes = [outcome]
    assert await town.tick() == []
    (row,) = await rows(town, Outgoing)
    assert row.state == state
    town.clock.set("2026-11-25 09:01")
    assert len(await town.tick()) == sent_later


async def test_a_lost_lease_is_uncertain_for_a_nudge(town: Town) -> None:
    """The process died while sending: the nudge may be out, so it is not sent again."""
    await added(town)
    town.clock.set("2026-11-25 09:00")
    async with town.database.write() as session:
        await plan(session, town.clock())
        assert len(await outbox.claim(session, "the process that died", town.clock(), limit=10)) == 1
    town.clock.set("2026-11-25 09:02")
    assert await town.tick() == []
    (row,) = await rows(town, Outgoing)
    assert (row.state, row.reason) == (State.UNCERTAIN, "lease lost")


async def test_the_leader_sets_the_rhythm(town: Town) -> None:
    await added(town)
    mette = town.chat(METTE)
    (form,) = await mette.says("påmindelser")
    assert isinstance(form, RhythmForm)
    (again,) = await mette.taps("Gem mødetiden", weekday="0", at="kvart i ni")
    assert isinstance(again, RhythmForm)
    assert again.problems == ("at",)
    (saved,) = await mette.taps(
        "Gem mødetiden", weekday="0", at="08.45", cadence="every_second_week", anchor="2026-11-23"
    )
    assert isinstance(saved, RhythmSaved)
    assert saved.next_meeting_at is not None
    assert f"{saved.next_meeting_at.astimezone(COPENHAGEN):%Y-%m-%d %H:%M}" == "2026-12-07 08:45"
    await mette.says("påmindelser")
    (stopped,) = await mette.taps("Stop påmindelser")
    assert isinstance(stopped, RhythmSaved)
    assert stopped.next_meeting_at is None


async def test_every_second_week_needs_to_know_which(town: Town) -> None:
    """Without a date it would be a guess, and wrong every second time."""
    mette = town.chat(METTE)
    await mette.says("påmindelser")
    (again,) = await mette.taps(
        "Gem mødetiden", weekday="3", at="14:30", cadence="every_second_week", anchor=""
    )
    assert isinstance(again, RhythmForm)
    assert again.problems == ("anchor",)


async def test_set_on_the_day_before_the_card_comes_now(town: Town) -> None:
    """The card never promises a moment that is past."""
    town.clock.set("2026-11-25 11:00")
    mette = town.chat(METTE)
    await mette.says("påmindelser")
    (saved,) = await mette.taps("Gem mødetiden", weekday="3", at="15:00", cadence="weekly")
    assert isinstance(saved, RhythmSaved)
    assert saved.nudge_at == town.clock()


async def test_a_meeting_moved_within_its_week_is_not_nudged_again(town: Town) -> None:
    """The team has its card; a new time for the same week's meeting brings no second one."""
    await nudged(town)
    mette = town.chat(METTE)
    await mette.says("påmindelser")
    await mette.taps("Gem mødetiden", weekday="3", at="15:00", cadence="weekly")
    assert await town.tick() == []
    assert len(await rows(town, CardDraw)) == 1


async def test_after_stop_no_nudge_comes(town: Town) -> None:
    """Planned in the evening for the morning, and stopped in between."""
    await added(town)
    town.clock.set("2026-11-25 18:30")
    assert await town.tick() == []
    mette = town.chat(METTE)
    await mette.says("påmindelser")
    await mette.taps("Stop påmindelser")
    town.clock.set("2026-11-26 08:00")
    assert await town.tick() == []


async def test_with_several_teams_the_leader_says_which(town: Town) -> None:
    """One team's times never overwrite another's: the form is bound to the team that was chosen."""
    karen = town.chat(KAREN)
    file = organisation_of_the_town()
    havn = TeamSpec("team-havn", GRENAA, "Team Havn")
    meeting = ForumSpec("team-havn", ForumKind.TEAM_MEETING, "Team Havn", GRENAA, "team-havn")
    both = replace(file, teams=(*file.teams, havn), forums=(*file.forums, meeting))
    async with town.database.write() as session:
        await organisation.apply(session, TENANT, both, town.clock())
    (which,) = await karen.says("påmindelser")
    assert isinstance(which, RhythmTeams)
    (form,) = await karen.taps("Vælg", forum="team-havn")
    assert isinstance(form, RhythmForm)
    assert (form.forum, form.values.weekday) == ("Team Havn", "")
    await karen.taps("Gem mødetiden", weekday="0", at="09:00", cadence="weekly")
    weekdays = {forum.id: forum.weekday for forum in await rows(town, Forum)}
    assert weekdays == {NORD: 3, "team-havn": 0}


async def test_nobody_else_sets_it(town: Town) -> None:
    """A care worker, and a leader's button in other hands, change nothing."""
    assert await town.chat(ANNE).says("påmindelser") == [Notice("rhythm-leader-only")]
    mette = town.chat(METTE)
    (form,) = await mette.says("påmindelser")
    assert isinstance(form, RhythmForm)
    forged = {"do": "rhythm.save", "token": form.save, "weekday": "1", "at": "10:00",
              "cadence": "weekly", "anchor": ""}  # fmt: skip
    assert await town.chat(ANNE).submits(forged) == [Notice("button-gone")]
    (forum,) = await rows(town, Forum)
    assert forum.weekday == 3


async def test_a_team_that_only_its_leader_can_name(town: Town) -> None:
    """No name fits: the card asks which team this is, and only a leader's answer counts."""
    place = Place(PlaceKind.CHANNEL, "19:andet@thread.tacv2", CHANNEL.service_url, teams_name="Kaffeklubben")
    anne = town.in_channel(ANNE, place)
    said = await town.talk.arrive(anne.speaker, place)
    (card,) = said.screens
    assert isinstance(card, TeamWelcome)
    assert card.team is None
    press = {"do": "channel.bind", "token": card.bind, "team": NORD}
    assert await anne.submits(press) == [Notice("bind-leader-only", menu=False)]
    (bound,) = await town.in_channel(METTE, place).submits(press)
    assert isinstance(bound, TeamWelcome)
    assert bound.team == "Team Nord"


async def test_a_second_teams_team_of_the_same_name_binds_nothing(town: Town) -> None:
    """Whoever makes another "Team Nord" does not get the real one's nudges, first come or not."""
    other = replace(CHANNEL, conversation_id="19:falsk@thread.tacv2", teams_group_id="another group")
    said = await town.talk.arrive(town.in_channel(BENTE, other).speaker, other)
    assert isinstance(said.screens[0], TeamWelcome)
    assert said.screens[0].team is None
    await added(town)
    said = await town.talk.arrive(town.in_channel(BENTE, other).speaker, other)
    assert isinstance(said.screens[0], TeamWelcome)
    assert said.screens[0].team is None
    (team,) = await rows(town, Team)
    assert team.conversation_id == CHANNEL.conversation_id


async def test_the_channel_is_greeted_once(town: Town) -> None:
    """Teams tells of the same installation again; hello is not said twice, unless Medvind was removed."""
    await added(town)
    anne = town.in_channel(ANNE)
    assert (await town.talk.arrive(anne.speaker, CHANNEL)).screens == []
    await town.talk.leave(anne.speaker, CHANNEL)
    await added(town)


async def test_a_team_known_by_name_is_bound_when_its_leader_is_there(town: Town) -> None:
    """Without a group id in the file a name is a guess, which the leader's presence makes good."""
    file = organisation_of_the_town()
    async with town.database.write() as session:
        nameless = replace(file, teams=(replace(file.teams[0], teams_group_id=None),))
        await organisation.apply(session, TENANT, nameless, town.clock())
    for person, team in ((ANNE, None), (METTE, "Team Nord")):
        said = await town.talk.arrive(town.in_channel(person).speaker, CHANNEL)
        assert isinstance(said.screens[0], TeamWelcome)
        assert said.screens[0].team == team


async def test_removed_means_silent(town: Town) -> None:
    await added(town)
    anne = town.in_channel(ANNE)
    await town.talk.leave(anne.speaker, CHANNEL)
    town.clock.set("2026-11-25 09:00")
    assert await town.tick() == []


async def test_in_the_channel_private_things_stay_private(town: Town) -> None:
    """A story told into the channel is not kept, and a private word is answered with the way to a chat."""
    chat = town.in_channel(ANNE)
    assert await chat.says("mine historier") == [Notice("speak-privately", menu=False)]
    assert await chat.says("I går lykkedes det os at få alle med ud") == [Notice("channel-help", menu=False)]
    (card,) = await chat.says("dialogkort")
    assert isinstance(card, DialogueCard)


async def test_delivered_rows_keep_what_teams_calls_the_message(town: Town) -> None:
    await nudged(town)
    (row,) = await rows(town, Outgoing)
    assert (row.state, row.activity_id) == (State.DELIVERED, "message-0")
