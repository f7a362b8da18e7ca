"""The bodies with which an invoke is answered: the small envelopes Teams expects around a card or a sentence.

Every one of them travels with HTTP 200; what went wrong, if anything, is said inside, where Teams shows it.
"""

from typing import Any

CARD = "application/vnd.microsoft.card.adaptive"
MESSAGE = "application/vnd.microsoft.activity.message"


def attachment(card: dict[str, Any]) -> dict[str, Any]:
    """A card as something that hangs on a message or fills a dialog."""
    return {"contentType": CARD, "content": card}


def replace_card(card: dict[str, Any]) -> dict[str, Any]:
    """After a button on a card: this card takes its place, for the person who pressed."""
    return {"statusCode": 200, "type": CARD, "value": card}


def say(text: str) -> dict[str, Any]:
    """After a button on a card: the card stays, and this sentence is shown for a moment."""
    return {"statusCode": 200, "type": MESSAGE, "value": text}


def dialog(card: dict[str, Any], title: str) -> dict[str, Any]:
    """Opens a dialog with the card, or goes on to the dialog's next card."""
    info = {"title": title, "height": "medium", "width": "medium", "card": attachment(card)}
    return {"task": {"type": "continue", "value": info}}


def dialog_says(text: str) -> dict[str, Any]:
    """Closes the dialog and shows this sentence."""
    return {"task": {"type": "message", "value": text}}
