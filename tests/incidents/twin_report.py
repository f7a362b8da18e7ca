"""The one report that only the second world has: every way through the flow that is about Leader."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from dialogs.screens import DraftOffer, IncidentForm, Screen
from dialogs.story import DISCARD
from domain.kinds import Role
from tests.incidents.twin_acts import move_leader
from tests.incidents.twins import LEADER, TELLER, UNITS, World

# Two words are a tap; one is something said; `later` is the next time the world's clock stands still.
KIND, HIT, STAFF = ("kind", "physical_violence"), ("hit", "me"), ("who", "colleague_or_leader")
CITIZEN, SAYS, FINISH, LATER = (
    ("who", "citizen_or_relative"),
    ("says", "noget er sket"),
    ("do", "finish"),
    ("do", "later"),
)
Way = Sequence[tuple[str, str]]
AMONG_STAFF: dict[str, Way] = {
    "only the kind": (SAYS, KIND),
    "as far as whom it hit": (SAYS, KIND, HIT),
    "to the end": (SAYS, KIND, HIT, STAFF, FINISH),
    "about a colleague": (KIND, ("hit", "colleague"), STAFF, FINISH),
    "of harassment": (("kind", "unwanted_sexual_attention"), HIT, STAFF, FINISH),
    "on the day after": (SAYS, KIND, HIT, LATER, SAYS, ("open", "incident.start"), STAFF, FINISH),
    "again from an old card": (KIND, HIT, STAFF, FINISH, LATER, STAFF, FINISH, HIT, KIND, STAFF, FINISH),
    "a citizen at first": (KIND, HIT, CITIZEN, STAFF, FINISH),
    "in words": (("says", "min leder slog mig"), ("do", "decline")),
    "in words, and then in taps": (("says", "min leder slog mig"), ("do", "instead"), KIND, HIT, STAFF, FINISH),
}  # fmt: skip
ABOUT_HER, BEFORE_SHE_MOVED = "hit", "moved"
OF_ANOTHER = (KIND, ("hit", "colleague"), CITIZEN, ("finish", LEADER))
ORDINARY = (KIND, HIT, CITIZEN, FINISH)


class Report:
    """Told in a world step by step; what waits for a later moment is told then."""

    def __init__(self, world: World, way: Way) -> None:
        self._world, self._left = world, list(way)
        self._screens: list[Screen] = []

    async def goes_on(self) -> None:
        """Until it is done, or waits for another day."""
        while self._left:
            step, what = self._left.pop(0)
            if what == "later":
                return
            if step == "says":
                self._screens += await self._world.says(TELLER, what)
            elif step == "open":
                self._screens.append(await self._world.press(TELLER, what))
            elif step == "finish" or what == "finish":
                await self._finish(colleague=what if step == "finish" else "")
            elif step == "do":
                await self._story(what)
            else:
                do = f"incident.{step}"
                self._screens.append(await self._world.press(TELLER, do, **{step: what}))

    async def _finish(self, colleague: str) -> None:
        """Send every form that she has been shown, the newest first."""
        for form in [screen for screen in reversed(self._screens) if isinstance(screen, IncidentForm)]:
            saved = await self._world.press(
                TELLER, "incident.register", token=form.token, colleague=colleague
            )
            self._world.registered(saved, hidden=True)

    async def _story(self, what: str) -> None:
        offer = next(screen for screen in reversed(self._screens) if isinstance(screen, DraftOffer))
        do, token = (DISCARD, offer.discard) if what == "decline" else ("incident.instead", offer.instead)
        await self._world.press(TELLER, do, token=token)

    def tokens(self) -> list[str]:
        """Of buttons that are hers, for Leader to try."""
        names = ("token", "use", "discard", "instead")
        return [token for screen in self._screens for name in names if (token := getattr(screen, name, ""))]


async def moves_away(world: World) -> None:
    """The same moment as the report: nothing has looked at it since."""
    await move_leader(world, UNITS[2], Role.LEADER)


THE_DAY_AFTER = timedelta(hours=20)  # while her draft is kept
