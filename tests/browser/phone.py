"""Cards as a phone shows them. The Playground takes every window for a wide one (ux 3.2)."""

from __future__ import annotations

from playwright.sync_api import Page

DESKTOP, PHONE = 446, 342  # how wide Teams shows a card
# What a phone leaves of a card, from the moment it arrives (targetWidth).
_NARROW = """() => {
    const wide = one => one && one.targetWidth === "atLeast:Standard";
    const kept = one => Array.isArray(one) ? one.filter(part => !wide(part)).map(kept)
        : one && typeof one === "object"
        ? Object.fromEntries(Object.entries(one).filter(([name]) => name !== "targetWidth")
            .map(([name, part]) => [name, kept(part)]))
        : one;
    const parse = JSON.parse, json = Response.prototype.json;
    JSON.parse = (...given) => kept(parse(...given));
    Response.prototype.json = async function () { return kept(await json.call(this)); };
}"""


def leave_out_what_is_wide(page: Page) -> None:
    """Of every card that comes after this."""
    page.evaluate(_NARROW)
