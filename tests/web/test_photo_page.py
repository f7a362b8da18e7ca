"""The page where a photo is handed in: one key, one person, one story, once; and forms that no browser sends."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from io import BytesIO
from typing import Any

import aiohttp
import pytest

from bot.web.photo import FORM_MOST, PARTS_MOST
from domain.photo_rules import ALT_MAX, MAX_BYTES
from storage import photos
from storage.tables import Story, StoryPhoto, WebKey
from tests.edge.photo_flows import painted
from tests.stories import rows
from tests.town import ANNE, BENTE, TENANT, Town
from tests.web.desk import Answer, Desk, tells
from texts.catalogue import texts

SAY = texts("da")
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
SAID = {"alt_text": "En kaffekande", "no_citizen": "true", "all_agreed": "true"}
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


async def link_of(town: Town, person: str = ANNE, title: str = "Kaffe på gangen") -> str:
    """She tells a story, presses the button, and gets a link."""
    town.clock.now += timedelta(minutes=1)
    await tells(town, person, title=title)
    chat = town.chat(person)
    await chat.says("mine historier")
    await chat.taps("Tilføj et billede")
    (action,) = [action for action in chat.cards[0]["actions"] if "url" in action]
    return str(action["url"]).partition("key=")[2]


def form(key: str, *files: bytes, **changed: str) -> aiohttp.FormData:
    made = aiohttp.FormData(default_to_multipart=True)
    made.add_field("key", key)
    for data in files:
        made.add_field("photo", BytesIO(data), filename="IMG_1.heic", content_type="text/plain")
    for name, value in {**SAID, **changed}.items():
        if value:
            made.add_field(name, value)
    return made


async def sends(desk: Desk, data: Any, **headers: str) -> Answer:
    return await desk.ask("POST", "/photo", data=data, headers=headers)


def says(answer: Answer, text_id: str) -> bool:
    return SAY(text_id) in answer.text


async def kept(desk: Desk) -> list[StoryPhoto]:
    return list(await rows(desk.town, StoryPhoto))


async def test_from_the_chat_to_the_picture(desk: Desk) -> None:
    key = await link_of(desk.town)
    shown = await desk.get(f"/photo?key={key}")
    assert (shown.status, "Kaffe på gangen" in shown.text) == (200, True)
    assert re.search(r'<input type="file"[^>]*accept="image/\*"', shown.text)
    assert "<script" not in shown.text
    assert shown.headers["Cache-Control"] == "no-store"
    done = await sends(desk, form(key, painted()))
    assert (done.status, says(done, "photo-kept-heading"), key in done.text) == (200, True, False)
    (photo,) = await kept(desk)
    assert (photo.alt_text, photo.width, photo.height) == ("En kaffekande", 40, 30)
    assert photo.confirmed_at is not None
    assert photos.jpeg_of(photo).startswith(b"\xff\xd8\xff")


async def test_looking_changes_nothing(desk: Desk) -> None:
    key = await link_of(desk.town)
    before = [row.model_dump() for row in await rows(desk.town, WebKey)]
    for _ in range(3):
        assert (await desk.get(f"/photo?key={key}")).status == 200
    assert (await desk.ask("HEAD", f"/photo?key={key}")).status == 200
    assert [row.model_dump() for row in await rows(desk.town, WebKey)] == before
    assert await kept(desk) == []


async def test_the_link_is_used_up_by_a_picture_and_by_nothing_else(desk: Desk) -> None:
    key = await link_of(desk.town)
    for wrong in (form(key), form(key, b"no picture"), form(key, painted(), alt_text="")):
        assert (await sends(desk, wrong)).status == 400
    assert (await sends(desk, form(key, painted()))).status == 200
    again = await sends(desk, form(key, painted("red")))
    assert (again.status, says(again, "web-photo-link-used")) == (403, True)
    assert (await desk.get(f"/photo?key={key}")).status == 403
    assert len(await kept(desk)) == 1


async def test_sent_twice_at_once_it_is_kept_once(desk: Desk) -> None:
    key = await link_of(desk.town)
    answers = await asyncio.gather(*(sends(desk, form(key, painted())) for _ in range(4)))
    assert sorted(answer.status for answer in answers) == [200, 403, 403, 403]
    assert len(await kept(desk)) == 1


async def test_a_link_keeps_to_its_own_story_whatever_else_is_in_the_form(desk: Desk) -> None:
    await tells(desk.town, ANNE, title="En anden")
    key = await link_of(desk.town, title="Den rigtige")
    others = [story for story in await rows(desk.town, Story) if story.title != "Den rigtige"]
    more = {"story": others[0].id, "story_id": others[0].id, "tenant_id": TENANT, "person_id": BENTE}
    assert (await sends(desk, form(key, painted(), **more))).status == 200
    (photo,) = await kept(desk)
    (right,) = [story for story in await rows(desk.town, Story) if story.title == "Den rigtige"]
    assert photo.story_id == right.id


@ON_SQLITE
@pytest.mark.parametrize("key", ["", "x", "æøå", "a" * 5000, "' OR 1=1 --", HOSTILE])
async def test_an_invented_key_opens_nothing_and_breaks_nothing(desk: Desk, key: str) -> None:
    refused = await sends(desk, form(key, painted()))
    assert (refused.status, says(refused, "web-photo-link-used")) == (403, True)
    shown = await desk.ask("GET", "/photo", params={"key": key})
    assert (shown.status, "<script" in shown.text) == (403, False)
    assert await kept(desk) == []


@ON_SQLITE
async def test_for_somebody_without_a_key_no_file_is_read(desk: Desk) -> None:
    """It is asked for before the first byte of the file: what comes behind it is not looked at."""
    boundary = {"Content-Type": "multipart/form-data; boundary=b"}
    head = b'--b\r\nContent-Disposition: form-data; name="photo"; filename="a"\r\n\r\n'
    refused = await sends(desk, head + b"and no end", **boundary)
    assert (refused.status, says(refused, "web-photo-link-used")) == (403, True)


@ON_SQLITE
@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"alt_text": ""}, "photo-caption-alt-missing"),
        ({"alt_text": "x" * (ALT_MAX + 1)}, "photo-caption-alt-too-long"),
        ({"alt_text": "Kaffe 010190-1234"}, "photo-caption-alt-cpr"),
        ({"no_citizen": ""}, "photo-caption-citizen-not-confirmed"),
        ({"all_agreed": ""}, "photo-caption-colleagues-not-confirmed"),
    ],
)
async def test_what_is_missing_is_said_and_nothing_is_lost(
    desk: Desk, changed: dict[str, str], wrong: str
) -> None:
    key = await link_of(desk.town)
    answer = await sends(desk, form(key, painted(), **changed))
    assert (answer.status, says(answer, wrong), says(answer, "web-photo-again")) == (400, True, True)
    alt_text = changed.get("alt_text", SAID["alt_text"])
    assert f'name="alt_text" value="{alt_text}"' in answer.text
    for name in ("no_citizen", "all_agreed"):
        assert (f'name="{name}" value="true" required checked' in answer.text) is (name not in changed)
    assert f'name="key" value="{key}"' in answer.text
    assert await kept(desk) == []


@ON_SQLITE
@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ((), "none"),
        ((b"",), "none"),
        ((painted(), painted("red")), "several"),
        ((b"GIF89a" + bytes(99),), "other-kind"),
        ((b"\0\0\0\x18ftypheic",), "heic"),
        ((painted()[:200],), "broken"),
        ((b"\xff\xd8\xff" + bytes(MAX_BYTES),), "too-heavy"),
    ],
    ids=["no file", "empty", "two", "gif", "heic", "cut", "heavy"],
)
async def test_a_file_that_is_no_photo_is_refused_in_one_sentence(
    desk: Desk, files: tuple[bytes, ...], problem: str
) -> None:
    key = await link_of(desk.town)
    answer = await sends(desk, form(key, *files))
    assert (answer.status, says(answer, f"photo-problem-{problem}")) == (400, True)
    assert 'name="alt_text" value="En kaffekande"' in answer.text
    assert await kept(desk) == []


@ON_SQLITE
async def test_a_body_that_is_too_large_is_refused_before_it_is_read(desk: Desk) -> None:
    """It is not even waited for: nobody sends it here, and the answer comes all the same."""
    headers = {"Content-Type": "multipart/form-data; boundary=b", "Content-Length": str(FORM_MOST + 1)}
    assert (await half_sent(desk, headers)).startswith("HTTP/1.1 413 ")


async def half_sent(desk: Desk, headers: dict[str, str], body: bytes = b"") -> str:
    """A request whose body never comes to an end, and what is answered to it."""
    server = desk.client.server
    reader, writer = await asyncio.open_connection(server.host, server.port)
    lines = ["POST /photo HTTP/1.1", "Host: medvind.example", *(f"{k}: {v}" for k, v in headers.items())]
    writer.write("\r\n".join([*lines, "", ""]).encode() + body)
    async with asyncio.timeout(20):
        answer = (await reader.readuntil(b"</html>")).decode()
    writer.close()
    await writer.wait_closed()
    return answer


@ON_SQLITE
async def test_a_body_without_an_end_is_not_begun(desk: Desk) -> None:
    headers = {"Content-Type": "multipart/form-data; boundary=b", "Transfer-Encoding": "chunked"}
    begun = b"10\r\n--b\r\nContent-Dis\r\n"
    answer = await half_sent(desk, headers, begun)
    assert answer.startswith("HTTP/1.1 413 ")
    assert SAY("web-photo-too-heavy-text") in answer


PART = b'--b\r\nContent-Disposition: form-data; name="alt_text"\r\n\r\nx\r\n'
BOUNDARY = "multipart/form-data; boundary=b"


@ON_SQLITE
@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("multipart/form-data", b"--b\r\n", 400),
        ("multipart/form-data; boundary=" + "b" * 71, b"--b\r\n", 400),
        (BOUNDARY, b"", 400),
        (BOUNDARY, b"nonsense", 400),
        (BOUNDARY, b"\r\n" * 9_000, 400),
        (BOUNDARY, PART, 400),
        (BOUNDARY, PART * (PARTS_MOST + 1) + b"--b--\r\n", 400),
        (BOUNDARY, b"--b\r\n\r\nno name\r\n--b--\r\n", 403),
        (
            BOUNDARY,
            b"--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\n--c--\r\n--b--\r\n",
            400,
        ),
        (BOUNDARY, b"--b\r\n" + b"X: " + b"y" * 20_000 + b"\r\n\r\n\r\n--b--\r\n", 400),
        (BOUNDARY, b"--b\r\n" + b"X: y\r\n" * 500 + b"\r\n\r\n--b--\r\n", 400),
        (BOUNDARY, b'--b\r\nContent-Disposition: form-data; name="key"\r\n\r\n\xff\xfe\r\n--b--\r\n', 403),
        ("application/x-www-form-urlencoded", b"key=x", 415),
        ("application/json", b"{}", 415),
        ("", b"key=x", 415),
    ],
)
async def test_a_form_that_no_browser_sends_is_a_page_and_no_crash(
    desk: Desk, kind: str, body: bytes, status: int
) -> None:
    answer = await sends(desk, body, **{"Content-Type": kind})
    assert (answer.status, "<h1>" in answer.text) == (status, True)


@ON_SQLITE
async def test_another_site_cannot_hand_in_a_picture(desk: Desk) -> None:
    key = await link_of(desk.town)
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        assert (await sends(desk, form(key, painted()), **headers)).status == 403
    same = {"Sec-Fetch-Site": "same-origin", "Origin": "null"}
    assert (await sends(desk, form(key, painted()), **same)).status == 200


@ON_SQLITE
async def test_what_people_write_is_text(desk: Desk) -> None:
    key = await link_of(desk.town, title="<img src=x onerror=alert(1)>")
    shown = await sends(desk, form(key, painted(), alt_text=HOSTILE, no_citizen=""))
    done = await sends(desk, form(key, painted(), alt_text=HOSTILE))
    assert (shown.status, done.status) == (400, 200)
    for answer in (shown, done):
        assert "<script" not in answer.text
        assert "<img" not in answer.text


@ON_SQLITE
async def test_the_page_speaks_her_language(desk: Desk) -> None:
    key = await link_of(desk.town)
    await desk.town.chat(ANNE).says("my stories")
    shown = await desk.get(f"/photo?key={key}")
    assert '<html lang="en">' in shown.text
