"""Files as they come: each trap is survived, the good rows are read, and the others say where they stand and why."""

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pytest
from pyarrow import parquet

from warehouse import COLUMNS, Home, Unreadable, Writer, open_writer
from warehouse.ingest import Staged, look, stage
from warehouse.mapping import FileMapping

SEEN = datetime(2024, 1, 1)
COLUMNS_USED = {"native_id": "id", "published_at": "at", "text": "text"}
MAPPING = FileMapping(COLUMNS_USED, platform="x")
HEAD = "id,at,text\n"


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    with open_writer(Home(tmp_path / "home")) as opened:
        yield opened


class Read:
    """A file that was staged: good rows by id, refused ones as (place, reason)."""

    def __init__(self, writer: Writer, staged: Staged) -> None:
        self.staged = staged
        self.rows = dict(writer.execute("select native_id, text from incoming"))
        self.refused = writer.execute("select place, reason from refused_rows")
        self._writer = writer

    def column(self, name: str) -> list[Any]:
        return [value for (value,) in self._writer.execute(f"select {name} from incoming")]

    @property
    def payloads(self) -> list[str]:
        return [payload for (payload,) in self._writer.execute("select payload from refused_rows")]


@pytest.fixture
def read(writer: Writer, tmp_path: Path) -> Any:
    def run(content: bytes | str, mapping: FileMapping = MAPPING, name: str = "in.csv") -> Read:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return Read(writer, stage(writer, path, mapping, SEEN))

    return run


def sheet_file(path: Path, rows: list[list[Any]], title: str = "Export") -> Path:
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


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


# Ids


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("3.0", "3"),
        ('"10,031,007"', "10031007"),
        ("10.031.007", "10031007"),
        ("0012", "0012"),
        ("at://did:plc:a1/post/3k.b", "at://did:plc:a1/post/3k.b"),
        ('"=""1245403438755852288"""', "1245403438755852288"),
        ("'1245403438755852288", "1245403438755852288"),
        (" 7 ", "7"),
        ("1245403438755852288", "1245403438755852288"),
        ("123_456", "123_456"),
        ("1e5f", "1e5f"),
    ],
)
def test_ids_are_read_as_the_platform_wrote_them(read: Any, written: str, meant: str) -> None:
    assert list(read(f"{HEAD}{written},2020-04-01,a\n").rows) == [meant]


@pytest.mark.parametrize(
    "written",
    ["1.24540343875585E+18", "1.24540343875585e+18", "1E+18", '"1,24540343875585E+18"', "1245403438755850000.0"],
)
def test_an_id_that_a_spreadsheet_has_rounded_is_refused(read: Any, written: str) -> None:
    found = read(f"{HEAD}{written},2020-04-01,a\n2,2020-04-01,b\n")
    assert list(found.rows) == ["2"]
    [(place, reason)] = found.refused
    assert place == "in.csv line 2"
    assert "rounded by a spreadsheet" in reason and "“id”" in reason


def test_a_rounded_parent_is_refused_too(read: Any) -> None:
    found = read("id,at,text,p\n1,2020-04-01,a,1.2E+18\n", FileMapping({**COLUMNS_USED, "parent_id": "p"}, "x"))
    assert [reason for _, reason in found.refused if "“p”" in reason and "rounded" in reason]


def test_ids_rounded_without_an_exponent_show_by_their_number(read: Any) -> None:
    rounded = "".join(f"{1245403438755 + i * 17}850000,2020-04-01,a\n" for i in range(12))
    found = read(f"{HEAD}{rounded}5,2020-04-01,b\n")
    assert list(found.rows) == ["5"]
    assert len(found.refused) == 12
    assert all("rounded by a spreadsheet" in reason for _, reason in found.refused)


def test_one_long_id_that_happens_to_end_in_zeros_is_kept(read: Any) -> None:
    rows = "".join(f"{1245403438755852288 + i},2020-04-01,a\n" for i in range(12))
    found = read(f"{HEAD}{rows}1245403438755850000,2020-04-01,b\n")
    assert (len(found.rows), found.refused) == (13, [])


