"""Which addresses Medvind may talk to, decided in one place for what comes in and what goes out.

An activity names the address to answer at (`serviceUrl`), and our answer carries the bot's token. Whoever can
choose that address can steal the token, so it must be one of Microsoft's, or this very machine in the demo.
"""

import ipaddress
import re
from urllib.parse import urlsplit

# Stricter than any URL parser: what this pattern lets through, every parser reads the same way. No
# userinfo, no backslash, no query, no empty label, no way up the path, nothing outside ASCII.
_NAME = r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*"
_STEP = r"/(?!(?:\.|%2[Ee]){1,2}(?:/|\Z))[\w.~%:@!$&'()*+,;=-]*"
_PLAIN_URL = re.compile(rf"https?://(?:{_NAME}|\[[0-9A-Fa-f:]+\])(?::\d{{1,5}})?(?:{_STEP})*", re.A)
# Where a file lies: its key is in the query. Encoded, as Teams sends it; no other place has any.
_WITH_QUERY = re.compile(rf"({_PLAIN_URL.pattern})(?:\?[\w.~%:@!$&'()*+,;=/?-]*)?", re.A)

_TEAMS_HOST = "smba.trafficmanager.net"
_BOT_FRAMEWORK_SUFFIX = ".botframework.com"
_FILE_SUFFIXES = (".sharepoint.com", ".svc.ms")


def is_connector(url: str) -> bool:
    """True for an address of the Bot Connector in the public cloud: https, its hosts, the usual port."""
    if not _PLAIN_URL.fullmatch(url):
        return False
    parts = urlsplit(url)
    host = parts.hostname or ""
    known = host == _TEAMS_HOST or host.endswith(_BOT_FRAMEWORK_SUFFIX)
    return known and parts.scheme == "https" and _port(url) in (None, 443)


def is_file_store(url: str) -> bool:
    """True for an address in Microsoft's file store, where Teams puts files: no token goes there."""
    found = _WITH_QUERY.fullmatch(url)
    if not found:
        return False
    parts = urlsplit(found[1])
    return (
        parts.scheme == "https"
        and (parts.hostname or "").endswith(_FILE_SUFFIXES)
        and _port(url) in (None, 443)
    )


def is_loopback_file(url: str) -> bool:
    """The demo's and the tests' file store is on this machine, as their connector is."""
    found = _WITH_QUERY.fullmatch(url)
    return found is not None and is_loopback(found[1])


def is_loopback(url: str) -> bool:
    """True for an address on this machine: the demo's Agents Playground, and the tests' fake connector."""
    if not _PLAIN_URL.fullmatch(url) or _port(url) == 0:
        return False
    host = urlsplit(url).hostname or ""
    if host == "localhost":
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    # An IPv4 address in IPv6 clothing reaches other machines on some systems, so ::1 is the only one of its
    # kind.
    return address.is_loopback if address.version == 4 else address == ipaddress.IPv6Address("::1")


def _port(url: str) -> int | None:
    """The port of a plain URL; 0, which nobody listens on, when the number is too large for a port."""
    try:
        return urlsplit(url).port
    except ValueError:
        return 0
