"""GET /api/digest/{week}: who may pull, what comes, and what must never be in it."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime, timedelta

import pytest

from domain.calendar import IsoWeek
from domain.schedule import Occasion
from storage import agenda, forums
from storage.access import TOKEN_LIVES
from tests.stories import COFFEE
from tests.town import ANNE, BENTE, KAREN, METTE, NORD, OTHER_TENANT, TENANT, Town
from tests.web.desk import FORMATS, Desk, found_again, tells, unpacked

WEEK = "2026-W48"
CANARY = "Gulspurven"
STRANGER = "Basic aGVqOmhlag=="


@pytest.mark.parametrize(("fmt", "content_type"), FORMATS.items())
async def test_every_format_comes_as_what_it_is(desk: Desk, fmt: str, content_type: str) -> None:
    await tells(desk.town, ANNE, title=CANARY)
    answer = await desk.pull(WEEK, await desk.token(), fmt)
    assert (answer.status, answer.headers["Content-Type"]) == (200, content_type)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    downloaded = answer.headers.get("Content-Disposition")
    assert downloaded == (
        f'attachment; filename="medvind-2026-W48.{fmt}"' if fmt in ("docx", "eml", "zip") else None
    )


async def test_a_machine_that_names_no_format_gets_json(desk: Desk) -> None:
    await tells(desk.town, ANNE, title=CANARY)
    section = json.loads((await desk.pull(WEEK, await desk.token())).body)
    (item,) = [item for group in section["groups"] for item in group["items"]]
    assert (item["title"], item["text"]) == (CANARY, COFFEE)
    assert item["byline"] == "Anne, social- og sundhedsassistent"


async def test_the_story_is_in_every_format(desk: Desk) -> None:
    """What the searches below look for would be found if it were there."""
    await tells(desk.town, ANNE, title=CANARY)
    token = await desk.token()
    for fmt in FORMATS:
        answer = await desk.pull(WEEK, token, fmt)
        assert CANARY.encode() in answer.body + unpacked(fmt, answer.body), fmt


@pytest.mark.parametrize(
    "week",
    [
        "2026-W54",
        "nonsense",
        "2025-W53",
        "2026-w48",
        "2026-W48%0A",
        "9" * 3000,
        "2026-W00",
        "%FF",
        "٢٠٢٦-W48",
    ],
)
async def test_a_week_that_does_not_exist_is_refused_with_the_reason(desk: Desk, week: str) -> None:
    answer = await desk.pull(week, await desk.token())
    assert (answer.status, answer.headers["Content-Type"]) == (400, "application/json; charset=utf-8")
    assert json.loads(answer.body) == {"error": "Den uge findes ikke. Skriv den som 2026-W47."}


@pytest.mark.parametrize("fmt", ["pdf", "JSON", "../../etc/passwd", "json%00", ""])
async def test_an_unknown_format_is_refused_with_the_known_ones(desk: Desk, fmt: str) -> None:
    answer = await desk.get(f"/api/digest/{WEEK}?format={fmt}", Authorization=f"Bearer {await desk.token()}")
    assert answer.status == 400
    assert json.loads(answer.body)["error"].endswith("Vælg et af disse: md, html, docx, eml, json, zip.")


async def test_without_a_good_token_there_is_nothing(desk: Desk) -> None:
    """Missing, wrong, cut, of another kind: all the same 401, and before the week is looked at."""
    token = await desk.token()
    bad = ["", "Bearer", "Bearer ", f"Bearer {token[:-1]}", f"Bearer {token}x", token, STRANGER]
    for authorization in bad:
        for week in (WEEK, "nonsense"):
            answer = await desk.get(f"/api/digest/{week}", Authorization=authorization)
            assert (answer.status, answer.headers["WWW-Authenticate"]) == (401, "Bearer"), authorization
            assert json.loads(answer.body) == {"error": "Log ind først, eller send et gyldigt token."}
    assert (await desk.ask("GET", f"/api/digest/{WEEK}?token={token}")).status == 401


@pytest.mark.parametrize("header", [b"Authorization: Bearer \xff\xfe", b"Cookie: __Host-medvind=\xff\xfe"])
async def test_bytes_that_are_no_text_open_nothing(desk: Desk, header: bytes) -> None:
    """No client of good manners can send them, so they are written on the wire."""
    server = desk.client.server
    reader, writer = await asyncio.open_connection(server.host, server.port)
    writer.write(b"GET /api/digest/2026-W48 HTTP/1.1\r\nHost: x\r\n" + header + b"\r\n\r\n")
    assert await reader.readline() == b"HTTP/1.1 401 Unauthorized\r\n"
    writer.close()
    await writer.wait_closed()


async def test_a_wrong_token_is_not_mended_by_a_login(desk: Desk) -> None:
    cookie = await desk.cookie(KAREN)
    assert (await desk.get(f"/api/digest/{WEEK}", **cookie)).status == 200
    assert (await desk.get(f"/api/digest/{WEEK}", Authorization="Bearer wrong", **cookie)).status == 401


async def test_a_token_lives_for_a_year(desk: Desk) -> None:
    token, made = await desk.token(), desk.town.clock.now
    desk.town.clock.now = made + TOKEN_LIVES - timedelta(seconds=1)
    assert (await desk.pull(WEEK, token)).status == 200
    desk.town.clock.now = made + TOKEN_LIVES
    assert (await desk.pull(WEEK, token)).status == 401


async def test_each_tenant_pulls_its_own_stories_only(desk: Desk) -> None:
    """The same people, units and weeks in two tenants: the token decides, and nothing else."""
    await found_again(desk.town, OTHER_TENANT)
    await tells(desk.town, ANNE, title="Norddjurs egen")
    await tells(desk.town, ANNE, OTHER_TENANT, title=CANARY)
    ours = await desk.everything(WEEK, await desk.token())
    assert b"Norddjurs egen" in ours
    assert CANARY.encode() not in ours
    theirs = await desk.everything(WEEK, await desk.token(OTHER_TENANT))
    assert CANARY.encode() in theirs
    assert b"Norddjurs egen" not in theirs


async def test_a_withdrawn_story_is_gone_from_the_next_pull(desk: Desk) -> None:
    await tells(desk.town, ANNE, title=CANARY)
    token = await desk.token()
    assert CANARY.encode() in await desk.everything(WEEK, token)
    anne = desk.town.chat(ANNE)
    await anne.says("mine historier")
    await anne.taps("Træk tilbage")
    assert CANARY.encode() not in await desk.everything(WEEK, token)


async def test_an_agreement_is_pulled_while_its_leader_lets_it(desk: Desk) -> None:
    """Ticked within the week it is in every format; before, after and in other weeks in none."""
    token = await desk.token()
    point_id = await _agreed(desk.town, f"Vi lytter til {CANARY}")
    assert CANARY.encode() not in await desk.everything(WEEK, token)
    for ticked in (True, False):
        await _ticked(desk.town, point_id, desk.town.clock() if ticked else None)
        for fmt in FORMATS:
            answer = await desk.pull(WEEK, token, fmt)
            found = CANARY.encode() in answer.body + unpacked(fmt, answer.body)
            assert found is ticked, fmt
        assert CANARY.encode() not in await desk.everything("2026-W47", token)
        assert CANARY.encode() not in await desk.everything("2026-W49", token)


async def test_a_week_with_an_agreement_only_is_not_empty(desk: Desk) -> None:
    await _ticked(desk.town, await _agreed(desk.town, CANARY), desk.town.clock())
    section = json.loads((await desk.pull(WEEK, await desk.token())).body)
    assert section["agreements"] == [{"forum": "Team Nord", "text": CANARY}]
    assert (section["groups"], section["note"]) == ([], None)


async def _agreed(town: Town, text: str) -> str:
    meets_at = town.clock() - timedelta(days=4)
    async with town.database.write() as session:
        forum = await forums.get(session, TENANT, NORD)
        assert forum is not None
        occasion = Occasion(IsoWeek.of(meets_at), meets_at)
        point = await agenda.point_for(session, [(forum, occasion)], meets_at)
        agenda.discuss(point, meets_at)
        agenda.agree(point, text, meets_at)
        return point.id


async def _ticked(town: Town, point_id: str, now: datetime | None) -> None:
    async with town.database.write() as session:
        point = await agenda.get(session, TENANT, point_id)
        assert point is not None
        agenda.tell(point, now)


async def test_nothing_is_pulled_before_the_yes_or_after_it_is_taken_back(desk: Desk) -> None:
    await tells(desk.town, ANNE, title=CANARY, colleague=METTE)
    token = await desk.token()
    assert CANARY.encode() not in await desk.everything(WEEK, token), "she has not answered"
    mette = desk.town.chat(METTE)
    await mette.says("hej")
    await mette.taps("Ja, det er i orden")
    assert CANARY.encode() in await desk.everything(WEEK, token)
    await mette.taps("Træk mit ja tilbage")
    assert CANARY.encode() not in await desk.everything(WEEK, token)


async def test_a_name_that_is_not_to_be_shown_is_in_no_format(desk: Desk) -> None:
    """Not as a byline, and not as an author or an id in the file's own data."""
    await tells(desk.town, ANNE, title=CANARY, name_shown="none")
    await tells(desk.town, BENTE, title="En anden", name_shown="first_name_and_title")
    found = await desk.everything(WEEK, await desk.token())
    for secret in ("Anne", "Holm", "social- og sundhedsassistent", ANNE, "Krogh", BENTE):
        assert secret.encode() not in found, secret
    assert b"Bente, sygeplejerske" in found


