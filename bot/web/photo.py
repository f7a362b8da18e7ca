"""`/photo`: a one-time page where somebody hands in a photo to one of her stories. It needs no JavaScript."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from aiohttp import BodyPartReader, web
from aiohttp.http_exceptions import HttpProcessingError

from bot.photo import Darkroom
from bot.web.answers import page
from bot.web.doors import Door, open_to
from bot.web.requests import WEB, from_our_page, secret_in
from dialogs.photo import label_of
from domain.photo_rules import (
    MAX_BYTES,
    Caption,
    CaptionProblem,
    PictureProblem,
    Redrawn,
    Unusable,
    caption_problems,
    tidy_alt,
)
from storage import photo_links, photos
from storage.tables import Person, Story
from texts.catalogue import texts

DARKROOM = web.AppKey("darkroom", Darkroom)
PATIENCE = 120.0  # seconds: 5 MB from a phone in a stairwell
FORM_MOST = MAX_BYTES + 64 * 1024
FIELD_MOST = 8 * 1024
PARTS_MOST = 12
_FILE = "photo"
_FIELDS = ("key", "alt_text", "no_citizen", "all_agreed")
# What aiohttp says of a form that no browser sends.
_NO_FORM = (ValueError, LookupError, AssertionError, RuntimeError, HttpProcessingError)


@dataclass(frozen=True)
class _No:
    """A refusal as a page: its status, and the ids of its heading and of what one can do."""

    status: int
    heading: str
    text: str


class _Refused(Exception):
    """The form is not worth reading on."""

    def __init__(self, no: _No) -> None:
        super().__init__(no.heading)
        self.no = no


_LINK_GONE = _No(403, "web-link-used-heading", "web-photo-link-used")
_TOO_HEAVY = _No(413, "web-photo-too-heavy", "web-photo-too-heavy-text")
_UNREADABLE = _No(400, "web-no-form", "web-no-form-text")
_OTHER_FORM = _No(415, "web-no-form", "web-no-form-text")
Knows = Callable[[str], Awaitable[bool]]


@dataclass
class _Form:
    """What was sent, as it was sent."""

    fields: dict[str, str] = field(default_factory=dict)
    files: list[bytes] = field(default_factory=list)

    @property
    def key(self) -> str:
        return secret_in(self.fields.get("key", ""))

    @property
    def caption(self) -> Caption:
        return Caption(
            alt_text=self.fields.get("alt_text", ""),
            no_citizen=bool(self.fields.get("no_citizen")),
            all_agreed=bool(self.fields.get("all_agreed")),
        )


@open_to(Door.ITS_OWN)
async def show(request: web.Request) -> web.Response:
    """The link itself changes nothing: chat programs open links to preview them."""
    here, key = request.app[WEB], secret_in(request.query.get("key", ""))
    async with here.database.write() as session:
        found = await photo_links.behind_link(session, key, here.clock()) if key else None
    return _form_page(request, found, key) if found else _refusal(request, _LINK_GONE)


@open_to(Door.ITS_OWN)
async def hand_in(request: web.Request) -> web.Response:
    """Take the picture, draw it anew, and keep it with what was said about it. The key is then used up."""
    here = request.app[WEB]

    async def knows(key: str) -> bool:
        async with here.database.write() as session:
            return bool(key) and await photo_links.behind_link(session, key, here.clock()) is not None

    try:
        _check_form(request)
        async with asyncio.timeout(PATIENCE):
            sent = await _read(request, knows)
        if not await knows(sent.key):
            raise _Refused(_LINK_GONE)
    except _Refused as refused:
        return _refusal(request, refused.no)
    except TimeoutError:
        return _refusal(request, _UNREADABLE)
    return await _looked_at(request, sent)


async def _looked_at(request: web.Request, sent: _Form) -> web.Response:
    here, problems = request.app[WEB], caption_problems(sent.caption)
    try:
        picture = await _picture(request, sent)
    except Unusable as no:
        return await _again(request, sent, no.problem, problems)
    if problems:
        return await _again(request, sent, None, problems)
    alt_text = tidy_alt(sent.caption.alt_text)
    async with here.database.write() as session:
        found = await photo_links.use_link(session, sent.key, here.clock())
        if found is not None:
            photo = await photos.keep(session, found[1], picture, here.clock())
            await photos.confirm(session, photo, found[1], alt_text, here.clock())
    if found is None:  # somebody else was first, with the same link
        return _refusal(request, _LINK_GONE)
    return page(
        request,
        "photo-kept.html.j2",
        language=found[0].language or "",
        story=label_of(found[1]),
        alt_text=alt_text,
    )


async def _picture(request: web.Request, sent: _Form) -> Redrawn:
    handed = [data for data in sent.files if data]
    if len(handed) != 1:
        raise Unusable(PictureProblem.SEVERAL if handed else PictureProblem.NONE)
    return await request.app[DARKROOM].develop(handed[0])


async def _again(
    request: web.Request,
    sent: _Form,
    problem: PictureProblem | None,
    problems: tuple[CaptionProblem, ...],
) -> web.Response:
    """The form with all that was written in it; the file must be chosen again, as browsers have it."""
    here = request.app[WEB]
    async with here.database.write() as session:
        found = await photo_links.behind_link(session, sent.key, here.clock())
    if found is None:
        return _refusal(request, _LINK_GONE)
    return _form_page(request, found, sent.key, sent.caption, problem, problems)


def _form_page(
    request: web.Request,
    found: tuple[Person, Story],
    key: str,
    caption: Caption | None = None,
    problem: PictureProblem | None = None,
    problems: tuple[CaptionProblem, ...] = (),
) -> web.Response:
    answer = page(
        request,
        "photo.html.j2",
        status=400 if problem or problems else 200,
        language=found[0].language or "",
        key=key,
        story=label_of(found[1]),
        caption=caption or Caption(),
        again=bool(problem or problems),
        problem=problem.replace("_", "-") if problem else "",
        problems=[one.replace("_", "-") for one in problems],
    )
    # With no referrer at all, an older browser would not say that the form came from here either.
    answer.headers["Referrer-Policy"] = "strict-origin"
    return answer


def _refusal(request: web.Request, no: _No) -> web.Response:
    say = texts(request.app[WEB].language)
    return page(request, "turned-away.html.j2", status=no.status, heading=say(no.heading), text=say(no.text))


def _check_form(request: web.Request) -> None:
    """Before a byte is read. A body that does not say how long it is could be endless, and is not begun."""
    if request.content_type != "multipart/form-data":
        raise _Refused(_OTHER_FORM)
    if request.content_length is None or request.content_length > FORM_MOST:
        raise _Refused(_TOO_HEAVY)
    if not from_our_page(request):
        raise _Refused(_LINK_GONE)


async def _read(request: web.Request, knows: Knows) -> _Form:
    """The form's parts; the key comes first, and no file is read for somebody who has none."""
    sent, parts = _Form(), 0
    try:
        async for part in await request.multipart():
            parts += 1
            if not isinstance(part, BodyPartReader) or parts > PARTS_MOST:
                raise _Refused(_UNREADABLE)
            if part.name == _FILE:
                if not await knows(sent.key):
                    raise _Refused(_LINK_GONE)
                # One byte too many is enough to know it by.
                sent.files.append(await _beginning(part, MAX_BYTES + 1))
            elif part.name in _FIELDS:
                sent.fields[part.name] = (await _beginning(part, FIELD_MOST)).decode("utf8", "replace")
    except _NO_FORM:
        raise _Refused(_UNREADABLE) from None
    return sent


async def _beginning(part: BodyPartReader, most: int) -> bytes:
    """The first so many bytes of a part; the rest is read past, and kept nowhere."""
    received = bytearray()
    while not part.at_eof():
        chunk = await part.read_chunk()
        received += chunk[: most - len(received)]
    return bytes(received)
