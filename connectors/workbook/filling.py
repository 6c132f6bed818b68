"""Write texts into a tab of an .xlsx file, and leave all else in it as it is, byte for byte.

Only the part of the file that holds the tab is changed, and in it only the rows that are written to: charts, notes,
formats, lists to choose from and whatever else a spreadsheet keeps stay, also what no library knows. The new file is
read before it takes the place of the old one.
"""

import hashlib
import os
import re
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from connectors.contract import Edits, Refused, TryLater, Workbook
from connectors.workbook import values, xlsx
from connectors.workbook.finding import Tabs, letter
from warehouse import Unreadable

_ROW = re.compile(r'<row\b[^>]*?\br="(\d+)"[^>]*?(?:/>|>(.*?)</row>)', re.DOTALL)
_CELL = re.compile(r'<c\b[^>]*?\br="([A-Z]+)\d+"[^>]*?(?:/>|>.*?</c>)', re.DOTALL)
_STYLE = re.compile(r'\bs="\d+"')
_DIMENSION = re.compile(r'(<dimension ref="[A-Z]+\d+:)([A-Z]+)(\d+)"')


class File:
    """A workbook in a file, as a target to write to. Raises Refused for a file that is not ours to change."""

    def __init__(self, path: Path) -> None:
        if path.suffix.lower() != ".xlsx":
            raise Refused(f"{path.name} is not written to: only .xlsx is; save it as a workbook without macros first.")
        if not path.is_file():
            raise Refused(f"There is no file {path}: write the path of the workbook.")
        self.path = path.resolve()
        self._read: bytes = b""

    @property
    def name(self) -> str:
        """What people call it."""
        return self.path.name

    @property
    def book(self) -> str:
        """What tells it from other workbooks."""
        return str(self.path)

    def read(self) -> Workbook:
        """What stands in the file now."""
        self._refuse_open()
        self._read = _digest(self.path)
        try:
            tabs = xlsx.tabs(self.path)
        except Unreadable as error:
            raise Refused(str(error)) from None
        return Workbook(self.name, tabs)

    def write(self, given: Workbook, edits: Edits) -> None:
        """Write into the file that was read; one step, all or nothing."""
        self._refuse_open()
        member = _member(self.path, edits.tab)
        if member is None:
            raise Refused(f"{self.name} is packed in a way that is not written to: save it again as XLSX.")
        fresh = _written(self.path, member, lambda text: _filled(text, edits, self.name))
        try:
            if not _is_meant(xlsx.tabs(fresh), _expected(given.tabs, edits)):
                raise Refused(f"{self.name} could not be written without changing more than that, and stays as it is.")
            self._refuse_open()
            if _digest(self.path) != self._read:
                raise TryLater(f"{self.name} was saved by somebody just now.")
            fresh.replace(self.path)
        except OSError as error:
            raise Refused(f"{self.name} cannot be written ({error.strerror}): close it, and run again.") from None
        finally:
            fresh.unlink(missing_ok=True)

    def _refuse_open(self) -> None:
        """Raise Refused while a spreadsheet program has the file open, as its own lock file says."""
        folder, name = self.path.parent, self.path.name
        if any((folder / lock).exists() for lock in (f"~${name}", f"~${name[2:]}", f".~lock.{name}#")):
            raise Refused(f"{name} is open in a spreadsheet program: save and close it there, and run again.")


def _digest(path: Path) -> bytes:
    try:
        return hashlib.blake2b(path.read_bytes()).digest()
    except OSError as error:
        raise Refused(f"{path.name} cannot be read ({error.strerror}): close it, and run again.") from None


def _member(path: Path, title: str) -> str | None:
    """The part of an .xlsx that holds a tab."""
    return next((member for name, member in xlsx.members(path) if name == title), None)


def _written(path: Path, member: str, change: Callable[[str], str]) -> Path:
    """A copy of the file beside it with one part changed. Raises Refused."""
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=".xlsx", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise Refused(
            f"Nothing can be written beside {path.name} ({error.strerror}): see who may write there."
        ) from None
    fresh = Path(name)
    try:
        with zipfile.ZipFile(path) as before, zipfile.ZipFile(fresh, "w") as after:
            if any(one.startswith("_xmlsignatures/") for one in before.namelist()):
                raise Refused(f"{path.name} is signed, and writing would break its signature: it stays as it is.")
            for one in before.infolist():
                content = before.read(one)
                after.writestr(one, change(content.decode()).encode() if one.filename == member else content)
        fresh.chmod(path.stat().st_mode & 0o777)
        with fresh.open("rb+") as file:
            os.fsync(file.fileno())
    except (OSError, zipfile.BadZipFile, UnicodeDecodeError) as error:
        fresh.unlink(missing_ok=True)
        raise Refused(f"{path.name} could not be written ({error}): nothing was changed.") from None
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    return fresh


