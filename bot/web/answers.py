"""Our pages as answers: which headers they have, and what somebody is told whom we do not know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn

from aiohttp import web
from jinja2 import Environment, PackageLoader

from bot.web.requests import WEB, in_a_frame
from texts.catalogue import texts

Told = tuple[str, str]  # the ids of a heading, and of the text under it
# Where a link and a sign-in may lead; any other word leads to the newsletter.
FORUMS, CHECK_INS, INCIDENTS, MY_DATA = "forums", "check-ins", "incidents", "my-data"


@dataclass(frozen=True)
class Words:
    """The texts on the way to a page: the button that opens it, and how to get a link to it."""

    opens: str
    sign_in: str
    link_used: str


WORDS = {
    "": Words("web-login-heading", "web-sign-in-text", "web-link-used-text"),
    FORUMS: Words("web-login-forums", "web-sign-in-forums", "web-link-used-forums"),
    CHECK_INS: Words("web-check-in-login", "web-check-in-sign-in", "web-check-in-link-used"),
    INCIDENTS: Words("web-incidents-login", "web-incidents-sign-in", "web-incidents-link-used"),
    MY_DATA: Words("web-my-data-login", "web-my-data-sign-in", "web-my-data-link-used"),
}
PAGES = Environment(loader=PackageLoader("bot.web", "pages"), autoescape=True)
POLICY = "Content-Security-Policy"
NO_FRAMES = "frame-ancestors 'none'"
# Teams in a browser, on a desktop, and under its new address: nobody else may show a page of ours as theirs.
TEAMS_FRAMES = (
    "frame-ancestors 'self' https://teams.microsoft.com https://*.teams.microsoft.com "
    "https://*.cloud.microsoft"
)
# The section carries its style in attributes, because that is what survives a paste into Outlook.
HEADERS = {
    POLICY: (
        "default-src 'none'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self'; "
        f"form-action 'self'; base-uri 'none'; {NO_FRAMES}"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def page(
    request: web.Request, template: str, status: int = 200, language: str = "", **values: Any
) -> web.Response:
    """One of our pages, in the service's language unless another is asked for."""
    language = language or request.app[WEB].language
    html = PAGES.get_template(template).render(t=texts(language), language=language, **values)
    return web.Response(text=html, status=status, content_type="text/html", headers=HEADERS)


def in_teams(answer: web.Response) -> web.Response:
    """The same page, which Teams may show in a tab."""
    answer.headers[POLICY] = answer.headers[POLICY].replace(NO_FRAMES, TEAMS_FRAMES)
    return answer


def known_place(to: str) -> str:
    """Never an address: nobody can make a link of ours lead somewhere else."""
    return to if to in WORDS else ""


def place_of(request: web.Request) -> str:
    """The place that an address of ours belongs to, so that a sign-in can lead there."""
    return known_place(request.path.strip("/").partition("/")[0])


def sign_in_page(request: web.Request, to: str = "") -> web.Response:
    """How somebody we do not know gets in: through Entra where there is one, and by a link from the chat."""
    here = request.app[WEB]
    # Entra shows itself in no frame; there it is Teams that knows who she is.
    begin = "/editor/tab" if in_a_frame(request) else begin_at(to)
    answer = page(
        request,
        "sign-in.html.j2",
        status=401,
        how=texts(here.language)(WORDS[to].sign_in),
        begin=begin if here.entra else "",
    )
    return _where_it_was(request, answer)


def begin_at(to: str) -> str:
    """Where a sign-in through Entra begins that is to lead to a place of ours."""
    return f"/editor/sign-in?to={to}" if to else "/editor/sign-in"


def turned_away(request: web.Request, kind: Callable[..., web.HTTPException], told: Told) -> NoReturn:
    """A refusal as a page: 4xx, with what one can do about it."""
    shown = trouble(request, 403, told)
    headers = {name: shown.headers[name] for name in HEADERS}
    raise kind(text=shown.text, content_type="text/html", headers=headers)


def trouble(request: web.Request, status: int, told: Told, again: str = "") -> web.Response:
    """Why it did not work. `again`: an address of ours at which she can begin anew."""
    say = texts(request.app[WEB].language)
    heading, text = (say(text_id) for text_id in told)
    answer = page(request, "turned-away.html.j2", status, heading=heading, text=text, again=again)
    return _where_it_was(request, answer)


def _where_it_was(request: web.Request, answer: web.Response) -> web.Response:
    """A refusal in place of the desk is shown where the desk is: in Teams, a blank tab would tell nobody."""
    on_the_desk = request.path == "/editor" or request.path.startswith("/editor/")
    return in_teams(answer) if on_the_desk and in_a_frame(request) else answer
