"""A workbook in the stand-in for Google Sheets, and a short way to sync it."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from connectors import sync
from connectors.google_sheets import CONNECTOR
from connectors.reading import RunReport
from tests.connectors.fake_source import Events
from tests.google_stand_in import Sheet, Spreadsheet, StandIn
from warehouse import Home, Snapshot

ID = "1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789abcdefg"
EDIT = f"https://docs.google.com/spreadsheets/d/{ID}/edit"
ACCOUNT = "rapport@a-project.iam.gserviceaccount.com"
LINK = "https://x.com/ann/status/1234567"
HEADINGS = ["Link", "Department", "Question", "Asked at", "Answered at", "Outcome"]
NOW = datetime(2026, 11, 20, 12)

#: A log with an empty row, and one row whose times say only that it was answered.
ROWS = [
    HEADINGS,
    [LINK, "Engineering", "one", datetime(2026, 3, 2, 9), datetime(2026, 3, 2, 10)],
    [],
    [f"{LINK}2", "Legal", "two", datetime(2026, 3, 3, 9)],
    [f"{LINK}3", "Legal", "no times", None, True],
]


def spreadsheet(*, zone: str = "Etc/GMT", **tabs: Sequence[Sequence[Any]]) -> Spreadsheet:
    """A spreadsheet shared with the service account; `_` in the name of a tab is a blank, `__` a dash."""
    sheets = [
        Sheet(name.replace("__", "-").replace("_", " "), [list(row) for row in rows], id=number * 7)
        for number, (name, rows) in enumerate(tabs.items())
    ]
    return Spreadsheet(ID, "Our workbook", zone=zone, sheets=sheets, readers={ACCOUNT}, public=True)


def settings(tmp_path: Path, google: StandIn, **more: str) -> Path:
    """A secrets file that signs in with a service account, unless `more` says how else."""
    said = {"spreadsheet": EDIT + "?usp=sharing#gid=0", "endpoint": google.endpoint, **more}
    if not {"api_key", "client_id", "service_account_file"} & set(more):
        key = tmp_path / "key.json"
        key.write_text(json.dumps(google.service_account(ACCOUNT)), encoding="utf-8")
        said["service_account_file"] = str(key)
    place = tmp_path / "secrets.toml"
    lines = [f"{name} = {json.dumps(value)}" for name, value in said.items()]
    place.write_text("\n".join(["[google_sheets]", *lines]), encoding="utf-8")
    return place


class Shared:
    """A home that syncs with the workbook of a stand-in; it sleeps without waiting."""

    def __init__(self, home: Home, google: StandIn, secrets_file: Path) -> None:
        self.home, self.google, self.secrets_file = home, google, secrets_file
        self.now = NOW
        self.events = Events()
        self.slept: list[float] = []

    def sync(self, after: timedelta = timedelta()) -> RunReport:
        """Sync once, so long after the time before; the calls are counted anew."""
        self.now += after
        self.events.clear()
        self.google.calls.clear()
        (report,) = sync.run(
            self.home,
            [CONNECTOR],
            now=lambda: self.now,
            progress=self.events,
            sleep=self.slept.append,
            secrets_file=self.secrets_file,
        )
        return report

    def told(self, event: str = "problem") -> list[str]:
        """The sentences of one kind of event of the last sync."""
        return [one["detail"] for one in self.events if one["event"] == event]

    def asked(self) -> list[str]:
        """The methods that the last sync called, in their order."""
        return [call.method.removeprefix("sheets.spreadsheets.") for call in self.google.calls]

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What the published snapshot says."""
        return Snapshot(self.home).rows(sql)

    def handoffs(self, columns: str) -> list[tuple[Any, ...]]:
        """Columns of the hand-offs, in the order of their rows."""
        return self.rows(f"select {columns} from handoffs order by length(place), place")


def many(number: int) -> Iterable[list[Any]]:
    """So many hand-offs, with their headings; the times are dates."""
    yield [*HEADINGS, "Id"]
    for count in range(number):
        asked = datetime(2026, 1, 5, 9) + timedelta(minutes=7 * count % 400_000)
        answered = asked + timedelta(hours=count % 60) if count % 4 else None
        link = f"https://x.com/ann/status/{1_000_000_000 + count}"
        yield [link, ("Engineering", "Legal")[count % 2], f"Question {count}", asked, answered, None, f"H-{count}"]


def shared(tmp_path: Path, google: StandIn, book: Spreadsheet, **more: str) -> Shared:
    """A home that syncs with this spreadsheet; `more` goes to its settings."""
    google.spreadsheets.append(book)
    return Shared(Home(tmp_path / "data"), google, settings(tmp_path, google, **more))
