"""Everything that can be done with a photo: how one gets there, and the activity that does it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from io import BytesIO
from typing import Any

from PIL import Image

from tests.stories import COFFEE, filled
from tests.town import ANNE, METTE

from .street import Activity, Street, data_of


def painted(colour: str = "teal", kind: str = "JPEG") -> bytes:
    """A small picture of one colour."""
    paper = BytesIO()
    Image.new("RGB", (40, 30), colour).save(paper, kind)
    return paper.getvalue()


async def told(street: Street, **changed: str) -> dict[str, Any]:
    """Anne has a story; the card that thanks for it."""
    form = (await street.deliver(street.message(ANNE, "del en god historie"))).cards[-1]
    sent = street.execute(ANNE, data_of(form, "story.send", **filled(**changed)))
    return (await street.deliver(sent)).card


def shows(street: Street, text: str | None = None, colour: str = "teal") -> Activity:
    return street.message(ANNE, text, attachments=[street.teams.picture(painted(colour))])


async def received(street: Street) -> dict[str, Any]:
    """The form about a picture, beneath a story."""
    await told(street)
    return (await street.deliver(shows(street))).card


def described(form: dict[str, Any], **changed: str) -> dict[str, Any]:
    said = {"alt_text": "En kaffekande", "no_citizen": "true", "all_agreed": "true", **changed}
    return data_of(form, "photo.save", **said)


async def kept(street: Street) -> dict[str, Any]:
    return (await street.deliver(street.execute(ANNE, described(await received(street))))).card


async def _add(street: Street) -> Activity:
    return street.execute(ANNE, data_of(await told(street), "photo.add"))


async def _save(street: Street, **changed: str) -> Activity:
    return street.execute(ANNE, described(await received(street), **changed))


async def _save_by_an_old_client(street: Street) -> Activity:
    return street.old_submit(ANNE, described(await received(street)))


async def _drop(street: Street) -> Activity:
    return street.execute(ANNE, data_of(await received(street), "photo.drop"))


async def _drop_a_kept_one(street: Street) -> Activity:
    return street.execute(ANNE, data_of(await kept(street), "photo.drop"))


async def _drop_from_the_list(street: Street) -> Activity:
    await kept(street)
    mine = (await street.deliver(street.message(ANNE, "mine historier"))).cards[-1]
    return street.execute(ANNE, data_of(mine, "photo.drop"))


async def _sent(street: Street, text: str | None) -> Activity:
    await told(street)
    return shows(street, text)


async def _sent_as_a_file(street: Street) -> Activity:
    await told(street)
    return street.message(ANNE, None, attachments=[street.teams.file(painted(kind="PNG"))])


async def _sent_with_a_story(street: Street) -> Activity:
    await street.deliver(street.message(ANNE, "hej"))
    return shows(street, COFFEE)


async def _sent_without_one(street: Street) -> Activity:
    await street.deliver(street.message(ANNE, "hej"))
    return shows(street)


async def _several(street: Street) -> Activity:
    await told(street)
    pictures = [street.teams.picture(painted(colour)) for colour in ("red", "blue")]
    return street.message(ANNE, None, attachments=pictures)


async def _in_a_channel(street: Street) -> Activity:
    await street.deliver(street.in_channel(street.installs(METTE)))
    return street.in_channel(shows(street, "se her"))


PHOTO_FLOWS: dict[str, Callable[[Street], Awaitable[Activity]]] = {
    "photo.add": _add,
    "photo.save": _save,
    "photo.save, by an old client": _save_by_an_old_client,
    "photo.save, something is missing": partial(_save, alt_text=""),
    "photo.drop": _drop,
    "photo.drop, a kept one": _drop_a_kept_one,
    "photo.drop, from the list": _drop_from_the_list,
    "picture: alone": partial(_sent, text=None),
    "picture: with a few words": partial(_sent, text="se her"),
    "picture: with words that open something": partial(_sent, text="mine historier"),
    "picture: with something hard": partial(_sent, text="I dag slog en borger ud efter mig"),
    "picture: as a file": _sent_as_a_file,
    "picture: with a story": _sent_with_a_story,
    "picture: without a story": _sent_without_one,
    "picture: several": _several,
    "picture: in a channel": _in_a_channel,
}
