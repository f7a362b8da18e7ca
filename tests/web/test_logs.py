"""safety.md T18: with every log at DEBUG, nothing of what people are or write is in them."""

from __future__ import annotations

import ast
import asyncio
import gc
import json
import logging
import os
import re
import secrets
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable, Iterator, MutableMapping
from pathlib import Path
from typing import Any

import pytest
import structlog
from pydantic import SecretStr

from bot.logs import KEYS, Door, quiet_logs, trail
from tests import observer
from tests.house.words import modules
from tests.observer import EAR, NotAllowed, leaks
from tests.town import ANNE, Town
from tests.web.desk import Desk

HERE = Path(__file__).parents[2]
CANARY = "Gulspurven på taget"
LEVELS = {"debug", "info", "warning", "error", "critical", "exception", "log"}
log = structlog.get_logger()
# Words that the service itself says, so that silence would not pass for secrecy.
SAID = (
    "turn_failed",
    "request_failed",
    "reply_lost",
    "connector_answer",
    "request_turned_away",
    '"event": "message"',
    "python_info",
)


def test_no_log_tells_who_or_what(database_url: str) -> None:
    """A whole day in a process of its own: stories, consent, nudge, digest, sign-in, and what fails."""
    day = subprocess.run(
        [sys.executable, "-m", "tests.web.talkative", database_url],
        cwd=HERE,
        env={**os.environ, "PYTHONASYNCIODEBUG": "1"},
        capture_output=True,
        text=True,
    )
    assert day.returncode == 0, day.stderr[-3000:]
    canaries = json.loads(day.stdout)
    assert len(canaries) > 20
    assert all(len(canary) > 3 for canary in canaries)
    assert [word for word in SAID if word not in day.stderr] == []
    leaked = {canary: line[:300] for line in day.stderr.splitlines() for canary in canaries if canary in line}
    assert leaked == {}
    assert '"dropped"' not in day.stderr, "nothing was logged that bot/logs.py does not allow"


