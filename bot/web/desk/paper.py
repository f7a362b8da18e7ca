"""The desk's pages: their scripts, what the browser may load for them, and what is said after a press."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from aiohttp import web
from markupsafe import Markup

from bot.web import static_files
from bot.web.answers import HEADERS, PAGES, POLICY, TEAMS_FRAMES
from bot.web.doors import FIELD, visitor_of
from bot.web.requests import WEB
from domain.calendar import IsoWeek, local
from domain.roles import Permission
from texts.catalogue import texts
from texts.dates import clock, long_date

# All from here. Only the section itself carries its style in attributes: that is what survives a paste.
_POLICY = (
    "default-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; "
    f"object-src 'none'; form-action 'self'; base-uri 'none'; {TEAMS_FRAMES}"
)
_HEADERS = {**HEADERS, POLICY: _POLICY, "Referrer-Policy": "same-origin"}


@dataclass(frozen=True)
class Said:
    """What has been done, or why not: a text's id with its values, told once."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)
    status: int = 200


def desk_page(
    request: web.Request, template: str, said: Said | None = None, status: int = 0, **values: Any
) -> web.Response:
    here, visitor = request.app[WEB], visitor_of(request)
    say = texts(here.language)
    html = PAGES.get_template(f"desk/{template}").render(
        t=say,
        language=here.language,
        mark=Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, visitor.csrf),
        static=static_files.address_of,
        reads=visitor.may(Permission.READ_DIGEST),
        theme=_theme(request),
        said=say(said.text, **said.values) if said else "",
        **values,
    )
    status = status or (said.status if said else 200)
    return web.Response(text=html, status=status, content_type="text/html", headers=_HEADERS)


def address_of(week: IsoWeek, part: str = "", anchor: str = "", **query: str) -> str:
    """A page of a week's. Whatever is written into it is quoted."""
    path = f"/editor/week/{week}/{part}" if part else "/editor"
    asked = query if part else {"week": str(week), **query}
    return path + (f"?{urlencode(asked)}" if asked else "") + (f"#{anchor}" if anchor else "")


_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def known_id(written: str) -> str:
    """An id as an address or a form has it; "" for what is none: PostgreSQL takes no NUL in a text."""
    return written if _ID.fullmatch(written) else ""


def written(language: str, moment: datetime) -> str:
    """A moment (aware UTC) as people here write it."""
    there = local(moment)
    return f"{long_date(there.date(), language)} {clock(there, language)}"


def by_script(request: web.Request) -> bool:
    """Did htmx send it? Then the page is put in place of what stands there, and the address stays."""
    return request.headers.get("HX-Request") == "true"


def _theme(request: web.Request) -> str:
    """Teams tells a tab its theme; without it the page follows the machine."""
    told = request.query.get("theme", "")
    return {"dark": "dark", "contrast": "dark", "default": "light"}.get(told, "")
