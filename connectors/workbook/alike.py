"""Departments that are nearly written alike, where no tab lists which there are."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from connectors.workbook import values
from connectors.workbook.finding import letter
from connectors.workbook.names import key
from connectors.workbook.problem import Problem, quoted
from connectors.workbook.row import Sheet

_NEARLY = 0.9


@dataclass(frozen=True)
class _Place:
    tab: str
    row: int
    column: str
    cell: str
    name: str


def nearly_alike(sheets: Iterable[Sheet]) -> list[Problem]:
    """A problem for each department that is probably another one misspelt: the one that stands in fewer rows.

    Rows that are refused do not count. Names that differ in a number alone, such as Region 1 and Region 2, are two.
    """
    first: dict[str, _Place] = {}
    rows: Counter[str] = Counter()
    for sheet in sheets:
        for place in _named(sheet):
            first.setdefault(key(place.name), place)
            rows[key(place.name)] += 1
    found = []
    for one, other in combinations(first, 2):
        if _is_near(one, other):
            meant, misspelt = (one, other) if rows[one] >= rows[other] else (other, one)
            found.append(_problem(first[misspelt], first[meant]))
    return found


def _named(sheet: Sheet) -> Iterable[_Place]:
    columns = {name: place for name, place in sheet.found.places.items() if name in ("Department", "Passed to")}
    for number, cells in sheet.found.rows:
        for name, place in columns.items():
            cell = cells[place] if place < len(cells) and number not in sheet.refused else None
            if isinstance(cell, str) and not values.is_nothing(cell):
                yield _Place(sheet.found.title, number, sheet.found.heading(name), f"{letter(place)}{number}", cell)


def _is_near(one: str, other: str) -> bool:
    if re.sub(r"\d", "", one) == re.sub(r"\d", "", other):
        return False
    matcher = SequenceMatcher(None, one, other)
    return matcher.quick_ratio() >= _NEARLY and matcher.ratio() >= _NEARLY


def _problem(misspelt: _Place, meant: _Place) -> Problem:
    where = f"row {meant.row}" if meant.tab == misspelt.tab else f"{meant.tab} row {meant.row}"
    return Problem(
        misspelt.tab,
        misspelt.row,
        misspelt.column,
        f"{quoted(misspelt.name)} is nearly {quoted(meant.name)}, which stands in {where}",
        "write it alike, or list both in the tab Departments if they are two",
        cell=misspelt.cell,
    )
