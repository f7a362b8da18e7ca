"""Cards in a terminal: panels of text with numbered buttons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from bot.terminal.chat import WIDE_ONLY

_STYLES = {"good": "green", "warning": "yellow", "emphasis": "none", "attention": "red"}


def show_card(console: Console, shown: Mapping[str, Any], first_button: int) -> int:
    """Print a card; returns the number of the button after its last one."""
    numbers = count(first_button)
    lines = [line for element in shown.get("body", []) for line in _lines(element, numbers)]
    lines.extend(_button(action, numbers) for action in shown.get("actions", []))
    console.print(Panel(Group(*lines), border_style="blue", padding=(0, 1), width=min(console.width, 84)))
    return next(numbers)


def _button(action: Mapping[str, Any], numbers: Iterator[int]) -> Text:
    return Text.assemble((f" {next(numbers)} ", "reverse"), " ", action["title"])


def _lines(element: Mapping[str, Any], numbers: Iterator[int]) -> Iterator[RenderableType]:
    if element.get("targetWidth") == WIDE_ONLY:
        return
    if "selectAction" in element:
        yield _button(element["selectAction"], numbers)
        return
    match element["type"]:
        case "TextBlock":
            yield Text.from_markup(_markup(element["text"]), style=_style(element))
        case "RichTextBlock":
            yield Text("".join(run["text"] for run in element["inlines"]), style="italic")
        case "FactSet":
            for fact in element["facts"]:
                yield Text.assemble((f"{fact['title']}: ", "bold"), fact["value"])
        case "Container":
            inner = Group(*(line for item in element["items"] for line in _lines(item, numbers)))
            yield Padding(inner, (0, 1), style=_STYLES.get(element.get("style", ""), "none"))
        case "Table":
            for row in element["rows"]:
                cells = (item["text"] for cell in row["cells"] for item in cell["items"])
                yield Text(" · ".join(cells))
        # Beneath the story it is about, as in Teams; the numbers follow the reading order.
        case "ActionSet":
            yield from (_button(action, numbers) for action in element["actions"])
        case kind if kind.startswith("Input."):
            yield _field(element)


def _field(element: Mapping[str, Any]) -> Text:
    label = element.get("label") or element.get("title", "")
    star = " *" if element.get("isRequired") else ""
    value = str(element.get("value", ""))
    for choice in element.get("choices", []):
        if choice["value"] == value:
            value = choice["title"]
    if element["type"] == "Input.Toggle":
        value = "☑" if value == "true" else "☐"
    return Text.assemble((f"{label}{star}  ", "cyan"), (value or "…", "dim"))


def _style(element: Mapping[str, Any]) -> str:
    parts = []
    if element.get("weight") == "Bolder" or element.get("size") == "Large":
        parts.append("bold")
    if element.get("isSubtle"):
        parts.append("dim")
    if element.get("color") == "Attention":
        parts.append("red")
    return " ".join(parts)


def _markup(text: str) -> str:
    """Our own texts use `**bold**` and nothing else."""
    pieces = escape(text).split("**")
    return "".join(f"[bold]{piece}[/bold]" if odd % 2 else piece for odd, piece in enumerate(pieces))
