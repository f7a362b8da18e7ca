"""What the service counts, for `/metrics`: events and outcomes, never people."""

from __future__ import annotations

from prometheus_client import Counter

TURNS = Counter("medvind_turns", "Turns taken, by what was done", ["kind"])
MESSAGES = Counter("medvind_messages", "What was said first, by outcome", ["message", "outcome"])
