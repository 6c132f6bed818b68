"""Writing back to a workbook in a file: nothing else in it changes, and nothing is lost."""

import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.chart import BarChart, Reference

from connectors import workbook
from connectors.__main__ import main
from connectors.contract import Edits, Refused, TryLater
from connectors.workbook import times, values
from connectors.writing_back.texts import instant, text_of
from warehouse import Home, Snapshot

LINK = "https://x.com/ann/status/1234567"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fresh(path: Path, *rows: list[Any]) -> Path:
    """A workbook as `workbook new` writes it, with rows of Link, Department and Question, and a chart."""
    assert main(["workbook", "new", str(path), "--departments", "Legal, Engineering"]) == 0
    book = openpyxl.load_workbook(path)
    sheet = book["Hand-offs"]
    for number, row in enumerate(rows, start=4):
        for place, cell in enumerate(row, start=1):
            sheet.cell(number, place, cell)
    chart = BarChart()
    chart.add_data(Reference(sheet, 1, 1, 1, 3))
    book["Figures"].add_chart(chart, "F2")
    book.save(path)
    return path


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rows(sql: str) -> list[tuple[Any, ...]]:
    return Snapshot(Home(Path("data"))).rows(sql)


def test_hand_offs_of_the_dashboard_stand_in_the_file_and_all_else_is_byte_for_byte_as_it_was(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = fresh(here / "ours.xlsx", [LINK, "Legal", "one"])
    assert main(["import", str(path)]) == 0
    question = "=HYPERLINK(A1)\n<b>&🙂"
    assert main(["ask", f"{LINK}9", "--department", "Engineering", "--question", question, "--by", "Ana"]) == 0
    assert main(["answer", LINK, "--department", "Legal", "--note", "as agreed"]) == 0
    figures = "select * exclude (place) from requests order by all"
    before, figured = parts(path), rows(figures)
    assert main(["write-back", str(path), "--dry-run"]) == 0
    assert parts(path) == before
    assert main(["write-back", str(path)]) == 0
    assert "1 row appended, 3 cells filled, 0 left as they are" in capsys.readouterr().out
    after = parts(path)
    assert [name for name in before if before[name] != after[name]] == ["xl/worksheets/sheet2.xml"]
    assert list(after) == list(before)
    sheet = openpyxl.load_workbook(path)["Hand-offs"]
    assert (sheet["C5"].value, sheet["C5"].data_type, sheet["B5"].value) == (f" {question}", "s", "Engineering")
    assert sheet["P5"].value.startswith("rapport-")
    assert sheet["D5"].number_format == "yyyy-mm-dd hh:mm"
    assert len(sheet.data_validations.dataValidation) == 4
    assert main(["import", str(path)]) == 0
    assert rows(figures) == figured
    assert rows("select sentence from workbook_problems") == []
    written = parts(path)
    assert main(["write-back", str(path)]) == 0
    assert parts(path) == written


@pytest.mark.parametrize("lock", ["~$ours.xlsx", "~$rs.xlsx", ".~lock.ours.xlsx#"])
def test_a_file_that_is_open_is_refused(here: Path, lock: str) -> None:
    target = workbook.File(fresh(here / "ours.xlsx", [LINK, "Legal"]))
    given_ = target.read()
    (here / lock).touch()
    with pytest.raises(Refused, match=r"ours\.xlsx is open in a spreadsheet program: save and close it there"):
        target.write(given_, Edits("Hand-offs", {(4, 2): "x"}))


def test_a_file_that_was_saved_since_it_was_read_is_left_as_it_is(here: Path) -> None:
    path = fresh(here / "ours.xlsx", [LINK, "Legal"])
    target = workbook.File(path)
    given_ = target.read()
    other = openpyxl.load_workbook(path)
    other["Hand-offs"]["C4"] = "somebody else"
    other.save(path)
    with pytest.raises(TryLater, match="was saved by somebody just now"):
        target.write(given_, Edits("Hand-offs", {(4, 2): "x"}))
    assert openpyxl.load_workbook(path)["Hand-offs"]["C4"].value == "somebody else"
    assert [one.name for one in here.iterdir()] == ["ours.xlsx"]


@pytest.mark.parametrize("name", ["ours.xlsm", "ours.ods", "missing.xlsx"])
def test_other_files_are_not_written_to(here: Path, name: str) -> None:
    if not name.startswith("missing"):
        (here / name).write_bytes(b"PK")
    with pytest.raises(Refused):
        workbook.File(here / name)


def test_a_formula_is_not_written_over(here: Path) -> None:
    path = fresh(here / "ours.xlsx", [LINK, "Legal", "=A1"])
    target = workbook.File(path)
    given_ = target.read()
    with pytest.raises(Refused, match=r"ours\.xlsx has a formula in C4, which is not written over"):
        target.write(given_, Edits("Hand-offs", {(4, 2): "x"}))
    assert openpyxl.load_workbook(path)["Hand-offs"]["C4"].value == "=A1"


def test_what_people_wrote_stays_and_is_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = fresh(here / "ours.xlsx", [LINK, "Legal", "one"])
    assert main(["import", str(path)]) == 0
    assert main(["answer", LINK, "--department", "Legal"]) == 0
    book = openpyxl.load_workbook(path)
    book["Hand-offs"]["K4"] = "no time"
    book.save(path)
    assert main(["write-back", str(path)]) == 0
    assert "Hand-offs row 4: Outcome holds ‘no time’, which somebody wrote, and stays so." in capsys.readouterr().out
    assert openpyxl.load_workbook(path)["Hand-offs"]["H4"].value is None


def test_what_cannot_be_named_is_asked_wrongly(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["write-back", "ours.xlsx"]) == 2
    assert "There is no warehouse in data" in capsys.readouterr().err
    assert main(["import", str(fresh(here / "ours.xlsx", [LINK, "Legal", "one"]))]) == 0
    assert main(["write-back", "google_sheet"]) == 2
    assert "did you mean google_sheets?" in capsys.readouterr().err
    assert main(["write-back", "youtube"]) == 2
    assert main(["write-back", "elsewhere.xlsx"]) == 1
    assert "There is no file elsewhere.xlsx" in capsys.readouterr().err


@given(
    st.datetimes(datetime(2000, 1, 1), datetime(2090, 1, 1)).map(lambda at: at.replace(microsecond=0)),
    st.sampled_from(["UTC", "Europe/Paris", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"]),
)
def test_every_instant_is_read_back_as_it_was_written(at: datetime, name: str) -> None:
    read_back(at, ZoneInfo(name))


@pytest.mark.parametrize("minutes", range(-90, 91, 15))
def test_the_hour_that_a_clock_goes_through_twice_is_written_with_its_offset(minutes: int) -> None:
    read_back(datetime(2026, 10, 25, 1) + timedelta(minutes=minutes), ZoneInfo("Europe/Paris"))


def read_back(at: datetime, zone: ZoneInfo) -> None:
    said = times.moment(instant(at, zone))
    assert not said.is_day
    assert (said.at if said.is_utc else times.in_utc(said.at, zone)) == at


@given(st.text())
def test_any_text_stands_in_a_cell_as_a_text_that_is_read_back(text: str) -> None:
    found = text_of(text, ZoneInfo("UTC"))
    if found:
        values.check(found)
        assert values.text(found) == values.plain(values.plain(found))
        assert not values.is_nothing(found)
    if text.isalnum() and not values.is_nothing(text):
        assert values.text(found) == values.plain(text)
