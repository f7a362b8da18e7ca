"""The keys of the check-ins, one a month, in a folder outside the database and its backups.

A round's secret takes the key of the month in which the round closes. When the key is destroyed, every copy
that was made of the round meanwhile, in a log, a backup or a replica, is beyond reading (safety.md 5.2). All
replicas of the service share the folder.
"""

from __future__ import annotations

import calendar
import os
import re
import secrets
from datetime import date
from pathlib import Path

MONTH_KEYS = "medvind-month-keys"  # in the session's notes
LENGTH = 32  # bytes
_FILE = re.compile(r"([0-9]{4}-[0-9]{2})\.key")


class KeyGone(Exception):
    """There is no key for that month, here or any more."""


class MonthKeys:
    """The keys in `folder`, which is made when the first of them is."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def open(self, month: str) -> bytes:
        """The key of a month such as `2026-11`; raises `KeyGone`. Read each time, and kept in no memory."""
        try:
            key = self._file(month).read_bytes()
        except FileNotFoundError:
            raise KeyGone from None
        if len(key) != LENGTH or not any(key):
            raise KeyGone  # the machine went down as it was destroyed
        return key

    def make(self, month: str) -> bytes:
        """The key of a month, new if there was none. Of two that make it at once, both get the same."""
        try:
            return self.open(month)
        except KeyGone:
            pass
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        written = self._folder / f".{secrets.token_hex(8)}"
        self._write(written, secrets.token_bytes(LENGTH), os.O_EXCL)
        try:
            os.link(written, self._file(month))  # whole or not at all, and the first one wins
        except FileExistsError:
            pass
        finally:
            written.unlink()
        self._settle()
        return self.open(month)

    def destroy(self, month: str) -> None:
        """Overwritten and removed. What a disk keeps of old blocks is beyond us: see docs/check-ins.md."""
        file = self._file(month)
        if file.exists():
            self._write(file, bytes(LENGTH))
            file.unlink(missing_ok=True)
            self._settle()

    def months(self) -> list[str]:
        """The months whose keys are there."""
        if not self._folder.is_dir():
            return []
        found = (_FILE.fullmatch(file.name) for file in self._folder.iterdir())
        return sorted(name[1] for name in found if name)

    def _file(self, month: str) -> Path:
        return self._folder / f"{month}.key"

    def _write(self, file: Path, content: bytes, how: int = 0) -> None:
        number = os.open(file, os.O_WRONLY | os.O_CREAT | how, 0o600)
        try:
            os.write(number, content)
            os.fsync(number)
        finally:
            os.close(number)

    def _settle(self) -> None:
        """A name in a folder outlives a power cut only when the folder itself has been written."""
        number = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def month_of(day: date) -> str:
    return f"{day:%Y-%m}"


def last_day(month: str) -> date:
    year, number = map(int, month.split("-"))
    return date(year, number, calendar.monthrange(year, number)[1])
