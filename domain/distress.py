"""Words of somebody who cannot go on. They are met with people and numbers, and nothing of them is kept."""

from __future__ import annotations

import re

READ = 4000
_DESPAIR = re.compile(
    r"\b(?:vil|gider|orker) ikke (?:leve|mere)\b|\bikke (?:leve|være her) (?:mere|længere)\b"
    r"|\blyst til at dø\b|\bønsker? at dø\b|\bville? (?:gerne )?dø\b|\bselvmord|\btage mit (?:eget )?liv\b"
    r"|\bkan ikke mere\b(?! (?:huske|end))|\borker (?:det )?ikke\b|\bbrudt? sammen\b|\bbryder sammen\b"
    r"|\bgræd(?:er|t)? (?:på|efter|inden) (?:arbejd|vagt|job)|\bkill myself\b|\bwant to die\b|\bsuicid"
    r"|\bcan'?t go on\b",
    re.IGNORECASE,
)


def sounds_desperate(text: str) -> bool:
    """Lean to yes: a number too many hurts nobody. It decides nothing but which card is shown."""
    return _DESPAIR.search(" ".join(text[:READ].split())) is not None
