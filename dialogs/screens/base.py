"""What every screen is, and the two that everybody uses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True)
class Screen:
    """Anything that can be shown. `remembered`: whether a copy of what was asked may be answered with it."""

    remembered: ClassVar[bool] = True


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
