"""A file that is staged, and what became of its rows."""

from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl

from warehouse import Writer
from warehouse.ingest import Staged
from warehouse.mapping import FileMapping

SEEN = datetime(2024, 1, 1)
COLUMNS_USED = {"native_id": "id", "published_at": "at", "text": "text"}
MAPPING = FileMapping(COLUMNS_USED, platform="x")
HEAD = "id,at,text\n"


class Read:
    """A file that was staged: good rows by id, refused ones as (place, reason)."""

    def __init__(self, writer: Writer, staged: Staged) -> None:
        self.staged = staged
        self.rows = dict(writer.execute("select native_id, text from incoming"))
        self.refused = writer.execute("select place, reason from refused_rows")
        self._writer = writer

    def column(self, name: str) -> list[Any]:
        return [value for (value,) in self._writer.execute(f"select {name} from incoming")]

    @property
    def payloads(self) -> list[str]:
        return [payload for (payload,) in self._writer.execute("select payload from refused_rows")]


def sheet_file(path: Path, rows: list[list[Any]], title: str = "Export") -> Path:
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path
