"""Files as they come: each trap is survived, the good rows are read, and the others say where they stand and why."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.warehouse.staged import COLUMNS_USED, HEAD
from warehouse import COLUMNS, Unreadable, Writer
from warehouse.ingest import look
from warehouse.mapping import FileMapping


def test_staged_rows_have_exactly_the_canonical_columns_and_types(read: Any, writer: Writer) -> None:
    read(HEAD + "1,2020-04-01T10:00:00Z,hello\n")
    described = writer.execute("select column_name, column_type from (describe incoming)")
    assert [name for name, _ in described] == list(COLUMNS)
    assert dict(described)["published_at"] == "TIMESTAMP"
    assert dict(described)["addressed_to"] == "VARCHAR[]"
    assert dict(described)["reactions"] == "BIGINT"


# Line ends, marks, encodings


def test_a_bare_carriage_return_inside_a_cell_is_a_line_break(read: Any) -> None:
    found = read(b'id,at,text\n1,2020-04-01,"two\rlines"\n2,2020-04-01,un\rquoted\n3,2020-04-01,a\rb')
    assert found.rows == {"1": "two\nlines", "2": "un\nquoted", "3": "a\nb"}
    assert found.refused == []


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_systems_give_the_same_rows(read: Any, line_end: str) -> None:
    content = f'{HEAD}1,2020-04-01,"two\nlines"\n2,2020-04-01,b\n3,nonsense,c'.replace("\n", line_end)
    found = read(content.encode())
    assert found.rows == {"1": "two\nlines", "2": "b"}
    assert [place for place, _ in found.refused] == ["in.csv line 5"]


def test_lines_that_end_differently_in_one_file(read: Any) -> None:
    assert read(b"id,at,text\r\n1,2020-04-01,a\n2,2020-04-01,b\r\n3,2020-04-01,c\n").rows == {
        "1": "a",
        "2": "b",
        "3": "c",
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_byte_order_marks_and_utf_16(read: Any, encoding: str) -> None:
    found = read((HEAD + "1,2020-04-01,café 😀\n2,2020-04-01,b\n").encode(encoding))
    assert found.rows == {"1": "café 😀", "2": "b"}


def test_windows_bytes_in_a_file_that_is_otherwise_utf_8(read: Any) -> None:
    found = read("id,at,text\n1,2020-04-01,café 😀\n".encode() + b"2,2020-04-01,caf\xe9 \x93quoted\x94 \x81\n")
    assert found.rows == {"1": "café 😀", "2": "café “quoted” \x81"}


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("cafÃ©", "café"),
        ("donâ€™t", "don’t"),
        ("ðŸ˜€ happy", "😀 happy"),
        ("Â£5", "£5"),
        ("SÃO PAULO", "SÃO PAULO"),
        ("cafÃ© and 😀", "cafÃ© and 😀"),
        ("café", "café"),
        ("Ã", "Ã"),
        ("naïve Ãƒ", "naïve Ãƒ"),
    ],
)
def test_double_encoded_text_is_mended_only_when_that_is_certain(read: Any, given: str, meant: str) -> None:
    assert read(f"{HEAD}1,2020-04-01,{given}\n").rows == {"1": meant}


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("fish &amp; chips", "fish & chips"),
        ("&lt;b&gt;", "<b>"),
        ("&#39;x&#x27;", "'x'"),
        ("&amp;lt;", "&lt;"),
        ("a &nbsp;b", "a \xa0b"),
        ("AT&T; R&D", "AT&T; R&D"),
        ("a &amp; b ?a=1&copy=2", "a & b ?a=1&copy=2"),
        ("?a=1&copy=2&lt=3", "?a=1&copy=2&lt=3"),
        ("a & b; c", "a & b; c"),
        ("&unknown;", "&unknown;"),
    ],
)
def test_html_entities_are_resolved_once(read: Any, given: str, meant: str) -> None:
    assert read(f"{HEAD}1,2020-04-01,{given}\n").rows == {"1": meant}


@pytest.mark.parametrize(
    "text", ["=1+1", "@SUM(A1)", "-cmd", "<script>alert(1)</script>", "'; drop table messages; --", "{{x}}", "%s $1"]
)
def test_dangerous_looking_text_is_kept_as_it_is(read: Any, text: str) -> None:
    assert read(f'{HEAD}1,2020-04-01,"{text}"\n').rows == {"1": text}


def test_zero_bytes_are_taken_out(read: Any) -> None:
    assert read(b"id,at,text\n1\x00,2020-04-01,a\x00b\n2,2020-04-01,c\n").rows == {"1": "ab", "2": "c"}


# Structure


def test_a_million_empty_rows_after_the_last_are_passed_over_in_silence(read: Any) -> None:
    found = read(HEAD + "1,2020-04-01,a\n" + ",,\n" * 1_000_000)
    assert (found.staged.read, found.rows, found.refused) == (1, {"1": "a"}, [])


def test_empty_rows_are_passed_over_where_rows_are_refused_too(read: Any) -> None:
    found = read(HEAD + "1,2020-04-01,a\n,,\n\n,\n2,never,b\n" + ",,\n" * 1000 + " , ,\n")
    assert (found.staged.read, found.rows) == (2, {"1": "a"})
    assert [place for place, _ in found.refused] == ["in.csv line 6"]


def test_the_line_of_a_refused_row_is_right_after_cells_of_several_lines(read: Any) -> None:
    found = read(HEAD + '1,2020-04-01,"a\n\nb ""c"", d"\n\n2,never,b\n3,2020-04-01,c\n,2020-04-01,d\n')
    assert found.rows == {"1": 'a\n\nb "c", d', "3": "c"}
    assert found.refused == [
        ("in.csv line 6", "the date “never” in “at” cannot be read"),
        ("in.csv line 8", "it has no id"),
    ]


def test_the_payload_is_the_row_as_it_came_cut_short(read: Any) -> None:
    found = read(HEAD + "1,never,hello\n2,never," + "x" * 5000 + "\n")
    assert json.loads(found.payloads[0]) == {"id": "1", "at": "never", "text": "hello"}
    assert len(found.payloads[1]) == 2000


def test_rows_with_too_few_or_too_many_cells(read: Any) -> None:
    found = read(HEAD + "1,2020-04-01,a\n2,2020-04-01\n3,2020-04-01,b,c\n4,2020-04-01,d,,\n5,2020-04-01,e\n")
    assert found.rows == {"1": "a", "4": "d", "5": "e"}
    assert found.refused == [
        ("in.csv line 3", "it has 2 cells where the headings have 3"),
        ("in.csv line 4", "it has 4 cells where the headings have 3"),
    ]
    assert found.payloads[1] == "3, 2020-04-01, b, c"


def test_a_quotation_mark_that_never_closes_costs_its_own_row_only(read: Any) -> None:
    found = read(HEAD + '1,2020-04-01,a\n2,2020-04-01,"open\n3,2020-04-01,"b"\n4,2020-04-01,c\n5,2020-04-01,"last')
    assert found.rows == {"1": "a", "3": "b", "4": "c"}
    assert [place for place, _ in found.refused] == ["in.csv line 3", "in.csv line 6"]
    assert all("quotation mark" in reason for _, reason in found.refused)
    assert found.payloads == ['2,2020-04-01,"open', '5,2020-04-01,"last']


def test_quotation_marks_that_are_not_doubled(read: Any) -> None:
    found = read(HEAD + '1,2020-04-01,"he said "hi" to me"\n2,2020-04-01,5" screen\n3,2020-04-01,c\n')
    assert found.rows == {"2": '5" screen', "3": "c"}
    assert [place for place, _ in found.refused] == ["in.csv line 2"]


@pytest.mark.parametrize("spoilt", [False, True], ids=["fast", "careful"])
def test_a_very_long_text_does_not_kill_the_import(read: Any, spoilt: bool) -> None:
    long = "long text\n" * 2_000_000
    found = read(HEAD + f'1,2020-04-01,"{long}"\n2,{"never" if spoilt else "2020-04-01"},b\n3,2020-04-01,c\n')
    assert (len(found.rows["1"]), found.rows["3"]) == (20_000_000, "c")


def test_both_ways_of_reading_give_the_same_rows(read: Any, writer: Writer) -> None:
    rows = [
        '1,2020-04-01,"a ""b"", c"',
        "2,Wed Apr 01 17:31:32 +0000 2020,cafÃ© &amp; more",
        '"10,031",1585762292,',
        "  4 ,2020-04-01 , d ",
    ]
    read(HEAD + "\n".join(rows) + "\n")
    fast = writer.execute("from incoming")
    read(HEAD + "\n".join(rows) + "\n5,never,x\n")
    assert len(fast) == 4
    assert writer.execute("from incoming") == fast


@pytest.mark.parametrize("spoilt", ["", "9, never, x\n"])
def test_spaces_between_delimiters_and_quotation_marks(read: Any, spoilt: str) -> None:
    found = read(f'id, at, text\n1, "2020-04-01", "a, ""b"""\n2, "2020-04-02", "c"\n3, "2020-04-02", "d"\n{spoilt}')
    assert found.rows == {"1": 'a, "b"', "2": "c", "3": "d"}


