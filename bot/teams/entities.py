"""What the entities of a message tell: that the bot was called, and the language of the person's Teams."""

from typing import Any

from bot.teams.fields import identity, name, node, text
from bot.teams.plaintext import without_mentions

_MAX_ENTITIES = 50
_MAX_LOCALE = 35  # the longest well-formed language tag


def spoken(activity: dict[str, Any]) -> str:
    """What the person said, without the mentions of the bot. A colleague's name is part of what was said."""
    recipient = node(activity, "recipient")
    bot_id = identity(recipient, "id")
    mentions = (
        text(entity, "text")
        for entity in _entities(activity)
        if text(entity, "type").lower() == "mention"
        and bot_id
        and text(node(entity, "mentioned"), "id") == bot_id
    )
    return without_mentions(text(activity, "text"), mentions, name(recipient, "name"))


def locale(activity: dict[str, Any]) -> str | None:
    """The language of the person's Teams, such as da-DK."""
    for entity in _entities(activity):
        if text(entity, "type") == "clientInfo" and (found := text(entity, "locale")[:_MAX_LOCALE]):
            return found
    return None


def _entities(activity: dict[str, Any]) -> list[dict[str, Any]]:
    listed = activity.get("entities")
    return (
        [entry for entry in listed[:_MAX_ENTITIES] if isinstance(entry, dict)]
        if isinstance(listed, list)
        else []
    )
