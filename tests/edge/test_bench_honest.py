"""The benchmark measures what production does: the same gate, the same commit, and contenders that stand still."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from benchmarks import contenders, stories
from benchmarks.authority import Authority, open_authority
from benchmarks.load import Answer, Server, run

PEOPLE = 3


@pytest.fixture
async def service(tmp_path: Path) -> AsyncIterator[tuple[Server, Authority, str]]:
    """As the benchmark starts it: a process of its own, SQLite on disk."""
    url = f"sqlite:///{tmp_path}/medvind.db"
    await stories.found(url, tmp_path / "keys", PEOPLE)
    async with open_authority() as authority:
        settings = stories.environment(url, tmp_path / "keys")
        async with stories.running(authority, 0, settings) as server:
            yield server, authority, url


async def hand_in(server: Server, authority: Authority, authorization: str | None) -> Answer:
    """A form that was opened as it should be, handed in with this for a token."""
    bearer = authority.token(stories.APP_ID, stories.SERVICE_URL)
    (form,) = await stories.Crowd(bearer, PEOPLE).forms([server], 1)
    good = f"Authorization: Bearer {bearer}\r\n"
    assert good.encode() in form
    written = f"Authorization: {authorization}\r\n" if authorization else ""
    (answer,) = (await run([server], [form.replace(good.encode(), written.encode())])).answers
    return answer


async def test_the_measured_service_takes_a_story_with_a_good_token_only(
    service: tuple[Server, Authority, str],
) -> None:
    server, authority, url = service
    stranger, app, address = Authority(), stories.APP_ID, stories.SERVICE_URL
    refused = {
        "no token": None,
        "a word": "Bearer x",
        "signed by a stranger": f"Bearer {stranger.token(app, address)}",
        "for another bot": f"Bearer {authority.token('another', address)}",
        "for another address": f"Bearer {authority.token(app, authority.url)}",
        "expired": f"Bearer {authority.token(app, address, lifetime=-600)}",
        "of another issuer": f"Bearer {authority.token(app, address, iss='https://sts.windows.net/')}",
    }
    for why, authorization in refused.items():
        answer = await hand_in(server, authority, authorization)
        assert answer.status == 401, why
        assert not stories.is_thanked(answer)
    assert await stories.told(url) == 0

    good = f"Bearer {authority.token(app, address)}"
    assert stories.is_thanked(await hand_in(server, authority, good))
    assert await stories.told(url) == 1
    assert authority.replies == 0, "an invoke is answered in its own answer"


@pytest.mark.parametrize("name", contenders.NAMES)
def test_a_contender_is_pinned_to_the_last_package(name: str) -> None:
    pins = (contenders.HERE / f"{name}.txt").read_text(encoding="utf8").splitlines()
    assert [pin for pin in pins if not re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9][A-Za-z0-9.]*", pin)] == []
    assert contenders.version(name).partition("==")[2]
    assert contenders.script(name).exists()


def test_there_is_no_contender_that_is_not_told_of() -> None:
    assert {file.stem for file in contenders.HERE.glob("*.txt")} == set(contenders.NAMES)
