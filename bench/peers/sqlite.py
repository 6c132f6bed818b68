"""SQLite: the rows in a file of its own, indexed by time."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from bench.peers import sql
from bench.peers.asks import Ask, Rows
from bench.peers.rows import TABLES

INDEXES = {
    "exchanges": ("asked_at", "started_at"),
    "conversations": ("started_at",),
    "our_turns": ("spoken_at",),
    "posts": ("published_at",),
}


class Sqlite:
    """A connection to the file, with the rows in it."""

    name = "SQLite"

    def __init__(self, folder: Path) -> None:
        place = folder / "rows.sqlite"
        is_new = not place.exists()
        self._connection = sqlite3.connect(place)
        self._connection.row_factory = _named
        self._connection.executescript(
            "pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -500000; "
            "pragma mmap_size = 8000000000; pragma temp_store = memory;"
        )
        if is_new:
            self._fill(folder)

    def page(self, asks: Iterable[Ask]) -> dict[Ask, Rows]:
        """The answers to all that a page asks."""
        return sql.answer(asks, lambda text, values: self._connection.execute(text, values).fetchall())

    def close(self) -> None:
        """End it."""
        self._connection.close()

    def _fill(self, folder: Path) -> None:
        for table in TABLES:
            file = pq.ParquetFile(folder / f"{table}.parquet")
            names = file.schema_arrow.names
            self._connection.execute(f"create table {table} ({', '.join(f'{name} integer' for name in names)})")
            marks = ", ".join("?" for _ in names)
            for batch in file.iter_batches(100_000):
                rows = zip(*(column.to_pylist() for column in batch.columns), strict=True)
                self._connection.executemany(f"insert into {table} values ({marks})", rows)
        for table, columns in INDEXES.items():
            for column in columns:
                self._connection.execute(f"create index {table}_{column} on {table} ({column})")
        self._connection.execute("analyze")
        self._connection.commit()


def _named(cursor: sqlite3.Cursor, row: tuple[Any, ...]) -> dict[str, Any]:
    return {column[0]: value for column, value in zip(cursor.description, row, strict=True)}
