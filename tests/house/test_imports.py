"""What the code may use, and where: read from its syntax, so that a comment proves nothing."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.words import ROOT, modules

DANISH = re.compile("[æøåÆØÅ]")
# Danish in code that nobody reads on a screen, with the reason for each.
DANISH_BY_RIGHT = {
    "domain/distress.py": "words to listen for",
    "domain/hard_events.py": "words to listen for",
    "domain/organisation.py": "weekdays as a leader writes them in the organisation's file",
    "domain/story_rules.py": "capital letters that names begin with",
}
SDK = {"botbuilder", "botframework", "msrest"}
HEAVY = {
    "aiohttp",
    "alembic",
    "asyncio",
    "botbuilder",
    "jinja2",
    "microsoft_teams",
    "pydantic",
    "rich",
    "sqlalchemy",
    "sqlmodel",
    "structlog",
}
# The two that read the wall clock: it is read there and handed down.
CLOCKS = {"bot/clock.py"}
UNSAFE = {"pickle", "jsonpickle", "marshal", "shelve", "dill", "cloudpickle", "joblib", "yaml"}
# Ways to run, or to import unseen, what stands in a text.
RUNS_TEXT = {"eval", "exec", "compile", "__import__", "import_module"}
READS_THE_CLOCK = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time"}


def imported(module: ast.Module) -> Iterator[str]:
    """Every name a module imports, from wherever in it, as `package.thing`."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def docstrings(module: ast.Module) -> set[int]:
    """The line of every docstring: prose about the code, where a Danish word may stand."""
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        node.body[0].lineno
        for node in ast.walk(module)
        if isinstance(node, holders) and node.body and ast.get_docstring(node, clean=False) is not None
    }


def danish(module: ast.Module) -> list[str]:
    prose = docstrings(module)
    return [
        node.value
        for node in ast.walk(module)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and DANISH.search(node.value)
        and node.lineno not in prose
    ]


def clocks(module: ast.Module) -> list[str]:
    return [
        f"{node.lineno}: {ast.unparse(node.func)}"
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and any(re.search(rf"\b{re.escape(name)}$", ast.unparse(node.func)) for name in READS_THE_CLOCK)
    ]


def runs_text(module: ast.Module) -> list[str]:
    """Calls of Python's own functions for it; a method may be called `compile`, as a pattern's is."""
    called = [node.func for node in ast.walk(module) if isinstance(node, ast.Call)]
    return [ast.unparse(one) for one in called if ast.unparse(one).removeprefix("importlib.") in RUNS_TEXT]


def test_no_danish_text_is_written_in_the_code() -> None:
    """What a person reads stands in texts/, where a translator finds it."""
    found = {
        str(path): danish(module)
        for path, module in modules().items()
        if path.parts[0] != "texts" and path.parts[:2] != ("bot", "demo") and danish(module)
    }
    assert set(found) == set(DANISH_BY_RIGHT), {p: w for p, w in found.items() if p not in DANISH_BY_RIGHT}


def test_only_one_room_knows_the_bot_sdk() -> None:
    """The SDK is archived: the move to its successor is to be one folder."""
    knowing = {
        str(path.parent)
        for path, module in modules().items()
        if any(name.partition(".")[0] in SDK for name in imported(module))
    }
    assert all(room == "bot/teams" or room.startswith("bot/teams/") for room in knowing), knowing
    assert knowing, "the search finds the SDK where it is"


def test_the_clock_is_read_in_one_place() -> None:
    """Everywhere else `now` is an argument: a test can then be at any moment."""
    found = {str(path): clocks(module) for path, module in modules().items() if clocks(module)}
    assert set(found) == CLOCKS, found


def test_nothing_is_kept_that_can_run_code_when_it_is_read() -> None:
    for path, module in modules().items():
        names = set(imported(module))
        assert not {name.partition(".")[0] for name in names} & UNSAFE, path
        assert not any(name.endswith(("MemoryStorage", "PickleType")) for name in names), path
        assert runs_text(module) == [], path


def test_no_module_of_ours_shadows_one_of_pythons() -> None:
    tops = {path.parts[0].removesuffix(".py") for path in modules()}
    assert not tops & set(sys.stdlib_module_names)


@pytest.mark.parametrize(
    ("search", "source", "found"),
    [
        (danish, 'def f():\n    """Påmindelser."""\n    return "Påmindelser"', 1),
        (danish, '"""Påmindelser."""\nx = "reminders"', 0),
        (clocks, "from datetime import datetime\nnow = datetime.now()", 1),
        (clocks, "import datetime as d\nday = d.date.today()", 1),
        (clocks, "now = clock()", 0),
        (lambda m: [n for n in imported(m) if n in UNSAFE], "def f():\n    import pickle", 1),
        (runs_text, "import importlib\nimportlib.import_module('pickle')\neval('1')\nre.compile('1')", 2),
        (lambda m: [n for n in imported(m) if n.endswith("MemoryStorage")], "from botbuilder.core import MemoryStorage", 1),
    ],
)  # fmt: skip
def test_the_searches_find_what_they_are_for(search: object, source: str, found: int) -> None:
    assert len(search(ast.parse(source))) == found  # type: ignore[operator]


def test_help_comes_without_the_heavy_packages() -> None:
    """`medvind --help` is there at once, because what is slow is imported when it is used."""
    asked = (
        "import json, sys\n"
        "sys.argv = ['medvind', '--help']\n"
        "from bot.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit as end:\n    assert not end.code\n"
        "print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stderr.splitlines()[-1]))
    assert "demo" in done.stdout
    assert "typer" in loaded
    assert loaded & HEAVY == set()


def test_the_service_comes_without_what_few_ask_for() -> None:
    """A Word document is asked for once a week, and what writes it would weigh 11 MB all the time."""
    asked = "import json, sys, bot.commands.serve; print(json.dumps(list(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stdout))
    assert "digest.formats" in loaded
    assert loaded & {"docx", "lxml"} == set()


def test_the_tests_have_no_room_outside_the_map() -> None:
    """Each folder of tests is named in the map at the top of tests/test_house.py."""
    told = (Path(__file__).parents[1] / "test_house.py").read_text(encoding="utf8")
    folders = {path.name for path in Path(__file__).parents[1].iterdir() if (path / "__init__.py").exists()}
    assert [name for name in sorted(folders) if f"{name}/" not in told] == []
