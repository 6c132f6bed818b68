"""Sheets and Drive: a spreadsheet of cells with its zone and locale, read and written as Sheets API v4 does it."""

import copy
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from tests.google_stand_in.answer import Question, Refusal
from tests.google_stand_in.cells import Cell, Formula, Sheet, Shown, Spreadsheet

_EPOCH = datetime(1899, 12, 30)
_DATE_OF = {"en_US": "%m/%d/%Y", "de_DE": "%d.%m.%Y", "fr_FR": "%d/%m/%Y", "en_GB": "%d/%m/%Y"}


class Sheets:
    """Answers the questions of Sheets and Drive from a list of spreadsheets."""

    def __init__(self, spreadsheets: list[Spreadsheet]) -> None:
        self.spreadsheets = spreadsheets
        self.methods: dict[str, Callable[[Question], dict[str, Any]]] = {
            "sheets.spreadsheets.get": self._get,
            "sheets.spreadsheets.batchUpdate": self._batch_update,
            "sheets.spreadsheets.values.get": self._values,
            "sheets.spreadsheets.values.batchGet": self._batch_get,
            "sheets.spreadsheets.values.append": self._append,
            "sheets.spreadsheets.values.update": self._update_values,
            "sheets.spreadsheets.values.batchUpdate": self._batch_update_values,
            "drive.files.get": self._file,
        }

    def _find(self, question: Question, writes: bool = False) -> Spreadsheet:
        wanted = question.one("spreadsheetId") or question.one("fileId")
        of_drive = question.method.startswith("drive.")
        for book in self.spreadsheets:
            if book.id != wanted:
                continue
            may_read = book.public or question.account in book.shared_with | book.readers
            if not may_read and of_drive:
                break
            if not may_read or (writes and question.account not in book.shared_with):
                raise Refusal(403, message="The caller does not have permission")
            if book.is_xlsx and not of_drive:
                raise Refusal(400, "", "This operation is not supported for this document", "FAILED_PRECONDITION")
            return book
        if of_drive:
            raise Refusal(404, "notFound", f"File not found: {wanted}.")
        raise Refusal(404, message="Requested entity was not found.")

    def _file(self, question: Question) -> dict[str, Any]:
        book = self._find(question)
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" if book.is_xlsx else _SHEET
        known: dict[str, Any] = {"kind": "drive#file", "id": book.id, "name": book.title, "mimeType": kind}
        if question.one("fields"):
            known |= {"version": str(book.version), "modifiedTime": f"{book.modified.isoformat()}.000Z"}
        return known

    def _get(self, question: Question) -> dict[str, Any]:
        book = self._find(question)
        with_cells = question.one("includeGridData") == "true" or "sheets.data" in question.one("fields")
        with_cells = with_cells or re.search(r"sheets\([^)]*\bdata\b", question.one("fields")) is not None
        ranges = [_parsed(book, one) for one in question.parameters.get("ranges", [])]
        listed = [one[0] for one in ranges] if ranges else book.sheets
        return {
            "spreadsheetId": book.id,
            "properties": {
                "title": book.title,
                "locale": book.locale,
                "autoRecalc": "ON_CHANGE",
                "timeZone": book.zone,
            },
            "sheets": [
                {**_properties(sheet, book.sheets.index(sheet)), **(_grid_data(book, sheet) if with_cells else {})}
                for sheet in listed
            ],
            "spreadsheetUrl": f"https://docs.google.com/spreadsheets/d/{book.id}/edit",
        }

    def _values(self, question: Question) -> dict[str, Any]:
        return _value_range(self._find(question), question.one("range"), question)

    def _batch_get(self, question: Question) -> dict[str, Any]:
        book = self._find(question)
        ranges = [_value_range(book, one, question) for one in question.parameters.get("ranges", [])]
        return {"spreadsheetId": book.id, "valueRanges": ranges}

    def _append(self, question: Question) -> dict[str, Any]:
        book = self._find(question, writes=True)
        sheet, *_ = _parsed(book, question.one("range"))
        filled = max(
            (number + 1 for number, row in enumerate(sheet.rows) if any(_is_filled(c) for c in row)), default=0
        )
        table = _named(sheet, 0, max(filled, 1), 0, max((len(row) for row in sheet.rows), default=1))
        updates = _write(
            book, sheet, filled, 0, question.body.get("values", []), option=_option(question.one("valueInputOption"))
        )
        return {"spreadsheetId": book.id, "tableRange": table, "updates": updates}

    def _update_values(self, question: Question) -> dict[str, Any]:
        book = self._find(question, writes=True)
        return self._put(book, {"range": question.one("range"), **question.body}, question.one("valueInputOption"))

    def _batch_update_values(self, question: Question) -> dict[str, Any]:
        book = self._find(question, writes=True)
        option = question.body.get("valueInputOption", "")
        for one in question.body.get("data", []):
            _parsed(book, one["range"])  # nothing is written where one of them cannot be
        written = [self._put(book, one, option) for one in question.body.get("data", [])]
        totals = {
            "totalUpdatedRows": sum(one["updatedRows"] for one in written),
            "totalUpdatedColumns": sum(one["updatedColumns"] for one in written),
            "totalUpdatedCells": sum(one["updatedCells"] for one in written),
            "totalUpdatedSheets": len({one["updatedRange"].partition("!")[0] for one in written}),
        }
        return {"spreadsheetId": book.id, **totals, "responses": written}

    def _put(self, book: Spreadsheet, values: Mapping[str, Any], option: str) -> dict[str, Any]:
        sheet, top, _, left, _ = _parsed(book, values["range"])
        return _write(book, sheet, top, left, values.get("values", []), option=_option(option))

    def _batch_update(self, question: Question) -> dict[str, Any]:
        book = self._find(question, writes=True)
        replies: list[dict[str, Any]] = []
        kept = copy.deepcopy(book.sheets)
        try:
            for request in question.body.get("requests", []):
                replies.append(self._updated(book, request))
        except Refusal:
            book.sheets[:] = kept  # all of them are done, or none
            raise
        book.touch()
        return {"spreadsheetId": book.id, "replies": replies}

    def _updated(self, book: Spreadsheet, request: Mapping[str, Any]) -> dict[str, Any]:
        """Do one request of a batch."""
        ((kind, what),) = request.items()
        if kind == "addSheet":
            title = what["properties"]["title"]
            if any(sheet.title == title for sheet in book.sheets):
                raise Refusal(
                    400, message=f'A sheet with the name "{title}" already exists. Please enter another name.'
                )
            book.sheets.append(Sheet(title, id=1 + max((sheet.id for sheet in book.sheets), default=0)))
            return {"addSheet": {"properties": _properties(book.sheets[-1], len(book.sheets) - 1)["properties"]}}
        where = what["start"] if kind == "updateCells" else what
        sheet = next((sheet for sheet in book.sheets if sheet.id == where.get("sheetId", 0)), None)
        if sheet is None:
            raise Refusal(400, message=f"Invalid requests[0].{kind}: No grid with id: {where.get('sheetId', 0)}")
        if kind == "appendDimension" and what["dimension"] == "COLUMNS":
            sheet.width = sheet.size[1] + what["length"]
        elif kind == "appendCells":
            filled = [number for number, row in enumerate(sheet.rows, 1) if any(_is_filled(cell) for cell in row)]
            _place(sheet, max(filled, default=0), 0, what)
        elif kind == "updateCells":
            _place(sheet, where.get("rowIndex", 0), where.get("columnIndex", 0), what)
        else:
            raise Refusal(400, message=f"The stand-in knows no {kind}: add it to sheets.py.")
        return {}


