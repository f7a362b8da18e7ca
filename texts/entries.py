"""A file of texts, of which an entry is parsed when it is first said.

To parse all of them takes more time than all the rest of `medvind --help`, and 12 MB.
"""

from __future__ import annotations

import re
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

# Where an entry begins: what belongs to it is indented, and a comment begins with a hash.
_ENTRY = re.compile(r"^(?=(-?[a-zA-Z][\w-]*) *=)", re.MULTILINE)


class Entries:
    """The texts of one language, from its file's `source`."""

    def __init__(self, language: str, source: str) -> None:
        self._language = language
        # Isolation marks are for mixed scripts; in a card they would be invisible junk.
        self._bundle = FluentBundle([language], use_isolating=False)
        pieces = _ENTRY.split(source)[1:]
        self._unread = dict(zip(pieces[::2], pieces[1::2], strict=True))

    def has(self, text_id: str) -> bool:
        return text_id in self._unread or self._bundle.has_message(text_id)

    def say(self, text_id: str, values: dict[str, Any]) -> str | None:
        """None: this language lacks it. Raises ValueError for a text that `values` cannot fill in."""
        self._read(text_id)
        pattern = self._bundle.get_message(text_id).value if self._bundle.has_message(text_id) else None
        if pattern is None:
            return None
        text, problems = self._bundle.format_pattern(pattern, values)
        if problems:
            raise ValueError(f"{text_id} in {self._language}: {problems}")
        return str(text)

    def _read(self, name: str) -> None:
        """After what it refers to: another thread finds an entry unread, or all that it needs."""
        source = self._unread.get(name)
        if source is None:
            return
        resource = FluentResource(source)
        referred = _References()
        referred.visit(resource)
        for other in referred.names:
            self._read(other)
        self._bundle.add_resource(resource)
        self._unread.pop(name, None)


class _References(Visitor):
    """The texts and the terms that an entry refers to."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802 - Fluent's name
        self.names.add(node.id.name)

    def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802
        self.names.add(f"-{node.id.name}")
        self.generic_visit(node)
