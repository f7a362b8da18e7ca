"""Who holds which role: an administrator's screens, and what is told to whom it is about."""

from __future__ import annotations

from dataclasses import dataclass

from dialogs.screens.base import Choice, Screen
from domain.kinds import Role


@dataclass(frozen=True)
class RolePlaces(Screen):
    """Which unit, or the whole area?"""

    choose: str
    places: tuple[Choice, ...]


@dataclass(frozen=True)
class RoleLine:
    """`take` is empty for one's own administrator role."""

    name: str
    role: Role
    by_card: bool
    take: str


@dataclass(frozen=True)
class RolesHere(Screen):
    """The roles of one place as they are now. `several`: there are other places to choose."""

    place: str
    lines: tuple[RoleLine, ...]
    give: str
    more: bool = False
    several: bool = False


@dataclass(frozen=True)
class RoleForm(Screen):
    """Whom, and which role? What was chosen so far stands in it."""

    place: str
    people: tuple[Choice, ...]
    roles: tuple[Role, ...]
    give: str
    find: str
    person: str = ""
    role: str = ""
    name: str = ""
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class RoleGiven(Screen):
    """`new`: she did not have it before; `told`: she gets a message about it."""

    name: str
    role: Role
    place: str
    show: str
    new: bool = True
    told: bool = True


@dataclass(frozen=True)
class RoleTaken(Screen):
    """`in_file`: the organisation file gives the role, and will give it again."""

    name: str
    role: Role
    place: str
    show: str
    in_file: bool = False
    told: bool = True


@dataclass(frozen=True)
class RoleNews(Screen):
    """To her whose role it is. `by` is the administrator's name, where it is known."""

    role: Role
    place: str
    given: bool
    by: str
