"""The loop back: the editor's wording, thanks to those who wrote, the news in the channels, one more question."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlmodel import select

from bot.teams.cards import card
from dialogs.screens import (
    ConsentRequest,
    EditRequest,
    MyStories,
    NewsletterOut,
    NewsletterReady,
    Notice,
    StoriesPrinted,
    StoryForm,
    StoryThanks,
)
from digest.publish import publish, take_over
from domain.calendar import IsoWeek
from domain.kinds import ConsentReason
from domain.newsletter import EditAnswer
from domain.web_address import safe_link
from storage import newsletter_mail, outbox, people, story_versions
from storage.tables import Newsletter, Outgoing, Story, StoryVersion, Team
from tests.stories import COFFEE, contributed, filled, rows
from tests.town import ANNE, BENTE, CHANNEL, KAREN, METTE, NADIA, OTHER_TENANT, OTTO, SAMIRA, TENANT, Town

WEEK = IsoWeek(2026, 48)
LINK = "https://norddjurs.example/nyhedsbrev?uge=48&aar=2026#top"
BETTER = "En kande kaffe på gangen klokken ti fik os til at tale sammen igen."
SIX_DAYS, DAY = timedelta(days=6, hours=23), timedelta(days=1)


async def tells(town: Town, person: str = ANNE, **changed: str) -> None:
    chat = town.chat(person)
    await chat.says("del en god historie")
    (thanks,) = await chat.taps("Send historien", **filled(**changed))
    assert isinstance(thanks, StoryThanks)


async def published(town: Town, link: str = LINK, name: str = "", again: bool = False) -> int:
    """As the desk does it, in one transaction; how many are to be told."""
    async with town.database.write() as session:
        karen = await people.find(session, TENANT, KAREN)
        assert karen
        issue = await take_over(session, TENANT, WEEK, town.clock())
        issue.link, issue.title = link, name
        authors = await publish(session, issue, karen, town.clock())
        told = await newsletter_mail.tell_of_publishing(session, issue, authors, town.clock())
        if again:
            told += await newsletter_mail.tell_of_publishing(session, issue, authors, town.clock())
        return told


async def in_the_channel(town: Town) -> list[NewsletterOut]:
    """Medvind has been added to Team Nord; what is posted there now."""
    sent = await town.tick()
    return [screen for address, screen in sent if address.conversation_id == CHANNEL.conversation_id]  # type: ignore[misc]


async def edited(town: Town, title: str = "Kaffen flyttede ud", body: str = BETTER) -> str:
    """Karen changes Anne's story at the desk, and sends the change to her."""
    async with town.database.write() as session:
        karen = await people.find(session, TENANT, KAREN)
        (story,) = (await session.exec(select(Story))).all()
        assert karen
        version = await story_versions.write(session, story, title, body, karen, town.clock())
        story_versions.answer(version, EditAnswer.ASKED, town.clock())
        note = newsletter_mail.edit_request(version, story.author_id, town.clock())
        await outbox.add(session, TENANT, note, town.clock())
        return version.id


async def asks_again(town: Town) -> int:
    async with town.database.write() as session:
        (story,) = (await session.exec(select(Story))).all()
        return await newsletter_mail.ask_again(session, story, town.clock())


async def version(town: Town) -> StoryVersion:
    return sorted(await rows(town, StoryVersion), key=lambda one: one.number)[-1]


# The editor's wording


async def test_she_approves_the_editors_wording(town: Town) -> None:
    """Both wordings on one card; her own stays as she wrote it."""
    await tells(town)
    await edited(town)
    anne = town.chat(ANNE)
    (asked,) = await anne.reads_mail()
    assert isinstance(asked, EditRequest)
    assert (asked.body, asked.new_body, asked.new_title) == (COFFEE, BETTER, "Kaffen flyttede ud")
    assert (COFFEE in str(anne.cards), BETTER in str(anne.cards)) == (True, True)
    card_of_then = list(anne.cards)
    assert await anne.taps("Godkend") == [Notice("edit-approved")]
    kept = await version(town)
    assert (kept.answer, kept.answered_at) == (EditAnswer.APPROVED, town.clock())
    (story,) = await rows(town, Story)
    assert (story.body, story.revision) == (COFFEE, 1)
    for button in ("Godkend", "Ret selv"):
        anne.cards = card_of_then
        assert await anne.taps(button) == [Notice("edit-answered")]


