"""A backup as a file: gzipped lines of JSON, the same from both databases and for both.

The first line says what it is and which schema it has. Each table has a line that names its columns and
their kinds, and then a line for each row. The last line has the numbers of rows and a checksum of all that
comes before, sealed with the data key: a file that ends early, or that somebody else has written, is refused.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any, BinaryIO, NamedTuple

from storage.crypto import Keyring, Unreadable

FORMAT = 1
_STEP = 64
_TABLE = b'{"table"'
_FAULTS = (gzip.BadGzipFile, zlib.error, EOFError, ValueError, LookupError, TypeError, AttributeError)


class Damaged(Exception):
    """The file is no backup of Medvind's, or not as it was written."""


class FromNewer(Exception):
    """The file was written by a newer Medvind."""


class OtherKey(Exception):
    """What the backup holds was sealed with a key that is not in the ring."""


class Kind(NamedTuple):
    """How values of a column are written in JSON, and read again."""

    name: str
    write: Callable[[Any], Any]
    read: Callable[[Any], Any]


def _as_utc(moment: datetime) -> str:
    """SQLite forgets the zone, which is always this one."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat()


KINDS: Mapping[type, Kind] = {
    str: Kind("text", str, str),
    int: Kind("number", int, int),
    bool: Kind("truth", bool, bool),
    bytes: Kind(
        "bytes", lambda value: b64encode(value).decode(), lambda text: b64decode(text, validate=True)
    ),
    datetime: Kind("moment", _as_utc, datetime.fromisoformat),
    date: Kind("day", date.isoformat, date.fromisoformat),
}
_BY_NAME = {kind.name: kind for kind in KINDS.values()}


class Head(NamedTuple):
    """`revision` is the schema's, `taken_at` (aware UTC) the moment whose state the backup has."""

    revision: str
    taken_at: datetime


class Writer:
    """Writes a backup to an open file, table by table. It is one when `close` has been called."""

    def __init__(self, file: BinaryIO, keys: Keyring, head: Head) -> None:
        # Most of it is ciphertext, which no effort makes smaller.
        self._file = gzip.GzipFile(filename="", fileobj=file, mode="wb", compresslevel=1, mtime=0)
        self._digest = hashlib.sha256()
        self._keys, self._head = keys, head
        self._kinds: list[Kind] = []
        self.rows: dict[str, int] = {}
        first = {"medvind": "backup", "format": FORMAT, "revision": head.revision}
        self._line(first | {"taken_at": _as_utc(head.taken_at), "key": _seal(keys, "key", head.revision)})

    def table(self, name: str, columns: Mapping[str, Kind]) -> None:
        """Rows of this table follow."""
        self._table, self._kinds = name, list(columns.values())
        self.rows[name] = 0
        self._line({"table": name, "columns": {column: kind.name for column, kind in columns.items()}})

    def row(self, values: Sequence[Any]) -> None:
        self.rows[self._table] += 1
        kinds = zip(values, self._kinds, strict=True)
        self._line([None if value is None else kind.write(value) for value, kind in kinds])

    def close(self) -> None:
        checksum = self._digest.hexdigest()
        last = {"rows": self.rows, "sha256": checksum}
        self._line(last | {"sealed": _seal(self._keys, self._head.taken_at.isoformat(), checksum)})
        self._file.close()

    def _line(self, content: object) -> None:
        line = json.dumps(content, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"
        self._digest.update(line)
        self._file.write(line)


class Reader:
    """A backup in an open file, checked from the first byte to the last before anything of it is used.

    Raises `Damaged`, `FromNewer` or `OtherKey`.
    """

    def __init__(self, file: BinaryIO, keys: Keyring) -> None:
        self._file = file
        with _faults():
            self.head, self.rows = self._checked(keys)

    def tables(self) -> Iterator[tuple[str, list[str], Iterator[list[Any]]]]:
        """Each table with the names of its columns and its rows, in an order that references allow."""
        lines = self._lines()
        next(lines)
        while (line := next(lines)).startswith(_TABLE):
            heading = json.loads(line)
            kinds = [_BY_NAME[kind] for kind in heading["columns"].values()]
            count = self.rows[heading["table"]]
            yield heading["table"], list(heading["columns"]), _read(lines, count, kinds)

    def _lines(self) -> Iterator[bytes]:
        self._file.seek(0)
        with gzip.GzipFile(fileobj=self._file, mode="rb") as lines:
            yield from lines

    def _checked(self, keys: Keyring) -> tuple[Head, dict[str, int]]:
        digest, rows, lines = hashlib.sha256(), dict[str, int](), self._lines()
        line = next(lines, b"")
        head = _head(json.loads(line), keys)
        table = ""
        for following in lines:
            digest.update(line)
            line = following
            if line.startswith(b"["):
                rows[table] += 1
            elif line.startswith(_TABLE):
                table = json.loads(line)["table"]
                rows[table] = 0
        last, checksum = json.loads(line), digest.hexdigest()
        if not line.endswith(b"\n") or (last["rows"], last["sha256"]) != (rows, checksum):
            raise Damaged
        if _unseal(keys, head.taken_at.isoformat(), last["sealed"]) != checksum:
            raise Damaged
        return head, rows


def _head(first: Mapping[str, Any], keys: Keyring) -> Head:
    if first["medvind"] != "backup":
        raise Damaged
    if first["format"] > FORMAT:
        raise FromNewer
    try:
        _unseal(keys, "key", first["key"])
    except Unreadable:
        raise OtherKey from None
    return Head(first["revision"], datetime.fromisoformat(first["taken_at"]))


def _read(lines: Iterator[bytes], count: int, kinds: Sequence[Kind]) -> Iterator[list[Any]]:
    for _ in range(count):
        values = zip(json.loads(next(lines)), kinds, strict=True)
        yield [None if value is None else kind.read(value) for value, kind in values]


@contextmanager
def _faults() -> Iterator[None]:
    """Whatever goes wrong in reading what was not written so."""
    try:
        yield
    except (*_FAULTS, Unreadable) as fault:
        raise Damaged from fault


def _seal(keys: Keyring, what: str, text: str) -> str:
    return b64encode(keys.seal(("", "backup", what), text, _STEP)).decode()


def _unseal(keys: Keyring, what: str, sealed: str) -> str:
    return keys.open(("", "backup", what), b64decode(sealed, validate=True))
