"""Reading single fields out of JSON that a stranger wrote.

Optional fields of the wrong type count as absent; an identity of the wrong type does not, because a guess
about who or where is worse than a refusal.
"""

import math
from typing import Any

MAX_NAME = 256
_MAX_IDENTITY = 1_024
_MAX_DEPTH = 32  # what people fill in is two levels deep; a thousand levels is an attack on whoever walks it


class Malformed(ValueError):
    """The body is not an activity Medvind can read; the reason is short and holds nothing a person wrote."""


def node(parent: dict[str, Any], key: str) -> dict[str, Any]:
    """The object under the key, or an empty one."""
    found = parent.get(key)
    return found if isinstance(found, dict) else {}


def text(parent: dict[str, Any], key: str) -> str:
    """The words under the key, or none."""
    found = parent.get(key)
    return cleaned(found) if isinstance(found, str) else ""


def name(parent: dict[str, Any], key: str) -> str:
    """A short text for people to recognise something by."""
    return text(parent, key)[:MAX_NAME]


def identity(parent: dict[str, Any], key: str) -> str:
    """An identifier, or "" when it is absent; anything else than a short string is refused."""
    found = parent.get(key)
    if found is None:
        return ""
    if not isinstance(found, str) or len(found) > _MAX_IDENTITY:
        raise Malformed(f"bad {key}")
    return cleaned(found)


def needed(parent: dict[str, Any], key: str) -> str:
    """An identifier without which nothing can be done."""
    if not (found := identity(parent, key)):
        raise Malformed(f"no {key}")
    return found


def storable(value: Any, depth: int = 0) -> Any:
    """The value, such that it can be stored and sent on: shallow, finite, valid UTF-8."""
    if depth > _MAX_DEPTH:
        raise Malformed("nested too deeply")
    if isinstance(value, str):
        return cleaned(value)
    if isinstance(value, dict):
        return {cleaned(str(key)): storable(entry, depth + 1) for key, entry in value.items()}
    if isinstance(value, list):
        return [storable(entry, depth + 1) for entry in value]
    if value is None or isinstance(value, bool | int) or (isinstance(value, float) and math.isfinite(value)):
        return value
    raise Malformed("not a JSON value")


def cleaned(words: str) -> str:
    """The words without what no database takes: NUL, and half of a surrogate pair (a cut emoji)."""
    words = words.replace("\x00", "")
    return words if words.isascii() else words.encode("utf-8", "replace").decode("utf-8")
