"""Read a file from outside into the shape of messages. Only here and in warehouse/sources.py does DuckDB read files.

A flawless file goes through DuckDB's reader in one pass. Where DuckDB stumbles, or for the rows refused, it is read
again record by record (warehouse/records.py), which knows the line of each and can leave one out. Both ways give the
same rows, because the same SQL (warehouse/mapping.py, warehouse/cells.py) turns cells into values.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from warehouse import cells
from warehouse.errors import Unreadable
from warehouse.layout import Layout, read_layout
from warehouse.mapping import FileMapping, Plan
from warehouse.sources import fast_cells, fill_cells
from warehouse.writer import Writer

_PREVIEW = 200  # rows shown and guessed from
_PAYLOAD = 2000  # characters of a refused row that are kept
_ROUNDED_AT_LEAST = 5  # long ids that end in zeros, before they are taken for rounded ones


@dataclass(frozen=True)
class Preview:
    """The beginning of a file, to guess from and to show; `rows_estimate` may be wrong by some tenths.

    `day_month` gives, for headings with dates like 3/4/2020, the greatest first and second number of all rows.
    """

    path: Path
    format: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    rows_estimate: int
    day_month: Mapping[str, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Staged:
    """What `stage` has read: rows that are not empty, those that can be loaded, those that cannot; times are UTC."""

    read: int
    rows: int
    refused: int
    earliest: datetime | None
    latest: datetime | None


def look(path: Path) -> Preview:
    """Headings and first rows of a file. Raises Unreadable when it holds no table."""
    layout = read_layout(path)
    with duckdb.connect() as connection, _unreadable(path):
        connection.execute("set TimeZone = 'UTC'")
        fill_cells(connection, layout, _PREVIEW)
        rows = tuple(connection.execute("select * exclude line from cells order by line").fetchall())
        dated = [i for i in range(len(layout.headings)) if any(_NUMERIC_DATE.match(row[i] or "") for row in rows)]
        day_month = _day_month(connection, layout, dated) if dated else {}
    return Preview(path, layout.format, layout.headings, rows, _rows_estimate(layout, rows), day_month)


_NUMERIC_DATE = re.compile(r"\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")


def _rows_estimate(layout: Layout, rows: Sequence[Sequence[str | None]]) -> int:
    if layout.rows is not None or len(rows) < _PREVIEW:
        return len(rows) if layout.rows is None else layout.rows
    size = sum(len(cell.encode()) + 1 for row in rows for cell in row if cell)
    return layout.path.stat().st_size * len(rows) // size


def _day_month(connection: duckdb.DuckDBPyConnection, layout: Layout, columns: list[int]) -> dict[str, tuple[int, int]]:
    """The greatest first and second number of the dates in some columns, over the whole file."""
    query = "select " + ", ".join(
        f"coalesce(max(try_cast(regexp_extract(trim(c{c}), '^(\\d+)[/.-](\\d+)[/.-]\\d', {part}) as integer)), 0)"
        for c in columns
        for part in (1, 2)
    )
    try:
        found = connection.execute(f"{query} from {fast_cells(layout) or 'missing'}").fetchall()[0]
    except duckdb.Error:
        fill_cells(connection, layout)
        found = connection.execute(f"{query} from cells").fetchall()[0]
    return {layout.headings[c]: (found[2 * i], found[2 * i + 1]) for i, c in enumerate(columns)}


def stage(writer: Writer, path: Path, mapping: FileMapping, seen_at: datetime) -> Staged:
    """Read a file into the temporary tables `incoming` and `refused_rows` of the writer's connection.

    `incoming` has exactly the columns of warehouse.COLUMNS, in the order of the file; `refused_rows` has place, reason
    and payload. Rows that do not say when they were first seen get `seen_at`. Call it outside a transaction; nothing
    but the two temporary tables is changed. Raises Unreadable when the file holds no table, or lacks a mapped column;
    NoRoom, NoMemory.
    """
    plan = Plan(read_layout(path), mapping, seen_at)
    connection = writer._connection
    with writer.plainly(), _unreadable(path), _mending(connection):
        _check_formats(connection, path, mapping)
        if not _read_fast(connection, plan):
            _read_carefully(connection, plan)
        connection.execute("delete from incoming where reason is not null")
        connection.execute("alter table incoming drop column reason")
    rows, earliest, latest = connection.execute(
        "select count(*), min(published_at), max(published_at) from incoming"
    ).fetchall()[0]
    refused = _value(connection, "select count(*) from refused_rows")
    return Staged(rows + refused, rows, refused, earliest, latest)


def _read_fast(connection: duckdb.DuckDBPyConnection, plan: Plan) -> bool:
    """Everything in one pass of DuckDB's reader, then the refused rows once more. False where that does not do."""
    relation = fast_cells(plan.layout)
    if relation is None:
        return False
    try:
        connection.execute(f"create or replace temp table incoming as {plan.select(relation)}")
    except (duckdb.InvalidInputException, duckdb.ConversionException):
        return False  # not as flawless as it looked
    if _ids_are_rounded(connection):
        return False
    refused = connection.execute("select rowid from incoming where reason <> ''").fetchall()
    if not refused:
        connection.execute("create or replace temp table refused_rows (place varchar, reason varchar, payload varchar)")
        return True
    fill_cells(connection, plan.layout, wanted={position for (position,) in refused})
    if _value(connection, "select count(*) from cells") != len(refused):
        return False
    connection.execute(f"""
        create or replace temp table refused_rows as
        select {plan.place} as place, reason, left({plan.payload}, {_PAYLOAD}) as payload
        from (select *, row_number() over (order by line) as number from cells)
        join (select reason, row_number() over (order by rowid) as number from incoming where reason <> '')
            using (number)
        order by line;
        drop table cells;
        drop table broken
    """)
    return True


