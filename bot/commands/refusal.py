"""Our own no, on the command line: one sentence with the cure, and exit code 1."""

from __future__ import annotations


class CommandRefused(Exception):
    """`text_id` and its values say why, and what to do about it."""

    def __init__(self, text_id: str, **values: str) -> None:
        super().__init__(text_id)
        self.text_id = text_id
        self.values = values
