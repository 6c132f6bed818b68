"""The one connection that may change a warehouse."""

import os
import re
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from warehouse import schema
from warehouse.errors import BadRow, Busy, NoMemory, NoRoom, WarehouseError, is_disk_full
from warehouse.home import Home
from warehouse.messages import COLUMNS, Changes, Verdicts, load

#: What makes a row of these tables the same row; `messages` has its own way (warehouse/messages.py).
KEYS: dict[str, tuple[str, ...]] = {
    "channels": ("platform", "native_id"),
    "audience_counts": ("channel_key", "day"),
    "departments": ("department",),
    "calendars": ("calendar", "weekday", "opens"),
    "holidays": ("calendar", "day"),
    "promises": ("department", "channel_key", "topic", "valid_from"),
    "settings": ("name",),
    "sync_state": ("source", "stream"),
    "sync_runs": ("run_id",),
    "handoff_acts": ("act_id",),
    "written_cells": ("book", "handoff_key", "heading"),
    "quarantine": ("source", "place"),
}


#: A database left to itself takes most of the machine; in megabytes.
_MOST_MEMORY = 3000

#: How long, in seconds, to wait for another process: as long as it takes somebody to note an act.
PATIENCE = 5.0


@dataclass(frozen=True)
class Refused:
    """A row that could not be read: where it stands, why, and what it was."""

    place: str
    reason: str
    payload: str | None = None


class Writer:
    """Changes a warehouse, one transaction at a time. Use `open_writer`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, home: Home, verdicts: Verdicts) -> None:
        self.home = home
        self.verdicts = verdicts
        self._connection = connection

    def execute(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """Run one statement with bound values and return its rows."""
        return self._connection.execute(sql, parameters).fetchall()

    def arrow(self, sql: str) -> pa.Table:
        """The rows of one statement as an Arrow table."""
        return self._connection.execute(sql).to_arrow_table()

    def run_script(self, sql: str) -> None:
        """Run several statements that need no values."""
        self._connection.execute(sql)

    def relation(self, name: str, rows: pa.Table | pa.RecordBatchReader) -> None:
        """Make Arrow rows readable in SQL under a name, on this connection only."""
        self._connection.register(name, rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the block is committed, or none of it. Raises what `plainly` raises."""
        self._connection.begin()
        with self.plainly():
            try:
                yield
                self._connection.commit()
            except BaseException:
                with suppress(duckdb.Error):  # a failed commit has rolled back already
                    self._connection.rollback()
                raise

    @contextmanager
    def plainly(self) -> Iterator[None]:
        """What the block lacks, in one sentence: a full disk is NoRoom, too little memory NoMemory."""
        try:
            yield
        except (OSError, duckdb.Error) as error:
            if is_disk_full(error):
                raise NoRoom(
                    f"The disk that holds {self.home.folder} is full: free some space and run again, nothing is lost."
                ) from error
            if isinstance(error, duckdb.OutOfMemoryException):
                raise NoMemory(
                    "This needs more memory than Rapport takes on this machine: import a large file in parts, or use a "
                    "machine with more memory, then run again; nothing is lost."
                ) from error
            raise

    def upsert_messages(self, rows: Iterable[Mapping[str, Any]]) -> Changes:
        """Write messages given as mappings of the columns in `warehouse.messages.COLUMNS`.

        Raises BadRow when one of them has another column, a value of another type, or breaks the schema.
        """
        given = [dict(row) for row in rows]
        _refuse_unknown("messages", given, COLUMNS)
        with _bad_rows():
            self.relation("given_messages", pa.Table.from_pylist(given, schema=_MESSAGE_ROWS))
            try:
                return load(self._connection, "given_messages", self.verdicts)
            finally:
                with suppress(duckdb.Error):  # refused in a transaction that has failed; the next call replaces it
                    self._connection.unregister("given_messages")

    def load_messages(self, relation: str, source: str | None = None) -> Changes:
        """Write messages from a relation on this connection that has the columns of COLUMNS; `source` gives it."""
        return load(self._connection, relation, self.verdicts, source)

    def upsert(self, table: str, rows: Sequence[Mapping[str, Any]]) -> Changes:
        """Write rows of a small table by its key; columns that a row does not name keep their value.

        Rows with one key: the last one wins. Raises KeyError for a table that has no key here, BadRow when a row has
        another column, a value of another type, or breaks the schema.
        """
        columns = [name for (name,) in self.execute(f"select column_name from (describe {table})")]
        _refuse_unknown(table, rows, columns)
        with _bad_rows():
            return sum((self._upsert(table, KEYS[table], row) for row in rows), Changes())

    def _upsert(self, table: str, keys: Sequence[str], row: Mapping[str, Any]) -> Changes:
        found = " and ".join(f"{key} is not distinct from ${key}" for key in keys)
        values = {key: row.get(key) for key in keys}
        others = [name for name in row if name not in keys]
        differs = " or ".join(f"{name} is distinct from ${name}" for name in others) or "false"
        known = self.execute(f"select {differs} from {table} where {found}", {**values, **row})
        if not known:
            names = [*keys, *others]
            self.execute(
                f"insert into {table} ({', '.join(names)}) values ({', '.join('$' + name for name in names)})",
                {**values, **row},
            )
            return Changes(new=1)
        if not known[0][0]:
            return Changes(same=1)
        assignments = ", ".join(f"{name} = ${name}" for name in others)
        self.execute(f"update {table} set {assignments} where {found}", {**values, **row})
        return Changes(changed=1)

    def checkpoint(self) -> None:
        """Fold the write-ahead log into the file."""
        self._connection.execute("checkpoint")


