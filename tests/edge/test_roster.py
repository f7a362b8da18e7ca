"""A roster is read whole or not at all, and only people of the tenant are in it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.post import Address, Refused, Retry
from bot.teams import hosts
from bot.teams.connector import Connector
from bot.teams.roster import MOST, PAGE, PAGES, TeamsRoster
from storage.rosters import Listed
from storage.tables import Member, Person
from tests.stories import rows
from tests.town import METTE, Town
from tests.town import TENANT as TOWN
from tests.web.teams_client import TeamsClient, in_teams

from .fake_connector import APP_ID, BOT, TENANT, Fault, deserted_url, fake_teams
from .sending import World
from .url_tricks import GROUPS

CHANNEL = "19:nord@thread.tacv2"
PAGED = "/v3/conversations/19%3Anord%40thread.tacv2/pagedmembers"
EIGHT = datetime(2026, 11, 23, 8, tzinfo=UTC).timestamp()
TRIES = [url for tricks in GROUPS.values() for url in tricks]


def entra(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012}"


def member(number: int, **changed: Any) -> dict[str, Any]:
    """As Microsoft's page shows one; a change to None leaves the field out."""
    fields = {
        "id": f"29:person-{number}",
        "aadObjectId": entra(number),
        "name": f"Kollega {number}",
        "givenName": "Kollega",
        "surname": str(number),
        "email": f"{number}@norddjurs.example",
        "userPrincipalName": f"{number}@norddjurs.example",
        "tenantId": TENANT,
        "userRole": "user",
    }
    return {key: value for key, value in (fields | changed).items() if value is not None}


def page(*members: Any, token: Any = None) -> Fault:
    return Fault(
        200, json={"members": list(members)} | ({} if token is None else {"continuationToken": token})
    )


class Reader:
    """A roster's reader with the fake Teams on the far side."""

    def __init__(self, world: World) -> None:
        self.world, self.teams = world, world.teams
        self.roster = TeamsRoster(world.connector)

    async def __call__(self, url: str = "") -> Sequence[Listed] | Retry | Refused:
        return await self.roster.members(Address(TENANT, url or self.teams.url, CHANNEL))

    async def of(self, *members: Any) -> Sequence[Listed] | Retry | Refused:
        """What is read when these are in the team."""
        self.teams.rosters[CHANNEL] = list(members)
        return await self()


@pytest.fixture
async def read() -> AsyncIterator[Reader]:
    async with fake_teams() as (teams, session):
        world = World(teams, session)
        world.connector = Connector(session, world.token, hosts.is_loopback, timeout=2, clock=lambda: EIGHT)
        yield Reader(world)


async def test_a_team_is_read_in_one_page(read: Reader) -> None:
    assert await read.of(member(1), member(2)) == (
        Listed(entra(1), "Kollega 1"),
        Listed(entra(2), "Kollega 2"),
    )
    [asked] = read.teams.sent
    assert (asked.method, asked.path, asked.query) == ("GET", PAGED, {"pageSize": str(PAGE)})
    assert asked.headers["Authorization"] == "Bearer bot-token-1"


async def test_a_large_team_is_read_to_its_end(read: Reader) -> None:
    """The tokens hold what would end a query, or mean something else in it."""
    found = await read.of(*map(member, range(1, 1202)))
    assert isinstance(found, tuple)
    assert [one.person_id for one in found] == [entra(number) for number in range(1, 1202)]
    assert len(read.teams.sent) == 3


async def test_somebody_whom_two_pages_name_is_one(read: Reader) -> None:
    """Microsoft: a page may rarely name members of an earlier one."""
    read.teams.fail(page(member(1), member(2), token="next"), page(member(2), member(3), token=""))
    found = await read()
    assert isinstance(found, tuple)
    assert [one.person_id for one in found] == [entra(1), entra(2), entra(3)]