@pytest.mark.parametrize("nothing", ["", "nan", "NaN", "None", "null", "NULL", "N/A", "-", "  "])
def test_what_programs_write_for_nothing_is_no_parent(read: Any, nothing: str) -> None:
    found = read(f"id,at,text,p\n1,2020-04-01,a,{nothing}\n", FileMapping({**COLUMNS_USED, "parent_id": "p"}, "x"))
    assert found.column("parent_id") == [None]


def test_a_parent_that_is_not_in_the_file_is_no_error(read: Any) -> None:
    found = read("id,at,text,p\n1,2020-04-01,a,999\n", FileMapping({**COLUMNS_USED, "parent_id": "p"}, "x"))
    assert (found.column("parent_id"), found.refused) == (["999"], [])


# Times


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("2020-04-01T17:31:32Z", datetime(2020, 4, 1, 17, 31, 32)),
        ("2020-04-01T17:31:32+02:00", datetime(2020, 4, 1, 15, 31, 32)),
        ("2020-04-01 17:31:32-0530", datetime(2020, 4, 1, 23, 1, 32)),
        ("2020-04-01 17:31:32", datetime(2020, 4, 1, 17, 31, 32)),
        ("2020-04-01 17:31:32.25 UTC", datetime(2020, 4, 1, 17, 31, 32, 250000)),
        ("2020-04-01", datetime(2020, 4, 1)),
        ("1585762292", datetime(2020, 4, 1, 17, 31, 32)),
        ("1585762292000", datetime(2020, 4, 1, 17, 31, 32)),
        ("Wed Apr 01 17:31:32 +0000 2020", datetime(2020, 4, 1, 17, 31, 32)),
        ("Wed Apr 01 19:31:32 +0200 2020", datetime(2020, 4, 1, 17, 31, 32)),
    ],
)
def test_unmistakable_times_need_no_format(read: Any, written: str, utc: datetime) -> None:
    assert read(f"{HEAD}1,{written},a\n").column("published_at") == [utc]


@pytest.mark.parametrize(
    ("written", "utc"),
    [
        ("2020-07-01 12:00:00", datetime(2020, 7, 1, 11)),
        ("2020-01-01 12:00:00", datetime(2020, 1, 1, 12)),
        ("2020-07-01T12:00:00+02:00", datetime(2020, 7, 1, 10)),
        ("2020-07-01", datetime(2020, 6, 30, 23)),
        ("2020-07-01T12:00:00Z", datetime(2020, 7, 1, 12)),
        ("2020-07-01 12:00-05", datetime(2020, 7, 1, 17)),
    ],
)
def test_a_time_without_offset_is_in_the_zone_of_the_profile(read: Any, written: str, utc: datetime) -> None:
    mapping = FileMapping(COLUMNS_USED, "x", zone="Europe/London")
    assert read(f"{HEAD}1,{written},a\n", mapping).column("published_at") == [utc]


@pytest.mark.parametrize(
    ("strptime", "written", "utc"),
    [
        ("%d/%m/%Y %H:%M", "03/04/2020 17:31", datetime(2020, 4, 3, 17, 31)),
        ("%m/%d/%Y %I:%M %p", "3/4/2020 5:31 PM", datetime(2020, 3, 4, 17, 31)),
        ("%d/%m/%Y %H:%M %z", "03/04/2020 17:31 +0100", datetime(2020, 4, 3, 16, 31)),
        ("%d/%m/%Y", "2020-04-03T01:02:03", datetime(2020, 4, 3, 1, 2, 3)),
    ],
)
def test_a_format_of_the_profile_reads_the_column(read: Any, strptime: str, written: str, utc: datetime) -> None:
    mapping = FileMapping(COLUMNS_USED, "x", formats={"published_at": strptime})
    assert read(f'{HEAD}1,"{written}",a\n', mapping).column("published_at") == [utc]


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", "no date"),
        ("soon", "cannot be read"),
        ("2020-02-30", "cannot be read"),
        ("0001-01-01", "in the year 1"),
        ("2999-01-01", "in the year 2999"),
        ("1970-01-01", "in the year 1970"),
        ("03/04/2020", "may begin with the day or the month"),
        ("12", "cannot be read"),
        ("infinity", "cannot be read"),
        ("43922.5", "cannot be read"),
    ],
)
def test_a_date_that_is_missing_unreadable_or_impossible_refuses_its_row_alone(
    read: Any, written: str, why: str
) -> None:
    found = read(f"{HEAD}1,2020-04-01,a\n2,{written},b\n3,2020-04-02,c\n")
    assert list(found.rows) == ["1", "3"]
    [(place, reason)] = found.refused
    assert place == "in.csv line 3"
    assert why in reason


