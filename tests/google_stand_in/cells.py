"""What stands in a spreadsheet of the stand-in: cells in tabs, as a test puts them there."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta


@dataclass(frozen=True)
class Shown:
    """A cell whose text on the screen is not what its value says: `Shown(0.12, "12%")`."""

    value: float
    text: str


@dataclass(frozen=True)
class Formula:
    """A cell with a formula, and the value that it shows: `Formula("=IF(A2,1,)", "")`."""

    text: str
    value: str | int | float | bool = ""


Cell = str | int | float | bool | date | timedelta | Shown | Formula | None
"""What stands in a cell; an error is a text such as "#N/A"; a date or a duration is a number that is shown as one."""


@dataclass
class Sheet:
    """A tab: rows of cells, and merges as (first row, end row, first column, end column), counted from 0."""

    title: str
    rows: list[list[Cell]] = field(default_factory=list)
    id: int = 0
    hidden: bool = False
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    width: int = 26
    """Columns of its grid, at least."""

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns of its grid, which is larger than what is filled."""
        return max(1000, len(self.rows)), max(self.width, *(len(row) for row in self.rows), 0)


@dataclass
class Spreadsheet:
    """A spreadsheet. `shared_with` are e-mail addresses that may read and write it; with `public` a key may read it.

    Whoever changes it calls `touch`, or uses `put`. `is_xlsx` is an Excel file that lies in Drive as it came.
    """

    id: str
    title: str = "Workbook"
    zone: str = "Etc/GMT"
    locale: str = "en_US"
    sheets: list[Sheet] = field(default_factory=list)
    shared_with: set[str] = field(default_factory=set)
    readers: set[str] = field(default_factory=set)
    public: bool = False
    is_xlsx: bool = False
    version: int = 1
    modified: datetime = datetime(2026, 3, 1, 12)

    def __post_init__(self) -> None:
        for number, sheet in enumerate(self.sheets):
            sheet.id = sheet.id or number

    def touch(self) -> None:
        """Note that something was changed."""
        self.version += 1
        self.modified += timedelta(minutes=1)

    def put(self, title: str, row: int, column: int, cell: Cell) -> None:
        """Write one cell, counted from 0, as somebody does who types."""
        rows = next(sheet for sheet in self.sheets if sheet.title == title).rows
        rows.extend([] for _ in range(row + 1 - len(rows)))
        rows[row].extend([None] * (column + 1 - len(rows[row])))
        rows[row][column] = cell
        self.touch()
