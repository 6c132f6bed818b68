"""A workbook that a source shows: what is kept of its reading, when it must be read again, what one must not lose."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from connectors import workbook
from connectors.contract import Workbook
from connectors.erase import forget
from connectors.workbook import Known, Loaded
from connectors.workbook.xlsx import tabs as read_tabs
from tests.connectors.workbook_cells import KNOWN, Cells, book, tabs, told
from warehouse import Home, Writer, memory, open_writer

LINK = "https://x.com/ann/status/1234567"
NOW = datetime(2026, 11, 20, 12)
ORIGIN = "google_sheets"
HEADINGS = ("Link", "Department", "Question", "Asked at", "Answered at")


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    with open_writer(Home(tmp_path / "data")) as opened:
        yield opened


def put(writer: Writer, mark: str = "version 1", now: datetime = NOW, **cells: Cells) -> Loaded:
    given = Workbook("Ours", tabs(**cells), mark=mark, address="https://docs.google.com/x", tab_ids={"Hand-offs": 5})
    with writer.transaction():
        return workbook.put(writer, given, now=now, progress=lambda _: None, origin=ORIGIN)


def test_the_mark_holds_for_a_day_for_one_origin_and_while_the_channels_are_the_same(writer: Writer) -> None:
    assert workbook.mark_of(writer, ORIGIN, NOW) is None
    put(writer, Hand__offs=[HEADINGS, (LINK, "Legal")])
    assert workbook.mark_of(writer, ORIGIN, NOW + timedelta(hours=11)) == "version 1"
    assert workbook.mark_of(writer, "another_source", NOW) is None
    assert workbook.mark_of(writer, ORIGIN, NOW + timedelta(hours=12)) is None
    writer.upsert("channels", [{"platform": "x", "native_id": "1", "handle": "acme"}])
    assert workbook.mark_of(writer, ORIGIN, NOW) is None


def test_a_file_that_is_imported_takes_the_mark_away_and_says_who_had_it(writer: Writer) -> None:
    cells = tabs(Hand__offs=[HEADINGS, (LINK, "Legal", "one", "2026-03-02 10:00")])
    put(writer, Hand__offs=[HEADINGS, (LINK, "Legal")])
    before = "Until now the workbook was that of google_sheets: its next sync puts what it says in place of this again."
    for told_then in ([before], []):
        loaded = workbook.load(writer, cells, "ours.xlsx", now=NOW, progress=lambda _: None)
        assert loaded.book.notes == told_then
    assert workbook.mark_of(writer, ORIGIN, NOW) is None


def test_problems_are_those_of_the_last_reading_also_of_one_that_found_nothing(writer: Writer) -> None:
    sentences = "select place, refused, link from workbook_problems"
    put(writer, Hand__offs=[HEADINGS, ("no link", "Legal"), (LINK, "Legal")])
    assert writer.execute(sentences) == [("Hand-offs row 2", True, "https://docs.google.com/x#gid=5&range=A2")]
    put(writer, Hand__offs=[("a", "b"), ("c", "d")])
    assert writer.execute(sentences) == [("Hand-offs", True, "https://docs.google.com/x#gid=5")]
    assert workbook.mark_of(writer, ORIGIN, NOW) == "version 1"
    assert writer.execute("select count(*) from handoffs") == [(1,)]
    put(writer, Hand__offs=[HEADINGS, (LINK, "Legal")])
    assert writer.execute(sentences) == []


def test_the_sample_makes_room_only_for_a_workbook_that_holds_something(writer: Writer) -> None:
    run = memory.begin_run(writer, memory.SAMPLE, NOW)
    sample = tabs(Hand__offs=[HEADINGS, (f"{LINK}9", "Legal")])
    with writer.transaction():
        found = workbook.put(writer, Workbook("s", sample), source=memory.SAMPLE, now=NOW, progress=lambda _: None)
        memory.count(writer, run, found.changes, 0)
        memory.finish_run(writer, run, NOW, "complete")
    put(writer, Hand__offs=[HEADINGS])
    assert writer.execute("select source from handoffs") == [("sample",)]
    put(writer, Hand__offs=[HEADINGS, (LINK, "Legal")])
    assert writer.execute("select source from handoffs") == [("workbook",)]


def test_secrets_and_erased_people_stand_in_no_list_of_problems(tmp_path: Path) -> None:
    home = Home(tmp_path / "data")
    cells: Cells = [HEADINGS, ("ask ann_smith", "Legal"), ("hush-hush", "Legal"), (LINK, "Legal")]
    given = Workbook("Ours", tabs(Hand__offs=cells), mark="1")

    def load(writer: Writer) -> list[str]:
        with writer.transaction():
            workbook.put(
                writer, given, now=NOW, progress=lambda _: None, hide=lambda text: text.replace("hush-hush", "•••")
            )
        return [sentence for (sentence,) in writer.execute("select sentence from workbook_problems order by position")]

    person = {"platform": "x", "native_id": "7", "author_id": "70", "author_handle": "ann_smith"}
    with open_writer(home) as writer:
        writer.upsert_messages([{**person, "channel_id": "1", "published_at": NOW, "first_seen_at": NOW, "text": "Hi"}])
        first, second = load(writer)
        assert "ann_smith" in first
        assert "•••" in second
        assert "hush" not in second + str(writer.execute("select reason, payload from quarantine"))
    forget(home, "x:@ann_smith", now=lambda: NOW)
    with open_writer(home) as writer:
        assert writer.execute("select sentence from workbook_problems where sentence like '%ann_smith%'") == []
        assert load(writer)[0] == "Hand-offs row 2: erased."


def test_a_heading_that_is_gone_for_another_stops_its_tab_and_one_that_was_deleted_does_not(writer: Writer) -> None:
    row = (LINK, "Legal", "one", "2026-11-01 10:00", "2026-11-02 10:00")
    put(writer, Hand__offs=[HEADINGS, row], Topics=[("Topic", "Words"), ("Bills", "bill")])
    renamed = ("Link", "Department", "Question", "Asked at", "Fertig")
    stopped = put(writer, Hand__offs=[renamed, row], Topics=[("Topic", "Words"), ("Fees", "fee")])
    assert "the heading ‘Answered at’ is gone and ‘Fertig’ has come" in str(stopped.book.problems[0])
    assert writer.execute("select answered_at is not null from handoffs") == [(True,)]
    assert writer.execute("select topic from topics") == [("Fees",)]
    assert put(writer, Hand__offs=[(*HEADINGS, "Mood"), (*row, "fine")]).book.problems == []
    assert put(writer, Hand__offs=[HEADINGS[:4], row[:4]]).book.problems == []
    assert writer.execute("select answered_at from handoffs") == [(None,)]


def test_times_are_in_the_spreadsheets_own_zone_unless_its_settings_can_be_read() -> None:
    def asked(zone_before: str, *settings: tuple[str, str]) -> datetime:
        known = Known(NOW, zone=zone_before, own_zone="Asia/Tokyo")
        more: dict[str, Cells] = {"Settings": [("Setting", "Value"), *settings]} if settings else {}
        found = book(known, Hand__offs=[HEADINGS, (LINK, "Legal", "one", "2026-03-02 10:00")], **more)
        at: datetime = found.rows["handoffs"][0]["asked_at"]
        return at

    tokyo, paris = datetime(2026, 3, 2, 1), datetime(2026, 3, 2, 9)
    assert asked("UTC") == asked("Europe/Paris") == asked("Europe/Paris", ("Minimum number", "5")) == tokyo
    assert asked("UTC", ("Time zone", "Europe/Paris")) == paris
    assert asked("Europe/Paris", ("Time zone", "Europe/Pariss")) == paris
    assert asked("UTC", ("Time zone", "Nowhere")) == tokyo


def test_merged_cells_of_a_file_are_named_and_titles_that_are_merged_disturb_nobody(tmp_path: Path) -> None:
    file = openpyxl.Workbook()
    sheet = file.active
    sheet.title = "Hand-offs"
    for row in (["Our log of hand-offs"], HEADINGS, (LINK, "Legal", "one"), (f"{LINK}2",), (f"{LINK}3", "Legal")):
        sheet.append(list(row))
    for cells in ("A1:E1", "B3:B4", "C3:C5", "D3:D5"):
        sheet.merge_cells(cells)
    file.save(tmp_path / "merged.xlsx")
    found = workbook.read(read_tabs(tmp_path / "merged.xlsx"), KNOWN)
    merged = "is merged with another cell and counts as empty; undo the merge, and write the value into each row."
    assert told(found) == [
        f"Hand-offs row 4, Department: {merged}",
        f"Hand-offs row 5, Question: {merged}",
    ]
    assert [row["question"] for row in found.rows["handoffs"]] == ["one", None]
