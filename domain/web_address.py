"""Addresses that people have written: what may become a link on a card, and what may not."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

LONGEST = 1000
# What no address has unescaped; some clients read a backslash as a slash, and drop a tab in the middle.
_NEVER = re.compile(r"[\s\x00-\x1f\x7f-\x9f\\<>\"'`{}|^]")


def safe_link(written: str) -> str:
    """The address if it is one of https with a host, and of nothing else; "" otherwise.

    No user in front of the host: »https://nyt.dk@evil.example« looks like another place.
    """
    address = written.strip()
    if len(address) > LONGEST or _NEVER.search(address):
        return ""
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018 - raises when it is no number
    except ValueError:
        return ""
    return address if parts.scheme == "https" and parts.hostname and "@" not in parts.netloc else ""
