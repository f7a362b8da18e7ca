"""Somebody who cannot go on is not asked for a good story."""

from __future__ import annotations

import pytest

from domain.distress import sounds_desperate


@pytest.mark.parametrize(
    "text",
    [
        "jeg vil ikke leve mere og har lyst til at dø",
        "jeg er så træt og græder på arbejde, jeg kan ikke mere",
        "jeg kan ikke mere",
        "Jeg orker det ikke",
        "jeg tænker på selvmord",
        "I want to die",
    ],
)
def test_despair_is_heard(text: str) -> None:
    assert sounds_desperate(text)


@pytest.mark.parametrize(
    "text",
    [
        "Vi grinede, så vi ikke kunne holde op",
        "Jeg kan ikke mere end rose mine kolleger",
        "Beboeren ville ikke mere have grød, så vi bagte boller",
        "I går græd vi af grin, da kaffen væltede",
        "Hun vil leve livet, som hun altid har gjort",
    ],
)
def test_joy_is_not_taken_for_it(text: str) -> None:
    assert not sounds_desperate(text)


def test_a_hostile_text_is_read_to_the_end() -> None:
    assert not sounds_desperate("vil ikke " * 5000)
