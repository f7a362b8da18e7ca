"""`/editor`: the week on the desk; for who is no editor, her own stories."""

from __future__ import annotations

from functools import partial

from aiohttp import web

from bot.web.desk.board import Board, board
from bot.web.desk.own import show_own
from bot.web.desk.paper import Said, desk_page, known_id, written
from bot.web.doors import Door, open_to, person_of, visitor_of
from bot.web.requests import WEB, refuse, week_or_this
from bot.web.trend import pictures
from digest.formats import Format
from digest.page import fragment
from digest.section import Picture
from domain.calendar import IsoWeek, NotAWeek
from domain.roles import Permission
from storage import photos, printable
from storage.database import Session
from texts.dates import long_date

# The editor's own moves first: Word, then a mail.
DOWNLOADS = (Format.DOCX, Format.EML, Format.ZIP, Format.HTML, Format.MD, Format.JSON)
# What is said after a redirect: nothing but these, so that no address can put words on the page.
TOLD_LATER = ("desk-published", "desk-saved", "desk-sent", "desk-saved-not-sent")


@open_to(Door.SIGNED_IN)
async def show(request: web.Request) -> web.Response:
    visitor = visitor_of(request)
    if not visitor.may(Permission.READ_DIGEST):
        return await show_own(request)
    here = request.app[WEB]
    week = week_or_this(request, request.query.get("week", ""))
    told = request.query.get("said", "")
    said = Said(told, {"week": week.week}) if told in TOLD_LATER else None
    async with here.database.write() as session:
        found = await board(session, await person_of(session, request), week, here.language)
    return board_page(request, found, said)


def board_page(request: web.Request, found: Board, said: Said | None = None) -> web.Response:
    visitor, language = visitor_of(request), request.app[WEB].language
    return desk_page(
        request,
        "board.html.j2",
        said,
        board=found,
        before=_beside(found.week, -1),
        after=_beside(found.week, 1),
        edits=visitor.may(Permission.EDIT_NEWSLETTER) and found.published_at is None,
        may_edit=visitor.may(Permission.EDIT_NEWSLETTER),
        lists=visitor.may(Permission.READ_FORUMS),
        section=fragment(found.section, photo_address),
        downloads=DOWNLOADS,
        trends=[(trend, pictures(trend, language)[-1]) for trend in found.trends],
        day=lambda day: long_date(day, language),
        when=partial(written, language),
    )


def photo_address(picture: Picture) -> str:
    return f"/editor/photos/{picture.id}"


@open_to(Permission.READ_DIGEST)
async def photo(request: web.Request) -> web.Response:
    """A confirmed photo of a story that may be printed, for the preview."""
    here, visitor = request.app[WEB], visitor_of(request)
    async with here.database.write() as session:
        jpeg = await _jpeg(session, visitor.tenant_id, request.match_info["photo_id"])
    if jpeg is None:
        refuse(web.HTTPNotFound, "desk-no-photo", here.language)
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    return web.Response(body=jpeg, content_type="image/jpeg", headers=headers)


async def _jpeg(session: Session, tenant_id: str, photo_id: str) -> bytes | None:
    found = await photos.get(session, tenant_id, known_id(photo_id))
    if found is None or not await printable.among(session, tenant_id, [found.story_id]):
        return None
    return photos.jpeg_of(found)


def _beside(week: IsoWeek, step: int) -> IsoWeek | None:
    """The week before or after; None where the calendar ends."""
    try:
        return week.previous() if step < 0 else week.next()
    except NotAWeek:
        return None
