"""Bidrag til nyhedsbrevet: praise, events, offers, what we learned and who we are, told as it goes."""

from __future__ import annotations

import pytest

from dialogs.screens import (
    ConsentRequest,
    Contributions,
    MyStories,
    Notice,
    Screen,
    StoryForm,
    StoryThanks,
)
from domain.contribution import OFFERED, has_day, needs_day
from domain.kinds import ConsentReason, StoryKind
from domain.story_rules import Problem
from storage.tables import Story
from tests.stories import contributed, rows
from tests.town import ANNE, SAMIRA, Town

BUTTONS = {
    StoryKind.KUDOS: "Ros til en kollega",
    StoryKind.COMMUNITY: "Et arrangement",
    StoryKind.VISIT: "Føl-besøg: kom med en dag",
    StoryKind.LEARNING: "Det lærte vi",
    StoryKind.NEIGHBOUR: "Kend din nabo",
}
WORDS = {
    "ros": StoryKind.KUDOS,
    "Begivenhed": StoryKind.COMMUNITY,
    "føl-besøg": StoryKind.VISIT,
    "det lærte vi!": StoryKind.LEARNING,
    "kend din nabo": StoryKind.NEIGHBOUR,
    "praise": StoryKind.KUDOS,
    "event": StoryKind.COMMUNITY,
    "come along for a day": StoryKind.VISIT,
    "what we learned": StoryKind.LEARNING,
    "know your neighbour": StoryKind.NEIGHBOUR,
}
THURSDAY = "2026-11-26"


def fields(kind: StoryKind, **changed: str) -> dict[str, str]:
    return contributed(**({"day": THURSDAY} if has_day(kind) else {}), **changed)


async def sent(town: Town, kind: StoryKind, **changed: str) -> Screen:
    anne = town.chat(ANNE)
    await anne.says("bidrag til nyhedsbrevet")
    await anne.taps(BUTTONS[kind])
    (screen,) = await anne.taps("Send bidraget", **{**fields(kind), **changed})
    return screen


async def the_story(town: Town) -> Story:
    (story,) = await rows(town, Story)
    return story


@pytest.mark.parametrize("kind", OFFERED)
async def test_from_the_menu_to_thanks(town: Town, kind: StoryKind) -> None:
    """Its own form without a theme, and it is kept as what it is."""
    anne = town.chat(ANNE)
    await anne.says("hej")
    assert await anne.taps("Bidrag til nyhedsbrevet") == [Contributions()]
    (form,) = await anne.taps(BUTTONS[kind])
    assert isinstance(form, StoryForm)
    assert form.kind is kind
    assert "Tema" not in str(anne.cards)
    (thanks,) = await anne.taps("Send bidraget", **fields(kind))
    assert isinstance(thanks, StoryThanks)
    story = await the_story(town)
    assert (story.kind, story.theme, story.state) == (kind, None, "ready")
    assert str(story.happens_on) == (THURSDAY if has_day(kind) else "None")
    assert BUTTONS[kind] in str(anne.cards), "the card says what it is"


async def test_the_words_open_the_form(town: Town) -> None:
    anne = town.chat(ANNE)
    for said, kind in WORDS.items():
        (form,) = await anne.says(said)
        assert isinstance(form, StoryForm), said
        assert form.kind is kind
    for said in ("bidrag til nyhedsbrevet", "contribute to the newsletter"):
        assert await anne.says(said) == [Contributions()]


async def test_no_card_can_claim_another_kind(town: Town) -> None:
    """What it is, the server keeps with the button: whatever else a card says is not even read."""
    anne = town.chat(ANNE)
    (form,) = await anne.says("ros")
    assert isinstance(form, StoryForm)
    press = {**contributed(), "do": "story.send", "token": form.send}
    for claim in ("kind", "story_kind", "object_id"):
        assert await anne.submits({**press, claim: "neighbour"}) == [Notice("card-too-old")]
    (thanks,) = await anne.submits({**press, "theme": "citizen_focus", "day": THURSDAY})
    assert isinstance(thanks, StoryThanks)
    story = await the_story(town)
    assert (story.kind, story.theme, story.happens_on) == (StoryKind.KUDOS, None, None)


DAYS = {
    "": Problem.DAY_MISSING,
    "i morgen": Problem.DAY_MISSING,
    "2026-02-30": Problem.DAY_MISSING,
    "2026-11-22": Problem.DAY_PAST,
    "9999-12-31": Problem.DAY_FAR,
}


