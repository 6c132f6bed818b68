"""A sheet that people change while it is read, and after: rows, headings and tabs that move, come and go."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from connectors import sync, workbook
from tests.connectors.shared_sheet import (
    EDIT,
    HEADINGS,
    LINK,
    NOW,
    ROWS,
    shared,
    spreadsheet,
)
from tests.connectors.workbook_cells import saved
from tests.google_stand_in import Sheet, Shown, StandIn, changed
from warehouse import Changes, open_writer, organisation


def test_a_removed_row_goes_and_an_answer_without_a_time_keeps_when_it_was_first_seen(
    tmp_path: Path, google: StandIn
) -> None:
    book = spreadsheet(Hand__offs=[list(row) for row in ROWS])
    sheet = shared(tmp_path, google, book)
    sheet.sync()
    book.put("Hand-offs", 3, 4, "yes")
    sheet.sync(timedelta(hours=2))
    seen = NOW + timedelta(hours=2)
    assert sheet.handoffs("answered_at, answered_at_latest")[1] == (seen, True)
    book.put("Hand-offs", 3, 2, "put better")
    del book.sheets[0].rows[1]
    sheet.sync(timedelta(hours=2))
    assert "One hand-off is no longer in the workbook, and no longer here." in sheet.told("note")
    assert sheet.handoffs("question, answered_at, answered_at_latest") == [
        ("put better", seen, True),
        ("no times", NOW, True),
    ]


def test_the_file_after_the_sheet_doubles_nothing_and_the_sheet_holds_again(tmp_path: Path, google: StandIn) -> None:
    sheet = shared(tmp_path, google, spreadsheet(Hand__offs=ROWS))
    sheet.sync()
    keys = sheet.rows("select handoff_key, asked_at from handoffs order by all")
    path = saved(tmp_path / "copy.xlsx", Hand__offs=[*ROWS, [f"{LINK}9", "Legal", "in the file"]])
    sync.import_files(sheet.home, [(path, None)], now=lambda: NOW + timedelta(hours=1))
    assert len(sheet.handoffs("1")) == 4
    sheet.sync(timedelta(hours=2))
    assert sheet.asked() == ["drive.files.get", "get", "values.batchGet"]
    assert sheet.rows("select handoff_key, asked_at from handoffs order by all") == keys


def test_headings_may_be_moved_and_reworded_and_one_that_is_gone_for_another_stops_its_tab(
    tmp_path: Path, google: StandIn
) -> None:
    book = spreadsheet(Hand__offs=[list(row) for row in ROWS], Departments=[["Department"], ["Engineering"], ["Legal"]])
    sheet = shared(tmp_path, google, book)
    sheet.sync()
    before = sheet.handoffs("department, question, asked_at, answered_at")
    for row in book.sheets[0].rows:
        row[:] = [*[None] * (6 - len(row)), *reversed(row)]
    book.sheets[0].rows[0] = ["Result", "When answered", "When asked", "What was asked", "Team", "URL"]
    book.touch()
    sheet.sync()
    assert sheet.handoffs("department, question, asked_at, answered_at") == before
    book.put("Hand-offs", 0, 1, "Zurückgemeldet")
    report = sheet.sync()
    assert report.outcome == "partial"
    assert sheet.told() == [
        "Hand-offs: the heading ‘Answered at’ is gone and ‘Zurückgemeldet’ has come, so this tab was not read and "
        "stays as it was; write ‘Answered at’ above its column again, or take ‘Zurückgemeldet’ away until the next "
        "sync if it was deleted."
    ]
    assert sheet.handoffs("department, question, asked_at, answered_at") == before
    book.put("Hand-offs", 0, 1, "Answered at")
    assert sheet.sync().outcome == "complete"


def test_a_missing_tab_leaves_its_rows_and_copies_and_hidden_copies_are_told(tmp_path: Path, google: StandIn) -> None:
    book = spreadsheet(
        Hand__offs=ROWS,
        Topics=[["Topic", "Words"], ["Bills", "bill*"]],
        Figures=[["Figure", "Month", "Value"], ["Applications", "2026-01", 96]],
    )
    sheet = shared(tmp_path, google, book)
    sheet.sync()
    book.sheets[1:] = [
        Sheet("Copy of Hand-offs", [HEADINGS, [f"{LINK}7", "Legal"]], id=70),
        Sheet("Hand-offs (1)", [HEADINGS, [f"{LINK}8", "Legal"]], id=71),
        Sheet("Kopie von Hand-offs", [HEADINGS, [f"{LINK}9", "Legal"]], id=72, hidden=True),
        Sheet('🍇 Ann\'s "notes"', [["a"]], id=73),
    ]
    book.touch()
    report = sheet.sync()
    assert report.outcome == "partial"
    assert sheet.told() == [
        f"{title}: ‘Hand-offs’ and ‘{title}’ both count as Hand-offs, and only ‘Hand-offs’ was read; put the rows of "
        "both into one tab."
        for title in ("Copy of Hand-offs", "Hand-offs (1)")
    ]
    notes = sheet.told("note")
    assert "Passed over, because hidden, and another counts as the same: ‘Kopie von Hand-offs’." in notes
    assert 'Passed over, because they are no tabs of the workbook: ‘🍇 Ann\'s "notes"’.' in notes
    assert sheet.rows("select topic from topics") == [("Bills",)]
    assert sheet.rows("select figure, value from figures") == [("Applications", 96.0)]
    assert len(sheet.handoffs("1")) == 3


def test_the_doctor_names_cells_says_what_to_write_and_links_to_them(tmp_path: Path, google: StandIn) -> None:
    rows = [
        [*HEADINGS, "Id"],
        [LINK, "Cust Service", "x", datetime(2026, 3, 2, 9), datetime(2026, 3, 2, 8)],
        [1234567890123456789, "Legal"],
        ["1.23E+18", "Legal"],
        ["#REF!", "Legal"],
        [f"{LINK}5", "Legal", "good", None, None, None, 7],
        [f"{LINK}6", "Legal", "merged", datetime(2026, 3, 2, 9), None, None, 8],
        [f"{LINK}7", None, None, None, None, None, 9],
        [f"{LINK}8", "Legal", Shown(0.12, "12%"), "Loading..."],
    ]
    book = spreadsheet(Hand__offs=rows, Departments=[["Department"], ["Customer Service"], ["Legal"]])
    book.sheets[0].merges = [(6, 8, 1, 2), (6, 8, 3, 4)]
    sheet = shared(tmp_path, google, book)
    report = sheet.sync()
    cut = "the spreadsheet has cut the last digits off"
    merged = "is merged with another cell and counts as empty; undo the merge, and write the value into each row"
    told = [
        ("Hand-offs row 2, Department: ‘Cust Service’ is not in Departments; did you mean ‘Customer Service’?", "B2"),
        (f"Hand-offs row 3, Link: {cut} the number 1.23456789012346e+18; format the column as plain text and paste the "
         "id again.", "A3"),
        (f"Hand-offs row 4, Link: {cut} ‘1.23E+18’; format the column as plain text and paste the id again.", "A4"),
        ("Hand-offs row 5, Link: the spreadsheet shows the error #REF!; write the value itself.", "A5"),
        (f"Hand-offs row 8, Department: {merged}.", "B8"),
        (f"Hand-offs row 8, Asked at: {merged}.", "D8"),
        ("Hand-offs row 9, Asked at: the spreadsheet was still working this cell out; wait a little, or write the "
         "value itself.", "D9"),
    ]  # fmt: skip
    assert [(one["detail"], one["link"]) for one in sheet.events if one["event"] == "problem"] == [
        (sentence, f"{EDIT}#gid=0&range={cell}") for sentence, cell in told
    ]
    assert sheet.rows("select sentence, link from workbook_problems order by position") == [
        (sentence, f"{EDIT}#gid=0&range={cell}") for sentence, cell in told
    ]
    assert (report.outcome, report.refused, report.rows_left_out) == ("partial", 6, True)
    assert sheet.handoffs("question") == [("good",), ("merged",)]
    assert sheet.rows("select title, rows_read from workbook_tabs order by position") == [
        ("Hand-offs", 8), ("Departments", 2),
    ]  # fmt: skip
    assert sheet.rows("select count(*) from quarantine where source = 'workbook'") == [(6,)]


def test_a_tab_that_is_renamed_between_two_calls_is_found_again_under_its_new_name(
    tmp_path: Path, google: StandIn
) -> None:
    book = spreadsheet(Hand__offs=ROWS)
    sheet = shared(tmp_path, google, book)

    def rename(_payload: object) -> None:
        book.sheets[0].title = "Handoffs"

    google.fail("sheets.spreadsheets.get", changed(rename))
    assert sheet.sync().outcome == "complete"
    assert sheet.asked() == ["drive.files.get", "get", "values.batchGet", "get", "values.batchGet"]
    assert sheet.handoffs("place")[0] == ("Handoffs row 2",)


def test_a_row_that_is_put_in_between_two_calls_is_no_reason_to_mistake_numbers_for_dates(
    tmp_path: Path, google: StandIn
) -> None:
    figures = [["Figure", "Month", "Value"], ["A", "2026-01", 10], ["A", "2026-02", 20]]
    book = spreadsheet(Figures=figures)
    sheet = shared(tmp_path, google, book)

    def insert(_payload: object) -> None:
        book.sheets[0].rows.insert(1, ["Visits", "2026-01", "many"])

    google.fail("sheets.spreadsheets.values.batchGet", changed(insert))
    assert sheet.sync().outcome == "partial"
    assert sheet.asked().count("values.batchGet") == 4
    assert sheet.rows("select month(month), value from figures order by 1") == [(1, 10.0), (2, 20.0)]


def test_a_sheet_that_is_out_of_sight_is_known_until_it_was_last_read(tmp_path: Path, google: StandIn) -> None:
    book = spreadsheet(Hand__offs=ROWS)
    sheet = shared(tmp_path, google, book)
    until = "select source, complete_until from handoff_sources"
    sheet.sync()
    sheet.sync(timedelta(hours=1))
    assert sheet.rows(until) == []
    google.spreadsheets.clear()
    for _ in range(2):
        assert sheet.sync(timedelta(hours=5)).outcome == "failed"
        assert sheet.rows(until) == [("workbook", NOW + timedelta(hours=1))]
    google.spreadsheets.append(book)
    assert sheet.sync(timedelta(hours=1)).changes == Changes(same=5)
    assert sheet.rows(until) == []


def test_a_log_that_is_gone_from_the_sheet_is_told_and_known_until_it_was_last_read(
    tmp_path: Path, google: StandIn
) -> None:
    book = spreadsheet(Hand__offs=ROWS, Topics=[["Topic", "Words"], ["Bills", "bill*"]])
    sheet = shared(tmp_path, google, book)
    until = "select complete_until from handoff_sources"
    sheet.sync()
    book.sheets[0].title = "Log 2026"
    for hours in (1, 2):
        book.touch()
        assert sheet.sync(timedelta(hours=hours)).outcome == "partial"
        assert sheet.told() == [
            "Hand-offs: the tab is gone or has no rows, and what it said before stays as it was; give it its name and "
            "its rows again."
        ]
        assert sheet.rows(until) == [(NOW,)]
        assert len(sheet.handoffs("1")) == 3
    book.sheets[0].title = "Hand-offs"
    book.touch()
    assert sheet.sync(timedelta(hours=1)).outcome == "complete"
    assert sheet.rows(until) == []


def test_a_run_that_is_killed_repeats_work_and_loses_nothing(
    tmp_path: Path, google: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = shared(tmp_path, google, spreadsheet(Hand__offs=ROWS))

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(organisation, "note_tabs", killed)  # in the middle of its transaction
        sheet.sync()
    with open_writer(sheet.home) as writer:
        assert writer.execute("select count(*) from handoffs") == [(0,)]
    report = sheet.sync()
    assert (report.after_interruption, report.changes.new, report.calls) == (True, 5, 3)
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(workbook, "tell", killed)  # after it
        google.spreadsheets[0].put("Hand-offs", 3, 2, "put better")
        sheet.sync()
    report = sheet.sync()
    assert (report.after_interruption, report.changes, report.calls) == (True, Changes(), 1)
    assert sheet.handoffs("question")[1] == ("put better",)


def test_headings_that_are_blank_numbers_truth_values_or_twice_disturb_no_other(
    tmp_path: Path, google: StandIn
) -> None:
    rows = [
        ["Our log 🍇", None, True],
        [True, 2026, "", "URL", "Dept.", "Question", "Question"],
        [False, 7, None, LINK, "Legal", "one", "other"],
    ]
    sheet = shared(tmp_path, google, spreadsheet(Hand__offs=rows))
    sheet.sync()
    assert sheet.told() == [
        "Hand-offs row 2, Question: the heading stands twice, and column F was read, not G; delete one of the two, or "
        "give it another heading."
    ]
    assert sheet.handoffs("department, question") == [("Legal", "one")]


def test_a_workbook_without_rows_or_without_its_tabs_changes_nothing_and_says_so(
    tmp_path: Path, google: StandIn
) -> None:
    book = spreadsheet(Hand__offs=ROWS)
    sheet = shared(tmp_path, google, book)
    sheet.sync()
    book.sheets[:] = [Sheet("Sheet1", [["hello"]], id=1)]
    book.touch()
    report = sheet.sync()
    assert report.outcome == "failed"
    assert report.detail and report.detail.startswith("Our workbook has no rows that can be loaded.")
    assert len(sheet.handoffs("1")) == 3
    assert sheet.rows("select outcome from sync_runs order by started_at, rowid") == [("complete",), ("failed",)]
