"""The main cards as JSON, to be looked at: each file pastes into the Adaptive Card designer as it is.

After a change that is meant, write them anew and read the difference:
`UPDATE_GOLDEN=1 pytest tests/cards/test_golden.py`.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from bot.teams.cards import CARDS, card
from tests.cards.samples import GOLDEN, SAMPLES

FOLDER = Path(__file__).parent / "golden"
UPDATE = os.environ.get("UPDATE_GOLDEN") == "1"


@pytest.mark.parametrize("name", GOLDEN)
def test_a_card_is_as_it_was_looked_at(name: str) -> None:
    made = card(SAMPLES[name], "da")
    written = json.dumps(made, ensure_ascii=False, indent=2) + "\n"
    path = FOLDER / f"{name}.json"
    if UPDATE:
        FOLDER.mkdir(exist_ok=True)
        path.write_text(written, encoding="utf8")
    assert path.read_text(encoding="utf8") == written, f"{path.name}: meant? UPDATE_GOLDEN=1 writes it anew"


def test_the_folder_holds_the_golden_cards_and_nothing_else() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {f"{name}.json" for name in GOLDEN}


def test_every_screen_has_a_golden_card() -> None:
    assert {type(SAMPLES[name]) for name in GOLDEN} == set(CARDS)