def _place(sheet: Sheet, top: int, left: int, what: Mapping[str, Any]) -> None:
    """Write the rows of a request; a cell without a value is emptied."""
    for down, row in enumerate(what["rows"]):
        sheet.rows.extend([] for _ in range(top + down + 1 - len(sheet.rows)))
        here = sheet.rows[top + down]
        for along, cell in enumerate(row.get("values", [])):
            if left + along >= sheet.size[1]:
                raise Refusal(400, message="Attempting to write column: beyond the last requested column.")
            here.extend([None] * (left + along + 1 - len(here)))
            value = cell.get("userEnteredValue", {})
            formula = value.get("formulaValue")
            here[left + along] = Formula(formula, "#NAME?") if formula else next(iter(value.values()), None)


_SHEET = "application/vnd.google-apps.spreadsheet"


def _option(given: str) -> str:
    if given not in ("RAW", "USER_ENTERED"):
        raise Refusal(400, message="'valueInputOption' is required but not specified")
    return given


def _properties(sheet: Sheet, index: int) -> dict[str, Any]:
    rows, columns = sheet.size
    properties: dict[str, Any] = {
        "sheetId": sheet.id,
        "title": sheet.title,
        "index": index,
        "sheetType": "GRID",
        "gridProperties": {"rowCount": rows, "columnCount": columns},
    }
    properties |= {"hidden": True} if sheet.hidden else {}
    names = ("startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex")
    merges = [{"sheetId": sheet.id, **dict(zip(names, merge, strict=True))} for merge in sheet.merges]
    return {"properties": properties, **({"merges": merges} if merges else {})}


