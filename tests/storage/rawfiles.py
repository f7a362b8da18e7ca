"""What somebody finds who takes the files: the bytes as they lie on the disk."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import text

from storage.database import Database


async def files_of(database: Database) -> list[Path]:
    """Every file of the database, with all that was written in it: on PostgreSQL the whole server's."""
    if database.is_sqlite:
        path = Path(database.url.database or "")
        return _files(path.parent, f"{path.name}*")
    async with database.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        await connection.execute(text("CHECKPOINT"))
        folder = (await connection.execute(text("SHOW data_directory"))).scalar_one()
    return _files(Path(folder), "*")


def _files(folder: Path, pattern: str) -> list[Path]:
    return [file for file in folder.rglob(pattern) if file.is_file()]


def found_in(files: Iterable[Path], words: Iterable[str]) -> set[str]:
    """The words that stand in the files."""
    wanted = {word: word.encode() for word in words}
    found = set[str]()
    for file in files:
        try:
            content = file.read_bytes()
        except FileNotFoundError:
            continue  # the server makes its caches anew, and drops segments it has no use for
        found |= {word for word, written in wanted.items() if written in content}
    return found