def test_a_space_after_a_quotation_mark_beside_a_refused_row(read: Any) -> None:
    found = read(HEAD + '1,2020-04-01,"a" \n2,never,b\n3,2020-04-01,c\n')
    assert list(found.rows)[-1] == "3"
    assert ("in.csv line 3", "the date “never” in “at” cannot be read") in found.refused


@pytest.mark.parametrize("zone", [None, "Europe/London"])
def test_times_at_the_end_of_the_calendar_refuse_their_rows(read: Any, zone: str | None) -> None:
    extremes = [
        "294247-01-10 04:00:54",
        "290309-12-22 (BC) 00:00:00",
        "1e300",
        "infinity",
        "-infinity",
        "9999999999999999",
    ]
    rows = "".join(f"{number},{extreme},a\n" for number, extreme in enumerate(extremes))
    found = read(HEAD + rows + "99,2020-01-01,b\n", FileMapping(COLUMNS_USED, "x", zone=zone))
    assert (list(found.rows), len(found.refused)) == (["99"], len(extremes))


# Headings


@pytest.mark.parametrize("head", ["ID, At ,  TEXT", "\ufeffid,at,text", '"Id","AT","Text"', "id,at,text"])
def test_headings_are_found_whatever_their_case_and_spaces(read: Any, head: str) -> None:
    assert read(f"{head}\n1,2020-04-01,a\n").rows == {"1": "a"}