async def test_an_event_has_a_day_that_is_not_over(town: Town) -> None:
    for day, problem in DAYS.items():
        form = await sent(town, StoryKind.COMMUNITY, day=day)
        assert isinstance(form, StoryForm), day
        assert form.problems == (problem,)
        assert (form.values.day, form.values.body) == (day, contributed()["body"]), "nothing is lost"
    assert await rows(town, Story) == []


async def test_today_is_the_day_in_copenhagen(town: Town) -> None:
    """Half past midnight there: in UTC it is still yesterday, and yesterday is over."""
    town.clock.set("2026-11-24 00:30")
    assert isinstance(await sent(town, StoryKind.COMMUNITY, day="2026-11-23"), StoryForm)
    assert isinstance(await sent(town, StoryKind.COMMUNITY, day="2026-11-24"), StoryThanks)


async def test_an_offer_to_come_along_may_be_open(town: Town) -> None:
    assert not needs_day(StoryKind.VISIT)
    assert isinstance(await sent(town, StoryKind.VISIT, day="2026-11-22"), StoryForm)
    assert isinstance(await sent(town, StoryKind.VISIT, day=""), StoryThanks)
    assert (await the_story(town)).happens_on is None


GATES = (
    ({"body": f"{contributed()['body']} 010190-1234"}, Problem.CPR),
    ({"body": f"{contributed()['body']} Tak til Samira Yildirim."}, Problem.COLLEAGUE_NAMED),
    ({"no_citizen": "false"}, Problem.CITIZEN_NOT_CONFIRMED),
    ({"name_shown": ""}, Problem.NAME_MISSING),
    ({"colleague": "nobody we know"}, Problem.UNKNOWN_CHOICE),
)


@pytest.mark.parametrize("kind", [StoryKind.KUDOS, StoryKind.LEARNING])
async def test_the_gates_of_a_story_hold(town: Town, kind: StoryKind) -> None:
    for changed, problem in GATES:
        form = await sent(town, kind, **changed)
        assert isinstance(form, StoryForm), problem
        assert problem in form.problems
        assert form.kind is kind
    assert await rows(town, Story) == []


async def test_something_hard_is_met_with_the_question(town: Town) -> None:
    form = await sent(town, StoryKind.LEARNING, body="En borger slog ud efter mig, og jeg blev bange.")
    assert isinstance(form, StoryForm)
    assert form.sounds_hard
    assert await rows(town, Story) == []


async def test_who_is_praised_is_asked_first(town: Town) -> None:
    thanks = await sent(town, StoryKind.KUDOS, colleague=SAMIRA)
    assert isinstance(thanks, StoryThanks)
    assert thanks.story.waiting_for == ("Samira Yildirim",)
    samira = town.chat(SAMIRA)
    (question,) = await samira.reads_mail()
    assert isinstance(question, ConsentRequest)
    assert question.reason is ConsentReason.ABOUT_HER
    assert (await the_story(town)).state == "awaiting_consent"
    await samira.taps("Ja, det er i orden")
    assert (await the_story(town)).state == "ready"


async def test_changed_it_is_still_what_it_was(town: Town) -> None:
    """From the list, and with everything that stood in it; the new day is kept."""
    await sent(town, StoryKind.COMMUNITY)
    anne = town.chat(ANNE)
    (mine,) = await anne.says("mine historier")
    assert isinstance(mine, MyStories)
    assert "Et arrangement" in str(anne.cards)
    assert "torsdag den 26. november 2026" in str(anne.cards)
    (form,) = await anne.taps("Ret")
    assert isinstance(form, StoryForm)
    assert (form.kind, form.values.day, form.changing) == (StoryKind.COMMUNITY, THURSDAY, True)
    (thanks,) = await anne.taps("Send bidraget", day="2026-11-27")
    assert isinstance(thanks, StoryThanks)
    story = await the_story(town)
    assert (story.kind, str(story.happens_on), story.revision) == (StoryKind.COMMUNITY, "2026-11-27", 2)


async def test_a_button_that_is_too_old_keeps_what_it_was_for(town: Town) -> None:
    anne = town.chat(ANNE)
    await anne.says("begivenhed")
    town.clock.set("2027-01-05 10:00")
    (again,) = await anne.taps("Send bidraget", **contributed(day="2027-01-07"))
    assert isinstance(again, StoryForm)
    assert (again.kind, again.values.day, again.not_saved) == (
        StoryKind.COMMUNITY,
        "2027-01-07",
        "form-button-gone",
    )
    (thanks,) = await anne.taps("Send bidraget")
    assert isinstance(thanks, StoryThanks)
