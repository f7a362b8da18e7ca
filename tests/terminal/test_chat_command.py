"""`medvind chat`: typed lines in, panels out, the same conversations as in Teams."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from bot.commands.chat import chat as chat_command
from bot.commands.refusal import CommandRefused
from bot.settings import Settings
from bot.talk import Speaker
from bot.terminal.session import Session
from domain.check_in import CheckInAnswer
from domain.kinds import NameShown, Theme
from storage.tables import Story, StoryConsent
from tests.check_ins.parish import OPENS, colleagues, person_id, settle
from tests.stories import COFFEE, rows
from tests.town import ANNE, METTE, NADIA, NAMES, NORD, TENANT, Town
from texts.catalogue import texts


class Keyboard:
    """Somebody who types these lines and then closes the window."""

    def __init__(self, *lines: str) -> None:
        self.left = list(lines)

    def __call__(self, prompt: str) -> str:
        if not self.left:
            raise EOFError
        return self.left.pop(0)


def terminal() -> tuple[Console, io.StringIO]:
    screen = io.StringIO()
    return Console(file=screen, width=200, no_color=True), screen


async def session(town: Town, person: str, *lines: str) -> str:
    """What the terminal showed while these lines were typed."""
    console, screen = terminal()
    keyboard = Keyboard(*lines)
    await Session(town.chat(person), console, keyboard).run()
    assert keyboard.left == [], "every line was asked for"
    return screen.getvalue()


def button(shown: str, title: str) -> str:
    """The number in front of a button's title, as the newest screen has it."""
    lines = [line.strip(" │") for line in shown.splitlines()]
    found = [line.partition("  ")[0] for line in lines if line.endswith(f"  {title}")]
    return found[-1]


async def test_hello_shows_numbered_buttons(town: Town) -> None:
    shown = await session(town, ANNE)
    assert "Du er Anne Holm." in shown
    assert "Hej Anne" in shown
    assert button(shown, "Del en god historie") == "1"


async def test_a_story_field_by_field(town: Town) -> None:
    """Choices by number and by name, capitals or not; a required field is asked for until it is there."""
    hello = await session(town, ANNE)
    story = button(hello, "Del en god historie")
    form = await session(town, ANNE, story)
    lines = [
        story,
        button(form, "Send historien"),
        "Kaffe på gangen",
        "",  # the text is required
        COFFEE,
        "9",  # no such theme
        "2",
        "KUN FORNAVN OG TITEL",
        "",  # nobody is named
        "ja",
    ]
    shown = await session(town, ANNE, *lines)
    assert shown.count("Skriv mindst én sætning.") == 1
    assert shown.count("Vælg et tema.") == 1
    assert "Tak for historien" in shown
    (kept,) = await rows(town, Story)
    assert (kept.title, kept.body, kept.theme) == ("Kaffe på gangen", COFFEE, list(Theme)[1])
    assert (kept.name_shown, kept.state) == (NameShown.FIRST_NAME_AND_TITLE, "ready")
    assert await rows(town, StoryConsent) == []


async def test_a_colleague_is_asked_by_mail(town: Town) -> None:
    """What Teams would deliver turns up in her terminal the next time she is there, and once only."""
    colleague = NAMES[METTE]
    anne = ["del en god historie", "1", "", COFFEE, "1", "3", colleague.lower(), "1"]
    assert f"Jeg har spurgt {colleague}" in await session(town, ANNE, *anne)
    shown = await session(town, METTE, "hjælp")
    assert "Må en historie om dig komme i nyhedsbrevet?" in shown
    assert COFFEE in " ".join(shown.replace("│", "").split())
    answered = await session(town, METTE, button(shown, "Ja, det er i orden"))
    assert "Tak for dit ja" in answered
    (kept,) = await rows(town, Story)
    assert kept.state == "ready"
    assert f"{colleague} har sagt ja" in await session(town, ANNE)
    assert f"{colleague} har sagt ja" not in await session(town, ANNE)


async def test_free_text_and_a_button_of_the_draft(town: Town) -> None:
    offered = await session(town, ANNE, COFFEE)
    assert "Skal det blive en god historie?" in offered
    shown = await session(town, ANNE, COFFEE, button(offered, "Slet kladden"))
    assert "Kladden er slettet." in shown


@pytest.mark.parametrize("goodbye", ["/slut", "/SLUT", " /quit ", "/exit"])
async def test_goodbye_ends(town: Town, goodbye: str) -> None:
    keyboard = Keyboard(goodbye, COFFEE)
    await Session(town.chat(ANNE), terminal()[0], keyboard).run()
    assert keyboard.left == [COFFEE], "nothing is asked for after goodbye"


async def test_the_window_may_close_in_the_middle_of_a_form(town: Town) -> None:
    await session(town, ANNE, "del en god historie", "1", "Kaffe")
    assert await rows(town, Story) == []


@pytest.mark.parametrize("line", ["", "   ", "0", "99", "²", "-1", "[/red]", "[bold", "**", "\\"])
async def test_odd_lines_are_answered_or_ignored(town: Town, line: str) -> None:
    assert "Hej Anne" in await session(town, ANNE, line)


async def test_a_check_in_is_answered_by_a_number(town: Town) -> None:
    """Each answer once, in its order, and the thanks say none of them."""
    await settle(town, colleagues(6, NORD))
    town.clock.set(OPENS)
    await town.tick()
    who = person_id(100)
    shown = await session(town, who, "tjek ind")
    asked = shown[shown.index("Fortroligt – vises kun samlet.") :]
    answers = [texts("da")(f"check-in-answer-{answer}") for answer in CheckInAnswer]
    lines = [line.strip(" │") for line in asked.splitlines()]
    numbers = [
        line.partition("  ")[0] for answer in answers for line in lines if line.endswith(f"  {answer}")
    ]
    first = int(numbers[0])
    assert numbers == [str(number) for number in range(first, first + len(answers))]
    thanks = (await session(town, who, "tjek ind", numbers[2])).rpartition("Tak for dit tjek-ind")[2]
    assert thanks
    assert [answer for answer in answers if answer in thanks] == []


async def test_brackets_are_words_not_colours(town: Town) -> None:
    """Rich would take them for markup, and fall over the one that closes nothing."""
    strange = "Vi satte en [/kande] kaffe **ud** på [bold]gangen[/bold], og alle kom."
    shown = await session(town, ANNE, "del en god historie", "1", "[/x]", strange, "1", "3", "", "1")
    assert "Tak for historien" in shown
    assert strange in shown


async def test_a_name_with_brackets_is_a_name(town: Town) -> None:
    chat = town.chat(NADIA)
    chat.speaker = Speaker(TENANT, NADIA, "Eva [/b]")
    console, screen = terminal()
    await Session(chat, console, Keyboard()).run()
    assert "Du er Eva [/b]." in screen.getvalue()


async def test_an_unknown_name_is_refused(tmp_path: Path) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path}/medvind.db", check_in_keys=tmp_path / "keys")
    with pytest.raises(CommandRefused) as refused:
        await chat_command(settings, "Xerxes", terminal()[0], Keyboard())
    assert (refused.value.text_id, refused.value.values) == ("cli-nobody-called", {"name": "Xerxes"})


async def test_the_command_seeds_the_demo_and_talks(tmp_path: Path) -> None:
    console, screen = terminal()
    settings = Settings(database_url=f"sqlite:///{tmp_path}/medvind.db", check_in_keys=tmp_path / "keys")
    await chat_command(settings, "anne", console, Keyboard("mine historier"))
    assert "Hej Anne" in screen.getvalue()
    assert "Mine historier" in screen.getvalue()
