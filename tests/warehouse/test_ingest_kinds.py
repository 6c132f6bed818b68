"""Files of every kind: what is no table, JSON lines, Parquet, spreadsheets, and a first look at any of them."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pytest
from pyarrow import parquet

from tests.warehouse.staged import COLUMNS_USED, HEAD, MAPPING, SEEN, Read, sheet_file
from warehouse import Unreadable, Writer
from warehouse.ingest import Staged, look, stage
from warehouse.mapping import FileMapping

# Files that are no tables


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"\n\n  \n", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"%PDF-1.7 x", "is a PDF"),
        (b"<!DOCTYPE html><html>", "is a web page"),
        (b"\x1f\x8b\x08\x00abc", "is compressed"),
        (b"PK\x03\x04broken", "no spreadsheet"),
        (bytes(range(1, 32)) * 50, "no table"),
        (b"PAR1broken", "damaged Parquet"),
        (b"1,2020-04-01,a\n2,2020-04-01,b\n", "no row of headings"),
        (b'[{"id": 1},', "begins like JSON"),
    ],
)
def test_what_cannot_be_a_table_is_refused_in_one_sentence(read: Any, content: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence) as refused:
        read(content)
    assert "\n" not in str(refused.value)


def test_a_folder_a_missing_file_and_one_without_permission(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="is a folder"):
        look(tmp_path)
    with pytest.raises(Unreadable, match="does not exist"):
        look(tmp_path / "none.csv")
    locked = tmp_path / "locked.csv"
    locked.write_text(HEAD)
    locked.chmod(0)
    if os.access(locked, os.R_OK):
        pytest.skip("this user may read everything")
    with pytest.raises(Unreadable, match="cannot be opened"):
        look(locked)


def test_a_file_with_headings_only_has_no_rows(read: Any) -> None:
    assert read(HEAD).staged == Staged(0, 0, 0, None, None)
    assert read("id,at,text").staged == Staged(0, 0, 0, None, None)


def test_the_ending_of_a_name_is_not_believed(read: Any, tmp_path: Path) -> None:
    assert read(HEAD + "1,2020-04-01,a\n", name="in.xlsx").rows == {"1": "a"}
    book = sheet_file(tmp_path / "really.xlsx", [["id", "at", "text"], ["1", datetime(2020, 4, 1), "a"]])
    assert read(book.read_bytes(), name="book.csv").rows == {"1": "a"}
    assert read('{"id": 1, "at": "2020-04-01", "text": "a"}\n', name="lines.csv").rows == {"1": "a"}


def test_a_name_with_pattern_signs_and_quotes_is_only_a_name(read: Any) -> None:
    assert read(HEAD + "1,2020-04-01,a\n", name="it's [1] *?.csv").rows == {"1": "a"}


# JSON lines

OBJECT = {
    "id": 1245403438755852288,
    "at": "2020-04-01T10:00:00Z",
    "text": "a\nb",
    "inbound": False,
    "author": {"id": 7, "x.y": "z"},
}
OF_OBJECTS = FileMapping({**COLUMNS_USED, "author_id": "author.id"}, "x", ours=("inbound", ("False",)))


def test_json_lines_with_objects_inside_and_broken_lines(read: Any) -> None:
    lines = [json.dumps(OBJECT), "", "{broken", "[1]", json.dumps({**OBJECT, "id": 2, "inbound": True, "text": None})]
    found = read("\n".join(lines), OF_OBJECTS, "in.jsonl")
    assert found.rows == {"1245403438755852288": "a\nb", "2": None}
    assert found.column("author_id") == ["7", "7"]
    assert found.column("is_ours") == [True, False]
    assert found.refused == [
        ("in.jsonl line 3", "it is not a JSON object"),
        ("in.jsonl line 4", "it is not a JSON object"),
    ]
    assert found.payloads[0] == "{broken"


def test_flawless_json_lines_and_a_json_array_give_the_same(read: Any) -> None:
    objects = [{**OBJECT, "id": number} for number in range(1, 4)]
    lines = read("\n".join(map(json.dumps, objects)) + "\n", OF_OBJECTS, "in.jsonl")
    array = read(json.dumps(objects), OF_OBJECTS, "in.json")
    assert lines.rows == array.rows == {str(number): "a\nb" for number in range(1, 4)}


def test_a_rounded_number_in_json_is_refused(read: Any) -> None:
    found = read('{"id": 1.24540343875585e18, "at": "2020-04-01", "text": "a"}\n', name="in.jsonl")
    assert ["rounded" in reason for _, reason in found.refused] == [True]


def test_a_key_that_no_object_has_is_empty(read: Any) -> None:
    found = read(
        '{"id": 1, "at": "2020-04-01"}\n', FileMapping({**COLUMNS_USED, "parent_id": "reply.id"}, "x"), "in.jsonl"
    )
    assert found.column("parent_id") == [None]


# Parquet


def test_parquet_keeps_its_types(writer: Writer, tmp_path: Path) -> None:
    path = tmp_path / "in.parquet"
    parquet.write_table(
        pa.table(
            {
                "id": pa.array([1245403438755852288, 2, None]),
                "at": pa.array(
                    [
                        datetime(2020, 4, 1, 10, tzinfo=UTC),
                        datetime(2020, 4, 2, tzinfo=UTC),
                        datetime(2020, 4, 2, tzinfo=UTC),
                    ]
                ),
                "text": ["a", "b", "c"],
                "inbound": [True, False, True],
                "to": [["u1", "u 2"], [], None],
            }
        ),
        path,
    )
    found = Read(
        writer,
        stage(
            writer, path, FileMapping({**COLUMNS_USED, "addressed_to": "to"}, "x", ours=("inbound", ("false",))), SEEN
        ),
    )
    assert found.rows == {"1245403438755852288": "a", "2": "b"}
    assert found.column("published_at")[0] == datetime(2020, 4, 1, 10)
    assert found.column("is_ours") == [False, True]
    assert found.refused == [("in.parquet row 3", "it has no id")]


# Spreadsheets


def test_a_spreadsheet_with_dates_booleans_numbers_and_a_title(writer: Writer, tmp_path: Path) -> None:
    path = sheet_file(
        tmp_path / "in.xlsx",
        [
            ["Report of May"],
            [],
            ["Id", "At", "Text", "Inbound"],
            ["1245403438755852288", datetime(2020, 4, 1, 17, 31, 32), "a", False],
            [3, 43922.75, "=1+1 is text", True],
            [],
            [1245403438755852288, datetime(2020, 4, 1), "rounded", False],
            [5, "soon", "x", None],
        ],
    )
    found = Read(writer, stage(writer, path, FileMapping(COLUMNS_USED, "x", ours=("inbound", ("false",))), SEEN))
    assert list(found.rows) == ["1245403438755852288", "3"]
    assert found.column("published_at") == [datetime(2020, 4, 1, 17, 31, 32), datetime(2020, 4, 1, 18)]
    assert found.column("is_ours") == [True, False]
    assert [place for place, _ in found.refused] == ["in.xlsx sheet Export row 7", "in.xlsx sheet Export row 8"]
    assert "rounded by a spreadsheet" in found.refused[0][1]


def test_a_spreadsheet_of_local_times_is_read_in_its_zone(writer: Writer, tmp_path: Path) -> None:
    path = sheet_file(
        tmp_path / "in.xlsx", [["id", "at", "text"], [1, datetime(2020, 7, 1, 12), "a"], [2, 44013.5, "b"]]
    )
    found = Read(writer, stage(writer, path, FileMapping(COLUMNS_USED, "x", zone="Europe/London"), SEEN))
    assert found.column("published_at") == [datetime(2020, 7, 1, 11), datetime(2020, 7, 1, 11)]


def test_the_longest_sheet_with_headings_is_read_and_empty_formatted_rows_are_not(
    writer: Writer, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Total", "Of"])
    book.create_chartsheet("Chart")
    sheet = book.create_sheet("Data")
    sheet.append(["id", "at", "text"])
    sheet.append([1, "2020-04-01", "a"])
    sheet.append([2, "2020-04-01", "b"])
    sheet["A1000000"].number_format = "0.00"
    book.save(tmp_path / "in.xlsx")
    found = Read(writer, stage(writer, tmp_path / "in.xlsx", MAPPING, SEEN))
    assert (found.rows, found.staged.read) == ({"1": "a", "2": "b"}, 2)


# Looking


def test_look_shows_headings_first_rows_and_how_many_there_are(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text(HEAD + "".join(f"{n},2020-04-01,text number {n}\n" for n in range(10_000)))
    preview = look(path)
    assert (preview.headings, len(preview.rows), preview.rows[1]) == (
        ("id", "at", "text"),
        200,
        ("1", "2020-04-01", "text number 1"),
    )
    assert 8_000 < preview.rows_estimate < 13_000


@pytest.mark.parametrize("spoilt", ["", "9,13/12/2020,caf\xe9\n"], ids=["fast", "careful"])
def test_look_knows_the_greatest_day_and_month_beyond_the_first_rows(tmp_path: Path, spoilt: str) -> None:
    path = tmp_path / "in.csv"
    rows = "".join(f"{n},03/04/2020 10:00,a\n" for n in range(500))
    path.write_bytes((HEAD + rows + "501,31/05/2020 10:00,a\n" + spoilt).encode("latin-1"))
    assert look(path).day_month["at"] == (31, 12 if spoilt else 5)
