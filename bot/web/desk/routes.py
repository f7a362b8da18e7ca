"""The desk's addresses, each with its handler; who may open it stands at the handler."""

from __future__ import annotations

from aiohttp import web

from bot.web import static_files
from bot.web.desk import acts, archive, edit, publish, show, take

WEEK = "/editor/week/{iso_week}"


def add_to(router: web.UrlDispatcher) -> None:
    router.add_get("/editor", show.show)
    router.add_get("/editor/archive", archive.show)
    router.add_get("/editor/photos/{photo_id}", show.photo)
    router.add_get("/editor/stories/{story_id}", edit.show)
    router.add_post("/editor/stories/{story_id}", edit.save)
    router.add_get(f"{WEEK}/copy", take.copy)
    router.add_get(f"{WEEK}/publish", publish.ask)
    router.add_post(f"{WEEK}/publish", publish.mark)
    router.add_post(f"{WEEK}/{{act:{'|'.join([*acts.ACTS, acts.ASK])}}}", acts.change)
    router.add_get("/api/feed/{kind}", take.get_feed)
    router.add_get("/static/{name}", static_files.serve)
