"""`medvind chat`: somebody types, taps a number, fills the fields one at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rich.console import Console

from bot.terminal.chat import Chat, actions_of, inputs_of, values_of
from bot.terminal.render import show_card
from dialogs.screens import ConsentRequest
from texts.catalogue import texts

Ask = Callable[[str], str]


class LeftForm(Exception):
    """She wants out of the form; nothing is sent."""


class Ended(Exception):
    """She has said goodbye."""


class Session:
    """Reads lines with `ask`, prints with `console`."""

    def __init__(self, chat: Chat, console: Console, ask: Ask) -> None:
        self._chat = chat
        self._console = console
        self._ask = ask
        self._buttons: list[tuple[dict[str, Any], dict[str, Any]]] = []

    async def run(self) -> None:
        """Until the line ends, or `/slut`."""
        self._print(self._t("cli-chat-hint", name=self._chat.speaker.name), style="dim")
        # Hello shows the open questions by itself: they need not come twice.
        mail = await self._chat.reads_mail()
        if any(not isinstance(screen, ConsentRequest) for screen in mail):
            self._show()
        await self._chat.says("hej" if self._chat.language == "da" else "hello")
        self._show()
        try:
            while True:
                if await self._chat.reads_mail():
                    self._show()
                await self._take(await self._line("› "))
        except (EOFError, Ended):
            return

    async def _take(self, said: str) -> None:
        if said.casefold() in ("/slut", "/quit", "/exit"):
            raise Ended
        if not said:
            return
        if said.isdecimal() and len(said) < 3:
            if not 0 < int(said) <= len(self._buttons):
                self._print(self._t("cli-no-button", number=said), style="red")
                return
            await self._press(*self._buttons[int(said) - 1])
        else:
            await self._chat.says(said)
        self._show()

    async def _press(self, shown: dict[str, Any], action: dict[str, Any]) -> None:
        if action["type"] == "Action.OpenUrl":
            self._print(action["url"], soft_wrap=True)
            return
        sends = action.get("associatedInputs") != "none"
        given = {}
        try:
            for element in inputs_of(shown) if sends else ():
                given[element["id"]] = await self._fill(element)
        except LeftForm:
            return
        await self._chat.submits(values_of(shown, action, given))

    async def _fill(self, element: Mapping[str, Any]) -> str:
        """One field, asked again until what is required is there; an empty line keeps what stood there."""
        before = str(element.get("value", ""))
        choices = [(c["title"], c["value"]) for c in element.get("choices", [])]
        if element["type"] == "Input.Toggle":
            choices = [(self._t("cli-yes"), "true"), (self._t("cli-no"), "false")]
        self._print(element.get("title") or element.get("label", ""), style="cyan")
        for number, (title, _) in enumerate(choices, 1):
            self._print(f"  {number} {title}")
        while True:
            line = await self._line("  › ")
            if line.casefold() in ("/tilbage", "/back"):
                raise LeftForm
            value = _chosen(line, choices) if choices and line else (line or before)
            if value is not None and (value or not element.get("isRequired")):
                return value
            self._print(element.get("errorMessage") or self._t("cli-choose-number"), style="red")

    async def _line(self, prompt: str) -> str:
        # Nothing else runs in a terminal's loop, and in a thread Ctrl-C could not end the waiting.
        return self._ask(prompt).strip()

    def _show(self) -> None:
        self._buttons = []
        for shown in self._chat.cards:
            show_card(self._console, shown, len(self._buttons) + 1)
            self._buttons.extend((shown, action) for action in actions_of(shown))
        for number, (shown, action) in enumerate(self._buttons, 1):
            if inputs_of(shown) and action.get("associatedInputs") != "none":
                self._print(self._t("cli-form-hint", number=str(number)), style="dim")
                break

    def _print(self, text: str, **how: Any) -> None:
        # A name with brackets in it is a name, not a colour.
        self._console.print(text, markup=False, highlight=False, **how)

    def _t(self, text_id: str, **values: str) -> str:
        return texts(self._chat.language)(text_id, **values)


def _chosen(line: str, choices: list[tuple[str, str]]) -> str | None:
    if line.isdecimal() and 0 < int(line) <= len(choices):
        return choices[int(line) - 1][1]
    return next((value for title, value in choices if title.casefold() == line.casefold()), None)