@contextmanager
def open_writer(home: Home, verdicts: Verdicts | None = None, *, patience: float = PATIENCE) -> Iterator[Writer]:
    """Open the writer's file, brought up to date; one process at a time.

    `verdicts` says how what a text shows is noted on a message; see queries.marts.TEXT_VERDICTS. `patience` is how many
    seconds to wait for another process.
    Raises Busy when another process holds the file, TooNew for a file of a newer version.
    """
    home.folder.mkdir(parents=True, exist_ok=True)
    connection = _connect(home.writer_file, patience)
    try:
        schema.bring_up_to_date(connection)
        verdicts = verdicts or Verdicts()
        connection.execute(verdicts.macros)
        yield Writer(connection, home, verdicts)
    finally:
        connection.close()


def _connect(path: Path, patience: float) -> duckdb.DuckDBPyConnection:
    until = time.monotonic() + patience
    while True:
        try:
            return _connect_now(path)
        except Busy:
            if time.monotonic() >= until:
                raise
        time.sleep(0.05)


def _connect_now(path: Path) -> duckdb.DuckDBPyConnection:
    try:
        connection = duckdb.connect(str(path))
        connection.execute(f"set TimeZone = 'UTC'; set memory_limit = '{_memory()}MB'")
        return connection
    except duckdb.IOException as error:
        if "lock" in str(error).lower():
            raise Busy(f"Another Rapport is writing to {path}: wait until it has finished, then run again.") from error
        raise WarehouseError(f"{path} cannot be opened as a warehouse: {_first_line(error)}") from error
    except duckdb.Error as error:
        raise WarehouseError(f"{path} cannot be opened as a warehouse: {_first_line(error)}") from error


def _memory() -> int:
    """How many megabytes the database may hold; what is more goes to disk, and the machine stays of use meanwhile."""
    there = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 10**6
    return min(_MOST_MEMORY, there * 6 // 10)


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0]


def _refuse_unknown(table: str, rows: Iterable[Mapping[str, Any]], columns: Iterable[str]) -> None:
    known = set(columns)
    for row in rows:
        if unknown := [name for name in row if name not in known]:
            raise BadRow(f"{table} has no column {', '.join(map(str, unknown))}")


_ROW_ERRORS = (
    duckdb.ConstraintException,
    duckdb.DataError,
    pa.ArrowException,
    TypeError,
    OverflowError,
    UnicodeError,
)


@contextmanager
def _bad_rows() -> Iterator[None]:
    """What Arrow or a constraint says about a row, as BadRow."""
    try:
        yield
    except _ROW_ERRORS as error:
        sentence = _first_line(error)
        if missing := re.search(r"NOT NULL constraint failed: \w+\.\"?(\w+)", sentence):
            sentence = f"{missing[1]} is missing"
        elif broken := re.search(r"CHECK constraint failed.*?with expression CHECK\((.*)\)", sentence):
            sentence = f"does not keep the rule {broken[1]}"
        raise BadRow(sentence) from error


_MESSAGE_ROWS = pa.schema(COLUMNS)
