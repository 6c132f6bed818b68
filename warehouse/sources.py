"""The cells of a file as a relation: columns c0, c1, … as text, in the order of the headings.

`fast_cells` names a relation that DuckDB reads by itself. `fill_cells` fills the temporary tables `cells` (with the
line or row that each came from) and `broken` (what could not be taken apart) record by record.
"""

import csv
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import TypeAlias

import duckdb
import pyarrow as pa

from warehouse.cells import identifier, literal
from warehouse.layout import Layout, json_records, records, sheet
from warehouse.records import Broken, fit

_BATCH = 10_000
_LONGEST_LINE = 16_000_000  # bytes; DuckDB's reader keeps eight of them in memory

Record: TypeAlias = tuple[int, Sequence[str | None] | Broken]


def fast_cells(layout: Layout) -> str | None:
    """A relation over the file itself, or None where DuckDB's reader is not to be trusted with it."""
    if layout.format == "parquet":
        return f"(select {_parquet_columns(layout)} from read_parquet({_file(layout)}))"
    if not layout.flawless or layout.format not in ("delimited", "json lines"):
        return None
    if layout.format == "delimited":
        return _read_csv(layout, layout.delimiter, '"', _names(layout), layout.heading_line)
    raw = _read_csv(layout, "\x01", "", ["raw"], 0)  # no control character stands in JSON
    found = f"if(json_type(raw) = 'OBJECT', {_json_values(layout)}, error('no object'))"
    return f"(select {_json_columns(layout)} from (select {found} as found from {raw}))"


def fill_cells(
    connection: duckdb.DuckDBPyConnection,
    layout: Layout,
    limit: int | None = None,
    wanted: Collection[int] | None = None,
) -> None:
    """Fill `cells` and `broken` from the file, from its first records, or from those that are wanted.

    `wanted` are positions from 0 in the order of `fast_cells`, of a file for which that has worked.
    """
    if layout.format == "parquet":
        _fill_from_parquet(connection, layout, limit, wanted)
    elif layout.json_paths:
        objects = (record for index, record in enumerate(json_records(layout)) if wanted is None or index in wanted)
        lines = ((number, [text.rstrip("\r\n")]) for number, text in objects)
        _fill(connection, "objects", ["raw"], islice(lines, limit))
        is_object = "coalesce(json_valid(raw) and json_type(if(json_valid(raw), raw, 'null')) = 'OBJECT', false)"
        connection.execute(f"""
            create or replace temp table broken as
            select line, 'it is not a JSON object' as reason, raw from objects where not {is_object};
            delete from objects where not {is_object};
            create or replace temp table cells as
            select line, {_json_columns(layout)} from (select line, {_json_values(layout)} as found from objects);
            drop table objects
        """)
    else:
        found = _records(layout) if wanted is None else _wanted_records(layout, wanted)
        _fill(connection, "cells", _names(layout), islice(found, limit))


def _fill_from_parquet(
    connection: duckdb.DuckDBPyConnection, layout: Layout, limit: int | None, wanted: Collection[int] | None
) -> None:
    connection.execute("create or replace temp table broken (line bigint, reason varchar, raw varchar)")
    connection.execute(
        f"""
        create or replace temp table cells as
        select file_row_number + 1 as line, {_parquet_columns(layout)}
        from read_parquet({_file(layout)}, file_row_number = true)
        where $1::bigint[] is null or list_contains($1::bigint[], file_row_number)
        {f"limit {limit}" if limit else ""}
        """,
        [None if wanted is None else list(wanted)],
    )


def _records(layout: Layout) -> Iterator[Record]:
    """The records below the headings that are not empty."""
    width = len(layout.headings)
    if layout.format == "sheet":
        for number, row in sheet(layout):
            cells: Sequence[str | None] = [*row, *[None] * (width - len(row))]
            yield number, cells[:width]
        return
    for first, last, found in records(layout):
        if last > layout.heading_line and (fitting := fit(found, width)) is not None:
            yield first, fitting


def _wanted_records(layout: Layout, wanted: Collection[int]) -> Iterator[Record]:
    """Some records of a flawless file, by the quickest way; fewer where Python's reader stumbles over one."""
    with layout.path.open(encoding="utf-8-sig", newline="") as file, suppress(csv.Error):
        reader = csv.reader(file, delimiter=layout.delimiter, strict=True)
        start, index, last = 1, -1, max(wanted)
        for cells in reader:
            if cells and start > layout.heading_line:
                index += 1
                if index in wanted:
                    yield start, cells[: len(layout.headings)]
                if index == last:
                    return
            start = reader.line_num + 1


def _fill(connection: duckdb.DuckDBPyConnection, table: str, names: Sequence[str], found: Iterable[Record]) -> None:
    """Put records into a temporary table of text columns, and those that are broken into `broken`."""
    broken: list[tuple[int, Broken]] = []
    schema = pa.schema([("line", pa.int64()), *((name, pa.string()) for name in names)])
    reader = pa.RecordBatchReader.from_batches(schema, _batches(found, schema, broken))
    connection.register("read_records", reader)
    try:
        cells = ", ".join(f"nullif({name}, '') as {name}" for name in names)
        connection.execute(f"create or replace temp table {table} as select line, {cells} from read_records")
    finally:
        connection.unregister("read_records")
    rows = [{"line": number, "reason": problem.reason, "raw": problem.raw[:4000]} for number, problem in broken]
    connection.register("read_broken", pa.Table.from_pylist(rows, schema=_BROKEN))
    connection.execute("create or replace temp table broken as select * from read_broken")
    connection.unregister("read_broken")


_BROKEN = pa.schema([("line", pa.int64()), ("reason", pa.string()), ("raw", pa.string())])


def _batches(found: Iterable[Record], schema: pa.Schema, broken: list[tuple[int, Broken]]) -> Iterator[pa.RecordBatch]:
    found = iter(found)
    while batch := list(islice(found, _BATCH)):
        good = [(number, *cells) for number, cells in batch if not isinstance(cells, Broken)]
        broken += [(number, cells) for number, cells in batch if isinstance(cells, Broken)]
        if good:
            columns = [
                pa.array(column, field.type) for column, field in zip(zip(*good, strict=True), schema, strict=True)
            ]
            yield pa.record_batch(columns, schema=schema)


def _file(layout: Layout) -> str:
    """The path for a DuckDB reader, which would take * ? [ for a pattern."""
    return literal(re.sub(r"([*?\[])", r"[\1]", str(layout.path)))


def _read_csv(layout: Layout, delimiter: str, quote: str, names: Sequence[str], skip: int) -> str:
    columns = ", ".join(f"{literal(name)}: 'varchar'" for name in names)
    return f"""read_csv({_file(layout)}, auto_detect = false, header = false, skip = {skip},
        delim = {literal(delimiter)},
        quote = {literal(quote)}, escape = {literal(quote)}, nullstr = '', strict_mode = true, null_padding = false,
        max_line_size = {_LONGEST_LINE}, compression = 'none', columns = {{{columns}}})"""


def _names(layout: Layout) -> list[str]:
    return [f"c{index}" for index in range(len(layout.headings))]


def _parquet_columns(layout: Layout) -> str:
    return ", ".join(f"{identifier(name)}::varchar as c{index}" for index, name in enumerate(layout.headings))


def _json_values(layout: Layout) -> str:
    return f"json_extract_string(raw, [{', '.join(literal(path) for path in layout.json_paths)}])"


def _json_columns(layout: Layout) -> str:
    return ", ".join(f"nullif(found[{index}], '') as c{index - 1}" for index in range(1, len(layout.headings) + 1))
