"""Everything that Leader can obtain: by what she says, presses, is sent, opens on the web, or forges."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from itertools import count, cycle, islice

from bot.teams.cards import card
from bot.terminal.chat import actions_of, values_of
from dialogs.registry import ACTS, CONVERSATIONS
from dialogs.screens import Incidents, Screen
from tests.incidents.twins import LEADER, World
from tests.web.desk import Desk
from texts.catalogue import texts

# What chance has made: a button's token, a link's key. Never a person's id, which is the same in both.
CHANCE = re.compile(
    r"(?<!\w)[0-9a-f]{32}(?!\w)|(?<![\w-])(?!0{8}-)(?=[\w-]*[0-9A-Z])[A-Za-z0-9_-]{22,43}(?![\w-])"
)
NUMBER = re.compile(r"(?<![\w-])[1-9]\d{4}(?![\w-])")
INVENTED = "A1" * 11
PAGES = ("/incidents", "/incidents?format=docx", "/incidents?format=md", "/incidents?period=2026-H2",
         "/incidents?period=2019-Q1", "/check-ins", "/forums", "/editor")  # fmt: skip
OF_HERSELF = ("my_data", "incident_patterns")  # in these she is told what hit her
OPENS = frozenset({"case.show", *(name for name, act in ACTS.items() if not act.bound)})


async def by_words(world: World, but: Sequence[str] = (), *, phrases: int = 1) -> None:
    """Each conversation opened, and each button pressed there that only opens something."""
    for conversation in CONVERSATIONS:
        if conversation.phrases and conversation.name not in but:
            for phrase in list(texts("da").phrases(conversation.phrases))[:phrases]:
                for screen in await world.says(LEADER, phrase):
                    shown = world.without_hers(screen) if isinstance(screen, Incidents) else screen
                    world.obtained(f"> {phrase}", shown)
                    await _open_all(world, shown, {"data.open"} if but else set())


async def _open_all(world: World, screen: Screen, but: set[str]) -> None:
    shown = card(screen, "da")
    for action in actions_of(shown):
        value = values_of(shown, action, {}) if "data" in action else {}
        if value.get("do") in OPENS - but:
            known = {"do": value["do"], **action["data"]}
            world.obtained(f"> {value['do']}", await world.send(LEADER, known))


async def by_forging(world: World, tokens: Sequence[str], first: int, most: int) -> None:
    """Buttons that were never hers: of an invented token, and of the one who has told about her."""
    names = list(islice(cycle(ACTS), first, first + most))
    for name, token in zip(names, cycle([*tokens, INVENTED]), strict=False):
        if ACTS[name].bound:
            # A form behind an unknown button comes back, and one behind somebody else's does not: a token
            # that she cannot know is the only way to see that.
            token = INVENTED if ACTS[name].expired else token
            world.obtained(f"> {name}", await world.press(LEADER, name, token=token))


# Made of the session's secret, and of nothing else.
MARK = re.compile(r'name="csrf" value="[0-9a-f]{64}"')


async def on_the_web(world: World, desk: Desk) -> None:
    cookie = await desk.cookie(LEADER, world.tenant)
    for path in PAGES:
        answer = await desk.get(path, **cookie)
        headers = {
            name: value for name, value in answer.headers.items() if name not in ("Date", "Set-Cookie")
        }
        page = MARK.sub("", answer.text) if "docx" not in path else ""
        body = page or hashlib.sha256(answer.body).hexdigest()
        world.obtained(f"> {path}", answer.status, sorted(headers.items()), len(answer.body), body)


async def her_file(world: World, desk: Desk) -> None:
    """What she may take away: rows about her, whose order hangs on ids that chance has made."""
    answer = await desk.get("/my-data", **await desk.cookie(LEADER, world.tenant))
    # Of acts at one moment the order is chance, and so is which of them has which place in the chain.
    rows = [
        f"{table} { {name: value for name, value in row.items() if name != 'position'} }"
        for table, found in json.loads(answer.text).items()
        for row in found
    ]
    world.obtained("> /my-data", *sorted(map(blank, rows)))


def blank(text: str) -> str:
    """Without what chance has made, what Teams calls a message, and what the two worlds are called."""
    return re.sub("twin-[0-9]+-[ab]|message-[0-9]+", "", CHANCE.sub(lambda match: "#" * len(match[0]), text))


def masked(world: World) -> list[str]:
    """As it is, but for what chance has made: each such thing by when it turned up, as long as it was.

    An incident's number by which incident of the plot it is; a number of any other stands as it is.
    """
    found: dict[str, str] = {}
    turns = count()
    known = {str(number): f"n{which:04}" for which, number in enumerate(world.numbers)}

    def by_turn(match: re.Match[str]) -> str:
        if match[0] not in found:
            found[match[0]] = f"#{next(turns)}".ljust(len(match[0]), "#")
        return found[match[0]]

    def numbered(text: str) -> str:
        return NUMBER.sub(lambda match: known.get(match[0], match[0]), text)

    def in_order(batch: Sequence[str]) -> Iterator[str]:
        is_mail = batch[0].endswith("mail")
        yield from sorted(map(numbered, batch), key=blank) if is_mail else map(numbered, batch)

    return [CHANCE.sub(by_turn, text) for batch in world.told for text in in_order(batch)]