async def test_the_last_page_may_be_empty(read: Reader) -> None:
    read.teams.fail(page(member(1), token="next"), page())
    assert await read() == (Listed(entra(1), "Kollega 1"),)


NOBODY: dict[str, dict[str, Any]] = {
    "a guest": {"userRole": "guest"},
    "a guest, in capitals": {"userRole": "Guest"},
    "somebody without an account": {"userRole": "anonymous", "aadObjectId": None},
    "a guest by the name that Entra gives": {"userPrincipalName": "otto_x.example#EXT#@norddjurs.example"},
    "a guest by that name in small letters": {"userPrincipalName": "otto_x.example#ext#@norddjurs.example"},
    "a bot": {"id": BOT},
    "somebody of another tenant": {"tenantId": "aaaaaaaa-0000-0000-0000-000000000002"},
    "somebody of a tenant that is none": {"tenantId": "29:1UX7p8Fkx7p93MZlBFS71swTB9juQ"},
    "nobody that Entra knows": {"aadObjectId": None},
    "an id that is empty": {"aadObjectId": ""},
    "an id that is none": {"aadObjectId": "../../person"},
    "an id that is too long": {"aadObjectId": "a" * 65},
}


@pytest.mark.parametrize("who", NOBODY)
async def test_who_is_no_colleague_is_not_in_it(read: Reader, who: str) -> None:
    assert await read.of(member(1, **NOBODY[who]), member(2)) == (Listed(entra(2), "Kollega 2"),)


SOMEBODY: dict[str, tuple[dict[str, Any], Listed]] = {
    "the id's older name": (
        {"aadObjectId": None, "objectId": entra(1)},
        Listed(entra(1), "Kollega 1"),
    ),
    "an id in capitals": ({"aadObjectId": "ABCDEF00-0000-4000-8000-0000000000AB"}, Listed("abcdef00-0000-4000-8000-0000000000ab", "Kollega 1")),
    "a tenant in capitals": ({"tenantId": TENANT.upper()}, Listed(entra(1), "Kollega 1")),
    "no tenant": ({"tenantId": None}, Listed(entra(1), "Kollega 1")),
    "no role": ({"userRole": None}, Listed(entra(1), "Kollega 1")),
    "a role that is no text": ({"userRole": ["guest"]}, Listed(entra(1), "Kollega 1")),
    "an owner": ({"userRole": "owner"}, Listed(entra(1), "Kollega 1", owns=True)),
    "an owner, in capitals": ({"userRole": " Owner"}, Listed(entra(1), "Kollega 1", owns=True)),
    "a role that sounds like it": ({"userRole": "coowner"}, Listed(entra(1), "Kollega 1")),
    "no name": ({"name": None}, Listed(entra(1), "Kollega 1")),
    "no name at all": ({"name": None, "givenName": None, "surname": 7}, Listed(entra(1), "")),
    "a name in lines": ({"name": " Åse\r\n\tØ.  Ærø\x00\x1b "}, Listed(entra(1), "Åse Ø. Ærø")),
    "a name from right to left": ({"name": "Nadia\u202e Petrova"}, Listed(entra(1), "Nadia Petrova")),
    "half an emoji": ({"name": "Bente \ud83d"}, Listed(entra(1), "Bente ?")),
    "markup": ({"name": "<b>[Jo](x)</b>"}, Listed(entra(1), "<b>[Jo](x)</b>")),
    "a novel": ({"name": "B" * 5000}, Listed(entra(1), "B" * 256)),
}  # fmt: skip


@pytest.mark.parametrize("who", SOMEBODY)
async def test_who_is_a_colleague_is_in_it(read: Reader, who: str) -> None:
    changed, expected = SOMEBODY[who]
    assert await read.of(member(1, **changed)) == (expected,)


