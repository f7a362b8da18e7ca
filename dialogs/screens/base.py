"""What every screen is, and the two that everybody uses."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Screen:
    """Anything that can be shown."""


@dataclass(frozen=True)
class Choice:
    value: str
    label: str


@dataclass(frozen=True)
class Notice(Screen):
    """One short message. `menu` adds the way on, so that nothing ends in a blind alley."""

    text: str
    values: dict[str, object] = field(default_factory=dict)
    menu: bool = True
