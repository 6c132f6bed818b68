"""Writing back to Google Sheets: over real HTTP to a stand-in, once, and over nothing that people wrote."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from connectors import sync
from connectors.google_sheets import CONNECTOR
from tests.connectors.back import ROWS, back
from tests.connectors.shared_sheet import ACCOUNT, HEADINGS, LINK, NOW, spreadsheet
from tests.google_stand_in import Formula, Spreadsheet, StandIn, changed, status
from tests.google_stand_in.answer import Answer, Question
from tests.google_stand_in.faults import Fault, Handler
from warehouse.acts import Act, Undo


def cells(book: Spreadsheet) -> list[dict[str, Any]]:
    """The rows of the first tab, by heading."""
    headings, *rows = book.sheets[0].rows
    return [{str(name): cell for name, cell in zip(headings, row, strict=False) if cell} for row in rows]


FIGURES = """
    select handoff_key, department, kind, question, asked_at, asked_by, answered_at, answered_by, ended_at, outcome,
        note, reminders, source
    from requests order by all
"""


def test_asked_and_answered_in_the_dashboard_stands_in_the_sheet_and_no_figure_changes(
    tmp_path: Path, google: StandIn
) -> None:
    sheet, book = back(tmp_path, google)
    asked = sheet.asked(note="=1+1 and 'so' on")
    sheet.act(
        asked,
        Act("a2", "answered", asked.handoff_key, datetime(2026, 11, 19, 14, 30, 9, 1), NOW, "Li", note="yes"),
        sheet.on_row("a3", "declined", datetime(2026, 11, 19, 15), reason="no time", acted_by="Zoe"),
    )
    report = sheet.write()
    assert (report.outcome, report.changes.new, report.changes.changed) == ("complete", 1, 2)
    assert cells(book)[1:] == [
        {**dict(zip(HEADINGS, ROWS[2], strict=False)), "Outcome": "no time", "Ended at": "2026-11-19 16:00"},
        {
            "Link": f"{LINK}9", "Department": "Legal", "Question": "=1+1 and 'so' on",
            "Asked at": "2026-11-19 13:00:05", "Asked by": "Ana", "Answered at": "2026-11-19 15:30:09",
            "Answered by": "Li", "Outcome": "answered", "Note": "yes", "Id": "rapport-a1",
        },
    ]  # fmt: skip
    before = sheet.rows(FIGURES)
    assert len(before) == 3
    assert sheet.sync().outcome == "complete"
    assert sheet.rows(FIGURES) == before
    assert sheet.rows("select place from requests where source = 'dashboard'") == [("Hand-offs row 4",)]
    assert sheet.write().changes.new == sheet.wrote() == 0
    assert sheet.rows(
        "select outcome, rows_new, rows_changed, calls > 5 from sync_runs where source = 'write-back'"
    ) == [
        ("complete", 1, 2, True),
        ("complete", 0, 0, False),
    ]


def test_a_dry_run_shows_each_cell_and_writes_nothing(tmp_path: Path, google: StandIn) -> None:
    sheet, book = back(tmp_path, google)
    sheet.act(sheet.on_row("a3", "answered", datetime(2026, 11, 19, 15), acted_by="Zoe"))
    before = cells(book)
    assert sheet.write(dry_run=True).changes.changed == 3
    assert [(one["cell"], one["text"]) for one in sheet.events if one["event"] == "cell"] == [
        ("E3", "2026-11-19 16:00"), ("G3", "Zoe"), ("F3", "answered"),
    ]  # fmt: skip
    assert (sheet.wrote(), cells(book)) == (0, before)
    assert sheet.rows("select * from sync_runs where source = 'write-back'") == []


def lost(_question: Question, handler: Handler) -> Answer:
    """The request is done, and the answer does not arrive."""
    handler(_question)
    return Answer(headers={"X-Stand-In": "drop"})


def unanswered(code: int) -> Fault:
    """The request is done, and answered as if it had not been."""

    def fault(question: Question, handler: Handler) -> Answer:
        handler(question)
        return Answer(code, b"{}")

    return fault


@pytest.mark.parametrize("fault", [lost, unanswered(503), unanswered(500)])
def test_an_answer_that_is_lost_appends_nothing_twice(tmp_path: Path, google: StandIn, fault: Fault) -> None:
    sheet, book = back(tmp_path, google)
    sheet.act(sheet.asked())
    google.fail("sheets.spreadsheets.batchUpdate", fault)
    report = sheet.write()
    assert (report.outcome, report.changes.new, sheet.wrote()) == ("complete", 1, 1)
    assert [row.get("Id") for row in cells(book)] == [None, None, "rapport-a1"]


@pytest.mark.parametrize("fault", [status(503), status(429, newer=True)])
def test_what_did_not_arrive_is_sent_again(tmp_path: Path, google: StandIn, fault: Fault) -> None:
    sheet, book = back(tmp_path, google)
    sheet.act(sheet.asked())
    google.fail("sheets.spreadsheets.batchUpdate", fault)
    assert (sheet.write().outcome, sheet.wrote()) == ("complete", 2)
    assert [row.get("Id") for row in cells(book)] == [None, None, "rapport-a1"]


def test_more_than_one_request_holds_is_written_in_several(
    tmp_path: Path, google: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("connectors.writing_back.run._MOST", 1)
    sheet, book = back(tmp_path, google)
    sheet.act(*(sheet.asked(f"a{number}", link=f"{LINK}8{number}") for number in range(6)))
    assert (sheet.write().changes.new, sheet.wrote(), len(cells(book))) == (6, 6, 8)


def test_a_service_that_stays_out_of_order_ends_the_run_and_the_next_one_goes_on(
    tmp_path: Path, google: StandIn
) -> None:
    sheet, book = back(tmp_path, google)
    sheet.act(sheet.asked())
    google.fail("sheets.spreadsheets.batchUpdate", status(503), times=99)
    report = sheet.write()
    assert (report.outcome, report.changes.new, sheet.wrote()) == ("partial", 0, 4)
    assert report.detail and report.detail.endswith("Google Sheets is out of order (503): that passes.")
    google.mend()
    assert (sheet.write().changes.new, len(cells(book))) == (1, 3)


def test_a_fault_of_our_own_is_told_and_stops_nothing(
    tmp_path: Path, google: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet, _ = back(tmp_path, google)
    monkeypatch.setattr("connectors.writing_back.run.plan", lambda *_: 1 / 0)
    report = sheet.write()
    assert report.outcome == "failed"
    assert report.detail and "(ZeroDivisionError: division by zero): please report it." in report.detail


def test_killed_after_the_append_the_next_run_finds_the_row(tmp_path: Path, google: StandIn) -> None:
    sheet, book = back(tmp_path, google)
    sheet.act(sheet.asked())

    def kill(question: Question, handler: Handler) -> Answer:
        handler(question)
        google.fail("*", status(403), times=99)
        return Answer(500, b"{}")

    google.fail("sheets.spreadsheets.batchUpdate", kill)
    assert sheet.write().outcome == "failed"
    google.mend()
    assert (sheet.write().changes.new, sheet.wrote()) == (0, 0)
    assert len(cells(book)) == 3


def test_what_people_write_meanwhile_is_not_written_over(tmp_path: Path, google: StandIn) -> None:
    sheet, book = back(tmp_path, google)
    sheet.act(sheet.on_row("a3", "answered", datetime(2026, 11, 19, 15)))

    def type_in(_payload: object) -> None:
        book.put("Hand-offs", 2, 4, "2026-03-03 11:00")

    google.fail("sheets.spreadsheets.values.batchGet", changed(type_in))
    report = sheet.write()
    assert sheet.wrote() == 0
    assert cells(book)[1]["Answered at"] == "2026-03-03 11:00"
    assert report.outcome == "complete"
    assert sheet.told("note")[-1] == (
        "Hand-offs row 3: Answered at holds ‘2026-03-03 11:00’, which somebody wrote, and stays so."
    )


def test_rows_that_are_sorted_meanwhile_get_their_own_answers(tmp_path: Path, google: StandIn) -> None:
    sheet, book = back(tmp_path, google, spreadsheet(Hand__offs=[*ROWS, [f"{LINK}3", "Legal", "three"]]))
    sheet.act(sheet.on_row("a3", "answered", datetime(2026, 11, 19, 15)))

    def sort(_payload: object) -> None:
        rows = book.sheets[0].rows
        rows[2], rows[3] = rows[3], rows[2]

    google.fail("sheets.spreadsheets.values.batchGet", changed(sort))
    assert sheet.write().outcome == "complete"
    assert [row.get("Answered at") for row in cells(book)[1:]] == [None, "2026-11-19 15:00"]


def test_a_row_that_moves_in_the_very_moment_of_writing_is_told(tmp_path: Path, google: StandIn) -> None:
    sheet, book = back(tmp_path, google, spreadsheet(Hand__offs=[*ROWS, [f"{LINK}3", "Legal", "three"]]))
    sheet.act(sheet.on_row("a3", "answered", datetime(2026, 11, 19, 15)))

    def sort(question: Question, handler: Handler) -> Answer:
        rows = book.sheets[0].rows
        rows[2], rows[3] = rows[3], rows[2]
        return handler(question)

    google.fail("sheets.spreadsheets.batchUpdate", sort)
    sheet.write()
    assert cells(book)[2]["Answered at"] == "2026-11-19 15:00"
    assert [words for words in sheet.told("note") if "in the very moment of writing" in words] != []


def test_a_formula_that_shows_nothing_and_a_merged_cell_stay(tmp_path: Path, google: StandIn) -> None:
    rows = [HEADINGS, [f"{LINK}2", "Legal", "two", datetime(2026, 3, 3, 9), Formula('=IF(A2="",1,"")')]]
    sheet, book = back(tmp_path, google, spreadsheet(Hand__offs=rows))
    sheet.act(sheet.on_row("a3", "answered", datetime(2026, 11, 19, 15), 1))
    report = sheet.write()
    assert (report.outcome, sheet.wrote()) == ("failed", 0)
    assert report.detail and report.detail.endswith("E2 of Hand-offs holds a formula, which is not written over.")
    book.sheets[0].rows[1][4] = None
    book.sheets[0].rows.insert(1, [LINK, "Legal", "one", datetime(2026, 3, 3, 9), datetime(2026, 3, 3, 10)])
    book.sheets[0].merges = [(1, 3, 4, 5)]
    book.touch()
    sheet.write()
    assert sheet.told("note")[-1] == "Hand-offs row 3: Answered at is merged with another cell, and stays so."


def test_what_is_undone_is_taken_out_again_unless_somebody_changed_it(tmp_path: Path, google: StandIn) -> None:
    sheet, book = back(tmp_path, google)
    sheet.act(sheet.on_row("a3", "declined", datetime(2026, 11, 19, 15), reason="no time"))
    sheet.write()
    sheet.sync()
    assert sheet.rows("select outcome from requests where department = 'Legal'") == [("no time",)]
    sheet.act(Undo("a3", NOW, NOW))
    assert sheet.write().changes.changed == 2
    assert set(cells(book)[1]) == {"Link", "Department", "Question", "Asked at"}
    sheet.sync()
    assert sheet.rows("select outcome from requests where department = 'Legal'") == [(None,)]
    sheet.act(sheet.on_row("a4", "declined", datetime(2026, 11, 19, 16), reason="no time"))
    sheet.write()
    book.put("Hand-offs", 2, 5, "does not know")
    sheet.sync()
    sheet.act(Undo("a4", NOW, NOW))
    sheet.write()
    assert cells(book)[1]["Outcome"] == "does not know"


def test_a_row_that_is_taken_out_or_taken_back_is_not_put_in_again(tmp_path: Path, google: StandIn) -> None:
    sheet, book = back(tmp_path, google)
    sheet.act(sheet.asked(), sheet.asked("a2", link=f"{LINK}8"))
    sheet.write()
    sheet.sync()
    del book.sheets[0].rows[3]
    book.touch()
    sheet.act(Undo("a2", NOW, NOW))
    sheet.sync()
    assert sheet.rows("select question, source from requests where source = 'dashboard'") == [("May we?", "dashboard")]
    sheet.write()
    assert sheet.wrote() == 0
    assert sheet.told("note")[-2:] == [
        "The hand-off to ‘Legal’ (‘May we?’): its row was taken out of the workbook, and it stays in the dashboard.",
        "Hand-offs row 4: it was taken back in the dashboard and counts no more; delete this row.",
    ]


def test_what_people_correct_in_a_row_of_ours_holds_and_it_stays_one_hand_off(tmp_path: Path, google: StandIn) -> None:
    sheet, book = back(tmp_path, google)
    sheet.act(sheet.asked())
    sheet.write()
    book.put("Hand-offs", 3, 1, "Sales")
    book.put("Hand-offs", 3, 2, "May we name them?")
    book.put("Hand-offs", 3, 0, f"{LINK}77")
    sheet.sync()
    mine = "select department, question, source from requests where source = 'dashboard'"
    assert sheet.rows(mine) == [("Sales", "May we name them?", "dashboard")]
    assert sheet.rows("select count(*) from requests") == [(3,)]
    assert sheet.rows("select count(*) from handoff_links where link = $$" + LINK + "9$$") == [(1,)]
    assert sheet.write().changes.new == 0
    assert [row["Department"] for row in cells(book)] == ["Engineering", "Legal", "Sales"]


def test_what_the_reader_would_refuse_is_not_written_and_says_why(tmp_path: Path, google: StandIn) -> None:
    book = spreadsheet(Hand__offs=ROWS, Departments=[["Department"], ["Engineering"], ["Legal"]])
    sheet, book = back(tmp_path, google, book)
    sheet.act(sheet.asked(department="Sales"), sheet.asked("a2"))
    report = sheet.write()
    assert (report.outcome, report.changes.new) == ("complete", 1)
    assert sheet.told("note")[-1].startswith(
        "The hand-off to ‘Sales’ (‘May we?’): the row would not be read as it is meant (Department: ‘Sales’ is not in"
    )


def test_columns_beyond_the_last_of_the_sheet_are_added(tmp_path: Path, google: StandIn) -> None:
    sheet, book = back(tmp_path, google)
    book.sheets[0].width = 6
    sheet.act(sheet.asked())
    assert sheet.write().outcome == "complete"
    assert cells(book)[2]["Id"] == "rapport-a1"
    assert book.sheets[0].size[1] == 8


def test_the_setting_makes_the_sync_write_back_and_only_where_something_was_noted(
    tmp_path: Path, google: StandIn
) -> None:
    sheet, book = back(tmp_path, google)
    sheet.act(sheet.asked())
    sheet.sync()
    assert sheet.wrote() == 0
    place = sheet.secrets_file
    place.write_text(place.read_text(encoding="utf-8") + "\nwrite_back = true\n", encoding="utf-8")
    google.calls.clear()
    reports = sync.run(
        sheet.home, [CONNECTOR], now=lambda: sheet.now, progress=sheet.events, sleep=sheet.slept.append,
        secrets_file=place,
    )  # fmt: skip
    assert [(one.source, one.changes.new) for one in reports] == [("google_sheets", 0), ("write-back", 1)]
    assert sheet.wrote() == 1
    for _ in range(2):  # the first one sees its own change
        sheet.sync()
    assert sheet.sync().calls == len(google.calls) == 1
    assert len(cells(book)) == 3


def test_without_leave_to_write_it_says_what_to_do(tmp_path: Path, google: StandIn) -> None:
    sheet, book = back(tmp_path, google)
    sheet.act(sheet.asked())
    book.shared_with, book.readers = set(), {ACCOUNT}
    assert sheet.write().detail == (
        "To Our workbook: 0 rows appended, 0 cells filled, 0 left as they are. Google Sheets does not let us write to "
        f"the spreadsheet: share it with {ACCOUNT} as Editor."
    )


def test_a_sign_in_that_may_only_read_is_told_how_to_get_more_and_only_when_something_is_to_write(
    tmp_path: Path, google: StandIn
) -> None:
    token = google.grant("ann@example.org", "spreadsheets.readonly")
    book = spreadsheet(Hand__offs=ROWS)
    book.public, book.readers, book.shared_with = False, set(), {"ann@example.org"}
    client = {"client_id": google.client[0], "client_secret": google.client[1], "refresh_token": token}
    sheet, book = back(tmp_path, google, book, **client)
    assert sheet.write().outcome == "complete"
    sheet.act(sheet.asked())
    report = sheet.write()
    assert report.outcome == "failed"
    assert report.detail and report.detail.endswith(
        "The token lacks a scope that Google Sheets wants: run `python -m connectors authorise google_sheets "
        "--write-back` to sign in anew and agree to all that is asked."
    )


def test_a_key_can_only_read(tmp_path: Path, google: StandIn) -> None:
    sheet, _ = back(tmp_path, google, spreadsheet(Hand__offs=ROWS), api_key=google.key)
    sheet.act(sheet.asked())
    report = sheet.write()
    assert (report.outcome, sheet.wrote()) == ("failed", 0)
    assert report.detail and "With an API key the spreadsheet can be read, not written to" in report.detail
