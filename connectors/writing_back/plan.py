"""What to write where, from what a workbook holds now: nothing over what people wrote.

A cell is written where it is empty, or holds what was written there last. What says how a hand-off ended is written
together or not at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from connectors.contract import Edits
from connectors.workbook import Book, Tabs, values
from connectors.workbook.finding import Found, letter
from connectors.workbook.problem import quoted
from connectors.writing_back.said import ALONE, END, Said, Value
from connectors.writing_back.texts import LONGEST, text_of
from warehouse import written

#: Columns by which people and we tell which row is which.
_TELLING = ("Link", "Department", "Id")
#: What need not be said where there is no column for it.
_GOES_WITHOUT = {("Kind", "input"), ("Outcome", "answered")}


@dataclass(frozen=True)
class Change:
    """What is to be written about one hand-off, by column: into the row of this number, or as a new one."""

    said: Said
    row: int | None
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Plan:
    """All that is to be written into the tab Hand-offs, and what is left as it is, in one sentence each.

    `standing` are cells that hold what we wrote there, as `written.remember` takes them.
    """

    log: Found
    changes: tuple[Change, ...] = ()
    left: tuple[str, ...] = ()
    standing: tuple[tuple[int, str, str], ...] = ()
    width: int = 0
    """Columns that hold something."""
    row_of: Mapping[str, int] = field(default_factory=dict)
    """The number of the row of each hand-off that could be read, by its native id."""

    @cached_property
    def added(self) -> tuple[str, ...]:
        """Columns that the tab lacks, and that are added to its right."""
        needed = {
            name for change in self.changes for name, text in change.cells.items() if (name, text) not in _GOES_WITHOUT
        }
        return tuple(column.name for column in self.log.tab.columns if column.name in needed - set(self.log.places))

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where each column stands, those that are added too."""
        new = {name: self.width + number for number, name in enumerate(self.added)}
        return {**self.log.places, **new}

    def edits(self) -> Edits:
        """The same as cells."""
        rows = dict(self.log.rows)
        cells = {(self.log.number, self.places[name]): name for name in self.added}
        before: dict[tuple[int, int], Any] = dict.fromkeys(cells)
        new = []
        for change in self.changes:
            placed = {self.places[name]: text for name, text in change.cells.items() if name in self.places}
            if change.row is None:
                new.append(placed)
                continue
            cells |= {(change.row, place): text for place, text in placed.items()}
            telling = {place for name in _TELLING if (place := self.log.places.get(name)) is not None}
            for place in {*placed, *telling}:
                before[change.row, place] = _cell(rows[change.row], place)
        return Edits(self.log.title, cells, new, before, self.log.places.get("Id") if new else None)

    def cell(self, change: Change, name: str) -> str:
        """The cell of a change as people call it: N14, or the column alone of a new row."""
        return f"{letter(self.places[name])}{change.row or ''}"


def plan(book: Book, tabs: Tabs, wanted: Sequence[Said], marks: Mapping[tuple[int, str], str]) -> Plan | None:
    """What to write into a workbook; None where it has no tab Hand-offs that can be read.

    `marks` are the fingerprints of what was written before.
    """
    if book.log is None:
        return None
    planner = _Planner(book, book.log, marks)
    for one in wanted:
        planner.take(one)
    width = max((len(cells) for _, cells in tabs[book.log.title]), default=0)
    rows = {native_id: row_number(one) for native_id, one in planner.read.items()}
    return Plan(book.log, tuple(planner.changes), tuple(planner.left), tuple(planner.standing), width, rows)


def row_number(handoff: Mapping[str, Any]) -> int:
    """The row that a hand-off was read from."""
    return int(handoff["place"].rpartition(" ")[2])


