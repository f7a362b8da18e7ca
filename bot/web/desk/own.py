"""For whoever is no editor: her own stories, where they are, and where they have been printed."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web

from bot.web.desk.board import EXCERPT
from bot.web.desk.paper import desk_page
from bot.web.doors import person_of
from bot.web.requests import WEB
from domain.calendar import IsoWeek
from domain.excerpt import on_one_line
from domain.kinds import ConsentAnswer, StoryState
from storage import consents, newsletters, stories

SHOWN = 50


@dataclass(frozen=True)
class Own:
    title: str
    text: str
    state: str  # draft | awaiting_consent | refused | ready | printed
    weeks: tuple[int, ...]


async def show_own(request: web.Request) -> web.Response:
    here = request.app[WEB]
    async with here.database.write() as session:
        person = await person_of(session, request)
        written = await stories.written_by(session, person, limit=SHOWN)
        printed = await newsletters.weeks_of(session, person.tenant_id, [story.id for story in written])
        found = []
        for story in written:
            said = {consent.answer for consent in await consents.of_story(session, story)}
            weeks = tuple(IsoWeek.parse(item.week).week for item in printed.get(story.id, []))
            state = "refused" if ConsentAnswer.NO in said else story.state
            found.append(
                Own(
                    story.title,
                    on_one_line(story.body, EXCERPT),
                    "printed" if weeks and state == StoryState.READY else state,
                    weeks,
                )
            )
    return desk_page(request, "own.html.j2", stories=found)
