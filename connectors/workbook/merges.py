"""Merged cells: only the first of them has the value, and the others are marked, so that a reader can say so."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from connectors.workbook import values
from connectors.workbook.finding import Rows


class Merge(NamedTuple):
    """Cells that are merged, both ends included: rows by their numbers, columns by their places from 0."""

    first_row: int
    last_row: int
    first: int
    last: int


def mark(rows: Rows, merges: Iterable[Merge]) -> Rows:
    """The rows with `values.MERGED` in each blank cell that a filled one was merged over; rows are not added."""
    merges = list(merges)
    if not merges:
        return rows
    marked: dict[int, list[Any]] = {number: list(cells) for number, cells in rows}
    width = max((len(cells) for cells in marked.values()), default=0)
    for merge in merges:
        top = marked.get(merge.first_row, [])
        if merge.first >= len(top) or _is_blank(top[merge.first]):
            continue
        for number in range(merge.first_row, min(merge.last_row, max(marked)) + 1):
            if number in marked:
                _mark(marked[number], merge, width)
    return list(marked.items())


def _mark(cells: list[Any], merge: Merge, width: int) -> None:
    last = min(merge.last, width - 1)
    cells += [None] * (last + 1 - len(cells))
    for place in range(merge.first, last + 1):
        if _is_blank(cells[place]):
            cells[place] = values.MERGED


def _is_blank(cell: Any) -> bool:
    return cell is None or cell == ""
