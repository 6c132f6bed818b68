"""Read files record by record in Python, with the line that each record starts on.

Slower than DuckDB's readers, and used where those cannot be trusted: bytes that are not UTF-8, stray carriage
returns, quotation marks that never close, rows of the wrong length, and to tell where a refused row stands.
"""

import codecs
import csv
import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

#: Longest field; a quotation mark that never closes swallows no more than this.
LONGEST_FIELD = 1 << 26

#: Stands for a carriage return that ends no line while a record is taken apart; becomes a line break in the cell.
_STRAY_RETURN = "\ue00d"
_STRAY = re.compile(r"\r(?!\n|\Z)")

#: An integer above this is not held exactly by a spreadsheet's numbers.
_EXACT = 2**53


@dataclass(frozen=True)
class Broken:
    """A record that cannot be taken apart."""

    reason: str
    raw: str


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Decode the bytes that are not UTF-8 as Windows-1252, its five gaps as Latin-1."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return "".join(_cp1252(byte) for byte in wrong), error.end


def _cp1252(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


codecs.register_error("rapport_cp1252", _as_cp1252)


def lines(path: Path, encoding: str, line_end: str) -> Iterator[tuple[int, str]]:
    """(number, text) of each physical line, with its line end; zero bytes are taken out."""
    errors = "rapport_cp1252" if encoding == "utf-8-sig" else "replace"
    with path.open(encoding=encoding, errors=errors, newline=line_end) as file:
        for number, line in enumerate(file, start=1):
            yield number, line.replace("\0", "") if "\0" in line else line


class _Held:
    """Lines of a file that can be gone back to, as far as the start of the record in hand."""

    def __init__(self, source: Iterator[tuple[int, str]], line_end: str) -> None:
        self._source = source
        self._keeps_returns = line_end == "\r"
        self._again: list[tuple[int, str]] = []
        self.record: list[tuple[int, str]] = []
        self.has_strays = False

    def __iter__(self) -> "_Held":
        return self

    def __next__(self) -> str:
        number, line = self._again.pop() if self._again else next(self._source)
        if not self._keeps_returns and -1 < line.find("\r") < len(line) - (2 if line.endswith("\r\n") else 0):
            line = _STRAY.sub(_STRAY_RETURN, line)
            self.has_strays = True
        self.record.append((number, line))
        return line

    def go_back(self) -> None:
        """Read the lines after the record's first one again."""
        self._again.extend(reversed(self.record[1:]))


def delimited(
    path: Path, encoding: str, line_end: str, delimiter: str, is_spaced: bool = False
) -> Iterator[tuple[int, int, list[str] | Broken]]:
    """(first line, last line, cells) of each record of a CSV or TSV file; blank lines are left out.

    A record that cannot be taken apart is given as Broken, and reading goes on with the line after its first.
    """
    csv.field_size_limit(LONGEST_FIELD)
    held = _Held(lines(path, encoding, line_end), line_end)
    reader = csv.reader(held, delimiter=delimiter, skipinitialspace=is_spaced, strict=True)
    while True:
        held.record = []
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            number, raw = held.record[0]
            yield number, number, Broken(_why(error), raw.rstrip("\r\n"))
            held.go_back()
            reader = csv.reader(held, delimiter=delimiter, skipinitialspace=is_spaced, strict=True)
            continue
        if cells:
            if held.has_strays:
                cells = [cell.replace(_STRAY_RETURN, "\n") for cell in cells]
            yield held.record[0][0], held.record[-1][0], cells


def _why(error: csv.Error) -> str:
    if "expected after" in str(error):
        return "a quotation mark inside a cell is not doubled, or one before it is never closed"
    return "a quotation mark is opened and never closed"


def fit(cells: list[str] | Broken, width: int, raw: str = "") -> list[str] | Broken | None:
    """Cells as many as there are headings; None for an empty row, Broken for one of another length."""
    if isinstance(cells, Broken):
        return cells
    if not any(cells):
        return None
    if len(cells) == width:
        return cells
    if len(cells) > width and not any(cells[width:]):
        return cells[:width]
    return Broken(f"it has {len(cells)} cells where the headings have {width}", raw or ", ".join(cells))


def sheet_rows(sheet: Any) -> Iterator[tuple[int, list[str | None]]]:
    """(row number, cells as text) of each row of a spreadsheet that is not empty."""
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = [cell_text(value) for value in row]
        if any(cells):
            yield number, cells


def cell_text(value: Any) -> str | None:
    """A spreadsheet's value as text; a whole number that it cannot hold exactly keeps its point or exponent."""
    if isinstance(value, float):
        exact = math.isfinite(value) and value == int(value) and abs(value) < _EXACT
        return str(int(value)) if exact else repr(value)
    if isinstance(value, datetime):
        return (value + timedelta(microseconds=500)).isoformat(" ", "milliseconds")  # serial dates are a little off
    return None if value in (None, "") else str(value)


def json_paths(line: str) -> dict[str, str]:
    """Name → JSON path of each value of a JSON object, those in an object as `outer.inner`; {} for anything else."""
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return dict(_paths(found, "", "$")) if isinstance(found, dict) else {}


def _paths(found: dict[str, Any], prefix: str, path: str) -> Iterator[tuple[str, str]]:
    for key, value in found.items():
        if '"' in key or "\\" in key:
            continue
        if isinstance(value, dict):
            yield from _paths(value, f"{prefix}{key}.", f'{path}."{key}"')
        else:
            yield prefix + key, f'{path}."{key}"'


def json_items(path: Path, encoding: str) -> Iterator[tuple[int, str]]:
    """(number, JSON) of each item of a file that is one JSON array. Raises ValueError when it is not."""
    errors = "rapport_cp1252" if encoding == "utf-8-sig" else "replace"
    for number, item in enumerate(json.loads(path.read_text(encoding, errors)), start=1):
        yield number, json.dumps(item, ensure_ascii=False)
