"""The workbook in Google Sheets: read over real HTTP by Google's own client, from a stand-in."""

from datetime import date, datetime, timedelta
from pathlib import Path

from connectors import sync
from tests.connectors.shared_sheet import (
    ACCOUNT,
    HEADINGS,
    LINK,
    NOW,
    ROWS,
    Shared,
    many,
    shared,
    spreadsheet,
)
from tests.connectors.workbook_cells import saved
from tests.google_stand_in import Sheet, StandIn
from warehouse import Changes, Home


def test_the_same_workbook_as_a_file_and_as_a_sheet_says_the_same(tmp_path: Path, google: StandIn) -> None:
    tabs = {
        "Hand__offs": ROWS,
        "Departments": [["Department", "Declared share"], ["Engineering", 0.4], ["Legal", "40 %"]],
        "Calendars": [
            ["Calendar", "Zone", "Days", "Opens", "Closes"],
            ["Office", "UTC", "Mon-Fri", timedelta(hours=9), timedelta(hours=24)],
        ],
        "Promises": [["Department", "Within"], ["Engineering", timedelta(hours=4, minutes=30)], ["Legal", 4]],
        "Figures": [["Figure", "Month", "Value"], ["Applications", date(2026, 1, 1), 1250.5]],
        "Settings": [["Setting", "Value"], ["Observed until", datetime(2026, 10, 1, 12)]],
    }
    local = Home(tmp_path / "local")
    sync.import_files(local, [(saved(tmp_path / "ours.xlsx", **tabs), None)], now=lambda: NOW)
    sheet = shared(tmp_path, google, spreadsheet(**tabs))
    assert sheet.sync().outcome == "complete"
    for table in ("handoffs", "departments", "calendars", "promises", "figures", "handoff_sources"):
        from_file = Shared(local, google, tmp_path).rows(f"select * from {table} order by all")
        assert sheet.rows(f"select * from {table} order by all") == from_file != []
    assert sheet.rows("select target_seconds from promises order by 1") == [(4 * 3600,), (4 * 3600 + 1800,)]


def test_however_many_hand_offs_are_two_calls_and_none_of_them_is_read_again_while_nothing_changes(
    tmp_path: Path, google: StandIn
) -> None:
    book = spreadsheet(Hand__offs=list(many(4_000)))
    sheet = shared(tmp_path, google, book)
    first = sheet.sync()
    assert sheet.asked() == ["drive.files.get", "get", "values.batchGet"]
    assert (first.outcome, first.calls, first.changes.new) == ("complete", 3, 4_002)
    again = sheet.sync(timedelta(minutes=15))
    assert sheet.asked() == ["drive.files.get"]
    assert (again.outcome, again.calls, again.changes) == ("complete", 1, Changes())
    assert sheet.told("note") == ["The workbook has not been changed since it was read."]
    book.put("Hand-offs", 7, 4, datetime(2026, 11, 1))
    changed_once = sheet.sync(timedelta(minutes=15))
    assert (changed_once.calls, changed_once.changes.changed, changed_once.changes.new) == (3, 1, 0)


def test_a_sheet_is_read_again_once_a_day_because_formulas_and_dates_move_without_an_edit(
    tmp_path: Path, google: StandIn
) -> None:
    tomorrow = [f"{LINK}4", "Legal", "soon", datetime(2026, 11, 21)]
    sheet = shared(tmp_path, google, spreadsheet(Hand__offs=[*ROWS, tomorrow]))
    sheet.sync()
    assert sheet.told() == [
        "Hand-offs row 6, Asked at: ‘2026-11-21’ is in the future; correct the date, or set the sheet's Time zone in "
        "Settings."
    ]
    sheet.sync(timedelta(hours=11))
    assert sheet.asked() == ["drive.files.get"]
    assert sheet.sync(timedelta(days=1)).changes.new == 1
    assert sheet.told() == []


def test_without_drive_the_cells_tell_whether_anything_changed(tmp_path: Path, google: StandIn) -> None:
    book = spreadsheet(Hand__offs=ROWS)
    google.switched_off.add("drive")
    sheet = shared(tmp_path, google, book)
    assert sheet.sync().changes.new == 5
    assert sheet.told("note")[0].startswith("Drive does not tell whether the spreadsheet has changed")
    assert sheet.sync().changes == Changes()
    assert sheet.asked() == ["drive.files.get", "get", "values.batchGet"]
    book.put("Hand-offs", 3, 2, "put better")
    assert sheet.sync().changes.changed == 1


