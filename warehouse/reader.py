"""Read the published snapshot. Readers never wait for a sync, and no sync waits for them."""

import shutil
import tempfile
import threading
import weakref
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.errors import NoMemory, NothingPublished, TooNew, WarehouseError, is_disk_full
from warehouse.home import Home
from warehouse.schema import SCHEMA_VERSION

#: What a process that reads holds at most for its questions, in megabytes; what is more goes to a temporary folder.
_MOST_MEMORY = 1000

_BROKEN = (duckdb.IOException, duckdb.SerializationException, duckdb.InternalException)


class Snapshot:
    """One published state of a warehouse; it stays what it is, whatever is published after it."""

    def __init__(self, home: Home) -> None:
        self.identity = identity(home)
        self._file = home.published_file
        spare = self._spare_folder()
        self._parent = duckdb.connect(config={"memory_limit": f"{_MOST_MEMORY}MB", "temp_directory": spare})
        try:
            with self._readable():
                self._parent.execute(f"attach {_quoted(str(self._file))} as published (read_only)")
                version = self.rows("select schema_version from meta")[0][0]
            if version > SCHEMA_VERSION:
                raise TooNew(
                    f"{self._file} was published by a newer Rapport (schema {version}, this one knows "
                    f"{SCHEMA_VERSION}): update Rapport."
                )
            if version < SCHEMA_VERSION:
                raise NothingPublished(
                    f"The data in {home.folder} was published by an older Rapport: run `python -m connectors sync`, "
                    "which brings it up to date and publishes it anew. Nothing is lost."
                )
        except WarehouseError:
            self._parent.close()
            raise

    def _spare_folder(self) -> str:
        """A folder of its own for what does not fit into memory, for nobody else to read; empty where there is none."""
        try:
            folder = tempfile.mkdtemp(prefix="rapport-")
        except OSError:
            return ""
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        return folder

    @contextmanager
    def _readable(self) -> Iterator[None]:
        """What keeps a question from its answer, in one sentence: too little room, or a snapshot that is broken."""
        try:
            yield
        except (duckdb.OutOfMemoryException, *_BROKEN) as error:
            if isinstance(error, duckdb.OutOfMemoryException) or is_disk_full(error):
                raise NoMemory(
                    "This question needs more memory, or more room for temporary files, than there is: ask for a "
                    "shorter period or fewer channels, or free some space. Nothing is lost."
                ) from error
            raise WarehouseError(
                f"{self._file} is damaged and cannot be read: delete it, and run `python -m connectors sync`, which "
                "publishes it anew."
            ) from error

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        cursor = self._parent.cursor()  # one per query: a connection does not serve two threads at once
        cursor.execute("use published; set TimeZone = 'UTC'")
        return cursor

    def rows(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """The rows of one query with bound values."""
        with self._readable(), self._cursor() as cursor:
            return cursor.execute(sql, parameters).fetchall()

    def records(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """The rows of one query as mappings from column name to value."""
        with self._readable(), self._cursor() as cursor:
            found = cursor.execute(sql, parameters)
            names = [column[0] for column in found.description]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def arrays(self, sql: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The same for columns that hold lists of numbers: they come as NumPy arrays."""
        with self._readable(), self._cursor() as cursor:
            found = cursor.sql(sql, params=parameters).to_arrow_table().combine_chunks()
        columns = [
            [one.values.to_numpy() for one in column] if pa.types.is_list(column.type) else column.to_pylist()
            for column in found.columns
        ]
        return [dict(zip(found.column_names, row, strict=True)) for row in zip(*columns, strict=True)]

    def table(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] | None = None) -> pa.Table:
        """The rows of one query as an Arrow table."""
        with self._readable(), self._cursor() as cursor:
            return cursor.execute(sql, parameters).to_arrow_table()


def identity(home: Home) -> str:
    """What tells one snapshot from the next; the key of every cache. Raises NothingPublished where there is none."""
    try:
        status = home.published_file.stat()
    except OSError as error:
        if home.writer_file.is_file():
            raise NothingPublished(
                f"The data in {home.folder} is there but not published: run `python -m connectors sync`, "
                "which publishes it."
            ) from None
        if not isinstance(error, FileNotFoundError):
            raise WarehouseError(
                f"{home.folder} is no folder that can be read ({error.strerror}): give another one with --warehouse."
            ) from error
        raise NothingPublished(
            f"There is nothing to show in {home.folder} yet: import a file with `python -m connectors import FILE`, "
            "or open the Data page."
        ) from None
    return f"{status.st_ino}-{status.st_mtime_ns}-{status.st_size}"


_open: dict[Home, Snapshot] = {}
_opening = threading.Lock()


def current(home: Home) -> Snapshot:
    """The newest published snapshot, opened once a process. Raises NothingPublished where there is none."""
    with _opening:
        known = _open.get(home)
        if known is None or known.identity != identity(home):
            known = _open[home] = Snapshot(home)
        return known


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