THROTTLED = Fault(429, headers={"Retry-After": "7"})
CODE = {"error": {"code": "BotNotInConversationRoster"}}
# On whichever page it happens: what was read before it counts for nothing.
FAULTS: dict[str, tuple[Fault, Retry | Refused]] = {
    "throttled": (THROTTLED, Retry(7.0, throttled=True)),
    "unavailable": (Fault(503), Retry(None)),
    "server error": (Fault(500), Retry(None)),
    "slow": (Fault(200, delay=5), Retry(None)),
    "reset": (Fault(reset=True), Retry(None)),
    "half of it, then silence": (Fault(200, slow_body=5), Retry(None)),
    "half a JSON": (Fault(200, body='{"members": [{"id": "29:x"}'), Retry(None)),
    "HTML": (Fault(200, body="<html>ok</html>"), Retry(None)),
    "nothing": (Fault(200, body=""), Retry(None)),
    "an object without members": (Fault(200, json={}), Retry(None)),
    "an activity's id": (Fault(201, json={"id": "activity-1"}), Retry(None)),
    "members that are no list": (Fault(200, json={"members": {"0": member(1)}}), Retry(None)),
    "a member that is none": (page(member(1), "29:x"), Retry(None)),
    "an id that is no text": (page(member(1, aadObjectId=7)), Retry(None)),
    "a list": (Fault(200, json=[member(1)]), Retry(None)),
    "too much": (page(member(1), member(2, givenName="G" * MOST)), Retry(None)),
    "a token that is no text": (page(member(1), token=7), Retry(None)),
    "a token in lines": (page(member(1), token="a\r\nHost: b"), Retry(None)),
    "a token as long as a book": (page(member(1), token="a" * 5000), Retry(None)),
    "token not taken": (Fault(401), Retry(None)),
    "not in the team": (Fault(403, json=CODE), Refused("BotNotInConversationRoster", unreachable=True)),
    "forbidden, in HTML": (Fault(403, body="<h1>403</h1>"), Refused("http_403")),
    "no such thing here": (Fault(404), Refused("http_404")),
    "not implemented": (Fault(405), Refused("http_405")),
    "redirect": (Fault(307, headers={"Location": "/elsewhere"}), Refused("redirect")),
}  # fmt: skip


@pytest.mark.parametrize("where", ["on the first page", "on the second"])
@pytest.mark.parametrize("fault", FAULTS)
async def test_what_fails_fails_whole(read: Reader, fault: str, where: str) -> None:
    wrong, expected = FAULTS[fault]
    before = [page(member(1), token="next")] if where == "on the second" else []
    # Twice: on a line that breaks aiohttp itself asks once more, as one may who only asks.
    read.teams.fail(*before, wrong, wrong)
    read.teams.rosters[CHANNEL] = [member(1)]
    assert await read() == expected
    assert len(read.teams.sent) == len(before) + (2 if wrong.reset else 1)


async def test_a_page_of_five_hundred_is_not_too_much(read: Reader) -> None:
    """A message's answer may have 64 KB; a page of long names has seven times as much."""
    found = await read.of(*(member(number, name=f"Kollega {number} " + "Ø" * 200) for number in range(500)))
    assert isinstance(found, tuple)
    assert len(found) == 500
    assert len(read.teams.sent) == 1


async def test_an_old_token_is_renewed_once(read: Reader) -> None:
    read.teams.rosters[CHANNEL] = [member(1)]
    await read.world.token.bearer()
    read.world.clock.now += 60
    read.teams.fail(Fault(401))
    assert await read() == (Listed(entra(1), "Kollega 1"),)
    assert [asked.headers["Authorization"] for asked in read.teams.sent] == [
        "Bearer bot-token-1",
        "Bearer bot-token-2",
    ]


async def test_a_token_of_another_team_is_not_accepted(read: Reader) -> None:
    """Teams' own refusal of it reaches us as one."""
    read.teams.rosters[CHANNEL] = [member(1)]
    read.teams.fail(page(member(1), token="of-another-team"))
    assert await read() == Refused("BadArgument")