def test_a_title_above_the_headings_is_passed_over(read: Any) -> None:
    content = "Message report\nExported,2020-05-01\n\n" + HEAD + '1,2020-04-01,"a\nb"\n2,never,c\n'
    found = read(content)
    assert found.rows == {"1": "a\nb"}
    assert [place for place, _ in found.refused] == ["in.csv line 7"]


def test_headings_that_are_repeated_or_empty_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,text,,Text,text\n1,a,b,c,d\n")
    assert look(path).headings == ("id", "text", "column 3", "Text (2)", "text (3)")


def test_a_heading_of_several_lines(read: Any) -> None:
    assert read('id,at,"the\ntext"\n1,2020-04-01,a\n', FileMapping({**COLUMNS_USED, "text": "the text"}, "x")).rows == {
        "1": "a"
    }


def test_a_column_that_the_file_lacks_is_named(read: Any) -> None:
    with pytest.raises(Unreadable, match=r"in\.csv has no column “body”; it has “id”, “at”, “text”"):
        read(f"{HEAD}1,2020-04-01,a\n", FileMapping({**COLUMNS_USED, "text": "body"}, "x"))


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_other_delimiters(read: Any, delimiter: str) -> None:
    content = "id,at,text\n1,2020-04-01,a\n2,2020-04-01,b\n".replace(",", delimiter)
    assert read(content, name="in.tsv").rows == {"1": "a", "2": "b"}
