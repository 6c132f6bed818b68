"""Read the tabs of a workbook, given as plain cells, into rows of the warehouse and a list of what to put right."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from connectors.workbook import organisation, settings, strategy, times, values
from connectors.workbook.alike import nearly_alike
from connectors.workbook.columns import Columns, columns, stopped
from connectors.workbook.finding import Found, Tabs, find
from connectors.workbook.handoffs import HandoffReader
from connectors.workbook.known import Known
from connectors.workbook.names import Names, key
from connectors.workbook.problem import Problem, one_of
from connectors.workbook.row import Sheet
from warehouse import Refused


@dataclass
class Book:
    """What a workbook says. `rows` has the tables of those tabs alone that are there and hold something."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    read: dict[str, int] = field(default_factory=dict)
    """Rows of each tab that are not blank, by its title."""
    observed_until: datetime | None = None
    columns: list[Columns] = field(default_factory=list)
    """Which columns were found in each tab that was read."""
    derived_departments: bool = False
    """Departments are those that other tabs name, for want of a tab of their own."""
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    """Of the times that are typed in it."""
    log: Found | None = None
    """The tab Hand-offs, where it could be read."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found that could be loaded."""
        return not any(self.rows.values())


def read(tabs: Tabs, known: Known) -> Book:
    """Read all tabs. Never raises for what a workbook holds: each problem is in the book, and the good rows are too."""
    found, problems, notes = find(tabs)
    found = stopped(found, known.columns, problems)
    book = Book(problems=problems, notes=notes, columns=columns(found), log=found.get("Hand-offs"))
    reader = _Reader(book, found, known)
    reader.read()
    order = {title: number for number, title in enumerate(tabs)}
    book.read = dict(sorted(book.read.items(), key=lambda item: order[item[0]]))
    book.problems.sort(key=lambda problem: (order.get(problem.tab, -1), problem.row or 0))
    return book


