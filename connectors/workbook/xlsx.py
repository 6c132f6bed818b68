"""Read an .xlsx, .xlsm or .ods file as tabs of plain cells."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import python_calamine as calamine

from connectors.workbook.finding import Rows, Tabs
from warehouse import Unreadable

_BLANKS = 20_000  # empty rows after which a tab is taken to have ended


def tabs(path: Path) -> Tabs:
    """Each tab's rows that hold something, with their numbers. Raises Unreadable for what is no spreadsheet."""
    try:
        workbook: Any = calamine.CalamineWorkbook.from_path(str(path))
    except (calamine.CalamineError, OSError) as error:
        raise Unreadable(f"{path.name} is no spreadsheet that can be read: save it again as XLSX.") from error
    failed = _failed_formulas(path)
    found: dict[str, Rows] = {}
    for name in workbook.sheet_names:
        try:
            found[name] = list(_rows(workbook.get_sheet_by_name(name), failed.get(name, {})))
        except calamine.CalamineError:
            continue  # a sheet that is only a chart
    return found


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
    """Cells that show an error such as #REF!, by tab; calamine gives them as empty."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
                return {}
            listed = _SHEET.findall(archive.read("xl/workbook.xml").decode("utf-8", "replace"))
            targets = _targets(archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace"))
            found = {}
            for title, identifier in listed:
                member = targets.get(identifier, "")
                if member in names and b't="e"' in (text := archive.read(member)):
                    found[_plain(title)] = {
                        (int(row), _place(column.decode())): value.decode()
                        for column, row, value in _CELL.findall(text)
                    }
            return found
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError):
        return {}


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