def test_a_format_that_is_none_is_said_in_one_sentence(read: Any) -> None:
    with pytest.raises(Unreadable, match=r"%Q.*published_at.*no strptime format"):
        read(f"{HEAD}1,2020,a\n", FileMapping(COLUMNS_USED, "x", formats={"published_at": "%Q"}))


# Truths, kinds, counts, names


@pytest.mark.parametrize(
    ("cell", "ours"),
    [
        ("False", True),
        ("FALSE", True),
        (" false ", True),
        ("0", True),
        ("True", False),
        ("TRUE", False),
        ("1", False),
        ("", False),
    ],
)
def test_ours_compares_without_case_and_spaces(read: Any, cell: str, ours: bool) -> None:
    mapping = FileMapping(COLUMNS_USED, "x", ours=("Inbound", ("False", "false", "0")))
    assert read(f"id,at,text,inbound\n1,2020-04-01,a,{cell}\n", mapping).column("is_ours") == [ours]


def test_truths_are_written_in_many_ways(read: Any) -> None:
    cells = ["TRUE", "True", "1", "yes", "Y", "FALSE", "no", "0", "perhaps", ""]
    content = "id,at,text,spam\n" + "".join(f"{n},2020-04-01,a,{cell}\n" for n, cell in enumerate(cells))
    found = read(content, FileMapping({**COLUMNS_USED, "is_spam": "spam"}, "x"))
    assert found.column("is_spam") == [True] * 5 + [False] * 3 + [None] * 2


def test_kinds_are_translated_and_an_unknown_one_is_refused(read: Any) -> None:
    mapping = FileMapping({**COLUMNS_USED, "kind": "k"}, "x", values={"kind": {"DM": "direct_message"}})
    found = read(
        "id,at,text,k\n1,2020-04-01,a,dm\n2,2020-04-01,b,Review Response\n3,2020-04-01,c,\n4,2020-04-01,d,Story\n",
        mapping,
    )
    assert found.column("kind") == ["direct_message", "review_response", None]
    assert found.refused == [
        ("in.csv line 5", "“Story” is no kind of message known here: say in [values.kind] what it is")
    ]


def test_counts_names_and_handles(read: Any) -> None:
    mapping = FileMapping({**COLUMNS_USED, "reactions": "likes", "addressed_to": "to", "author_handle": "who"}, "x")
    found = read(
        'id,at,text,likes,to,who\n1,2020-04-01,a,"1,204","@Acme, @bob",@Cara\n2,2020-04-01,a,-3,,\n'
        '3,2020-04-01,a,3.0,"[""u1"", ""u2""]",dan\n',
        mapping,
    )
    assert found.column("reactions") == [1204, None, 3]
    assert found.column("addressed_to") == [["Acme", "bob"], None, ["u1", "u2"]]
    assert found.column("author_handle") == ["Cara", None, "dan"]


def test_platform_and_channel_come_from_the_row_or_else_from_the_profile(read: Any) -> None:
    mapping = FileMapping(
        {**COLUMNS_USED, "platform": "net", "channel_id": "page"}, None, "main", values={"platform": {"Twitter": "x"}}
    )
    found = read(
        "id,at,text,net,page\n1,2020-04-01,a,Twitter,\n2,2020-04-01,a,Facebook,77\n3,2020-04-01,a,,\n", mapping
    )
    assert list(zip(found.column("platform"), found.column("channel_id"), strict=True)) == [
        ("x", "main"),
        ("facebook", "77"),
    ]
    assert found.refused == [("in.csv line 4", "it does not say which platform it is from")]


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
