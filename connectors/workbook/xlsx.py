"""Read an .xlsx, .xlsm or .ods file as tabs of plain cells."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import python_calamine as calamine

from connectors.workbook.finding import Rows, Tabs
from connectors.workbook.merges import Merge, mark
from warehouse import Unreadable

_BLANKS = 20_000  # empty rows after which a tab is taken to have ended


def titles(path: Path) -> list[str]:
    """The titles of the tabs, without reading them. Raises Unreadable for what is no spreadsheet."""
    return list(_opened(path).sheet_names)


def tabs(path: Path) -> Tabs:
    """Each tab's rows that hold something, with their numbers. Raises Unreadable for what is no spreadsheet."""
    workbook = _opened(path)
    failed = _failed_formulas(path)
    found: dict[str, Rows] = {}
    for name in workbook.sheet_names:
        try:
            sheet = workbook.get_sheet_by_name(name)
            found[name] = mark(list(_rows(sheet, failed.get(name, {}))), _merges(sheet))
        except calamine.CalamineError:
            continue  # a sheet that is only a chart
    return found


def _opened(path: Path) -> Any:
    try:
        return calamine.CalamineWorkbook.from_path(str(path))
    except (calamine.CalamineError, OSError) as error:
        raise Unreadable(f"{path.name} is no spreadsheet that can be read: save it again as XLSX.") from error


def _merges(sheet: Any) -> Iterator[Merge]:
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        yield Merge(top + 1, bottom + 1, left, right)


def _rows(sheet: Any, failed: dict[tuple[int, int], str]) -> Iterator[tuple[int, list[Any]]]:
    if sheet.start is None:
        return
    left: list[Any] = [None] * int(sheet.start[1])
    with_failures = {row for row, _ in failed}
    last = 0
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if number in with_failures:
            cells = [failed.get((number, place), cell) for place, cell in enumerate([*left, *cells])]  # noqa: PLW2901
        elif any(cell != "" for cell in cells):
            cells = left + cells  # noqa: PLW2901
        else:
            if number - last > _BLANKS:
                return
            continue
        last = number
        yield number, cells


_CELL = re.compile(
    rb'<c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]+)(\d+)"[^>]*>(?:<f\b.*?(?:/>|</f>))?<v>([^<]*)</v>', re.DOTALL
)
_SHEET = re.compile(r'<(?:\w+:)?sheet\b[^>]*\bname="([^"]*)"[^>]*\br:id="([^"]*)"')
_TARGET = re.compile(r"<Relationship\b[^>]*>")


def _failed_formulas(path: Path) -> dict[str, dict[tuple[int, int], str]]:
    """Cells that show an error such as #REF!, by tab; calamine gives them as empty. Raises Unreadable for far cells."""
    found: dict[str, dict[tuple[int, int], str]] = {}
    for title, text in _parts(path):
        _refuse_far_cells(path, title, text)
        if b't="e"' in text:
            cells = _CELL.findall(text)
            found[title] = {(int(row), _place(column.decode())): value.decode() for column, row, value in cells}
    return found


def _parts(path: Path) -> Iterator[tuple[str, bytes]]:
    """(title, XML) of each tab of an .xlsx; none of a file that is packed otherwise."""
    with suppress(*_OTHERWISE), zipfile.ZipFile(path) as archive:
        for title, member in _members(archive):
            yield title, archive.read(member)


def members(path: Path) -> list[tuple[str, str]]:
    """(title, part of the archive) of each tab of an .xlsx; none of a file that is packed otherwise."""
    with suppress(*_OTHERWISE), zipfile.ZipFile(path) as archive:
        return list(_members(archive))
    return []


_OTHERWISE = (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError)


def _members(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return
    listed = _SHEET.findall(archive.read("xl/workbook.xml").decode("utf-8", "replace"))
    targets = _targets(archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace"))
    for title, identifier in listed:
        member = targets.get(identifier, "")
        if member in names:
            yield _plain(title), member


def _refuse_far_cells(path: Path, title: str, text: bytes) -> None:
    """Raise Unreadable for a cell so far from the others that calamine, which keeps the blanks between, runs out of
    memory."""
    said = _DIMENSION.search(text, 0, 4096)
    if said and (_place(said[1].decode()) + 1) * int(said[2]) < _AREA:
        return
    width = height = 0
    last = ""
    for match in _FILLED.finditer(text):
        place, row = _place(match[1].decode()) + 1, int(match[2])
        if place > width or row > height:
            width, height, last = max(width, place), max(height, row), (match[1] + match[2]).decode()
    if width * height >= _AREA:
        raise Unreadable(
            f"{path.name} has a cell in {title} {last}, far from the others: delete the rows and columns beyond your "
            "table, and save it again."
        )


_AREA = 50_000_000  # cells, blanks included
_DIMENSION = re.compile(rb'<dimension ref="(?:[A-Z]+\d+:)?([A-Z]+)(\d+)"')
_FILLED = re.compile(rb'<c\b[^>]*?\br="([A-Z]+)(\d+)"[^>]*[^/]>')


def _targets(relations: str) -> dict[str, str]:
    """Id of a relation → member of the archive."""
    found = {}
    for relation in _TARGET.findall(relations):
        identifier, target = re.search(r'\bId="([^"]*)"', relation), re.search(r'\bTarget="([^"]*)"', relation)
        if identifier and target:
            place = target[1]
            found[identifier[1]] = place.removeprefix("/") if place.startswith("/") else f"xl/{place}"
    return found


def _plain(name: str) -> str:
    for sign, code in (("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&apos;"), ("&", "&amp;")):
        name = name.replace(code, sign)
    return name


def _place(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1
