"""Dialogue cards are drawn without repeats, in an order that a restart does not change."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.deck import CARDS, DECK, DECKS, draw
from domain.kinds import Topic


def whole_round(forum_key: str, deck_round: int, topic: Topic = Topic.ATTENDANCE) -> list[str]:
    drawn: list[str] = []
    while (card := draw(topic, forum_key, deck_round, drawn)) is not None:
        drawn.append(card)
    return drawn


def test_the_deck_has_twenty_four_cards_in_six_groups() -> None:
    """From culture_1 to prevent_4, as in voice 3.3."""
    assert len(DECK) == len(set(DECK)) == 24
    assert (DECK[0], DECK[-1]) == ("culture_1", "prevent_4")
    assert {card[:-2] for card in DECK} == {"culture", "work", "contact", "return", "daily", "prevent"}


def test_the_deck_on_psychological_safety_has_twelve_of_its_own() -> None:
    assert len(set(DECKS[Topic.PSYCHOLOGICAL_SAFETY])) == 12
    assert set(DECKS) == set(Topic)
    assert len(CARDS) == sum(map(len, DECKS.values())), "no card is in two decks"


@given(
    st.sampled_from(Topic), st.text(max_size=40).filter(lambda key: key.isprintable()), st.integers(0, 1000)
)
@settings(max_examples=40)
def test_a_round_draws_every_card_once(topic: Topic, forum_key: str, deck_round: int) -> None:
    """And then the deck is used up."""
    drawn = whole_round(forum_key, deck_round, topic)
    assert sorted(drawn) == sorted(DECKS[topic])
    assert draw(topic, forum_key, deck_round, drawn) is None


def test_the_order_is_the_same_on_every_machine() -> None:
    """Written down here, so that a change of the shuffle is noticed: teams are in the middle of their decks."""
    assert whole_round("team-havblik", 1)[:3] == ["culture_2", "prevent_4", "contact_4"]


def test_teams_and_rounds_have_orders_of_their_own() -> None:
    """Two teams comparing notes do not sit with the same card."""
    orders = {tuple(whole_round(team, turn)) for team in ("a", "b", "c") for turn in (1, 2, 3)}
    assert len(orders) == 9


def test_cards_that_left_the_deck_do_no_harm() -> None:
    """An old row may name a card that no longer exists."""
    assert draw(Topic.ATTENDANCE, "a", 1, ["gone_1"]) == draw(Topic.ATTENDANCE, "a", 1, [])
