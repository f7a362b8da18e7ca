"""What the desk's buttons do to a week. Each is a form that works without a script.

With htmx the page comes back at once; else the browser is sent to it again, so that a reload repeats nothing.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

from aiohttp import web
from multidict import MultiDictProxy

from bot.web.desk.board import Board, board
from bot.web.desk.paper import Said, address_of, by_script, known_id
from bot.web.desk.show import board_page
from bot.web.doors import open_to, person_of, posted
from bot.web.requests import WEB, week_from
from digest.publish import take_over
from digest.standing import standing
from domain.calendar import IsoWeek
from domain.kinds import StoryState
from domain.roles import Permission
from storage import newsletter_mail, newsletters, printable, stories
from storage.database import Session
from storage.tables import Newsletter

Form = MultiDictProxy[str]
Act = Callable[[Session, Newsletter, Form, datetime], Awaitable[Said]]

CHANGED = Said("desk-changed-meanwhile", status=409)
IS_PUBLISHED = Said("desk-is-published", status=409)
NOT_PRINTABLE = Said("desk-not-printable", status=409)


class _Refused(Exception):
    """Nothing of the press is to stay."""

    def __init__(self, said: Said) -> None:
        super().__init__(said.text)
        self.said = said


async def _pick(session: Session, issue: Newsletter, form: Form, now: datetime) -> Said:
    """Consent is a gate: what may not be printed cannot be picked, whatever the form says."""
    story_id = known_id(form.get("story", ""))
    if not await printable.among(session, issue.tenant_id, [story_id]):
        return NOT_PRINTABLE
    await newsletters.pick(session, issue, story_id)
    return Said("desk-picked")


async def _take_out(session: Session, issue: Newsletter, form: Form, now: datetime) -> Said:
    await newsletters.take_out(session, issue, known_id(form.get("story", "")))
    return Said("desk-taken-out")


async def _order(session: Session, issue: Newsletter, form: Form, now: datetime) -> Said:
    """The stories of one part in a new order: all of them, as they stood when the page was made."""
    await newsletters.arrange(session, issue, form.getall("story", []))
    return Said("desk-moved")


async def _up(session: Session, issue: Newsletter, form: Form, now: datetime) -> Said:
    return await _step(session, issue, form.get("story", ""), -1)


async def _down(session: Session, issue: Newsletter, form: Form, now: datetime) -> Said:
    return await _step(session, issue, form.get("story", ""), 1)


async def _step(session: Session, issue: Newsletter, story_id: str, by: int) -> Said:
    """One place up or down among those of its part; who is at the end stays there."""
    found, _ = await standing(session, issue.tenant_id, IsoWeek.parse(issue.week), issue)
    moved = next((one for one in found if one.id == story_id), None)
    if moved is None:
        return CHANGED
    ids = [one.id for one in found if one.chapter is moved.chapter]
    at = ids.index(story_id)
    if 0 <= at + by < len(ids):
        ids[at], ids[at + by] = ids[at + by], ids[at]
        await newsletters.arrange(session, issue, ids)
    return Said("desk-moved")


async def _leave_out(session: Session, issue: Newsletter, form: Form, now: datetime) -> Said:
    newsletters.leave_out(issue, form.get("agreement", "")[:64])
    return Said("desk-agreement-out")


async def _take_in(session: Session, issue: Newsletter, form: Form, now: datetime) -> Said:
    newsletters.take_in(issue, form.get("agreement", "")[:64])
    return Said("desk-agreement-in")


async def _ask(session: Session, tenant_id: str, form: Form, now: datetime) -> Said:
    """Ask once more in Teams. Whoever has just been asked, or has said no, is left in peace."""
    story = await stories.get(session, tenant_id, known_id(form.get("story", "")))
    if story is None:
        return CHANGED
    await session.refresh(story, with_for_update=True)
    if story.state != StoryState.AWAITING_CONSENT:
        return CHANGED
    asked = await newsletter_mail.ask_again(session, story, now)
    return Said("desk-asked", {"count": asked}) if asked else Said("desk-asked-recently")


ACTS: dict[str, Act] = {
    "pick": _pick,
    "take-out": _take_out,
    "order": _order,
    "up": _up,
    "down": _down,
    "leave-out": _leave_out,
    "take-in": _take_in,
}
ASK = "ask"  # says nothing of what is in the week, so the rule still chooses afterwards


@open_to(Permission.EDIT_NEWSLETTER)
async def change(request: web.Request) -> web.StreamResponse:
    """One press on the desk, and the desk as it is afterwards."""
    here, form = request.app[WEB], await posted(request)
    week, now = week_from(request, request.match_info["iso_week"]), here.clock()
    async with here.database.write() as session:
        editor = await person_of(session, request)
        said = await _done(session, editor.tenant_id, week, request.match_info["act"], form, now)
        found = await board(session, editor, week, here.language)
    here.wake()
    said = _with_place(said, found, form.get("moved", form.get("story", "")))
    if by_script(request) or said.status != 200:
        # htmx puts only answers of 200 in place of what stands there; to it the words are enough.
        answer = board_page(request, found, said)
        if by_script(request):
            answer.set_status(200)
        return answer
    raise web.HTTPSeeOther(address_of(week, anchor=form.get("anchor", "")[:80]))


async def _done(session: Session, tenant_id: str, week: IsoWeek, act: str, form: Form, now: datetime) -> Said:
    if act == ASK:
        return await _ask(session, tenant_id, form, now)
    try:
        # What is refused leaves the week as it was: the rule's, if it was that.
        async with session.begin_nested():
            issue = await take_over(session, tenant_id, week, now)
            said = await ACTS[act](session, issue, form, now)
            if said.status != 200:
                raise _Refused(said)
        return said
    except _Refused as refused:
        return refused.said
    except newsletters.Published:
        return IS_PUBLISHED
    except newsletters.NotThese:
        return CHANGED


def _with_place(said: Said, found: Board, story_id: str) -> Said:
    """Told with the story's name, and where it stands now."""
    every = (*(one for part in found.picked for one in part.cards), *found.fresh)
    one = next((card for card in every if card.id == story_id), None)
    if said.status != 200 or one is None:
        return Said("desk-done") if said.text in ("desk-moved", "desk-picked", "desk-taken-out") else said
    return Said(said.text, {**said.values, "name": one.name, "number": one.number, "of": one.of})
