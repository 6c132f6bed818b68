"""From the values of an answer to plain cells: rows, ranges, and numbers that stand for dates."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.contract import UnexpectedPayload
from connectors.google_sheets import cells
from connectors.google_sheets.cells import Range, TornError
from connectors.google_sheets.spreadsheet import Overview
from connectors.workbook import times
from connectors.workbook.finding import find


def answer(*rows: list[object], echo: str = "Sheet1!A1:Z1000") -> dict[str, object]:
    return {"range": echo, "majorDimension": "ROWS", "values": list(rows)}


def test_rows_are_ragged_blank_ones_are_left_out_and_a_range_without_values_has_none() -> None:
    assert cells.rows(answer(["a", "", 1], [], ["", ""], [True])) == [(1, ["a", None, 1]), (4, [True])]
    assert cells.rows({"range": "Sheet1!A1:D2", "majorDimension": "ROWS"}) == []


@pytest.mark.parametrize(
    ("echo", "place"),
    [("'🌵 a!B7'!C14:C200", (14, [None, None, 5])), ("Sheet1!A:A", (1, [5])), ("Sheet1!$B$3", (3, [None, 5]))],
)
def test_rows_begin_where_the_answer_says(echo: str, place: tuple[int, list[object]]) -> None:
    assert cells.rows(answer([5], echo=echo)) == [place]


def test_titles_are_quoted_so_that_none_is_taken_for_a_range() -> None:
    assert cells.named("A1") == "'A1'"
    assert cells.named("My 'own' tab 🍇", Range(2, 30, 1, 27)) == "'My ''own'' tab 🍇'!B2:AB30"


@pytest.mark.parametrize(
    ("serial", "meant"),
    [
        (43831, date(2020, 1, 1)),
        (36162, date(1999, 1, 2)),
        (46083.375, datetime(2026, 3, 2, 9)),
        (0.375, time(9)),
        (0, time(0)),
        (1, timedelta(days=1)),
        (1.5, timedelta(hours=36)),
        (-0.25, timedelta(hours=-6)),
        (1e12, 1e12),
    ],
)
def test_a_serial_number_is_what_a_local_file_would_have_there(serial: float, meant: object) -> None:
    assert cells.of_serial(serial) == meant


@given(st.datetimes(datetime(1990, 1, 1), datetime(2099, 12, 31)).map(lambda at: at.replace(microsecond=0)))
def test_every_second_is_read_as_it_was_typed(typed: datetime) -> None:
    found = cells.of_serial((typed - datetime(1899, 12, 30)) / timedelta(days=1))
    assert isinstance(found, date)
    assert times.moment(found).at == typed


def test_only_numbers_whose_column_does_not_tell_are_looked_at_as_they_are_shown() -> None:
    rows = [
        (1, ["Promise", None]),
        (2, ["Department", "Within", "From", "Mine"]),
        (3, ["Legal", "4 h", 46083, 5]),
        (5, ["Legal", 0.1875, 46083]),
        (6, ["Sales", 4, 9]),
    ]
    (tab,) = find({"Promises": rows})[0].values()
    assert list(cells.untold([tab])) == [("Promises", Range(5, 6, 1, 1)), ("Promises", Range(6, 6, 2, 2))]
    shown = {(5, 1): "4:30:00", (6, 1): 4, (6, 2): 9}
    assert cells.typed(tab, rows, shown)[2:] == [
        (3, ["Legal", "4 h", date(2026, 3, 2), 5]),
        (5, ["Legal", time(4, 30), date(2026, 3, 2)]),
        (6, ["Sales", 4, 9]),
    ]
    with pytest.raises(TornError):
        cells.typed(tab, rows, {**shown, (6, 1): 5})


def test_what_is_merged_hidden_or_a_chart_is_told_by_the_overview() -> None:
    merge = {"startRowIndex": 1, "endRowIndex": 4, "startColumnIndex": 2, "endColumnIndex": 3}
    found = Overview.read(
        {
            "properties": {"title": "Ours", "timeZone": "Europe/Paris", "locale": "fr_FR"},
            "sheets": [
                {"properties": {"title": "Hand-offs", "sheetType": "GRID"}, "merges": [merge]},
                {"properties": {"title": "Old", "sheetId": 9, "hidden": True}},
                {"properties": {"title": "Chart", "sheetId": 8, "sheetType": "OBJECT"}},
            ],
        }
    )
    assert [(tab.title, tab.id, tab.is_hidden) for tab in found.tabs] == [("Hand-offs", 0, False), ("Old", 9, True)]
    assert found.tabs[0].merges == ((2, 4, 2, 2),)


@pytest.mark.parametrize("payload", [{}, {"properties": {}, "sheets": [{}]}, {"properties": [], "sheets": 5}])
def test_a_spreadsheet_that_is_described_otherwise_is_an_unexpected_payload(payload: dict[str, object]) -> None:
    with pytest.raises(UnexpectedPayload):
        Overview.read(payload)


@pytest.mark.parametrize("values", ["text", [1], {"a": 1}])
def test_values_that_are_no_rows_are_an_unexpected_payload(values: object) -> None:
    with pytest.raises(UnexpectedPayload):
        cells.rows({"range": "A1", "values": values})
