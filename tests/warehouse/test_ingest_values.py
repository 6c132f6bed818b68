"""The cells of a file: ids, times, truths, counts and names as programs and spreadsheets write them."""

from datetime import datetime
from typing import Any

import pytest

from tests.warehouse.staged import COLUMNS_USED, HEAD
from warehouse import Unreadable
from warehouse.mapping import FileMapping

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