def test_a_person_who_signed_in_is_asked_for_one_scope_and_drive_is_not_asked(tmp_path: Path, google: StandIn) -> None:
    token = google.grant("ann@example.org", "spreadsheets.readonly")
    book = spreadsheet(Hand__offs=ROWS)
    book.public, book.readers = False, {"ann@example.org"}
    client = {"client_id": google.client[0], "client_secret": google.client[1], "refresh_token": token}
    sheet = shared(tmp_path, google, book, **client)
    assert sheet.sync().outcome == "complete"
    assert sheet.asked() == ["get", "values.batchGet"]
    google.revoke()
    report = sheet.sync()
    assert report.detail == (
        "Google Sheets does not let us in, the token has expired or was revoked: run `python -m connectors authorise "
        "google_sheets` to sign in anew."
    )
    assert len(sheet.handoffs("1")) == 3


def test_a_key_reads_a_public_sheet_and_no_other(tmp_path: Path, google: StandIn) -> None:
    book = spreadsheet(Hand__offs=ROWS)
    sheet = shared(tmp_path, google, book, api_key=google.key)
    assert sheet.sync().outcome == "complete"
    assert sheet.sync().calls == 1
    book.public = False
    assert sheet.sync().detail == (
        "Google Sheets does not show us the spreadsheet: an API key sees only what is shared with anyone who has the "
        "link: share it so, or use a service account."
    )


def test_a_sheet_that_is_not_shared_names_whom_to_share_it_with(tmp_path: Path, google: StandIn) -> None:
    book = spreadsheet(Hand__offs=ROWS)
    book.readers, book.public = set(), False
    sheet = shared(tmp_path, google, book)
    report = sheet.sync()
    assert report.outcome == "failed"
    assert report.detail == f"Google Sheets does not show us the spreadsheet: share it with {ACCOUNT} as Viewer."


def test_a_wrong_id_and_an_excel_file_say_what_to_do(tmp_path: Path, google: StandIn) -> None:
    book = spreadsheet(Hand__offs=ROWS)
    book.is_xlsx = True
    sheet = shared(tmp_path, google, book)
    excel = "This address leads to an Excel file in Google Drive, which Google Sheets only shows: open it, choose File"
    for off in (set(), {"drive"}):
        google.switched_off |= off
        detail = sheet.sync().detail
        assert detail and detail.startswith(excel)
    google.spreadsheets.clear()
    detail = sheet.sync().detail
    assert detail and detail.startswith("Google knows no spreadsheet with the id 1AbC")
    google.switched_off.add("sheets")
    assert sheet.sync().detail == (
        "The Google Sheets API is switched off in your Google Cloud project: enable it in the console under APIs & "
        "Services, Library, wait some minutes, then sync again."
    )


def test_the_zone_of_the_spreadsheet_holds_unless_a_setting_says_otherwise(tmp_path: Path, google: StandIn) -> None:
    typed = [f"{LINK}2", "Legal", "two", "2026-07-01 10:00"]
    rows = [HEADINGS, [LINK, "Legal", "one", datetime(2026, 7, 1, 10)], typed]
    book = spreadsheet(zone="Europe/Paris", Hand__offs=rows)
    sheet = shared(tmp_path, google, book)
    sheet.sync()
    assert sheet.handoffs("asked_at") == [(datetime(2026, 7, 1, 8),)] * 2
    assert sheet.rows("select * from settings") == []
    book.zone = "GMT-07:00"
    book.touch()
    sheet.sync()
    assert sheet.handoffs("asked_at") == [(datetime(2026, 7, 1, 17),)] * 2
    book.zone = "GMT+05:30"
    book.touch()
    sheet.sync()
    assert sheet.handoffs("asked_at") == [(datetime(2026, 7, 1, 10),)] * 2
    assert "The time zone GMT+05:30 of the spreadsheet is no place" in sheet.told("note")[0]
    book.zone = "Europe/Paris"
    book.sheets.append(Sheet("Settings", [["Setting", "Value"], ["Time zone", "Asia/Tokyo"]], id=99))
    book.touch()
    sheet.sync()
    assert sheet.handoffs("asked_at") == [(datetime(2026, 7, 1, 1),)] * 2


def test_dates_that_can_be_read_two_ways_follow_the_country_of_the_sheet(tmp_path: Path, google: StandIn) -> None:
    book = spreadsheet(Hand__offs=[HEADINGS, [LINK, "Legal", "one", "3/4/2026 10:00"]])
    sheet = shared(tmp_path, google, book)
    for locale, month in (("en_US", 3), ("fr_FR", 4)):
        book.locale = locale
        book.touch()
        sheet.sync()
        assert sheet.handoffs("month(asked_at)") == [(month,)]