def _read_carefully(connection: duckdb.DuckDBPyConnection, plan: Plan) -> None:
    """Record by record; what cannot be loaded goes to `refused_rows` with its place."""
    fill_cells(connection, plan.layout)
    connection.execute(f"create or replace temp table incoming as {plan.select('cells', 'line')}")
    if _ids_are_rounded(connection):
        connection.execute(
            f"create or replace temp table incoming as {plan.select('cells', 'line', ids_are_rounded=True)}"
        )
    connection.execute(f"""
        create or replace temp table refused_rows as
        select {plan.place} as place, reason, payload
        from (
            select line, reason, left({plan.payload}, {_PAYLOAD}) as payload
            from incoming join cells using (line) where reason <> ''
            union all
            select line, reason, left(raw, {_PAYLOAD}) from broken
        )
        order by line;
        alter table incoming drop column line;
        drop table cells;
        drop table broken
    """)


def _ids_are_rounded(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether most long ids end in zeros from the sixteenth digit on: a spreadsheet keeps fifteen."""
    found = connection.execute(f"""
        select count(*) as long, count(*) filter ({cells.ends_in_zeros("native_id")}) as zeros
        from incoming where length(native_id) >= 17
    """).fetchall()[0]
    return bool(found[1] >= _ROUNDED_AT_LEAST and found[1] > found[0] / 2)


def _value(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    return int(connection.execute(query).fetchall()[0][0])


@contextmanager
def _unreadable(path: Path) -> Iterator[None]:
    """What a reader says about a file, as Unreadable."""
    try:
        yield
    except (duckdb.InvalidInputException, duckdb.ConversionException, pa.ArrowInvalid, UnicodeError, EOFError) as error:
        raise Unreadable(
            f"{path.name} cannot be read ({str(error).strip().splitlines()[0]}): export it again."
        ) from error


@contextmanager
def _mending(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """The Python function that mends texts, callable in SQL."""
    with suppress(duckdb.Error):
        connection.remove_function("mend_text")
    connection.create_function("mend_text", cells.mend_text, ["varchar"], "varchar")
    try:
        yield
    finally:
        with suppress(duckdb.Error):
            connection.remove_function("mend_text")


def _check_formats(connection: duckdb.DuckDBPyConnection, path: Path, mapping: FileMapping) -> None:
    for column, strptime in mapping.formats.items():
        try:
            connection.execute("select try_strptime('2020', $1)", [strptime])
        except duckdb.Error:
            raise Unreadable(
                f"{path.name}: “{strptime}” in [formats] {column} is no strptime format: write it like %d/%m/%Y %H:%M."
            ) from None
