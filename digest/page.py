"""The section as a web page, and as the piece of one that is pasted into Outlook or SharePoint.

Mail programs drop `<style>` and many properties with it, so the rules are written into the elements. A
picture is drawn where the caller knows an address for it, and never as a data: address: they drop that too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from css_inline import CSSInliner
from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from digest.data import Story, wording
from digest.section import Picture, Section

# In pixels: what a mail program shows without scrolling sideways, and on a screen without scrolling at all.
WIDEST, TALLEST = 600, 450

# Never a fetch: a page is made from the section alone.
_INLINER = CSSInliner(load_remote_stylesheets=False)
# Our names have done their work once the rules stand in the elements. What a person wrote cannot look like
# this: in her text a `<` is an entity, and in her picture's words a quotation mark is.
_OUR_NAMES = re.compile(r'(<(?:div|p)) class="medvind-[a-z-]+"')

PictureAddress = Callable[[Picture], str]


def render(section: Section, picture_src: PictureAddress | None = None) -> bytes:
    """A whole document that needs nothing beside it but its pictures, if it has addresses for them."""
    return _nameless(_INLINER.inline(_template("section").render(_context(section, picture_src)))).encode()


def fragment(section: Section, picture_src: PictureAddress | None = None) -> str:
    """The section alone, styled, for a page or a clipboard that has its own `<html>`."""
    context = _context(section, picture_src)
    return _nameless(_INLINER.inline_fragment(_block("section", context), _block("css", context)))


def one_story(story: Story) -> str:
    """One story's words in bare paragraphs, for a reader of feeds, which brings its own looks."""
    return _nameless(_template("story").render(story=story)).strip()


def fitted(picture: Picture) -> tuple[int, int]:
    """Width and height in pixels, in the column: never larger than it was."""
    scale = min(1.0, WIDEST / picture.width, TALLEST / picture.height)
    return max(1, round(picture.width * scale)), max(1, round(picture.height * scale))


def _context(section: Section, picture_src: PictureAddress | None) -> dict[str, Any]:
    return {"said": wording(section), "address": picture_src, "fitted": fitted}


def _block(name: str, values: Mapping[str, Any]) -> str:
    template = _template("section")
    return "".join(template.blocks[name](template.new_context(dict(values)))).strip()


def _nameless(html: str) -> str:
    return _OUR_NAMES.sub(r"\1", html)


@lru_cache
def _template(name: str) -> Template:
    return _environment().get_template(f"{name}.html.j2")


@lru_cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("digest", package_path=""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