def _filled(text: str, edits: Edits, name: str) -> str:
    """The XML of a tab with the texts in it. Raises Refused for one that is not written as spreadsheets write it."""
    begin, found, end = text.partition("<sheetData")
    body, closing, rest = end.partition("</sheetData>")
    if not found or not closing or re.search(r"<row\b(?![^>]*\br=\")", body):
        raise Refused(f"{name} is packed in a way that is not written to: save it again as XLSX.")
    by_row: dict[int, dict[int, str]] = {}
    for (number, place), said in edits.cells.items():
        by_row.setdefault(number, {})[place] = said
    rows = {int(match[1]): match[0] for match in _ROW.finditer(body)}
    last = _last(rows)
    model = rows.get(last, "")
    for count, new in enumerate(edits.rows, start=1):
        by_row[last + count] = dict(new)
    for number, cells in by_row.items():
        rows[number] = _row(
            rows.get(number, f'<row r="{number}"/>'), number, cells, model if number > last else "", name
        )
    opening = body[: body.index(">") + 1]
    widest = max((place for cells in by_row.values() for place in cells), default=0)
    kept = "".join(rows[number] for number in sorted(rows))
    return f"{_stretched(begin, widest, max(rows, default=1))}<sheetData{opening}{kept}</sheetData>{rest}"


def _last(rows: Mapping[int, str]) -> int:
    """The last row that holds something; rows that are only formatted come after it."""
    return max((number for number, text in rows.items() if "<v>" in text or "<t" in text or "<f" in text), default=0)


def _row(text: str, number: int, cells: Mapping[int, str], model: str, name: str) -> str:
    """A row with these texts in it; a cell that is new takes its format from the same column of the model."""
    head, inner = (text[:-2] + ">", "") if text.endswith("/>") else text.removesuffix("</row>").split(">", 1)
    head = head if head.endswith(">") else f"{head}>"
    head = re.sub(r'\sspans="[^"]*"', "", head)
    there = {_place(match[1]): match[0] for match in _CELL.finditer(inner)}
    styles = {_place(match[1]): _STYLE.search(match[0]) for match in _CELL.finditer(model)}
    for place, said in cells.items():
        before = there.get(place, "")
        if "<f" in before:
            raise Refused(f"{name} has a formula in {letter(place)}{number}, which is not written over.")
        style = _STYLE.search(before.partition(">")[0]) or styles.get(place)
        attributes = f'r="{letter(place)}{number}"' + (f" {style[0]}" if style else "")
        there[place] = (
            f'<c {attributes} t="inlineStr"><is><t xml:space="preserve">{escape(said)}</t></is></c>'
            if said
            else f"<c {attributes}/>"
        )
    return head + "".join(there[place] for place in sorted(there)) + "</row>"


def _stretched(begin: str, widest: int, height: int) -> str:
    """The head of a tab that says how far its cells reach."""

    def stretch(match: re.Match[str]) -> str:
        column = letter(max(_place(match[2]), widest))
        return f'{match[1]}{column}{max(int(match[3]), height)}"'

    return _DIMENSION.sub(stretch, begin, count=1)


def _place(letters: str) -> int:
    place = 0
    for sign in letters:
        place = place * 26 + ord(sign) - 64
    return place - 1


def _expected(tabs: Tabs, edits: Edits) -> Tabs:
    """The tabs as they are to be read after writing."""
    rows = {number: list(cells) for number, cells in tabs[edits.tab]}
    texts = dict(edits.cells)
    last = max(rows, default=0)
    texts |= {(last + count, place): said for count, new in enumerate(edits.rows, 1) for place, said in new.items()}
    for (number, place), said in texts.items():
        cells = rows.setdefault(number, [])
        cells += [None] * (place + 1 - len(cells))
        cells[place] = said
    return {**tabs, edits.tab: sorted(rows.items())}


def _is_meant(found: Tabs, wanted: Tabs) -> bool:
    return list(found) == list(wanted) and all(_told(found[title]) == _told(wanted[title]) for title in wanted)


def _told(rows: Any) -> dict[tuple[int, int], str]:
    """What stands in the cells, whatever is blank."""
    return {
        (number, place): f"{type(cell).__name__} {cell}"
        for number, cells in rows
        for place, cell in enumerate(cells)
        if cell is not None and cell != "" and cell is not values.MERGED
    }
