"""A workbook in a warehouse: the same one twice changes nothing, what goes from it goes here, first-seen times stay."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from connectors import __main__ as command_line
from connectors import sync, workbook
from connectors.workbook import Loaded
from connectors.workbook.xlsx import tabs as read_tabs
from queries import marts
from tests.connectors.workbook_cells import Cells, saved, tabs
from warehouse import Changes, Home, Unreadable, Writer, current, open_writer

LINK = "https://x.com/ann/status/1234567"
NOW = datetime(2026, 11, 20, 12)
LATER = NOW + timedelta(days=2)
HEADINGS = ("Link", "Department", "Question", "Asked at", "Answered at", "Outcome", "Ended at", "Id")


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    with open_writer(Home(tmp_path / "data")) as opened:
        yield opened


def load(writer: Writer, now: datetime = NOW, **cells: Cells) -> Loaded:
    return workbook.load(writer, tabs(**cells), "workbook.xlsx", now=now, progress=lambda _: None)


def handoffs(writer: Writer, columns: str) -> list[tuple[Any, ...]]:
    return writer.execute(f"select {columns} from handoffs order by native_id")


def facts(writer: Writer) -> dict[str, list[tuple[Any, ...]]]:
    tables = "departments roster calendars holidays handoffs handoff_links handoff_sources promises objectives figures "
    tables += "topics audiences settings quarantine channels"
    return {table: writer.execute(f"select * from {table} order by all") for table in tables.split()}


FULL: dict[str, Cells] = {
    "Hand__offs": [
        HEADINGS,
        (LINK, "Engineering", "one", "2026-03-02 09:00", "2026-03-02 10:00"),
        (LINK, "Engineering", "again", "2026-03-03 09:00"),
        (f"{LINK}, {LINK}9", "Legal", "no times", None, "yes"),
        ("none of them", "Legal", "refused"),
    ],
    "Departments": [("Department", "Calendar", "Social team"), ("Engineering", "Office"), ("Legal", None, "yes")],
    "Calendars": [("Calendar", "Zone", "Days", "Opens", "Closes"), ("Office", "UTC", "Mon–Fri", "9:00", "17:00")],
    "Holidays": [("Calendar", "Country"), ("Office", "FR")],
    "Roster": [("Person", "Department"), ("Ana", "Legal"), ("Ana", "Legal"), ("Bo", "Legal")],
    "Promises": [("Department", "Within"), ("Engineering", "4 h"), (None, "1 day")],
    "Objectives": [("Objective", "Measure", "Target"), ("More", "Applications", 120)],
    "Figures": [("Figure", "Month", "Value"), ("Applications", "2026-01", 96)],
    "Topics": [("Topic", "Words"), ("Bills", "bill*"), ("Bills", "invoice")],
    "Audiences": [("Audience", "Handles", "Words"), ("Press", "@a, @b", "news")],
    "Settings": [("Setting", "Value"), ("Public promise", "12 h"), ("Time zone", "Europe/Paris")],
}


def test_the_same_workbook_twice_changes_nothing(writer: Writer) -> None:
    first = load(writer, **FULL)
    before = facts(writer)
    again = load(writer, LATER, **FULL)
    assert first.changes.new > 30
    assert (first.changes.changed, first.changes.same) == (0, 0)
    assert again.changes == Changes(same=first.changes.new)
    assert facts(writer) == before
    assert [outcome for (outcome,) in writer.execute("select outcome from sync_runs")] == ["partial", "partial"]


def test_sorting_and_inserting_rows_changes_no_hand_off(writer: Writer) -> None:
    load(writer, **FULL)
    before = handoffs(writer, "handoff_key, question, asked_at, answered_at")
    rows = list(FULL["Hand__offs"])
    mixed = [rows[0], (f"{LINK}77", "Legal", "inserted"), *reversed(rows[1:])]
    loaded = load(writer, LATER, **{**FULL, "Hand__offs": mixed})
    assert (loaded.changes.new, loaded.changes.changed, loaded.removed) == (1, 0, 0)
    after = handoffs(writer, "handoff_key, question, asked_at, answered_at")
    assert set(before) < set(after)
    assert [row for row in handoffs(writer, "question, place") if row[0] == "one"] == [("one", "Hand-offs row 6")]


def test_a_row_that_is_removed_goes_with_its_links_and_a_changed_one_is_changed(writer: Writer) -> None:
    load(writer, **FULL)
    rows = list(FULL["Hand__offs"])
    rows[1] = (LINK, "Engineering", "one, put better", "2026-03-02 09:00", "2026-03-02 10:00")
    loaded = load(
        writer, LATER, **{**FULL, "Hand__offs": [row for row in rows if row[2] not in ("no times", "refused")]}
    )
    assert loaded.removed == 1
    assert (loaded.changes.new, loaded.changes.changed) == (0, 1)
    assert [question for (question,) in handoffs(writer, "question")] == ["one, put better", "again"]
    assert writer.execute("select count(*) from handoff_links") == [(2,)]
    assert writer.execute("select count(*) from quarantine") == [(0,)]


def test_an_id_of_its_own_keeps_a_row_whatever_else_changes(writer: Writer) -> None:
    load(writer, Hand__offs=[HEADINGS, (LINK, "Legal", "one", None, None, None, None, "H1")])
    key = handoffs(writer, "handoff_key")
    loaded = load(writer, Hand__offs=[HEADINGS, (f"{LINK}9", "Sales", "two", None, None, None, None, "H1")])
    assert loaded.changes.changed >= 1
    assert handoffs(writer, "handoff_key") == key
    assert writer.execute("select link from handoff_links") == [(f"{LINK}9",)]


def test_what_bears_no_time_keeps_the_time_when_it_was_first_seen(writer: Writer) -> None:
    columns = "asked_at, asked_at_latest, answered_at, answered_at_latest, ended_at, ended_at_latest"
    row: tuple[Any, ...] = (LINK, "Legal", "one", None, None, None, None, "H1")
    load(writer, NOW, Hand__offs=[HEADINGS, row])
    assert handoffs(writer, columns) == [(NOW, True, None, False, None, False)]
    answered = (LINK, "Legal", "one", None, "x", None, None, "H1")
    for now in (LATER, LATER + timedelta(days=9)):
        load(writer, now, Hand__offs=[HEADINGS, answered])
        assert handoffs(writer, columns) == [(NOW, True, LATER, True, None, False)]
    timed = (LINK, "Legal", "one", "2026-11-19 09:00", "2026-11-21 09:00", None, None, "H1")
    load(writer, LATER, Hand__offs=[HEADINGS, timed])
    known = (datetime(2026, 11, 19, 9), False, datetime(2026, 11, 21, 9), False, None, False)
    assert handoffs(writer, columns) == [known]
    declined = (LINK, "Legal", "one", "2026-11-19 09:00", None, "no time", None, "H1")
    load(writer, LATER, Hand__offs=[HEADINGS, declined])
    assert handoffs(writer, columns) == [(datetime(2026, 11, 19, 9), False, None, False, LATER, True)]


def test_a_question_without_a_time_was_asked_no_later_than_what_followed_it(writer: Writer) -> None:
    load(writer, Hand__offs=[HEADINGS, (LINK, "Legal", "one", None, "2026-03-02 10:00")])
    asked = datetime(2026, 3, 2, 10)
    assert handoffs(writer, "asked_at, asked_at_latest, answered_at") == [(asked, True, asked)]


def test_the_log_is_complete_until_what_the_settings_say_and_else_it_is_kept_still(writer: Writer) -> None:
    rows = [HEADINGS, (LINK, "Legal", "one", "2026-03-02 09:00", "2026-03-05 10:00")]
    load(writer, Hand__offs=rows)
    until = "select source, complete_until from handoff_sources"
    assert writer.execute(until) == []
    load(writer, Hand__offs=rows, Settings=[("Setting", "Value"), ("Observed until", "2026-03-31 15:00")])
    assert writer.execute(until) == [("workbook", datetime(2026, 3, 31, 15))]
    load(writer, Hand__offs=rows, Settings=[("Setting", "Value"), ("Minimum number", 5)])
    assert writer.execute(until) == []


def test_the_zone_of_an_earlier_workbook_holds_until_another_says_otherwise(writer: Writer) -> None:
    asked, settings = "asked_at", ("Setting", "Value")
    rows = [HEADINGS, (LINK, "Legal", "one", "2026-07-01 10:00")]
    load(writer, Hand__offs=rows, Settings=[settings, ("Time zone", "Europe/Paris")])
    for more in ({}, {"Settings": [settings, ("Time zone", "Europe/Pariss")]}):
        load(writer, Hand__offs=rows, **more)
        assert handoffs(writer, asked) == [(datetime(2026, 7, 1, 8),)]
    for _ in range(2):
        load(writer, Hand__offs=rows, Settings=[settings, ("Minimum number", 5)])
        assert handoffs(writer, asked) == [(datetime(2026, 7, 1, 10),)]


def test_a_tab_that_is_missing_leaves_its_table_as_it_is(writer: Writer) -> None:
    load(writer, **FULL)
    before = facts(writer)
    load(writer, Figures=[("Figure", "Month", "Value"), ("Applications", "2026-01", 99)])
    after = facts(writer)
    assert {table for table in after if after[table] != before[table]} == {"figures", "quarantine"}


def test_departments_that_are_listed_nowhere_are_those_named_in_order_and_go_when_nobody_names_them(
    writer: Writer,
) -> None:
    names = "select department, position from departments order by position"
    rows = [HEADINGS, (LINK, "Legal"), (LINK, "Enginering"), (LINK, "legal ")]
    load(writer, Hand__offs=rows, Roster=[("Person", "Department"), ("Ana", "Sales")])
    assert writer.execute(names) == [("Legal", 1), ("Enginering", 2), ("Sales", 3)]
    load(writer, Hand__offs=[HEADINGS, (LINK, "Legal"), (LINK, "Engineering")])
    assert writer.execute(names) == [("Legal", 1), ("Sales", 2), ("Engineering", 3)]


def test_a_department_that_is_nearly_another_is_told_and_loads_and_refused_rows_name_none(writer: Writer) -> None:
    rows = [HEADINGS, (LINK, "Engineering"), (f"{LINK}2", "engineering "), (f"{LINK}3", "Enginering")]
    rows += [(f"{LINK}4", "Region 1"), (f"{LINK}5", "Region 2"), (f"{LINK}6", "Legal"), ("no link", "Markting")]
    told = load(writer, Hand__offs=rows, Roster=[("Person", "Department"), ("Ana", "Legall")]).book.problems
    assert [str(problem) for problem in told if not problem.refuses] == [
        "Hand-offs row 4, Department: ‘Enginering’ is nearly ‘Engineering’, which stands in row 2; write it alike, or "
        "list both in the tab Departments if they are two.",
        "Roster row 2, Department: ‘Legall’ is nearly ‘Legal’, which stands in Hand-offs row 7; write it alike, or "
        "list both in the tab Departments if they are two.",
    ]
    found = [name for (name,) in writer.execute("select department from departments order by position")]
    assert found == ["Engineering", "Enginering", "Region 1", "Region 2", "Legal", "Legall"]
    assert len(handoffs(writer, "department")) == 6
    listed = [("Department",), *((name,) for name in found)]
    assert all(problem.refuses for problem in load(writer, Hand__offs=rows, Departments=listed).book.problems)


def test_how_many_bear_no_time_of_asking_is_said_with_when_they_count_from(writer: Writer) -> None:
    timed = (LINK, "Legal", "one", "2026-11-19 09:00")
    assert load(writer, Hand__offs=[HEADINGS, timed]).book.notes == []
    rows = [HEADINGS, timed, (f"{LINK}2", "Legal"), (f"{LINK}3", "Legal", None, None, "2026-11-19 10:00")]
    for now in (NOW, LATER):
        assert load(writer, now, Hand__offs=rows).book.notes == [
            "One hand-off has no Asked at: it counts from when it was first seen (2026-11-20 12:00 UTC). "
            "Fill in Asked at, and it counts from then."
        ]
    assert load(writer, LATER, Hand__offs=[*rows, (f"{LINK}4", "Legal")]).book.notes == [
        "2 hand-offs have no Asked at: they count from when they were first seen (2026-11-20 12:00 to 2026-11-22 12:00 "
        "UTC). Fill in Asked at, and they count from then."
    ]


def test_the_channels_tab_updates_only_what_it_has_columns_for(writer: Writer) -> None:
    writer.upsert("channels", [{"platform": "x", "native_id": "1", "handle": "acme", "title": "Acme", "brand": "A"}])
    cells = [("Channel", "Title", "Purpose"), ("@ACME", None, "Answers")]
    assert load(writer, Channels=cells).changes == Changes(changed=1)
    assert load(writer, Channels=cells).changes == Changes(same=1)
    assert writer.execute("select title, brand, purpose from channels") == [("Acme", "A", "Answers")]


def test_a_workbook_without_rows_changes_nothing_and_says_so(writer: Writer) -> None:
    load(writer, **FULL)
    before = facts(writer)
    with pytest.raises(Unreadable, match=r"has no rows that can be loaded\. Write rows below the headings of its tabs"):
        load(writer, Hand__offs=[HEADINGS], Topics=[("Topic", "Words")])
    assert facts(writer) == before


def test_links_are_kept_with_what_finds_their_message(writer: Writer) -> None:
    load(writer, Hand__offs=[HEADINGS, ("https://twitter.com/ann/status/1234567?s=20", "Legal")])
    found = writer.execute(
        "select link, platform, native_ids, permalink_key = permalink_key('twitter.com/ann/status/1234567') "
        "from handoff_links"
    )
    assert found == [("https://twitter.com/ann/status/1234567?s=20", "x", ["1234567"], True)]


def test_an_import_by_command_line_reports_problems_and_publishes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = saved(tmp_path / "ours.xlsx", **FULL)
    command = ["import", str(path), "--warehouse", str(tmp_path / "data"), "--format", "json"]
    assert command_line.main([*command, "--dry-run"]) == 0
    assert not (tmp_path / "data" / "warehouse.duckdb").exists()
    dry = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert command_line.main(command) == 0
    events = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    sentence = "Hand-offs row 5, Link: ‘none of them’ is no link and no id; paste the address of the post or message."
    for told in (dry, events):
        assert [event["detail"] for event in told if event["event"] == "problem"] == [sentence]
    counted = next(event for event in dry if event["event"] == "workbook")
    assert counted["tabs"]["Hand-offs"] == 4
    assert (counted["problems"], counted["refused"]) == (1, 1)
    ended = next(event for event in events if event["event"] == "finished")
    assert (ended["outcome"], ended["refused"]) == ("partial", 1)
    assert current(Home(tmp_path / "data")).rows("select count(*) from handoffs") == [(3,)]


def test_a_source_may_list_a_workbook_among_its_files(tmp_path: Path) -> None:
    path = saved(tmp_path / "ours.xlsx", **FULL)
    (report,) = sync.import_files(Home(tmp_path / "data"), [(path, None)], source="sample", now=lambda: NOW)
    assert report.outcome == "partial"
    assert current(Home(tmp_path / "data")).rows("select distinct source from handoffs") == [("sample",)]


def test_two_workbooks_at_once_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = [str(saved(tmp_path / name, **FULL)) for name in ("a.xlsx", "b.xlsx")]
    assert command_line.main(["import", *paths, "--warehouse", str(tmp_path / "data")]) == 2
    assert "a.xlsx and b.xlsx are both workbooks" in capsys.readouterr().err


def test_errors_and_distant_cells_of_a_file_are_seen(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Hand-offs"
    sheet["C3"], sheet["D3"], sheet["C4"], sheet["D4"] = "Link", "Department", LINK, "#N/A"
    sheet["D4"].data_type = "e"
    sheet["F1048576"] = "far away"
    book.save(tmp_path / "far.xlsx")
    found = read_tabs(tmp_path / "far.xlsx")
    assert [(number, cells[2:4]) for number, cells in found["Hand-offs"]] == [
        (3, ["Link", "Department"]),
        (4, [LINK, "#N/A"]),
    ]
    sheet["XFD1048576"] = "too far away"
    book.save(tmp_path / "far.xlsx")
    with pytest.raises(Unreadable, match="has a cell in Hand-offs XFD1048576, far from the others"):
        read_tabs(tmp_path / "far.xlsx")


def test_a_fresh_workbook_has_no_rows_and_no_problems_and_is_never_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "fresh.xlsx"
    command = ["workbook", "new", str(path), "--warehouse", str(tmp_path / "data")]
    assert command_line.main(command) == 0
    found = workbook.read(read_tabs(path), workbook.Known(NOW))
    assert (found.rows, found.problems, found.refused, found.notes) == ({}, [], [], [])
    assert workbook.is_workbook(read_tabs(path))
    written = path.read_bytes()
    assert command_line.main(command) == 2
    assert "is there already and stays as it is" in capsys.readouterr().err
    assert path.read_bytes() == written


def test_a_fresh_workbook_knows_departments_and_channels(tmp_path: Path) -> None:
    home = Home(tmp_path / "data")
    saved(tmp_path / "ours.xlsx", **FULL)
    sync.import_files(home, [(tmp_path / "ours.xlsx", None)], now=lambda: NOW)
    with open_writer(home, marts.TEXT_VERDICTS) as writer:
        for platform in ("x", "facebook"):
            writer.upsert("channels", [{"platform": platform, "native_id": "1", "handle": "acme", "brand": "=A()"}])
        sync.show(writer)
    path = tmp_path / "fresh.xlsx"
    names = ["Sales,", "Customer", "Service,", "legal"]
    assert (
        command_line.main(["workbook", "new", str(path), "--warehouse", str(home.folder), "--departments", *names]) == 0
    )
    found = workbook.read(read_tabs(path), workbook.known_to(home, NOW))
    assert [row["department"] for row in found.rows["departments"]] == [
        "Engineering",
        "Legal",
        "Sales",
        "Customer Service",
    ]
    assert len(found.rows["channels"]) == 2


@pytest.mark.parametrize("rows", [50_000])
def test_fifty_thousand_hand_offs_load_in_seconds(writer: Writer, rows: int) -> None:
    begin = datetime(2025, 1, 1)
    cells = [
        (f"{LINK}{number}", f"Department {number % 40}", "what?", begin + timedelta(minutes=number), None)
        for number in range(rows)
    ]
    started = datetime.now()
    assert load(writer, Hand__offs=[HEADINGS, *cells]).changes.new == rows + 40
    assert load(writer, Hand__offs=[HEADINGS, *cells]).changes == Changes(same=rows + 40)
    assert datetime.now() - started < timedelta(seconds=60)


def test_people_are_told_the_first_fifty_problems_and_programs_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = saved(tmp_path / "ours.xlsx", Hand__offs=[HEADINGS, (LINK, "Legal"), *[("none of them", "Legal")] * 60])
    command = ["import", str(path), "--warehouse", str(tmp_path / "data"), "--dry-run"]
    assert command_line.main(command) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len([line for line in lines if line.startswith("Hand-offs row ")]) == 50
    assert lines[-1].endswith("60 things to put right; those after the first 50 are told with --format json")
    assert command_line.main([*command, "--format", "json"]) == 0
    assert capsys.readouterr().out.count('"event": "problem"') == 60


def test_a_list_whose_reader_stops_early_ends_quietly(tmp_path: Path) -> None:
    rows: Cells = [HEADINGS, *((f"{LINK}{number}", "Legal", "why " * 40) for number in range(2000))]
    file, home = saved(tmp_path / "ours.xlsx", Hand__offs=rows), str(tmp_path / "data")
    command_line.main(["import", str(file), "--warehouse", home])
    command = [sys.executable, "-m", "connectors", "handoffs", "--warehouse", home]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline().endswith(b"\n")
        running.stdout.close()
        assert running.stderr.read() == b""
