"""From the values of an answer to plain cells, of the same types as those of a local file.

Sheets gives a date as the number of days since 30 December 1899, and nothing tells it from any other number. A column
of dates does; elsewhere the same cell is looked at as it is shown: only what is a date or a duration is a text then.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple, TypeGuard

from connectors.contract import UnexpectedPayload
from connectors.workbook.finding import Found, Rows, letter

_EPOCH = datetime(1899, 12, 30)
_FIRST, _LAST = 30_000, 75_000  # serial numbers of dates that somebody may have meant: 1982 to 2105
_DATED = ("time", "day", "month")


class TornError(Exception):
    """The spreadsheet was changed between two calls."""


class Range(NamedTuple):
    """Cells of a tab, both ends included: rows by their numbers, columns by their places from 0."""

    first_row: int
    last_row: int
    first: int
    last: int


def named(title: str, cells: Range | None = None) -> str:
    """A range in A1 notation; the title in quotation marks, so that one such as `A1` or `Ann's` is a title."""
    tab = "'" + title.replace("'", "''") + "'"
    if cells is None:
        return tab
    return f"{tab}!{letter(cells.first)}{cells.first_row}:{letter(cells.last)}{cells.last_row}"


def rows(answer: Mapping[str, Any]) -> Rows:
    """The rows of a value range that hold something, with their numbers. Raises UnexpectedPayload."""
    values = answer.get("values", [])
    if not isinstance(values, list) or not all(isinstance(row, list) for row in values):
        raise UnexpectedPayload("Google Sheets gave values that are no rows of cells.")
    first_row, left = _corner(str(answer.get("range", "")))
    found = []
    for number, row in enumerate(values, start=first_row):
        cells = [None if cell == "" else cell for cell in row]
        if any(cell is not None for cell in cells):
            found.append((number, [None] * left + cells))
    return found


def _corner(echo: str) -> tuple[int, int]:
    """Number of the first row and place of the first column, from the range that an answer names."""
    match = re.search(r"!\$?([A-Z]*)\$?(\d*)(?::\$?[A-Z]*\$?\d*)?$", echo)
    if match is None:
        return 1, 0
    place = 0
    for sign in match[1]:
        place = place * 26 + ord(sign) - 64
    return int(match[2] or 1), max(place - 1, 0)


def untold(tabs: Iterable[Found]) -> Iterator[tuple[str, Range]]:
    """(title, cells) of each column that has numbers of which it does not tell whether they are dates."""
    for tab in tabs:
        for place in tab.places.values():
            numbers = [number for number, cells in tab.rows if _is_untold(tab, place, cells)]
            if numbers:
                yield tab.title, Range(numbers[0], numbers[-1], place, place)


def _is_untold(tab: Found, place: int, cells: Any) -> bool:
    cell = cells[place] if place < len(cells) else None
    return _is_number(cell) and not (place in _dated(tab) and _FIRST < cell < _LAST)


def _dated(tab: Found) -> set[int]:
    return {place for name, place in tab.places.items() if tab.tab.column(name).form in _DATED}


def typed(tab: Found, given: Rows, shown: Mapping[tuple[int, int], Any]) -> Rows:
    """All rows of a tab, with dates and durations in place of the numbers that stand for them.

    `shown` has the cells of `untold` as they are shown, by row and place. Raises TornError where one of them is not
    what it was.
    """
    places, dated = sorted(tab.places.values()), _dated(tab)
    below = {number for number, _ in tab.rows}
    found = []
    for number, cells in given:
        if number in below:
            cells = list(cells)  # noqa: PLW2901
            for place in places:
                if place < len(cells) and _is_number(cells[place]):
                    is_told = place in dated and _FIRST < cells[place] < _LAST
                    if is_told or _is_shown_as_text(shown.get((number, place)), cells[place]):
                        cells[place] = of_serial(cells[place])
        found.append((number, cells))
    return found


def _is_shown_as_text(shown: Any, value: float) -> bool:
    if isinstance(shown, str) and shown:
        return True
    if shown != value:
        raise TornError
    return False


def of_serial(value: float) -> date | time | timedelta | float:
    """The date, time of day or duration that a serial number stands for; a number that is too large for all stays."""
    if _FIRST < value < 10**6:
        at = _EPOCH + timedelta(days=value)
        return at.date() if float(value).is_integer() else at
    seconds = round(value * 86400)
    if 0 <= seconds < 86400:
        return (datetime.min + timedelta(seconds=seconds)).time()
    return timedelta(seconds=seconds) if abs(value) < 10**6 else value


def _is_number(cell: Any) -> TypeGuard[int | float]:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def digest(tabs: Mapping[str, Rows], about: object) -> str:
    """A fingerprint of all cells, and of what else tells how to read them."""
    made = hashlib.blake2b(repr(about).encode(errors="replace"), digest_size=16)
    for title, given in tabs.items():
        made.update(repr((title, given)).encode(errors="replace"))
    return made.hexdigest()
