"""Workbooks made by hand for tests: tabs of plain cells, and what is known to a reader."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl

from connectors.workbook import Book, Known, Tabs, read
from connectors.workbook.known import Channel

NOW = datetime(2026, 11, 20, 12, 0)
KNOWN = Known(
    NOW,
    channels=(
        Channel(1, "x", "100", "acme", "Acme"),
        Channel(2, "facebook", "200", "acme", "Acme on Facebook"),
        Channel(3, "x", "101", "acme_help", "Acme Help", "https://x.com/acme_help"),
    ),
    years=(2025, 2026),
)
Cells = Sequence[Sequence[Any]]


def tabs(**cells: Cells) -> Tabs:
    """Tabs by name, `_` for a blank and `__` for a dash; rows are numbered from 1, blank ones are left out."""
    return {
        name.replace("__", "-").replace("_", " "): [
            (number, list(row)) for number, row in enumerate(rows, start=1) if any(cell is not None for cell in row)
        ]
        for name, rows in cells.items()
    }


def book(known: Known = KNOWN, **cells: Cells) -> Book:
    """What tabs say."""
    return read(tabs(**cells), known)


def told(found: Book) -> list[str]:
    """All problems of a book, as sentences."""
    return [str(problem) for problem in found.problems]


def saved(path: Path, **cells: Cells) -> Path:
    """The tabs as a file."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in cells.items():
        sheet = workbook.create_sheet(name.replace("__", "-").replace("_", " "))
        for row in rows:
            sheet.append(list(row))
    workbook.save(path)
    return path
