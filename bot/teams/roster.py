"""Who is in a team, read from Teams page by page.

A roster decides who has left, so half of one is worse than none: whatever is missing, cut short or not
understood makes the whole reading fail, and what was known stays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import structlog

from bot.post import Address, Delivered, Refused, Retry
from bot.teams.connector import Connector, Question, conversation_url
from bot.teams.fields import Malformed, identity, name, text
from storage.rosters import Listed

log = structlog.get_logger()

PAGE = 500  # members: the most that Teams gives (Microsoft's page "Get Teams specific context for your bot")
MOST = 1024 * 1024  # bytes of one page: two kilobytes a member, four times what Teams writes
PAGES = 50  # a team has at most 25,000 members
_LONGEST_TOKEN = 4096
_ENTRA = re.compile(r"[0-9a-z-]{1,64}")
_NO_COLLEAGUES = frozenset({"guest", "anonymous"})
_OWNER = "owner"
_INVITED = "#ext#"  # in the name that Entra gives somebody of another directory


class TeamsRoster:
    """Reads rosters through the connector, and so with its token, time limit and list of hosts."""

    def __init__(self, connector: Connector) -> None:
        self._connector = connector

    async def members(self, where: Address) -> Sequence[Listed] | Retry | Refused:
        """The people of the team: all of them, or why they could not be read."""
        # Teams may name somebody twice when the team changes while it is being read.
        found: dict[str, Listed] = {}
        token, seen = "", {""}
        for _ in range(PAGES):
            page = await self._page(where, token)
            if not isinstance(page, Mapping):
                return page
            try:
                found |= _people(page, where.tenant_id)
                token = _next(page)
            except Malformed:
                log.info("roster_malformed")
                return Retry(None)
            if not token:
                # Every team has an owner: that nobody is in it is an error, and all would have left.
                return tuple(found.values()) or Refused("nobody_listed")
            if token in seen:
                return Retry(None)  # the same pages over and over: there is no end to wait for
            seen.add(token)
        return Refused("too_many_pages")

    async def _page(self, where: Address, token: str) -> Mapping[str, Any] | Retry | Refused:
        query: dict[str, str | int] = {"pageSize": PAGE}
        if token:
            query["continuationToken"] = token
        url = conversation_url(where.service_url, where.conversation_id, "pagedmembers")
        answer = await self._connector.ask(Question("GET", url, query=query, most=MOST))
        match answer.outcome:
            case Delivered():
                return answer.content
            case Retry() | Refused() as failed:
                return failed
        return Retry(None)  # asking has changed nothing, so there is nothing to be uncertain about


def _people(page: Mapping[str, Any], tenant_id: str) -> dict[str, Listed]:
    """Those on a page who are people of the tenant, by their Entra id. Raises Malformed."""
    members = page.get("members")
    # Also what was too long or broken off: of that the connector has kept nothing.
    if not isinstance(members, list) or not all(isinstance(member, dict) for member in members):
        raise Malformed("no members")
    people = (_person(member, tenant_id) for member in members)
    return {person.person_id: person for person in people if person is not None}


def _person(member: dict[str, Any], tenant_id: str) -> Listed | None:
    # Microsoft has renamed it; which of the two comes depends on the page of the documentation.
    person_id = (identity(member, "aadObjectId") or identity(member, "objectId")).lower()
    tenant, role = identity(member, "tenantId").lower(), text(member, "userRole").strip().lower()
    if (
        not _ENTRA.fullmatch(person_id)
        or identity(member, "id").startswith("28:")  # a bot
        or role in _NO_COLLEAGUES
        or _INVITED in text(member, "userPrincipalName").lower()
        or tenant not in ("", tenant_id.lower())
    ):
        return None
    return Listed(person_id, _name(member), owns=role == _OWNER)


def _name(member: dict[str, Any]) -> str:
    called = name(member, "name") or f"{name(member, 'givenName')} {name(member, 'surname')}"
    return " ".join("".join(c if c.isprintable() else " " for c in called).split())


def _next(page: Mapping[str, Any]) -> str:
    """What to ask for the next page with, or "" after the last. Raises Malformed."""
    token = page.get("continuationToken") or ""
    # As it came: cleaned it would be another one. Half of a pair of surrogates has no place in an address.
    if not isinstance(token, str) or len(token) > _LONGEST_TOKEN or not token.isprintable():
        raise Malformed("bad continuationToken")
    return token
