"""What may be a name in the line about what was agreed."""

from __future__ import annotations

import pytest

from domain.agreement import AgreementProblem, name_like, text_problem


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Vi bytter", {"vi"}),
        ("Jonas' tur", {"jonas", "jona"}),
        ("JONASS vagt", {"jonass", "jonas"}),
        ("Şule og Łukasz", {"şule", "łukasz"}),
        ("hver dag", set()),
        ("Anne-Grethe", {"anne", "grethe"}),
        ("Å", set()),
    ],
)
def test_words_with_a_capital_may_be_names(text: str, words: set[str]) -> None:
    """In any alphabet with capitals, with and without the genitive's s."""
    assert set(name_like(text)) == words


def test_what_is_wrong_with_the_line() -> None:
    assert text_problem("Vi ringer til 010190-1234") is AgreementProblem.CPR
    assert text_problem("x" * 301) is AgreementProblem.TOO_LONG
    assert text_problem("Vi bytter de to tunge morgener") is None