@dataclass
class _Reader:
    """Reads tab after tab, those first that others refer to."""

    book: Book
    found: dict[str, Found]
    known: Known
    zone: ZoneInfo = field(default=ZoneInfo("UTC"), init=False)
    departments: Names = field(init=False)
    calendars: Names = field(init=False)
    topics: Names = field(init=False)
    sheets: list[Sheet] = field(default_factory=list, init=False)

    def read(self) -> None:
        book, known = self.book, self.known
        self._settings()
        book.zone = self.zone
        if (sheet := self._open("Calendars")) is not None:
            self._keep("calendars", sheet, organisation.calendars(sheet))
        self.calendars = self._names("Calendars", "calendars", "calendar", known.calendars)
        self._departments()
        if (sheet := self._open("Hand-offs")) is not None:
            handoffs = HandoffReader(sheet, self.departments, self.zone, known.now).read()
            self._keep("handoffs", sheet, handoffs)
        self.topics = self._topic_names()
        if (sheet := self._open("Promises")) is not None:
            self._keep(
                "promises", sheet, strategy.promises(sheet, self.departments, self.topics, known, self._has_calendar())
            )
        if (sheet := self._open("Roster")) is not None:
            self._keep("roster", sheet, organisation.roster(sheet, self.departments))
        if (sheet := self._open("Topics")) is not None:
            self._keep("topics", sheet, strategy.topics(sheet, self.departments))
        if (sheet := self._open("Channels")) is not None:
            self._keep("channels", sheet, organisation.channels(sheet, self.departments, self.calendars, known))
        if (sheet := self._open("Figures")) is not None:
            self._keep("figures", sheet, strategy.figures(sheet))
        if (sheet := self._open("Objectives")) is not None:
            figures = self._names("Figures", "figures", "figure", known.figures)
            self._keep("objectives", sheet, strategy.objectives(sheet, figures, known))
        if (sheet := self._open("Audiences")) is not None:
            self._keep("audiences", sheet, strategy.audiences(sheet))
        if (sheet := self._open("Holidays")) is not None:
            self._keep("holidays", sheet, organisation.holidays(sheet, self.calendars, self._years()))
        if book.derived_departments:
            self._derive_departments()

    def _open(self, name: str) -> Sheet | None:
        """A tab that is there; listings that a cell may refer to stand in the hints for an empty one."""
        if name not in self.found:
            return None
        hints = {}
        if getattr(self, "departments", None):
            hints["Department"] = one_of(list(self.departments))
        self.sheets.append(Sheet(self.found[name], self.book.problems, hints, day_first=not self.known.month_first))
        return self.sheets[-1]

    def _keep(self, table: str, sheet: Sheet, rows: list[dict[str, Any]]) -> None:
        if not sheet.read:
            return
        self.book.read[sheet.found.title] = sheet.read
        self.book.rows[table] = rows
        self.book.refused += sheet.left_out()
        self.book.notes += sheet.notes()

    def _names(self, tab: str, table: str, column: str, before: tuple[str, ...]) -> Names:
        """What the tab lists, or what the warehouse has where the workbook does not have the tab."""
        listed = self.book.rows.get(table)
        return Names(tab, before if listed is None else (row[column] for row in listed))

    def _settings(self) -> None:
        own, before = self.known.own_zone, self.known.zone
        self.zone = ZoneInfo(own or before)
        sheet = self._open("Settings")
        if sheet is None:
            return
        rows, zone, until = settings.settings(sheet, own if own and before == "UTC" else before, own or "UTC")
        self.zone = zone if sheet.read else self.zone
        if until is not None:
            row, moment = until
            at = moment.at if moment.is_utc else times.in_utc(moment.at, self.zone)
            at += timedelta(hours=23, minutes=59, seconds=59) if moment.is_day else timedelta(0)
            if at > self.known.now + timedelta(days=1):
                row.refuse("Value", "is in the future", "write until when the hand-offs have been kept up")
            else:
                self.book.observed_until = min(at, self.known.now)
        self._keep("settings", sheet, rows)

    def _departments(self) -> None:
        sheet = self._open("Departments")
        if sheet is not None:
            rows = organisation.departments(sheet, self.calendars)
            self._keep("departments", sheet, rows)
        listed = self.book.rows.get("departments")
        if listed:
            self.departments = Names("Departments", (row["department"] for row in listed))
            return
        self.book.derived_departments = True
        spelt = {key(name): name for name in self.known.departments}
        self.departments = _Spelt("Departments", spelt)

    def _derive_departments(self) -> None:
        """The departments that rows which load name, in the order of the tabs; those nearly alike are told."""
        named = [
            name
            for table in ("handoffs", "promises", "roster", "topics", "channels")
            for row in self.book.rows.get(table, ())
            for name in (row.get("department"), row.get("passed_to"))
            if name
        ]
        if named:
            self.book.rows["departments"] = [{"department": name} for name in dict.fromkeys(named)]
        self.book.problems += nearly_alike(self.sheets)

    def _has_calendar(self) -> set[str]:
        listed = self.book.rows.get("departments")
        if listed is None or self.book.derived_departments:
            return set(self.known.with_calendar)
        return {row["department"] for row in listed if row["calendar"]}

    def _topic_names(self) -> Names:
        if "Topics" not in self.found:
            return Names("Topics", self.known.topics)
        listed = Sheet(self.found["Topics"], []).column("Topic")
        return Names("Topics", (values.name(cell) for cell in listed if not values.is_nothing(cell)))

    def _years(self) -> tuple[int, int]:
        """The years that the data needs, and the next one."""
        first, last = self.known.years or (self.known.now.year, self.known.now.year)
        asked = [row["asked_at"].year for row in self.book.rows.get("handoffs", ()) if row["asked_at"]]
        return min([first, *asked, self.known.now.year]), max([last, *asked, self.known.now.year]) + 1


class _Spelt(Names):
    """Names that are listed nowhere: each new one is taken in, in the spelling that the warehouse has."""

    def __init__(self, what: str, spelt: dict[str, str]) -> None:
        super().__init__(what, is_open=True)
        self._spelt = spelt

    def add(self, name: str) -> str:
        return super().add(self._spelt.get(key(name), name))