def _grid_data(book: Spreadsheet, sheet: Sheet) -> dict[str, Any]:
    rows = [{"values": [_cell_data(book, cell) for cell in row]} if row else {} for row in sheet.rows]
    return {"data": [{"rowData": rows} if rows else {}]}


def _cell_data(book: Spreadsheet, cell: Cell) -> dict[str, Any]:
    if not _is_filled(cell):
        return {}
    value = _unformatted(cell, book.locale, serial=True)
    kind = "boolValue" if isinstance(value, bool) else "stringValue" if isinstance(value, str) else "numberValue"
    data: dict[str, Any] = {"effectiveValue": {kind: value}, "formattedValue": _formatted(cell, book.locale)}
    if isinstance(cell, date):
        is_time = isinstance(cell, datetime)
        data["effectiveFormat"] = {"numberFormat": {"type": "DATE_TIME" if is_time else "DATE", "pattern": "m/d/yyyy"}}
    return data


def _value_range(book: Spreadsheet, text: str, question: Question) -> dict[str, Any]:
    sheet, top, bottom, left, right = _parsed(book, text)
    merged = {
        (row, column)
        for first, end, start, stop in sheet.merges
        for row in range(first, end)
        for column in range(start, stop)
        if (row, column) != (first, start)
    }
    option = question.one("valueRenderOption", "FORMATTED_VALUE")
    as_formula = option == "FORMULA"
    serial = question.one("dateTimeRenderOption", "SERIAL_NUMBER") == "SERIAL_NUMBER"
    rows: list[list[Any]] = []
    for number, row in enumerate(sheet.rows[top:bottom], top):
        cells = [None if (number, left + i) in merged else cell for i, cell in enumerate(row[left:right])]
        cells = [_of_formula(cell, as_formula) for cell in cells]
        while cells and not _is_filled(cells[-1]):
            cells.pop()
        is_plain = option == "FORMATTED_VALUE"
        rows.append(
            [_formatted(cell, book.locale) if is_plain else _unformatted(cell, book.locale, serial) for cell in cells]
        )
    while rows and not rows[-1]:
        rows.pop()
    answer: dict[str, Any] = {"range": _named(sheet, top, bottom, left, right), "majorDimension": "ROWS"}
    return {**answer, "values": rows} if rows else answer


def _of_formula(cell: Cell, as_formula: bool) -> Cell:
    return (cell.text if as_formula else cell.value) if isinstance(cell, Formula) else cell


def _is_filled(cell: Cell) -> bool:
    return cell is not None and cell != ""


def _serial(cell: date | timedelta) -> int | float:
    if isinstance(cell, timedelta):
        return cell / timedelta(days=1)
    time = cell if isinstance(cell, datetime) else datetime(cell.year, cell.month, cell.day)
    days = (time - _EPOCH) / timedelta(days=1)
    return int(days) if days.is_integer() else days