@dataclass
class _Planner:
    book: Book
    log: Found
    marks: Mapping[tuple[int, str], str]
    changes: list[Change] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    standing: list[tuple[int, str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rows = dict(self.log.rows)
        self.read = {one["native_id"]: one for one in self.book.rows.get("handoffs", ())}
        place = self.log.places.get("Id")
        cells = {} if place is None else {number: _cell(row, place) for number, row in self.rows.items()}
        self.ids = {values.text(cell): number for number, cell in cells.items() if not values.is_nothing(cell)}

    def take(self, said: Said) -> None:
        """Plan what to write about one hand-off."""
        handoff = self.read.get(said.native_id)
        if handoff is not None:
            self._fill(said, handoff)
        elif said.row_id is None:
            if said.end or said.alone:
                self._leave(said, None, "its row is no longer there, or its link or department is another now")
        elif said.row_id in self.ids:
            self._leave(said, self.ids[said.row_id], "this row cannot be read; put it right first")
        elif self.marks.get((said.key, "Id")):
            if not said.is_withdrawn:
                self._leave(said, None, "its row was taken out of the workbook, and it stays in the dashboard")
        elif not said.is_withdrawn:
            self._append(said)

    def _append(self, said: Said) -> None:
        cells = self._texts({**said.question, **said.end, **said.alone})
        if any(len(text) > LONGEST for text in cells.values()):
            self._leave(said, None, "a text is too long for a cell")
        elif not cells.get("Link"):
            self._leave(said, None, "it has no link, and a row of the workbook needs one")
        else:
            self.changes.append(Change(said, None, cells))

    def _fill(self, said: Said, handoff: Mapping[str, Any]) -> None:
        number = row_number(handoff)
        if said.is_withdrawn:
            self._leave(said, number, "it was taken back in the dashboard and counts no more; delete this row")
            return
        self._note_standing(said, number)
        cells: dict[str, str] = {}
        if not _says(handoff, said):
            cells |= self._free(said, number, {name: said.end.get(name, "") for name in END})
        for name in ALONE:
            if name in said.alone or (said.key, name) in self.marks:
                cells |= self._free(said, number, {name: said.alone.get(name, "")})
        if any(len(text) > LONGEST for text in cells.values()):
            self._leave(said, number, "a text is too long for a cell")
        elif cells:
            self.changes.append(Change(said, number, cells))
        if said.untold:
            self._leave(said, number, said.untold)

    def _free(self, said: Said, number: int, wanted: Mapping[str, Value]) -> dict[str, str]:
        """The cells to write, or none of them where one holds what somebody else wrote, or emptied."""
        texts = {name: text_of(value, self.book.zone) if value else "" for name, value in wanted.items()}
        found = {}
        for name, text in texts.items():
            cell = self._cell(number, name)
            now, before = values.text(cell) if cell is not None else "", self.marks.get((said.key, name))
            if now == values.plain(text) and cell is not values.MERGED:
                continue
            is_ours = bool(before) and before == written.mark(now)
            if not any(texts.values()) and not is_ours:
                continue  # nothing was noted, and this is not ours to take out
            if cell is values.MERGED or (now and not is_ours):
                self._leave(said, number, self._theirs(name, now))
                return {}
            if not now and before and before == written.mark(values.plain(text)):
                self._leave(said, number, f"{self.log.heading(name)} was emptied by somebody, and stays so")
                return {}
            found[name] = text
        return found

    def _theirs(self, name: str, now: str) -> str:
        holds = f"holds {quoted(now)}, which somebody wrote" if now else "is merged with another cell"
        return f"{self.log.heading(name)} {holds}, and stays so"

    def _note_standing(self, said: Said, number: int) -> None:
        """Remember the cells of a row of ours that say what we say."""
        if said.row_id is not None:
            for name, text in self._texts({**said.question, **said.end, **said.alone}).items():
                cell = self._cell(number, name)
                if text and cell is not None and values.text(cell) == values.plain(text):
                    self.standing.append((said.key, name, written.mark(values.text(cell))))

    def _texts(self, wanted: Mapping[str, Value]) -> dict[str, str]:
        texts = {name: text_of(value, self.book.zone) for name, value in wanted.items()}
        return {name: text for name, text in texts.items() if text}

    def _cell(self, number: int, name: str) -> Any:
        place = self.log.places.get(name)
        return None if place is None else _cell(self.rows[number], place)

    def _leave(self, said: Said, number: int | None, why: str) -> None:
        self.left.append(f"{named(said, self.log, number)}: {why}.")


def named(said: Said, log: Found, number: int | None) -> str:
    """A hand-off in words: by its row, else by what was asked of whom."""
    if number is not None:
        return f"{log.title} row {number}"
    question = said.question.get("Question") or said.question.get("Link")
    return f"The hand-off to {quoted(said.department)}" + (f" ({quoted(question)})" if question else "")


def without(found: Plan, dropped: Mapping[int, str]) -> Plan:
    """The same without the changes about these hand-offs, by key, each left for the reason given."""
    left = [
        f"{named(change.said, found.log, change.row)}: {dropped[change.said.key]}."
        for change in found.changes
        if change.said.key in dropped
    ]
    kept = tuple(change for change in found.changes if change.said.key not in dropped)
    return replace(found, changes=kept, left=(*found.left, *left))


def _says(handoff: Mapping[str, Any], said: Said) -> bool:
    """Whether a row as it was read says the same of the end already."""
    passed_to = said.end.get("Passed to")
    return bool(said.end) and (
        handoff["answered_at"] == said.end.get("Answered at")
        and handoff["ended_at"] == said.end.get("Ended at")
        and handoff["outcome"] == said.end.get("Outcome")
        and str(handoff["passed_to"] or "").casefold() == str(passed_to or "").casefold()
    )


def _cell(cells: Sequence[Any], place: int) -> Any:
    """A cell, None where nothing at all stands in it; `-` is something."""
    cell = cells[place] if place < len(cells) else None
    return None if isinstance(cell, str) and not cell.strip() else cell
