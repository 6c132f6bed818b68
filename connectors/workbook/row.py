"""One row of a tab while it is read: its cells by column, and what is wrong with them."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from connectors.workbook import times, values
from connectors.workbook.finding import Found, letter
from connectors.workbook.problem import Bad, Problem, quoted
from connectors.workbook.times import Writing
from warehouse import Refused

T = TypeVar("T")

_PAYLOAD = 2000  # characters of a refused row that are kept
_MERGED = ("is merged with another cell and counts as empty", "undo the merge, and write the value into each row")


@dataclass
class Row:
    """The cells of one row. `needed` and `strict` refuse the row for a bad cell, `loose` leaves the cell out."""

    sheet: "Sheet"
    number: int
    cells: Sequence[Any]
    is_refused: bool = False

    def cell(self, name: str) -> Any:
        """A cell as the spreadsheet gives it; None where it says nothing."""
        place = self.sheet.found.places.get(name)
        if place is None or place >= len(self.cells):
            return None
        value = self.cells[place]
        return None if values.is_nothing(value) else value

    def _is_merged(self, name: str) -> bool:
        place = self.sheet.found.places.get(name, len(self.cells))
        return place < len(self.cells) and self.cells[place] is values.MERGED

    def needed(self, name: str, read: Callable[[Any], T]) -> T | None:
        """A cell without which the row means nothing."""
        if self.cell(name) is None:
            merged = self._is_merged(name)
            self.refuse(name, *(_MERGED if merged else ("is empty", self.sheet.hint(name))))
            return None
        return self.strict(name, read)

    def strict(self, name: str, read: Callable[[Any], T]) -> T | None:
        """A cell that may be empty, but not wrong."""
        return self._read(name, read, refuses=True)

    def loose(self, name: str, read: Callable[[Any], T]) -> T | None:
        """A cell without which the row still means what it means."""
        return self._read(name, read, refuses=False)

    def _read(self, name: str, read: Callable[[Any], T], *, refuses: bool) -> T | None:
        value = self.cell(name)
        if value is None:
            if self._is_merged(name):
                self.tell(name, *_MERGED)
            return None
        try:
            if isinstance(value, str):
                values.check(value)
            return read(value)
        except Bad as bad:
            self.tell(name, bad.wrong, bad.instead, refuses=refuses)
        except (OverflowError, ValueError):  # numbers beyond all that a date or a duration can be
            self.tell(name, f"{quoted(values.text(value))} cannot be read", self.sheet.hint(name), refuses=refuses)
        return None

    def refuse(self, name: str | None, wrong: str, instead: str | None = None) -> None:
        """Leave the row out, and say why."""
        self.tell(name, wrong, instead, refuses=True)

    def tell(self, name: str | None, wrong: str, instead: str | None = None, *, refuses: bool = False) -> None:
        """Say what is wrong with a cell, by the heading that this workbook has for it."""
        heading = None if name is None else self.sheet.found.heading(name)
        place = None if name is None else self.sheet.found.places.get(name)
        cell = None if place is None else f"{letter(place)}{self.number}"
        problem = Problem(self.sheet.found.title, self.number, heading, wrong, instead, refuses, cell)
        self.sheet.problems.append(problem)
        if refuses:
            self.is_refused = True
            self.sheet.refused.setdefault(self.number, (self, []))[1].append(problem)

    def period(self) -> tuple[date | None, date | None]:
        """From and Until; the row is refused where they are the wrong way round."""
        first = self.strict("From", lambda value: times.day(value, self.sheet.writing("From")))
        last = self.strict("Until", lambda value: times.day(value, self.sheet.writing("Until")))
        if first and last and first > last:
            self.refuse("Until", f"{last} is before {self.sheet.found.heading('From')} ({first})", "swap the two")
        return first, last

    def payload(self) -> str:
        """The row as it came."""
        headings = self.sheet.found.all_headings
        filled = {
            headings[place] if place < len(headings) else f"column {place + 1}": values.text(cell)
            for place, cell in enumerate(self.cells)
            if not values.is_nothing(cell)
        }
        return json.dumps(filled, ensure_ascii=False)[:_PAYLOAD]


@dataclass
class Sheet:
    """A tab while it is read."""

    found: Found
    problems: list[Problem]
    hints: dict[str, str] = field(default_factory=dict)
    day_first: bool = True
    """How dates are read that nothing in their column tells."""
    refused: dict[int, tuple[Row, list[Problem]]] = field(default_factory=dict)
    read: int = 0
    _writings: dict[str, Writing] = field(default_factory=dict)

    def rows(self) -> Iterator[Row]:
        """The rows in which at least one known column says something."""
        places = sorted(self.found.places.values())
        for number, cells in self.found.rows:
            width = len(cells)
            if any(
                place < width and cells[place] is not False and not values.is_nothing(cells[place]) for place in places
            ):
                self.read += 1
                yield Row(self, number, cells)

    def hint(self, name: str) -> str:
        """What to write into a cell that is empty."""
        return self.hints.get(name) or f"write {_lower(self.found.tab.column(name).note)}"

    def column(self, name: str) -> list[Any]:
        """The cells of a column."""
        place = self.found.places.get(name)
        return [] if place is None else [cells[place] for _, cells in self.found.rows if place < len(cells)]

    def writing(self, name: str) -> Writing:
        """How the dates of a column are written; a column that does not tell follows another of this tab."""
        if name not in self._writings:
            dated = [column.name for column in self.found.tab.columns if column.form in ("time", "day", "month")]
            columns = {other: self.column(other) for other in {name: None, **dict.fromkeys(dated)}}
            alone = {other: times.writing_of(cells, None, self.day_first) for other, cells in columns.items()}
            told = next((one for one in alone.values() if one.is_told), None)
            for other, writing in alone.items():
                self._writings[other] = (
                    times.writing_of(columns[other], told, self.day_first) if writing.is_guessed else writing
                )
        return self._writings[name]

    def notes(self) -> list[str]:
        """What was decided about how dates are written."""
        guessed = [name for name, writing in self._writings.items() if writing.is_guessed]
        shown = {name: quoted(_example(self.column(name))) for name in guessed}
        first = "day" if self.day_first else "month"
        return [
            f"{self.found.title}, {self.found.heading(name)}: dates such as {date} can be read two ways; the {first} "
            "was taken to come first."
            for name, date in shown.items()
        ]

    def left_out(self) -> list[Refused]:
        """The rows that were refused, each once, with all that is wrong with it."""
        return [
            Refused(f"{self.found.title} row {number}", _joined(problems), row.payload())
            for number, (row, problems) in sorted(self.refused.items())
        ]


def _joined(problems: Sequence[Problem]) -> str:
    words = "; ".join(problem.reason for problem in problems)
    return words.replace("?; ", "? ")


def _example(cells: list[Any]) -> str:
    return next((cell for cell in cells if isinstance(cell, str) and times.is_two_ways(cell)), "")


def _lower(note: str) -> str:
    """A note as the end of a sentence."""
    note = note.rstrip(".").partition(";")[0]
    return note if note[1:2].isupper() else note[:1].lower() + note[1:]
