"""Editing one story: title and text, with the author's own beneath, and the photo's words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from aiohttp import web
from multidict import MultiDictProxy

from bot.web.answers import turned_away
from bot.web.desk.paper import Said, address_of, desk_page, known_id, written
from bot.web.doors import open_to, person_of, posted
from bot.web.requests import WEB, week_or_this
from digest.rewrite import problems
from domain.calendar import IsoWeek
from domain.newsletter import EditAnswer
from domain.photo_rules import ALT_MAX, Caption, CaptionProblem, caption_problems
from domain.roles import Permission
from domain.story_rules import BODY_MAX, TITLE_MAX, Problem, tidy
from storage import consents, newsletter_mail, newsletters, outbox, people, photos, printable, story_versions
from storage.database import Session
from storage.tables import Person, Story, StoryPhoto, StoryVersion

NAMED = Problem.COLLEAGUE_NAMED
READ_MAX = 20_000  # a hostile form may send more; nobody types it
NOT_SAVED = Said("desk-not-saved", status=422)
CHANGED = Said("desk-text-changed", status=409)
_NO_STORY = "desk-edit-heading", "desk-no-story"


@dataclass(frozen=True)
class Sheet:
    """What the page shows: the fields as they stand, the author's own words, every wording since."""

    story: Story
    title: str
    body: str
    alt_text: str
    photo: StoryPhoto | None
    versions: tuple[tuple[StoryVersion, str], ...]
    current: StoryVersion | None
    shared: bool = False  # a colleague has said yes to the author's words
    found: tuple[Problem | CaptionProblem, ...] = ()

    @property
    def made_from(self) -> str:
        """What the fields were filled with: the author's text, the newest wording, the photo."""
        number = self.current.number if self.current else 0
        return f"{self.story.revision}.{number}.{self.photo.id if self.photo else ''}"


@open_to(Permission.EDIT_NEWSLETTER)
async def show(request: web.Request) -> web.Response:
    here = request.app[WEB]
    async with here.database.write() as session:
        editor = await person_of(session, request)
        sheet = await _sheet(session, await _story(session, request, editor))
    return _page(request, sheet)


@open_to(Permission.EDIT_NEWSLETTER)
async def save(request: web.Request) -> web.StreamResponse:
    """Keep the wording as a new version, and ask the author if the editor wants her to see it first."""
    here, form = request.app[WEB], await posted(request)
    now = here.clock()
    week = week_or_this(request, form.get("week", ""))
    async with here.database.write() as session:
        editor = await person_of(session, request)
        story = await _story(session, request, editor, hold=True)
        sheet = await _filled(session, story, form)
        changed = form.get("made_from", "") != sheet.made_from
        if not sheet.found and not changed:
            said = await _keep(session, editor, sheet, form, now)
    here.wake()
    if changed:  # by its author, or by another editor: neither is written over unseen
        return _page(request, sheet, week, CHANGED)
    if sheet.found:
        return _page(request, sheet, week, NOT_SAVED)
    raise web.HTTPSeeOther(address_of(week, anchor=f"story_{story.id}", said=said))


async def _keep(
    session: Session, editor: Person, sheet: Sheet, form: MultiDictProxy[str], now: datetime
) -> str:
    story, version = sheet.story, sheet.current
    shown = (version.title, version.body) if version else (story.title, story.body)
    if (sheet.title, sheet.body) != shown:
        version = await story_versions.write(session, story, sheet.title, sheet.body, editor, now)
    if sheet.photo is not None and sheet.photo.alt_text != sheet.alt_text:
        sheet.photo.alt_text = sheet.alt_text
    if "send" not in form:
        return "desk-saved"
    if version is None or version.answer != EditAnswer.NOT_ASKED:
        return "desk-saved-not-sent"
    story_versions.answer(version, EditAnswer.ASKED, now)
    note = newsletter_mail.edit_request(version, story.author_id, now)
    await outbox.add(session, story.tenant_id, note, now)
    return "desk-sent"


async def _story(session: Session, request: web.Request, editor: Person, hold: bool = False) -> Story:
    """A story that may be printed and is not printed yet; any other is as unknown as none."""
    story_id = known_id(request.match_info["story_id"])
    told = await printable.among(session, editor.tenant_id, [story_id])
    printed = await newsletters.weeks_of(session, editor.tenant_id, [story_id])
    if story_id not in told or story_id in printed:
        turned_away(request, web.HTTPNotFound, _NO_STORY)
    story = told[story_id][0]
    if hold:
        await session.refresh(story, with_for_update=True)
    return story


async def _sheet(session: Session, story: Story) -> Sheet:
    versions = await story_versions.history(session, story)
    current = story_versions.current(story, versions[0] if versions else None)
    photo = (await photos.of_stories(session, story.tenant_id, [story.id])).get(story.id)
    named = []
    for version in versions:
        person = await people.find(session, story.tenant_id, version.person_id)
        named.append((version, person.name if person else ""))
    return Sheet(
        story,
        current.title if current else story.title,
        current.body if current else story.body,
        photo.alt_text if photo else "",
        photo,
        tuple(named),
        current,
        bool(await consents.shared(session, story.tenant_id, [story.id])),
    )


async def _filled(session: Session, story: Story, form: MultiDictProxy[str]) -> Sheet:
    """The page as it was sent: nothing that she wrote is lost when something is wrong with it."""
    sheet = await _sheet(session, story)
    title = " ".join(tidy(form.get("title", "")[:READ_MAX]).split())
    body = tidy(form.get("body", "")[:READ_MAX])
    alt = " ".join(tidy(form.get("alt_text", "")[:READ_MAX]).split())
    found: tuple[Problem | CaptionProblem, ...] = await problems(session, story, title, body)
    if sheet.photo is not None:
        found = (*found, *caption_problems(Caption(alt, no_citizen=True, all_agreed=True)))
        if alt != sheet.photo.alt_text and NAMED in await problems(session, story, title, f"{body}\n{alt}"):
            found = tuple(dict.fromkeys((*found, NAMED)))  # the editor's words about it ask nobody either
    return Sheet(**{**vars(sheet), "title": title, "body": body, "alt_text": alt, "found": found})


def _page(
    request: web.Request, sheet: Sheet, week: IsoWeek | None = None, said: Said | None = None
) -> web.Response:
    here = request.app[WEB]
    return desk_page(
        request,
        "edit.html.j2",
        said,
        sheet=sheet,
        week=week or week_or_this(request, request.query.get("week", "")),
        title_max=TITLE_MAX,
        body_max=BODY_MAX,
        alt_max=ALT_MAX,
        when=partial(written, here.language),
    )