async def test_she_writes_it_herself_instead(town: Town) -> None:
    """The editor's words are in the form; nothing is answered before she has sent it."""
    await tells(town)
    await edited(town)
    anne = town.chat(ANNE)
    await anne.reads_mail()
    question = list(anne.cards)
    (form,) = await anne.taps("Ret selv")
    assert isinstance(form, StoryForm)
    assert (form.values.title, form.values.body, form.changing) == ("Kaffen flyttede ud", BETTER, True)
    assert (await version(town)).answer == EditAnswer.ASKED
    (thanks,) = await anne.taps("Send historien", body=f"{BETTER} Hver tirsdag.")
    assert isinstance(thanks, StoryThanks)
    assert (await version(town)).answer == EditAnswer.REWRITTEN
    (story,) = await rows(town, Story)
    assert (story.body, story.revision) == (f"{BETTER} Hver tirsdag.", 2)
    anne.cards = question
    assert await anne.taps("Godkend") == [Notice("edit-gone")], "that wording is past"


@pytest.mark.parametrize("meanwhile", ["withdrawn", "changed", "edited again"])
async def test_there_is_nothing_to_ask_any_more(town: Town, meanwhile: str) -> None:
    """Before the card is sent, and after: a wording that would not be printed is not approved."""
    await tells(town)
    await edited(town)
    anne = town.chat(ANNE)
    await anne.reads_mail()
    question = list(anne.cards)
    await edited(town, title="Endnu en")
    if meanwhile != "edited again":
        await anne.says("mine historier")
        await anne.taps("Træk tilbage" if meanwhile == "withdrawn" else "Ret")
        if meanwhile == "changed":
            await anne.taps("Send historien", title="Min egen")
        assert await anne.reads_mail() == ()
    anne.cards = question
    assert await anne.taps("Godkend") == [Notice("edit-gone")]
    anne.cards = question
    assert await anne.taps("Ret selv") == [Notice("edit-gone")]
    answers = {one.answer for one in await rows(town, StoryVersion)}
    assert EditAnswer.APPROVED not in answers


async def test_only_its_author_is_asked_about_a_wording(town: Town) -> None:
    """A note that went to somebody else has no card, and her button is nobody else's."""
    await tells(town)
    version_id = await edited(town)
    anne = town.chat(ANNE)
    (asked,) = await anne.reads_mail()
    assert isinstance(asked, EditRequest)
    press = {"do": "edit.approve", "token": asked.approve}
    assert await town.chat(BENTE).submits(press) == [Notice("button-gone")]
    assert await town.chat(OTTO, OTHER_TENANT).submits(press) == [Notice("button-gone")]
    async with town.database.write() as session:
        (kept,) = (await session.exec(select(StoryVersion))).all()
        kept.id = version_id
        note = newsletter_mail.edit_request(kept, BENTE, town.clock())
        await outbox.add(session, TENANT, outbox.Note(**{**vars(note), "key": "other"}), town.clock())
    assert await town.chat(BENTE).reads_mail() == ()


async def test_she_is_asked_in_working_hours(town: Town) -> None:
    town.clock.set("2026-11-28 22:00")  # a Saturday
    await tells(town)
    await edited(town)
    assert await town.chat(ANNE).reads_mail() == ()
    town.clock.set("2026-11-30 08:00")
    (asked,) = await town.chat(ANNE).reads_mail()
    assert isinstance(asked, EditRequest)


# Thanks


async def test_each_author_is_thanked_once_a_week(town: Town) -> None:
    await tells(town, title="Den første")
    await tells(town, title="Den anden")
    await tells(town, BENTE, title="Fra Lærken")
    assert await published(town, again=True) == 2
    (thanks,) = await town.chat(ANNE).reads_mail()
    assert isinstance(thanks, StoriesPrinted)
    assert (thanks.week, set(thanks.titles), thanks.link) == (WEEK, {"Den første", "Den anden"}, LINK)
    (thanks,) = await town.chat(BENTE).reads_mail()
    assert isinstance(thanks, StoriesPrinted)
    assert thanks.titles == ("Fra Lærken",)


async def test_thanks_lead_on_to_the_next_week(town: Town) -> None:
    await tells(town)
    await published(town)
    anne = town.chat(ANNE)
    await anne.reads_mail()
    assert "Din historie er bragt i uge 48" in str(anne.cards)
    assert "uge 49" in str(anne.cards)
    (form,) = await anne.taps("Del en god historie")
    assert isinstance(form, StoryForm)
    (mine,) = await anne.says("mine historier")
    assert isinstance(mine, MyStories)
    assert mine.stories[0].printed == (48,)
    assert "Bragt i uge 48" in str(anne.cards)


async def test_a_colleague_who_is_named_is_not_thanked(town: Town) -> None:
    """She has said yes to somebody else's story: that is all that was asked of her."""
    await tells(town, colleague=SAMIRA)
    samira = town.chat(SAMIRA)
    await samira.reads_mail()
    await samira.taps("Ja, det er i orden")
    await published(town)
    assert await samira.reads_mail() == ()
    assert [type(screen) for screen in await town.chat(ANNE).reads_mail()][-1] is StoriesPrinted