@pytest.mark.parametrize(
    ("told", "week"),
    [
        ("2026-11-22 23:59", "2026-W47"),
        ("2026-11-23 00:00", "2026-W48"),  # 23:00 on Sunday in UTC
        ("2026-11-29 23:30", "2026-W48"),
        ("2026-11-30 00:30", "2026-W49"),  # 23:30 on Sunday in UTC
        ("2026-12-28 08:00", "2026-W53"),
        ("2027-01-03 23:30", "2026-W53"),
        ("2027-01-04 00:30", "2027-W01"),
        ("2027-03-28 23:30", "2027-W12"),  # the night the clocks go forward has just been
        ("2027-03-29 00:30", "2027-W13"),  # 22:30 on Sunday in UTC
    ],
)
async def test_weeks_begin_at_midnight_in_copenhagen(desk: Desk, told: str, week: str) -> None:
    desk.town.clock.set(told)
    await tells(desk.town, ANNE, title=CANARY)
    token = await desk.token()
    near = ["2026-W47", "2026-W48", "2026-W49", "2026-W53", "2027-W01", "2027-W12", "2027-W13"]
    found = [one for one in near if CANARY in (await desk.pull(one, token)).text]
    assert found == [week]


async def test_what_the_api_does_not_do(desk: Desk) -> None:
    headers = {"Authorization": f"Bearer {await desk.token()}"}
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert (await desk.ask(method, f"/api/digest/{WEEK}", headers=headers)).status == 405
    head = await desk.ask("HEAD", f"/api/digest/{WEEK}", headers=headers)
    assert (head.status, head.body) == (200, b"")
    paths = [
        "/api",
        "/api/digest",
        "/api/digest/",
        f"/api/digest/{WEEK}/x",
        "/nowhere",
        "/..%2f..%2fetc/passwd",
        "/%00",
    ]
    for path in paths:
        assert (await desk.get(path, **headers)).status == 404, path


async def test_a_town_without_stories_gets_an_empty_section(desk: Desk, town: Town) -> None:
    section = json.loads((await desk.pull(WEEK, await desk.token())).body)
    assert (section["groups"], section["note"].split(".")[0]) == ([], "Ingen nye historier i denne uge")
    assert section["agreements"] == []
