"""One spreadsheet and the calls by which it is read: what it is made of, the values of its tabs, whether it changed.

A tab is asked for by its title, which people change; TornError says that the spreadsheet is not what it was a call ago.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from connectors import google
from connectors.contract import Meter, Refused, SourceError, UnexpectedPayload
from connectors.google_sheets import cells
from connectors.google_sheets.cells import Range, TornError
from connectors.workbook.finding import Rows, find, tab_of
from connectors.workbook.merges import Merge, mark
from connectors.workbook.problem import quoted

_OVERVIEW = (
    "properties(title,locale,timeZone),"
    "sheets(properties(sheetId,title,hidden,sheetType),merges(startRowIndex,endRowIndex,startColumnIndex,endColumnIndex))"
)
_GOOGLE_SHEET = "application/vnd.google-apps.spreadsheet"
_EXCEL = (
    "This address leads to an Excel file in Google Drive, which Google Sheets only shows: open it, choose File, Save "
    "as Google Sheets, and copy the address of the new one into spreadsheet under [google_sheets]."
)
#: So much of a tab that is none of the workbook's, to see whether it holds anything.
_CORNER = Range(1, 30, 0, 25)


@dataclass(frozen=True)
class TabInfo:
    """A tab of cells: its title, its id (gid) that outlives a change of title, and what is merged in it."""

    title: str
    id: int
    is_hidden: bool = False
    merges: tuple[Merge, ...] = ()


@dataclass(frozen=True)
class Overview:
    """What a spreadsheet is made of. `zone` and `locale` are those that its owner has chosen for it."""

    title: str
    zone: str
    locale: str
    tabs: tuple[TabInfo, ...]

    @classmethod
    def read(cls, payload: Mapping[str, Any]) -> "Overview":
        """From an answer of spreadsheets.get. Raises UnexpectedPayload."""
        try:
            properties = payload["properties"]
            sheets = [one for one in payload.get("sheets", ()) if one["properties"].get("sheetType", "GRID") == "GRID"]
            return cls(
                str(properties.get("title") or "The spreadsheet"),
                str(properties.get("timeZone") or "UTC"),
                str(properties.get("locale") or ""),
                tuple(_tab(sheet) for sheet in sheets),
            )
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise UnexpectedPayload(
                f"Google Sheets describes the spreadsheet in a way that is not documented ({error!r})."
            ) from None


def _tab(sheet: Mapping[str, Any]) -> TabInfo:
    properties = sheet["properties"]
    merges = tuple(
        Merge(
            one.get("startRowIndex", 0) + 1,
            one.get("endRowIndex", 10**7),
            one.get("startColumnIndex", 0),
            one.get("endColumnIndex", 10**5) - 1,
        )
        for one in sheet.get("merges", ())
    )
    return TabInfo(str(properties["title"]), int(properties.get("sheetId", 0)), bool(properties.get("hidden")), merges)


@dataclass
class Spreadsheet:
    """A spreadsheet by its id. `drive` is None where nobody may be asked whether it has changed."""

    id: str
    sheets: Any
    drive: Any | None
    meter: Meter

    def version(self) -> tuple[str | None, list[str]]:
        """Drive's number of the spreadsheet's state, and what to know; None where Drive does not tell.

        It grows with every change. Raises Refused for a file that is no spreadsheet of Google's.
        """
        if self.drive is None:
            return None, []
        request = self.drive.files().get(fileId=self.id, fields="version,mimeType,trashed", supportsAllDrives=True)
        try:
            found = google.ask(request, self.meter, units=0)
        except google.Declined as error:
            hint = f"Drive does not tell whether the spreadsheet has changed, so it is read each time: {error}"
            return None, [hint] if error.status == 403 else []
        except SourceError:
            return None, []  # it is only about sparing a reading
        if found.get("mimeType", _GOOGLE_SHEET) != _GOOGLE_SHEET:
            raise Refused(_EXCEL)
        notes = ["The spreadsheet lies in the bin of Google Drive: restore it."] if found.get("trashed") else []
        return f"version {found['version']}" if found.get("version") else None, notes

    def overview(self) -> Overview:
        """What the spreadsheet is made of now."""
        request = self.sheets.spreadsheets().get(spreadsheetId=self.id, fields=_OVERVIEW)
        return Overview.read(self._asked(request))

    def tabs(self, overview: Overview) -> tuple[dict[str, Rows], list[str]]:
        """The rows of all tabs that matter, by title, and what was passed over. Raises TornError.

        One call brings the plain values, with dates as the numbers that they are. Where a number may be a date or a
        duration and its column does not say so, a second one brings those cells as they are shown.
        """
        chosen, notes = _chosen(overview.tabs)
        ranges = [(tab.title, None if tab_of(tab.title) else _CORNER) for tab in chosen]
        found = self._values(ranges)
        rows = {tab.title: mark(cells.rows(one), tab.merges) for tab, one in zip(chosen, found, strict=True)}
        headed = find(rows)[0].values()
        untold = list(cells.untold(headed))
        shown = self._values([(title, one) for title, one in untold], as_shown=True) if untold else []
        told = {title: dict(_by_place(title, untold, shown)) for title, _ in untold}
        for tab in headed:
            rows[tab.title] = cells.typed(tab, rows[tab.title], told.get(tab.title, {}))
        return rows, notes

    def values_of(self, ranges: Sequence[str], *, as_formulas: bool = False) -> list[Any]:
        """What stands in these ranges, each a value range of Google's. Raises TornError."""
        request = (
            self.sheets.spreadsheets()
            .values()
            .batchGet(
                spreadsheetId=self.id,
                ranges=list(ranges),
                valueRenderOption="FORMULA" if as_formulas else "UNFORMATTED_VALUE",
                fields="valueRanges(range,values)",
            )
        )
        return list(self._asked(request).get("valueRanges", [])) if ranges else []

    def width_of(self, tab_id: int) -> int:
        """How many columns a tab has, filled or not. Raises TornError where it is gone."""
        fields = "sheets(properties(sheetId,gridProperties(columnCount)))"
        found = self._asked(self.sheets.spreadsheets().get(spreadsheetId=self.id, fields=fields)).get("sheets", [])
        for one in found:
            if one["properties"].get("sheetId", 0) == tab_id:
                return int(one["properties"]["gridProperties"]["columnCount"])
        raise TornError

    def _values(self, ranges: Sequence[tuple[str, Range | None]], *, as_shown: bool = False) -> list[Mapping[str, Any]]:
        """The values of ranges, each in a tab, in their order; of a whole tab where the range is None."""
        request = (
            self.sheets.spreadsheets()
            .values()
            .batchGet(
                spreadsheetId=self.id,
                ranges=[cells.named(title, one) for title, one in ranges],
                valueRenderOption="UNFORMATTED_VALUE",
                dateTimeRenderOption="FORMATTED_STRING" if as_shown else "SERIAL_NUMBER",
                fields="valueRanges(range,values)",
            )
        )
        found = self._asked(request).get("valueRanges", [])
        if len(found) != len(ranges):
            raise UnexpectedPayload(f"Google Sheets was asked for {len(ranges)} ranges and gave {len(found)}.")
        return list(found)

    def _asked(self, request: Any) -> dict[str, Any]:
        try:
            return google.ask(request, self.meter, units=0)
        except google.NotFound:
            raise Refused(
                f"Google knows no spreadsheet with the id {self.id}: copy the address of yours from the browser into "
                "spreadsheet under [google_sheets]."
            ) from None
        except google.Invalid as error:
            if "Unable to parse range" in str(error):
                raise TornError from None
            if "not supported for this document" in str(error):
                raise Refused(_EXCEL) from None
            raise


def _by_place(
    title: str, asked: Iterable[tuple[str, Range]], answers: Iterable[Mapping[str, Any]]
) -> Iterator[tuple[tuple[int, int], Any]]:
    """The cells of one tab as they are shown, by row and place."""
    for (where, one), answer in zip(asked, answers, strict=True):
        if where == title:
            for number, row in cells.rows(answer):
                yield (number, one.first), row[one.first] if one.first < len(row) else None


def _chosen(tabs: Iterable[TabInfo]) -> tuple[list[TabInfo], list[str]]:
    """The tabs to read: not a hidden one that counts as the same as one in sight."""
    tabs = list(tabs)
    in_sight = {meant[0].name for tab in tabs if not tab.is_hidden and (meant := tab_of(tab.title))}
    hidden = [tab for tab in tabs if tab.is_hidden and (meant := tab_of(tab.title)) and meant[0].name in in_sight]
    words = ", ".join(quoted(tab.title) for tab in hidden)
    notes = [f"Passed over, because hidden, and another counts as the same: {words}."] if hidden else []
    return [tab for tab in tabs if tab not in hidden], notes
