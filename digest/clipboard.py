"""What "Copy" lays on the clipboard: both types at once, so that the place of the paste can choose."""

from __future__ import annotations

from digest import mail, page
from digest.section import Section


def clipboard(section: Section) -> tuple[str, str]:
    """The section as HTML and as plain text. Without pictures: a pasted address would lead to our sign-in."""
    return page.fragment(section), mail.plain(section)