async def test_nobody_is_thanked_for_what_is_withdrawn(town: Town) -> None:
    await tells(town)
    await published(town)
    anne = town.chat(ANNE)
    await anne.says("mine historier")
    await anne.taps("Træk tilbage")
    assert await anne.reads_mail() == ()


async def test_a_contribution_is_not_called_a_story(town: Town) -> None:
    anne = town.chat(ANNE)
    await anne.says("begivenhed")
    await anne.taps("Send bidraget", **contributed(day="2026-11-26"))
    await published(town)
    await anne.reads_mail()
    assert "Dit bidrag er bragt i uge 48" in str(anne.cards)


# The teams


async def test_the_teams_channel_is_told_once(town: Town) -> None:
    """Which week, how many, where to read it; no title of anybody's, no name, no button of ours."""
    await town.in_channel(METTE).says("hej")
    await tells(town)
    assert await published(town, name="Nyt fra os", again=True) == 2
    (posted,) = await in_the_channel(town)
    assert posted == NewsletterOut(WEEK, "Nyt fra os", LINK, 1)
    shown = card(posted, "da")
    told = json.dumps(shown, ensure_ascii=False)
    assert [secret for secret in ("Kaffe på gangen", "Anne", COFFEE[:20], "<at>") if secret in told] == []
    assert [action["type"] for action in shown["actions"]] == ["Action.OpenUrl"] * 2
    assert await in_the_channel(town) == []


async def test_a_team_without_a_channel_is_not_told(town: Town) -> None:
    await tells(town)
    assert await published(town) == 1
    assert {row.team_id for row in await rows(town, Outgoing) if row.message == "newsletter_out"} == set()


async def test_no_channel_is_woken_at_night_or_told_a_week_too_late(town: Town) -> None:
    await town.in_channel(METTE).says("hej")
    await tells(town)
    town.clock.set("2026-11-27 20:00")
    await published(town)
    assert await in_the_channel(town) == []
    (note,) = [row for row in await rows(town, Outgoing) if row.message == "newsletter_out"]
    assert note.not_after == note.not_before + timedelta(days=7)
    town.clock.set("2026-11-30 08:00")
    assert len(await in_the_channel(town)) == 1


@pytest.mark.parametrize(("link", "told"), [(LINK, 1), ("", 0)])
async def test_an_empty_week_is_news_only_where_it_can_be_read(town: Town, link: str, told: int) -> None:
    await town.in_channel(METTE).says("hej")
    await published(town, link=link)
    assert len(await in_the_channel(town)) == told


HOSTILE = (
    *("javascript:alert(1)", "JaVaScRiPt://x/%0aalert(1)", "data:text/html,<script>", "http://a.dk/x"),
    *("msteams://l/chat", "file:///etc/passwd", "//a.dk", "https:", "https://", "https:///x", "a.dk"),
    *("https://a.dk@evil.dk/", "https://a.dk/\nhttp://b.dk", "java\tscript:alert(1)", "https://a.dk\\@b.dk"),
    *("https://a.dk/<x>", "https://[::1", "https://a.dk:x/", 'https://a.dk/"onclick="x', "vbscript:x"),
    f"https://a.dk/{'x' * 2000}",
)


def test_a_hostile_link_is_no_link() -> None:
    assert [link for link in HOSTILE if safe_link(link)] == []


def test_an_address_of_https_is_a_link() -> None:
    for link in (LINK, "https://a.dk", " https://a.dk:8443/x?y=1 ", "HTTPS://A.dk/ÆØÅ"):
        assert safe_link(link) == link.strip()


async def test_no_card_opens_anything_but_https(town: Town) -> None:
    """Also if something else should once stand in the database."""
    await town.in_channel(METTE).says("hej")
    await tells(town)
    await published(town, link="javascript:alert(1)//https://a.dk")
    (thanks,) = await town.chat(ANNE).reads_mail()
    (posted,) = await in_the_channel(town)
    assert isinstance(thanks, StoriesPrinted)
    assert (posted.link, thanks.link) == ("", "")
    assert "javascript" not in f"{card(posted, 'da')}{card(thanks, 'da')}"


@pytest.mark.parametrize("language", ["da", "en"])
def test_reminding_a_colleague_is_between_the_two(language: str) -> None:
    """A new chat in Teams with the words in it: whom it goes to, she chooses there."""
    shown = card(NewsletterOut(WEEK, "", LINK, 1), language)
    remind = shown["actions"][-1]["url"]
    assert remind.startswith("https://teams.microsoft.com/l/chat/0/0?users=&message=")
    assert remind.count("&") == 1, "nothing of the newsletter's own link is read as a part of this one"
    assert "https%3A%2F%2Fnorddjurs.example%2Fnyhedsbrev%3Fuge%3D48%26aar%3D2026%23top" in remind


