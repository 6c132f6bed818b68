"""Write a fresh workbook that a person likes to fill in: headings with notes, lists to choose from, examples."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from connectors.workbook.known import Ask, published
from connectors.workbook.names import Names, key
from connectors.workbook.settings import SETTING_NAMES
from connectors.workbook.tabs import EXAMPLE, TABS, Column, Tab
from warehouse import Home

#: Tab → rows that are filled in already, by heading.
Filled = Mapping[str, Sequence[Mapping[str, Any]]]

_ROWS = 2000  # rows that lists and formats are laid over
_FORMS = {"time": "yyyy-mm-dd hh:mm", "day": "yyyy-mm-dd", "month": "yyyy-mm", "percent": "0 %", "text": "@"}
_GENERAL = ("Value", "Target", "Within", "Opens", "Closes", "Weight", "Reminded at")  # numbers, times, or words
_NEEDED, _PLAIN, _GREY = PatternFill("solid", fgColor="FFD9E5F3"), PatternFill("solid", fgColor="FFF2F2F2"), "FF7F7F7F"

_READ_ME = (
    "This workbook tells Rapport what your organisation knows about itself: whom you ask, what was promised, what you "
    "aim for.",
    "Begin with Hand-offs: one row for each time that you ask a department for something; only Link and Department are "
    "needed.",
    "All other tabs are optional; in a row that you fill in, the cells under blue headings are needed, and a note on "
    "each heading says what to write.",
    f"Grey rows that begin with “{EXAMPLE}” are not read: write below them, or delete them.",
    "Save, then import the file on Rapport's page Data, as often as you like: what you change or delete here follows "
    "there.",
)


class AlreadyThere(Exception):
    """The file exists; the message says so in one sentence."""


def new(path: Path, home: Home, departments: Sequence[str] = ()) -> None:
    """Write a fresh workbook with these departments and what the warehouse has. Raises AlreadyThere."""
    ask = published(home)
    filled = filled_from(ask) if ask else {}
    there = {key(row["Department"]) for row in filled.get("Departments", ())}
    named = Names("Departments", departments)
    filled.setdefault("Departments", []).extend({"Department": name} for name in named if key(name) not in there)
    write(path, filled)


def filled_from(ask: Ask) -> dict[str, list[dict[str, Any]]]:
    """What a warehouse has of departments and channels, as rows of their tabs."""
    departments = [
        {"Department": name, "Calendar": calendar, "Social team": "yes" if is_social else None, "Declared share": share}
        for name, calendar, is_social, share in ask(_DEPARTMENTS)
    ]
    channels = [
        {"Channel": name, "Platform": platform, "Title": title, "Brand": brand, "Purpose": purpose,
         "Calendar": calendar, "Department": department}
        for name, platform, title, brand, purpose, calendar, department in ask(_CHANNELS)
    ]  # fmt: skip
    return {"Departments": departments, "Channels": channels}


_DEPARTMENTS = "select department, calendar, is_social_team, declared_share from departments order by position"
_CHANNELS = """
    select
        if(handle is null or count(*) over (partition by platform, lower(handle)) > 1, native_id, handle),
        platform, title, brand, purpose, calendar, department
    from channels order by platform, handle, native_id
"""


def write(path: Path, filled: Filled | None = None) -> None:
    """Write a fresh workbook to a file that is not there yet. Raises AlreadyThere."""
    if path.exists():
        raise AlreadyThere(f"{path} is there already and stays as it is: give another name.")
    workbook = Workbook()
    _read_me(workbook.active)
    for tab in TABS:
        _tab(workbook.create_sheet(tab.name), tab, (filled or {}).get(tab.name, ()))
    path.parent.mkdir(parents=True, exist_ok=True)
    workbook.save(path)


def _read_me(sheet: Worksheet) -> None:
    sheet.title = "Read me"
    sheet.sheet_view.showGridLines = False
    sheet.column_dimensions["A"].width = 110
    for row, sentence in enumerate(_READ_ME, start=1):
        cell = sheet.cell(row, 1, sentence)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(size=12, bold=row == 1)
        sheet.row_dimensions[row].height = 36


def _tab(sheet: Worksheet, tab: Tab, rows: Sequence[Mapping[str, Any]]) -> None:
    first_free = len(tab.examples) + 2
    for place, column in enumerate(tab.columns, start=1):
        _heading(sheet, place, column)
        _form(sheet, place, column, first_free + len(rows))
        if formula := _choices(tab, column):
            _offer(sheet, place, column, formula)
    for number, example in enumerate(tab.examples, start=2):
        _write_row(sheet, number, example, Font(italic=True, color=_GREY))
    for number, row in enumerate(rows, start=first_free):
        _write_row(sheet, number, [row.get(column.name) for column in tab.columns])
    sheet.freeze_panes = "A2"


def _heading(sheet: Worksheet, place: int, column: Column) -> None:
    cell = sheet.cell(1, place, f"{column.name} *" if column.is_needed else column.name)
    cell.font = Font(bold=True)
    cell.fill = _NEEDED if column.is_needed else _PLAIN
    cell.comment = Comment(column.note + (" Needed." if column.is_needed else ""), "Rapport", height=90, width=260)
    sheet.column_dimensions[get_column_letter(place)].width = column.width


def _form(sheet: Worksheet, place: int, column: Column, until: int) -> None:
    """The format of a column; ids and handles are texts, so that no spreadsheet rounds them."""
    form = "General" if column.name in _GENERAL else _FORMS[column.form]
    sheet.column_dimensions[get_column_letter(place)].number_format = form
    for row in range(2, until + 200):
        sheet.cell(row, place).number_format = form


def _choices(tab: Tab, column: Column) -> str | None:
    """What a cell offers: words, or what another tab lists below its examples."""
    words = SETTING_NAMES if column.name == "Setting" else column.choices
    if words:
        return f'"{",".join(words)}"'
    if column.listed_in in (None, tab.name):
        return None
    listed = next(one for one in TABS if one.name == column.listed_in)
    return f"'{listed.name}'!$A${len(listed.examples) + 2}:$A${_ROWS}"


def _offer(sheet: Worksheet, place: int, column: Column, formula: str) -> None:
    letter = get_column_letter(place)
    offered = DataValidation(type="list", formula1=formula, allow_blank=True, errorStyle="warning")
    offered.errorTitle, offered.error = column.name, "This is not in the list. Keep it all the same?"
    offered.add(f"{letter}2:{letter}{_ROWS}")
    sheet.add_data_validation(offered)


def _write_row(sheet: Worksheet, number: int, cells: Iterable[Any], font: Font | None = None) -> None:
    for place, value in enumerate(cells, start=1):
        if value in (None, ""):
            continue
        cell = sheet.cell(number, place, value)
        if isinstance(value, str):
            cell.data_type = "s"  # what begins with = is a name here, not a formula
        if font is not None:
            cell.font = font
