"""The few shapes our cards are made of. Core Adaptive Card 1.5: only actions need a fallback."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal

from microsoft_teams.cards import Action as CardAction
from microsoft_teams.cards import (
    ActionSet,
    AdaptiveCard,
    CardElement,
    Column,
    ColumnDefinition,
    ColumnSet,
    Container,
    ExecuteAction,
    Fact,
    FactSet,
    OpenUrlAction,
    RichTextBlock,
    SubmitAction,
    Table,
    TableCell,
    TableRow,
    TextBlock,
    TextRun,
)

from domain.calendar import local
from texts.catalogue import texts
from texts.dates import clock, long_date

_MARKDOWN = re.compile(r"[*_\[\]()<>`~#\\|]")
TAP_HEIGHT = "56px"  # for a thumb in a glove


class Surface(StrEnum):
    CHAT = "chat"
    DIALOG = "dialog"  # the message action's window, which knows Action.Submit only


class Pen:
    """Writes one card: its language, and the surface it is for."""

    def __init__(self, language: str, surface: Surface = Surface.CHAT) -> None:
        self.language = language
        self.surface = surface
        self._texts = texts(language)

    def t(self, text_id: str, **values: Any) -> str:
        """A text; what people have written in its values can never become markup."""
        return self._texts(text_id, **{k: plain(v) if isinstance(v, str) else v for k, v in values.items()})

    def when(self, moment: datetime) -> str:
        there = local(moment)
        return f"{long_date(there.date(), self.language)} {clock(there, self.language)}"

    def act(
        self,
        title: str,
        do: str,
        token: str = "",
        *,
        primary: bool = False,
        inputs: bool = False,
        rare: bool = False,
        **extra: str,
    ) -> CardAction:
        """A button. `inputs` sends the form with it; `rare` puts it behind the three dots."""
        data: dict[str, Any] = {"do": do, **{k: v for k, v in {"token": token, **extra}.items() if v}}
        associated: Literal["auto", "none"] = "auto" if inputs else "none"
        style: Literal["positive"] | None = "positive" if primary else None
        mode: Literal["secondary"] | None = "secondary" if rare else None
        submit = SubmitAction(title=title, data=data, associated_inputs=associated, style=style, mode=mode)
        if self.surface is Surface.DIALOG:
            return submit
        return ExecuteAction(
            title=title,
            verb=do,
            data=data,
            associated_inputs=associated,
            style=style,
            mode=mode,
            fallback=SubmitAction(title=title, data=data, associated_inputs=associated),
        )

    def link(self, title: str, url: str) -> CardAction:
        return OpenUrlAction(title=title, url=url, style="positive")

    def read_on(self, title: str, url: str) -> CardAction:
        """A link beside what the card is for."""
        return OpenUrlAction(title=title, url=url)

    def card(
        self, body: Sequence[CardElement], actions: Sequence[CardAction] = (), *, lock: str = "lock-screen"
    ) -> AdaptiveCard:
        # The fallback text is what a locked phone shows: neutral, whatever the card says.
        return AdaptiveCard(
            version="1.5",
            lang=self.language,
            fallback_text=self.t(lock),
            body=list(body),
            actions=list(actions) or None,
        )


def plain(text: str) -> str:
    """Text from people inside a sentence of ours: no character of it may be read as Markdown."""
    return _MARKDOWN.sub("", text)


def heading(text: str) -> TextBlock:
    return TextBlock(text=text, size="Large", weight="Bolder", wrap=True, style="heading")


def small_heading(text: str) -> TextBlock:
    return TextBlock(text=text, weight="Bolder", wrap=True, spacing="Medium")


def line(text: str) -> TextBlock:
    return TextBlock(text=text, wrap=True)


def subtle(text: str, *, spacing: Literal["None", "Small", "Default"] = "Small") -> TextBlock:
    return TextBlock(text=text, wrap=True, is_subtle=True, spacing=spacing)


def problem(text: str) -> TextBlock:
    """Beneath the field it is about, as the client's own messages are."""
    return TextBlock(text=text, wrap=True, color="Attention", spacing="Small")


def banner(title: str, sub: str = "", *, style: Literal["emphasis", "good"] = "emphasis") -> Container:
    items: list[CardElement] = [TextBlock(text=title, weight="Bolder", wrap=True, style="heading")]
    if sub:
        items.append(TextBlock(text=sub, size="Small", wrap=True, spacing="Small"))
    return Container(items=items, style=style, bleed=True)


def asks(text: str) -> Container:
    """A question that stands out from the form around it."""
    return Container(items=[line(text)], style="warning")


def quoted(text: str, *, title: str = "", lines: int = 20) -> Container:
    """Somebody's own words. Text runs are never parsed: what she wrote is what stands there.

    What is beyond `lines` shares the last one: each costs a block, and a card must stay small.
    """
    blocks: list[CardElement] = []
    if title:
        blocks.append(_run(TextRun(text=title, weight="Bolder")))
    parts = [part for part in text.split("\n") if part.strip()]
    parts[lines - 1 :] = [" ".join(parts[lines - 1 :])] if parts[lines - 1 :] else []
    blocks.extend(_run(TextRun(text=part)) for part in parts)
    return Container(items=blocks, style="emphasis", rounded_corners=True)


def _run(run: TextRun) -> RichTextBlock:
    inlines: list[CardElement] = [run]
    return RichTextBlock(inlines=inlines, spacing="Small")


def facts(pairs: Iterable[tuple[str, str]]) -> FactSet:
    return FactSet(facts=[Fact(title=title, value=plain(value)) for title, value in pairs])


def row_of(*actions: CardAction) -> ActionSet:
    return ActionSet(actions=list(actions))


def one_tap(choices: Sequence[tuple[str, CardAction]]) -> list[CardElement]:
    """Choices that are answered with one tap: side by side where there is room, below each other on a phone.

    The words are the title of their action too, so what is read aloud is what stands there. A client that
    knows no `targetWidth` shows both; either works there, so that is accepted.
    """
    columns = [
        Column(
            items=[TextBlock(text=words, wrap=True, color="Accent", horizontal_alignment="Center")],
            select_action=action,
            width=_room_for(words),
            separator=True,
            spacing="Small",
            min_height=TAP_HEIGHT,
            vertical_content_alignment="Center",
        )
        for words, action in choices
    ]
    rows: list[CardElement] = [
        Container(
            items=[TextBlock(text=words, wrap=True, color="Accent")],
            select_action=action,
            style="emphasis",
            rounded_corners=True,
            spacing="Small",
            min_height=TAP_HEIGHT,
            vertical_content_alignment="Center",
            target_width="atMost:Narrow",
        )
        for words, action in choices
    ]
    # The box is around them all: one around each would take the room that the words need.
    side_by_side = ColumnSet(
        columns=columns, style="emphasis", rounded_corners=True, target_width="atLeast:Standard"
    )
    return [side_by_side, *rows]


def _room_for(words: str) -> float:
    """The share of a row: equal ones would break a long word on a wide phone, and leave a short one none."""
    return 1 + max(4, *map(len, words.split()))


def table(head: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float]) -> Table:
    """Rows of short texts beneath their headings; what people have written in them is never markup."""
    first = [TextBlock(text=cell, weight="Bolder", wrap=True) for cell in head]
    others = [[line(plain(cell)) for cell in row] for row in rows]
    return Table(
        columns=[ColumnDefinition(width=width) for width in widths],
        rows=[TableRow(cells=[TableCell(items=[cell]) for cell in row]) for row in [first, *others]],
    )
