"""A workbook in the stand-in for Google Sheets that is written back to."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from connectors import google_sheets, sync
from connectors.google_sheets import CONNECTOR
from connectors.reading import RunReport
from connectors.settings import Secrets, read_settings
from tests.connectors.shared_sheet import ACCOUNT, HEADINGS, LINK, Shared, settings, spreadsheet
from tests.google_stand_in import Spreadsheet, StandIn
from warehouse import Home, acts, open_writer
from warehouse.acts import ASKED, Act, Link, Undo

#: One request with its answer, one that is open.
ROWS = [
    HEADINGS,
    [LINK, "Engineering", "one", datetime(2026, 3, 2, 9), datetime(2026, 3, 2, 10)],
    [f"{LINK}2", "Legal", "two", datetime(2026, 3, 3, 9)],
]


class Back(Shared):
    """A home whose workbook is written back to."""

    def write(self, *, dry_run: bool = False) -> RunReport:
        self.now += timedelta(minutes=1)
        self.events.clear()
        self.google.calls.clear()
        said = read_settings(CONNECTOR, self.secrets_file)
        return sync.write_back(
            self.home,
            lambda meter: google_sheets.target(said, meter),
            dry_run=dry_run,
            now=lambda: self.now,
            progress=self.events,
            sleep=self.slept.append,
            secrets=Secrets(),
        )

    def act(self, *done: Act | Undo) -> None:
        with open_writer(self.home) as writer, writer.transaction():
            for one in done:
                assert acts.undo(writer, one) if isinstance(one, Undo) else acts.write(writer, one)

    def key(self, source: str, native_id: str) -> int:
        return int(self.rows(f"select handoff_key('{source}', '{native_id}')")[0][0])

    def asked(self, act_id: str = "a1", **more: Any) -> Act:
        said = {"department": "Legal", "kind": "input", "note": "May we?", "acted_by": "Ana", **more}
        link = said.pop("link", f"{LINK}9")
        at = said.pop("at", datetime(2026, 11, 19, 12, 0, 5, 700_000))
        return Act(act_id, "asked", self.key(ASKED, act_id), at, at, links=(Link(link),), **said)

    def on_row(self, act_id: str, act: Any, at: datetime, number: int = 2, **more: Any) -> Act:
        """An act about a row that people wrote themselves."""
        ((key,),) = self.rows(f"select handoff_key from handoffs where place = 'Hand-offs row {number + 1}'")
        return Act(act_id, act, key, at, at, **more)

    def wrote(self) -> int:
        return self.google.called("sheets.spreadsheets.batchUpdate")


def back(tmp_path: Path, google: StandIn, book: Spreadsheet | None = None, **more: str) -> tuple[Back, Spreadsheet]:
    """One that has been synced once; `more` goes to its settings, without it the service account signs in."""
    book = book or spreadsheet(zone="Europe/Paris", Hand__offs=ROWS)
    if not more:
        book.readers, book.shared_with, book.public = set(), {ACCOUNT}, False
    google.spreadsheets.append(book)
    sheet = Back(Home(tmp_path / "data"), google, settings(tmp_path, google, **more))
    assert sheet.sync().outcome == "complete"
    return sheet, book