def calls_of_the_log(module: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LEVELS:
            holder = ast.unparse(node.func.value)
            if holder == "log" or "get_logger" in holder or "getLogger" in holder:
                yield node


def test_every_line_of_ours_is_allowed() -> None:
    """Also those that no test reaches: a name for what happened, and keys that the list knows."""
    calls = [(path, call) for path, module in modules().items() for call in calls_of_the_log(module)]
    assert len(calls) > 10, "the search finds the log where it is used"
    for path, call in calls:
        if str(path) == "bot/logs.py":
            continue
        (event,) = call.args
        assert isinstance(event, ast.Constant), f"{path}:{call.lineno} an event is named in the code"
        assert KEYS["event"](event.value), f"{path}:{call.lineno} {event.value!r} is not a name"
        unknown = {keyword.arg for keyword in call.keywords} - KEYS.keys()
        assert unknown == set(), f"{path}:{call.lineno} logs what bot/logs.py does not allow"


def test_nobody_of_ours_logs_past_the_door() -> None:
    past = [str(path) for path, module in modules().items() if "getLogger" in ast.unparse(module)]
    assert past == ["bot/logs.py"]


class OpenDoor(Door):
    """What the door would be without its list."""

    def __call__(self, _: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        return event


def key() -> None:
    log.info("told", text=CANARY)


def event() -> None:
    log.info(CANARY)


def event_with_words() -> None:
    log.info("told %s", CANARY)


def sentence_in_an_allowed_key() -> None:
    log.info("told", reason=CANARY, error=CANARY, trail=[CANARY])


def name_of_a_key() -> None:
    log.info("told", **{CANARY: 1})


def exception() -> None:
    log.error("told", exc_info=ValueError(CANARY))


def library() -> None:
    logging.getLogger("some.library").debug("heard %s", CANARY)


def library_that_failed() -> None:
    try:
        raise ValueError(CANARY)
    except ValueError:
        logging.getLogger("aiohttp.server").exception("Error handling request from %s", CANARY)


def task_that_nobody_asked_about() -> None:
    async def fail() -> None:
        raise ValueError(CANARY)

    async def forget() -> None:
        task = asyncio.ensure_future(fail())
        await asyncio.wait({task})

    with asyncio.Runner() as runner:
        runner.run(forget())
        gc.collect()


DOORS = [
    key, event, event_with_words, sentence_in_an_allowed_key, name_of_a_key, exception,
    library, library_that_failed, task_that_nobody_asked_about,
]  # fmt: skip
OURS = DOORS[:6]


@pytest.mark.parametrize("speak", DOORS)
def test_in_production_a_line_stays_and_what_it_must_not_say_does_not(speak: Callable[[], None]) -> None:
    door = Door()
    with observer.other_logs():
        quiet_logs(logging.DEBUG, door, EAR)
        speak()
    assert leaks(EAR.lines, CANARY) == {}
    lines = [json.loads(line + "}") for line in EAR.lines if line.strip()]
    assert {"told", "event_without_a_name", "library"} & {line["event"] for line in lines}
    assert door.dropped == sum(line.get("dropped", 0) for line in lines)
    assert bool(door.dropped) is (speak in OURS)


@pytest.mark.parametrize("speak", OURS)
def test_in_the_tests_it_is_a_fault(speak: Callable[[], None]) -> None:
    with pytest.raises(NotAllowed):
        speak()
    assert observer.DOOR.kept_back, "seen even if somebody catches the error"
    observer.DOOR.kept_back.clear()


@pytest.mark.parametrize("speak", DOORS)
def test_the_observer_hears_what_the_door_lets_out(speak: Callable[[], None]) -> None:
    """Without the door, and with the libraries' own words, every way out is heard: the watch is awake."""
    with observer.other_logs():
        quiet_logs(logging.DEBUG, OpenDoor(), EAR)
        logging.getLogger().handlers[:] = [logging.StreamHandler(EAR)]
        speak()
    assert leaks(EAR.lines, CANARY) != {}
    EAR.lines.clear()


async def test_the_observer_notes_what_people_say_and_press(town: Town) -> None:
    chat = town.chat(ANNE)
    await chat.says("Blåmejsen sad i vinduet, og vi stod stille.")
    await chat.says("del en god historie")
    await chat.taps("Send historien", title="Solsorten sang")
    supplied = set(observer.supplied())
    assert set(re.findall(r"'token': '([^']+)'", str(chat.cards))) <= supplied, (
        "also of buttons never pressed"
    )
    assert {"Blåmejsen sad i vinduet, og vi stod stille.", "Solsorten sang", "Anne Holm", ANNE} <= supplied
    line = {'{"event": "told", "text": "… %22Solsorten%20sang"'}
    assert leaks(line, ["Solsorten sang"]) != {}, "also as it is written in an address"


async def test_the_observer_notes_requests_and_secrets(desk: Desk) -> None:
    SecretStr("Nattergalen").get_secret_value()
    made = secrets.token_urlsafe(16)
    await desk.get(
        "/editor/login?key=Musvitten", Authorization="Bearer Solsorten", Cookie="medvind=Blåmejsen"
    )
    await desk.post_key("Rødkælken")
    await desk.ask("POST", "/api/messages", data=b'{"text": {"deep": ["Stillitsen"]}}')
    supplied = {word for text in observer.supplied() for word in re.split("[ =]", text)}
    assert {"Nattergalen", "Musvitten", "Solsorten", "Blåmejsen", "Rødkælken", "Stillitsen", made} <= supplied


def test_where_it_failed_is_told_without_the_folder() -> None:
    try:
        Town.in_channel(None, None)  # type: ignore[arg-type]
    except KeyError as error:
        steps = trail(error)
    assert steps[-1].startswith("tests/town.py:")
    assert KEYS["trail"](steps)


def in_a_thread() -> None:
    def fail() -> None:
        raise ValueError(CANARY)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()


def in_a_destructor() -> None:
    class Failing:
        def __del__(self) -> None:
            raise ValueError(CANARY)

    Failing()


def in_a_warning() -> None:
    warnings.showwarning(CANARY, UserWarning, __file__, 1)


@pytest.mark.parametrize(
    ("happen", "event"),
    [(in_a_thread, "thread_failed"), (in_a_destructor, "error_lost"), (in_a_warning, "python_warning")],
)
def test_what_python_would_print_itself_has_no_words_either(
    happen: Callable[[], None], event: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with observer.other_logs():
        quiet_logs(logging.DEBUG, Door(), EAR)
        happen()
    (line,) = [json.loads(line + "}") for line in EAR.lines if event in line]
    assert line["error"] in ("ValueError", "UserWarning")
    assert "tests/web/test_logs.py:" in line["trail"][-1]
    assert (leaks(EAR.lines, CANARY), capsys.readouterr().err) == ({}, "")
