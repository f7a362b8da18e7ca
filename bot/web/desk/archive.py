"""The newsletters that are out, and what stands in them: looked through by words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from aiohttp import web

from bot.web.desk.board import EXCERPT
from bot.web.desk.paper import desk_page
from bot.web.doors import open_to, visitor_of
from bot.web.requests import WEB
from digest.standing import printed_in
from domain.calendar import IsoWeek, local
from domain.excerpt import on_one_line
from domain.roles import Permission
from storage import newsletters
from storage.database import Session
from storage.tables import NewsletterItem
from texts.dates import long_date

ISSUES = 260  # five years of weeks
AT_ONCE = 13  # a quarter of a year: opening them all would keep everybody waiting
HITS = 50
ASKED_MAX = 100


@dataclass(frozen=True)
class Issue:
    week: IsoWeek
    name: str
    on: date
    link: str


@dataclass(frozen=True)
class Hit:
    week: IsoWeek
    title: str
    text: str
    unit: str


@open_to(Permission.READ_DIGEST)
async def show(request: web.Request) -> web.Response:
    """Every published week; with a question, the stories in which all its words stand."""
    here, visitor = request.app[WEB], visitor_of(request)
    asked = request.query.get("q", "")[:ASKED_MAX].strip()
    async with here.database.write() as session:
        issues = await newsletters.published(session, visitor.tenant_id, limit=ISSUES)
        found = [
            Issue(IsoWeek.parse(one.week), one.title, local(one.published_at).date(), one.link)
            for one in issues
            if one.published_at is not None
        ]
        hits = await _search(session, visitor.tenant_id, asked) if asked else []
    return desk_page(
        request,
        "archive.html.j2",
        issues=found,
        hits=hits,
        asked=asked,
        day=lambda day: long_date(day, here.language),
    )


async def _search(session: Session, tenant_id: str, asked: str) -> list[Hit]:
    """The database cannot look into sealed texts: what was printed is opened and read, the newest first.

    What may not be shown any more is not found.
    """
    words = asked.casefold().split()
    hits: list[Hit] = []
    weeks = [issue.week for issue in await newsletters.published(session, tenant_id, limit=ISSUES)]
    for start in range(0, len(weeks), AT_ONCE):
        found = await printed_in(session, tenant_id, weeks[start : start + AT_ONCE])
        hits += [_hit(item) for its in found.values() for item, _ in its if _has(item, words)]
        if len(hits) >= HITS:
            break
    return hits[:HITS]


def _has(item: NewsletterItem, words: list[str]) -> bool:
    heap = " ".join(filter(None, (item.title, item.body, item.unit_name, item.byline))).casefold()
    return all(word in heap for word in words)


def _hit(item: NewsletterItem) -> Hit:
    text = on_one_line(item.body or "", EXCERPT)
    return Hit(IsoWeek.parse(item.week), item.title or "", text, item.unit_name or "")
