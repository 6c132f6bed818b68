"""SQLite: the rows in a file of its own, indexed by time."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from bench.peers import sql, sql_marts
from bench.peers.asks import Ask, Rows
from bench.peers.rows import TABLES
from bench.timing import timed

INDEXES = {
    "exchanges": ("asked_at", "started_at"),
    "conversations": ("started_at",),
    "our_turns": ("spoken_at",),
    "posts": ("published_at",),
}


_PRAGMAS = (
    "pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -500000; "
    "pragma mmap_size = 8000000000; pragma temp_store = memory;"
)


class Sqlite:
    """A connection to the file, with the rows in it."""

    name = "SQLite"

    def __init__(self, folder: Path) -> None:
        place = folder / "rows.sqlite"
        place.unlink(missing_ok=True)
        self._connection = sqlite3.connect(place)
        self._connection.row_factory = _named
        self._connection.executescript(_PRAGMAS)
        for table in TABLES:
            _fill(self._connection, table, folder)
        for table, columns in INDEXES.items():
            for column in columns:
                self._connection.execute(f"create index {table}_{column} on {table} ({column})")
        self._connection.execute("analyze")
        self._connection.commit()

    def page(self, asks: Iterable[Ask]) -> dict[Ask, Rows]:
        """The answers to all that a page asks."""
        return sql.answer(asks, lambda text, values: self._connection.execute(text, values).fetchall())

    def close(self) -> None:
        """End it."""
        self._connection.close()


def build_marts(folder: Path) -> tuple[float, int]:
    """Build the marts from the messages in a folder; returns the seconds and how many exchanges there are."""
    place = folder / "marts.sqlite"
    place.unlink(missing_ok=True)
    with closing(sqlite3.connect(place)) as connection:
        connection.executescript(_PRAGMAS)
        _fill(connection, "messages", folder)
        connection.execute("create unique index messages_key on messages (message_key)")
        for statement in sql_marts.PREPARED:
            connection.execute(statement)
        connection.commit()
        took = timed(lambda: [connection.execute(step) for step in sql_marts.STEPS] and connection.commit())
        found = int(connection.execute("select count(*) from exchanges").fetchone()[0])
    place.unlink()
    return took, found


def _fill(connection: sqlite3.Connection, table: str, folder: Path) -> None:
    file = pq.ParquetFile(folder / f"{table}.parquet")
    names = file.schema_arrow.names
    connection.execute(f"create table {table} ({', '.join(f'{name} integer' for name in names)})")
    marks = ", ".join("?" for _ in names)
    for batch in file.iter_batches(100_000):
        rows = zip(*(column.to_pylist() for column in batch.columns), strict=True)
        connection.executemany(f"insert into {table} values ({marks})", rows)


def _named(cursor: sqlite3.Cursor, row: tuple[Any, ...]) -> dict[str, Any]:
    return {column[0]: value for column, value in zip(cursor.description, row, strict=True)}
