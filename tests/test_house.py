"""The conventions of the house, as tests. This is where to look for the one that has just failed.

house/test_texts.py     the words: same in both languages, all used, short, and as voice.md asks
house/test_registry.py  every conversation, act, phrase, command and message: unique, and known to both ends
house/test_buttons.py   every button and form: deaf to forged and old cards, cancellable, discreet in a channel
house/test_schema.py    the tables: tenant first, UTC, no column unseen; migrations make exactly them
house/test_imports.py   what the code may use and where: the SDK, the clock, Danish, heavy packages
cards/                  every screen as a card: the lint and the golden files

browser/ check_ins/ conversations/ edge/ faults/ incidents/ rules/ storage/ terminal/ web/ hold what the rooms of
the same name do.
Below are the conventions that are short.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from bot.settings import Settings
from dialogs.registry import ACTS

ROOT = Path(__file__).parents[1]


def readme() -> str:
    return (ROOT / "README.md").read_text(encoding="utf8")


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented(name: str) -> None:
    """Whoever runs Medvind finds every setting in the README, and what it is for in the code."""
    assert f"MEDVIND_{name.upper()}" in readme()
    assert Settings.model_fields[name].description


def test_the_readme_documents_no_setting_that_is_not_there() -> None:
    told = set(re.findall(r"MEDVIND_([A-Z_]+[A-Z])", readme()))
    assert {name.lower() for name in told} <= Settings.model_fields.keys()


def test_every_room_is_shipped() -> None:
    """A top-level package that the distribution forgets works here and nowhere else."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))
    shipped = {name.rstrip("*") for name in project["tool"]["setuptools"]["packages"]["find"]["include"]}
    rooms = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "benchmarks", "scripts"}
    assert rooms == shipped


def test_every_act_is_named_after_what_it_does() -> None:
    """`noun.verb`: a name that reads well in a log, which is the only place it is shown."""
    assert [name for name in ACTS if not re.fullmatch(r"[a-z]+\.[a-z]+(-[a-z]+)*", name)] == []
