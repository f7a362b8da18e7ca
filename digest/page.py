"""The section as a web page, and as the piece of one that is pasted into Outlook or SharePoint.

Mail programs drop `<style>` and many properties with it, so the rules are written into the elements.
"""

from __future__ import annotations

from functools import lru_cache

from css_inline import CSSInliner
from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from digest.data import wording
from digest.section import Section

# Never a fetch: a page is made from the section alone.
_INLINER = CSSInliner(load_remote_stylesheets=False)


def render(section: Section) -> bytes:
    """A whole document that needs nothing beside it."""
    return _INLINER.inline(_template().render(said=wording(section))).encode("utf8")


def fragment(section: Section) -> str:
    """The section alone, styled, for a page or a clipboard that has its own `<html>`."""
    return _INLINER.inline_fragment(_block("section", section), _block("css", section))


def _block(name: str, section: Section) -> str:
    template = _template()
    context = template.new_context({"said": wording(section)})
    return "".join(template.blocks[name](context)).strip()


@lru_cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("digest", package_path=""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("section.html.j2")