def _unformatted(cell: Cell, locale: str, serial: bool) -> Any:
    if isinstance(cell, date | timedelta):
        return _serial(cell) if serial else _formatted(cell, locale)
    if isinstance(cell, Shown):
        return cell.value
    return "" if cell is None else cell


def _formatted(cell: Cell, locale: str) -> str:
    if isinstance(cell, Shown):
        return cell.text
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime):
        return f"{cell:{_DATE_OF[locale]}} {cell.hour}:{cell:%M:%S}"
    if isinstance(cell, date):
        return f"{cell:{_DATE_OF[locale]}}"
    if isinstance(cell, int | float):
        text = f"{cell:.2E}" if abs(cell) >= 1e15 else f"{cell:.10g}"
        return text.replace(".", ",") if locale in ("de_DE", "fr_FR") else text
    return "" if cell is None else str(cell)  # a duration is written 4:30:00


_RANGE = re.compile(r"(?:'((?:[^']|'')+)'|([^!']+?))(?:!(.+))?$")
_CELLS = re.compile(r"([A-Z]*)(\d*)(?::([A-Z]*)(\d*))?$")


def _parsed(book: Spreadsheet, text: str) -> tuple[Sheet, int, int, int, int]:
    """A range in A1 notation as sheet, first row, end row, first column, end column."""
    match = _RANGE.match(text)
    title = match[1].replace("''", "'") if match and match[1] else match[2] if match else ""
    for sheet in book.sheets:
        if sheet.title == title and match is not None:
            cells = _CELLS.match(match[3] or "")
            if cells is None:
                break
            return sheet, *_corners(cells, *sheet.size, is_whole=match[3] is None)
    raise Refusal(400, message=f"Unable to parse range: {text}")


def _corners(match: re.Match[str], rows: int, columns: int, *, is_whole: bool) -> tuple[int, int, int, int]:
    if is_whole:
        return 0, rows, 0, columns
    top = int(match[2] or 1) - 1
    left = _column(match[1]) if match[1] else 0
    if match[3] is None and match[4] is None:
        return top, top + 1, left, left + 1
    return top, int(match[4] or rows), left, _column(match[3]) + 1 if match[3] else columns


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _letters(column: int) -> str:
    text = ""
    while column >= 0:
        column, rest = divmod(column, 26)
        text = chr(ord("A") + rest) + text
        column -= 1
    return text


def _named(sheet: Sheet, top: int, bottom: int, left: int, right: int) -> str:
    title = sheet.title if re.fullmatch(r"[A-Za-z_]\w*", sheet.title, re.ASCII) else _quoted(sheet.title)
    return f"{title}!{_letters(left)}{top + 1}:{_letters(right - 1)}{bottom}"


def _quoted(title: str) -> str:
    return "'" + title.replace("'", "''") + "'"


def _write(
    book: Spreadsheet, sheet: Sheet, top: int, left: int, values: Sequence[Sequence[Any]], *, option: str
) -> dict[str, Any]:
    cells = 0
    for down, row in enumerate(values):
        sheet.rows.extend([] for _ in range(top + down + 1 - len(sheet.rows)))
        here = sheet.rows[top + down]
        for along, value in enumerate(row):
            if value is None:
                continue
            here.extend([None] * (left + along + 1 - len(here)))
            here[left + along] = _typed(value) if option == "USER_ENTERED" else value
            cells += 1
    book.touch()
    width = max((len(row) for row in values), default=1)
    return {
        "spreadsheetId": book.id,
        "updatedRange": _named(sheet, top, top + len(values), left, left + max(width, 1)),
        "updatedRows": len(values),
        "updatedColumns": width,
        "updatedCells": cells,
    }


def _typed(value: Any) -> Cell:
    """What becomes of a value as if it had been typed: a formula runs, a number is one, a date is one."""
    if not isinstance(value, str):
        return value
    if value.startswith("'"):
        return value[1:]
    if value.startswith("="):
        return "#NAME?"
    if re.fullmatch(r"-?\d+(\.\d+)?", value):
        return float(value) if "." in value else int(value)
    try:
        return datetime.fromisoformat(value) if re.match(r"\d{4}-\d\d-\d\d", value) else value
    except ValueError:
        return value
