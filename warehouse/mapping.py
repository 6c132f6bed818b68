"""Which column of a file holds what, and the SELECT that follows from it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import pyarrow as pa

from warehouse import cells
from warehouse.cells import literal
from warehouse.errors import Unreadable
from warehouse.layout import Layout
from warehouse.messages import COLUMNS

_IDS = ("native_id", "channel_id", "author_id", "parent_id", "thread_id", "quoted_id")
_TIMES = tuple(name for name, kind in COLUMNS.items() if kind == pa.timestamp("us"))
_TYPES = {pa.string(): "varchar", pa.bool_(): "boolean", pa.int64(): "bigint", pa.timestamp("us"): "timestamp"}


_READERS: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(_IDS, cells.native_id),
    **dict.fromkeys((name for name, kind in COLUMNS.items() if kind == pa.bool_()), cells.truth),
    **dict.fromkeys(("text", "author_name", "sent_by"), cells.text),
    **dict.fromkeys(("reactions", "shares"), cells.count),
    "author_id": lambda cell: cells.handle(cells.native_id(cell)),  # where a handle stands for the id
    "author_handle": cells.handle,
    "addressed_to": cells.names,
}


@dataclass(frozen=True)
class FileMapping:
    """Which column of a file holds what; headings are compared without regard to case and spacing.

    `columns` maps canonical columns (warehouse.COLUMNS) to headings, `formats` time columns to strptime formats,
    `values` a canonical column to a table from the file's words to ours. `ours` is a heading and the values that mark
    a row as ours. `zone` is where times without an offset were written down (None: UTC). `platform` and `channel_id`
    hold for every row whose own cell does not say.
    """

    columns: Mapping[str, str]
    platform: str | None = None
    channel_id: str | None = None
    formats: Mapping[str, str] = field(default_factory=dict)
    zone: str | None = None
    ours: tuple[str, Sequence[str]] | None = None
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def same_heading(heading: str) -> str:
    """What two headings have in common when they are the same but for case and spacing."""
    return " ".join(heading.replace("\ufeff", "").split()).casefold()


class Plan:
    """How one file becomes rows. Raises Unreadable when it lacks a column that the mapping names."""

    def __init__(self, layout: Layout, mapping: FileMapping, seen_at: datetime) -> None:
        self.layout = layout
        self._mapping = mapping
        self._seen_at = seen_at
        self._cell = {column: self._find(heading) for column, heading in mapping.columns.items()}
        self._ours = self._find(mapping.ours[0]) if mapping.ours else None

    def _find(self, heading: str) -> str:
        """The cell under a heading. An object's key may be missing from all the objects that were looked at: null."""
        headings = self.layout.headings
        if heading in headings:
            return f"c{headings.index(heading)}"
        plain = [same_heading(known) for known in headings]
        if same_heading(heading) in plain:
            return f"c{plain.index(same_heading(heading))}"
        if self.layout.json_paths:
            return "null::varchar"
        raise Unreadable(
            f"{self.layout.path.name} has no column “{heading}”; it has {', '.join(f'“{each}”' for each in headings)}."
        )

    def select(self, relation: str, line: str = "", ids_are_rounded: bool = False) -> str:
        """SELECT `line`, where there is one, the columns of warehouse.COLUMNS, and `reason`.

        The reason says why the row cannot be loaded; null: it can; '': the row is empty.
        """
        line = f"{line}, " if line else ""
        given = ", ".join(f"{self._word(column, cell)} as given_{column}" for column, cell in self._cell.items())
        values = ", ".join(f"{self._value(column)} as {column}" for column in COLUMNS)
        every = ", ".join(f"c{index}" for index in range(len(self.layout.headings)))
        mapped = ", ".join(f"given_{column}" for column in self._cell)
        ours = f", {self._ours} as given_ours" if self._ours else ""
        return f"""
            select {line}{", ".join(COLUMNS)}, {self._reason(ids_are_rounded)} as reason
            from (
                select {line}{mapped}, any_cell, {values}
                from (select {line}{given}{ours}, coalesce({every}) as any_cell from {relation})
            )
        """

    @property
    def place(self) -> str:
        """Where a row stands, as an expression over `line`."""
        row = {"delimited": "line", "json lines": "line", "json array": "item", "parquet": "row"}
        name = f"sheet {self.layout.sheet} row" if self.layout.format == "sheet" else row[self.layout.format]
        return f"{literal(f'{self.layout.path.name} {name} ')} || line"

    @property
    def payload(self) -> str:
        """A row as it came, as a JSON object of its cells."""
        cells_ = ", ".join(
            f"{{'key': {literal(heading)}, 'cell': c{index}}}" for index, heading in enumerate(self.layout.headings)
        )
        return f"to_json(map_from_entries(list_filter([{cells_}], lambda pair: pair.cell is not null)))::varchar"

    def _word(self, column: str, cell: str) -> str:
        return cell if column == "text" else cells.word(cell)

    def _value(self, column: str) -> str:
        mapping, given = self._mapping, f"given_{column}"
        if column == "is_ours" and mapping.ours:
            return cells.equals_any("given_ours", mapping.ours[1])
        fallback = {
            "platform": mapping.platform,
            "channel_id": mapping.channel_id,
            "first_seen_at": self._seen_at.isoformat(" ", "microseconds"),
        }.get(column)
        constant = f"{'null' if fallback is None else literal(fallback)}::{_TYPES.get(COLUMNS[column], 'varchar[]')}"
        if column not in self._cell:
            return constant
        value = self._read(column, given)
        return value if fallback is None else f"coalesce({value}, {constant})"

    def _read(self, column: str, given: str) -> str:
        mapping = self._mapping
        if column in _TIMES:
            is_sheet = self.layout.format == "sheet"
            return cells.time(given, mapping.formats.get(column), mapping.zone, serial=is_sheet)
        if column in ("platform", "kind", "hidden_by"):
            return cells.translated(given, mapping.values.get(column, {}))
        return _READERS[column](given) if column in _READERS else given

    def _reason(self, ids_are_rounded: bool) -> str:
        mapped = ", ".join(f"given_{column}" for column in self._cell)
        branches = [
            (f"native_id is null and coalesce({mapped}, nullif(trim(any_cell), '')) is null", "''"),
            ("platform is null", "'it does not say which platform it is from'"),
            *self._reasons_of_ids(),
        ]
        if ids_are_rounded:
            branches.append((cells.ends_in_zeros("native_id"), self._rounded("native_id", "native_id")))
        branches += [branch for column in _TIMES if column in self._cell for branch in self._reasons_of_time(column)]
        if "kind" in self._cell:
            unknown = "'“' || given_kind || '” is no kind of message known here: say in [values.kind] what it is'"
            branches.append((f"given_kind is not null and not {cells.is_kind('kind')}", unknown))
        return "case " + " ".join(f"when {condition} then {reason}" for condition, reason in branches) + " end"

    def _reasons_of_ids(self) -> list[tuple[str, str]]:
        mapped = [column for column in _IDS if column in self._cell]
        rounded = [(cells.is_rounded(f"given_{column}"), self._rounded(column, f"given_{column}")) for column in mapped]
        return [("native_id is null", "'it has no id'"), *rounded]

    def _rounded(self, column: str, cell: str) -> str:
        end = f"in “{self._mapping.columns[column]}” was rounded by a spreadsheet and its last digits are lost: "
        return f"'the id ' || {cell} || {literal(f' {end}export again, with ids as text')}"

    def _reasons_of_time(self, column: str) -> list[tuple[str, str]]:
        heading, given = self._mapping.columns[column], f"given_{column}"
        unread = f"{given} is not null and {column} is null"

        def date(end: str) -> str:
            return f"'the date “' || {given} || {literal(f'” in “{heading}” {end}')}"

        return [
            *([(f"{given} is null", literal(f"it has no date in “{heading}”"))] if column == "published_at" else []),
            (
                f"{unread} and {cells.is_day_or_month_first(given)}",
                date("may begin with the day or the month: say in [formats] which"),
            ),
            (unread, date("cannot be read")),
            (
                f"{column} < '{cells.EARLIEST}'::timestamp or {column} >= '{cells.LATEST}'::timestamp",
                f"{date('is in the year ')} || year({column})",
            ),
        ]