async def test_the_editors_card_says_when_it_was_published(town: Town) -> None:
    await tells(town)
    await published(town)
    karen = town.chat(KAREN)
    (ready,) = await karen.says("nyhedsbrev")
    assert isinstance(ready, NewsletterReady)
    assert ready.published_at == town.clock()
    assert "Udgivet mandag den 23. november 2026 kl. 10.00." in str(karen.cards)
    assert "Åbn redaktionen" in str(karen.cards)


# One more question


async def asked_about(town: Town) -> None:
    """Anne's story about Samira, a day and an hour ago. Samira has not answered."""
    await tells(town, colleague=SAMIRA)
    assert len(await town.chat(SAMIRA).reads_mail()) == 1
    town.clock.now += DAY + timedelta(hours=1)


async def test_who_has_not_answered_is_asked_once_more(town: Town) -> None:
    await asked_about(town)
    assert await asks_again(town) == 1
    assert await asks_again(town) == 0
    samira = town.chat(SAMIRA)
    (question,) = await samira.reads_mail()
    assert isinstance(question, ConsentRequest)
    assert question.reason is ConsentReason.ABOUT_HER
    await samira.taps("Ja, det er i orden")
    assert await asks_again(town) == 0


async def test_nobody_is_asked_twice_in_seven_days(town: Town) -> None:
    """Not on a Sunday and the Monday after it either, which are two weeks of the calendar."""
    await tells(town, colleague=SAMIRA)
    town.clock.set("2026-11-29 12:00")
    assert await asks_again(town) == 1
    town.clock.now += SIX_DAYS
    assert await asks_again(town) == 0
    town.clock.now += timedelta(hours=2)
    assert await asks_again(town) == 1


async def test_she_has_a_day_to_answer_first(town: Town) -> None:
    await tells(town, colleague=SAMIRA)
    town.clock.now += DAY - timedelta(minutes=1)
    assert await asks_again(town) == 0
    town.clock.now += timedelta(minutes=1)
    assert await asks_again(town) == 1


async def test_a_no_is_the_end_of_it(town: Town) -> None:
    """Neither she is asked again, nor another one whose yes could not help any more."""
    anne = town.chat(ANNE)
    await anne.catches(COFFEE, BENTE, "Bente Krogh")
    await anne.taps("Send historien", **filled(colleague=SAMIRA))
    samira = town.chat(SAMIRA)
    await samira.reads_mail()
    await samira.taps("Nej tak")
    town.clock.now += timedelta(days=3)
    assert await asks_again(town) == 0


async def test_who_has_said_yes_is_left_alone(town: Town) -> None:
    """Bente's words about Samira: only the one who is still silent is asked."""
    anne, bente = town.chat(ANNE), town.chat(BENTE)
    await anne.catches(COFFEE, BENTE, "Bente Krogh")
    await anne.taps("Send historien", **filled(colleague=SAMIRA))
    await bente.reads_mail()
    await bente.taps("Ja, det er i orden")
    town.clock.now += timedelta(days=2)
    assert await asks_again(town) == 1
    assert await bente.reads_mail() == ()


async def test_the_second_question_waits_for_the_morning(town: Town) -> None:
    await asked_about(town)
    town.clock.set("2026-11-27 21:00")
    assert await asks_again(town) == 1
    samira = town.chat(SAMIRA)
    assert await samira.reads_mail() == ()
    town.clock.set("2026-11-30 08:00")
    assert len(await samira.reads_mail()) == 1


async def test_who_has_answered_meanwhile_gets_no_card(town: Town) -> None:
    await asked_about(town)
    await asks_again(town)
    samira = town.chat(SAMIRA)
    await samira.says("hej")
    await samira.taps("Ja, det er i orden")
    assert await samira.reads_mail() == ()


async def test_nobody_is_told_of_another_tenants_newsletter(town: Town) -> None:
    await town.in_channel(METTE).says("hej")
    await tells(town)
    async with town.database.write() as session:
        session.add(
            Newsletter(
                tenant_id=OTHER_TENANT, week=str(WEEK), touched_at=town.clock(), published_at=town.clock()
            )
        )
        await session.flush()
        issue = await session.get_one(Newsletter, (OTHER_TENANT, str(WEEK)))
        assert await newsletter_mail.tell_of_publishing(session, issue, [], town.clock()) == 0
    assert [team.tenant_id for team in await rows(town, Team)] == [TENANT]
    assert await town.chat(NADIA).reads_mail() == ()
