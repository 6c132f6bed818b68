"""Write into the spreadsheet: one request that is done as a whole or not at all, and is sent a single time.

Texts go in as texts, whatever they look like. New rows are added by Sheets itself below the last one, so that nobody
who types there meanwhile is written over. Just before, the cells are looked at once more: what is no longer as it was
read stops the writing.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from connectors import google
from connectors.contract import Edits, Meter, Refused, TryLater, Workbook
from connectors.google_sheets import cells
from connectors.google_sheets.cells import TornError
from connectors.google_sheets.spreadsheet import Spreadsheet
from connectors.workbook import values
from connectors.workbook.finding import letter

_CHANGED = "Somebody has just changed the spreadsheet."


class Sheet:
    """The workbook in a spreadsheet, as a target to write to.

    `writing` makes the service that may write, when it is first needed.
    """

    def __init__(
        self, spreadsheet: Spreadsheet, read: Callable[[], Workbook | None], writing: Callable[[], Any], meter: Meter
    ) -> None:
        self._spreadsheet, self._show, self._writing, self._meter = spreadsheet, read, writing, meter
        self.name = "Google Sheets"

    @property
    def book(self) -> str:
        """What tells it from other workbooks."""
        return f"google_sheets {self._spreadsheet.id}"

    def read(self) -> Workbook:
        """What stands in the spreadsheet now."""
        given = self._show()
        if given is None:
            raise TryLater(_CHANGED)
        self.name = given.title
        return given

    def write(self, given: Workbook, edits: Edits) -> None:
        """Write into what was given. Raises TryLater where it changed, or where no answer came."""
        tab_id = given.tab_ids[edits.tab]
        try:
            width = self._spreadsheet.width_of(tab_id)
            self._see_unchanged(given, edits, width)
            request = (
                self._writing()
                .spreadsheets()
                .batchUpdate(
                    spreadsheetId=self._spreadsheet.id,
                    body={"requests": _requests(tab_id, edits, width)},
                    fields="spreadsheetId",
                )
            )
        except TornError:
            raise TryLater(_CHANGED) from None
        google.ask(request, self._meter, units=0, once=True)

    def _see_unchanged(self, given: Workbook, edits: Edits, width: int) -> None:
        """Raise TryLater where a cell that matters is not as it was read; Refused for a formula that shows nothing."""
        places = [one for one in edits.before if one[1] < width]  # beyond the last column there is nothing
        names = [_named(edits.tab, *one) for one in places]
        before = dict(given.tabs[edits.tab])
        for (number, place), answer in zip(places, self._spreadsheet.values_of(names), strict=True):
            row = before.get(number, ())
            if not _is_same(row[place] if place < len(row) else None, _only(answer)):
                raise TryLater(_CHANGED)
        targets = [name for name, place in zip(names, places, strict=True) if place in edits.cells]
        for name, answer in zip(targets, self._spreadsheet.values_of(targets, as_formulas=True), strict=True):
            if str(_only(answer) or "").startswith("="):
                raise Refused(f"{name.rpartition('!')[2]} of {edits.tab} holds a formula, which is not written over.")
        if edits.id_place is not None and edits.id_place < width:
            self._see_no_such_ids(edits, edits.id_place)

    def _see_no_such_ids(self, edits: Edits, place: int) -> None:
        column = f"{cells.named(edits.tab)}!{letter(place)}:{letter(place)}"
        (answer,) = self._spreadsheet.values_of([column])
        filled = [row[place] for _, row in cells.rows(answer) if place < len(row) and row[place] is not None]
        if {values.text(cell) for cell in filled} & {new[place] for new in edits.rows if place in new}:
            raise TryLater(_CHANGED)


def _requests(tab_id: int, edits: Edits, width: int) -> list[dict[str, Any]]:
    places = [place for _, place in edits.cells] + [place for row in edits.rows for place in row]
    missing = 1 + max(places, default=0) - width
    requests: list[dict[str, Any]] = []
    if missing > 0:
        requests.append({"appendDimension": {"sheetId": tab_id, "dimension": "COLUMNS", "length": missing}})
    for (number, place), text in edits.cells.items():
        start = {"sheetId": tab_id, "rowIndex": number - 1, "columnIndex": place}
        requests.append({"updateCells": {"start": start, "rows": [_row([text])], "fields": "userEnteredValue"}})
    if edits.rows:
        rows = [_row([new.get(place, "") for place in range(max(new) + 1)]) for new in edits.rows]
        requests.append({"appendCells": {"sheetId": tab_id, "rows": rows, "fields": "userEnteredValue"}})
    return requests


def _row(texts: Sequence[str]) -> dict[str, Any]:
    return {"values": [{"userEnteredValue": {"stringValue": text}} if text else {} for text in texts]}


def _named(title: str, number: int, place: int) -> str:
    return f"{cells.named(title)}!{letter(place)}{number}"


def _only(answer: Mapping[str, Any]) -> Any:
    """The one cell of a range."""
    rows = answer.get("values") or [[]]
    return rows[0][0] if rows[0] else None


def _is_same(was: Any, now: Any) -> bool:
    """Whether a cell is as it was read, where a date may have stood for a number."""
    if was in (None, "") or was is values.MERGED:
        return now in (None, "")
    is_number = isinstance(now, int | float) and not isinstance(now, bool)
    return bool(was == now) or (is_number and cells.of_serial(now) == was)