@pytest.mark.parametrize("tokens", [("a", "a"), ("a", "b", "a"), ("a", "b", "c", "b")])
async def test_pages_that_lead_back_are_left(read: Reader, tokens: tuple[str, ...]) -> None:
    read.teams.fail(*(page(member(1), token=token) for token in tokens))
    read.teams.always = Fault(500)
    assert await read() == Retry(None)
    assert len(read.teams.sent) == len(tokens), "it does not ask once more"


async def test_pages_without_end_are_left(read: Reader) -> None:
    read.teams.fail(*(page(member(number), token=f"page-{number}") for number in range(2 * PAGES)))
    assert await read() == Refused("too_many_pages")
    assert len(read.teams.sent) == PAGES


@pytest.mark.parametrize("members", [[], [member(1, userRole="guest")], [{"id": BOT}, {}]])
async def test_a_team_of_nobody_is_an_error(read: Reader, members: list[Any]) -> None:
    """Else everybody would have left because of one odd answer."""
    assert await read.of(*members) == Refused("nobody_listed")


async def test_nobody_listening_is_tried_again(read: Reader) -> None:
    assert await read(deserted_url()) == Retry(None)


async def test_no_address_off_the_list_gets_a_byte(read: Reader) -> None:
    """safety.md T4: two hundred tricks, each of them led to the fake if it were asked."""
    roster = TeamsRoster(Connector(read.world.session, read.world.token, hosts.is_connector))
    port = read.teams.server.port
    for url in [read.teams.url, *(trick.replace("{port}", str(port)) for trick in TRIES)]:
        assert await roster.members(Address(TENANT, url, CHANNEL)) == Refused("host_not_allowed"), url
    assert len(TRIES) > 200
    assert (read.teams.sent, read.teams.token_requests) == ([], [])


async def test_the_query_cannot_be_written_by_a_conversation(read: Reader) -> None:
    answer = await read.roster.members(Address(TENANT, read.teams.url, "../x?pageSize=1#y"))
    assert answer == Refused("ConversationNotFound", unreachable=True)
    [asked] = read.teams.sent
    assert asked.path == "/v3/conversations/..%2Fx%3FpageSize%3D1%23y/pagedmembers"


async def test_a_refusal_is_quiet_and_names_nobody(read: Reader) -> None:
    """Agents Playground may know no rosters: that is worth no warning."""
    with capture_logs() as logs:
        assert await read() == Refused("ConversationNotFound", unreachable=True)
        read.teams.fail(page(member(1), token=7))
        await read()
        await read.of(member(1))
    assert logs
    assert [line for line in logs if line["log_level"] != "info"] == []
    assert not any(word in str(logs) for word in ("Kollega", entra(1), CHANNEL, TENANT, APP_ID))


@pytest.fixture
async def joined(town: Town) -> AsyncIterator[TeamsClient]:
    """The service as it is wired together. It has just been added to a team, and so the roster is due."""
    async with in_teams(town) as teams:
        await teams.joins_the_team(METTE)
        yield teams


async def test_the_running_service_reads_the_roster_of_its_team(joined: TeamsClient, town: Town) -> None:
    new, guest = member(9, tenantId=TOWN), member(10, tenantId=TOWN, userRole="guest")
    joined.teams.rosters[CHANNEL] = [new, guest]
    await joined.medvind.metronome._beat()
    assert {row.person_id for row in await rows(town, Member)} == {entra(9)}
    assert entra(10) not in {person.id for person in await rows(town, Person)}


async def test_a_channel_without_rosters_is_harmless(joined: TeamsClient, town: Town) -> None:
    """As Agents Playground may be: a quiet refusal, asked again tomorrow."""
    with capture_logs() as logs:
        await joined.medvind.metronome._beat()
        await joined.medvind.metronome._beat()
    asked = [sent for sent in joined.teams.sent if sent.path == PAGED]
    assert (len(asked), await rows(town, Member)) == (1, [])
    assert [line for line in logs if line["log_level"] not in ("info", "debug")] == []
