"""Erasing a person: looked for in the bytes of the files, and in what a later sync brings."""

from pathlib import Path
from typing import Any

import pytest
from fake_source import NOON, Clock, always, at, message, messages, published, run, source, stream

from connectors.contract import Connector, Page, RefusedRow
from connectors.erase import forget
from queries.marts import MARTS
from warehouse import Home, Snapshot, open_writer
from warehouse.acts import Act, Link, write
from warehouse.erase import NoSuchAuthor, erase

TEXT, LINK, NAME, SENDER = "MARKER-TEXT where is my parcel?", "https://fake/MARKER-LINK", "MARKER-NAME", "MARKER-SENDER"
OURS = {"author_id": "us", "author_handle": "us", "is_ours": True}


def by_the_person(number: int, **more: Any) -> dict[str, Any]:
    return message(
        number,
        author_id="MARKER-ID",
        author_handle="Marker_Handle",
        author_name=NAME,
        text=f"{TEXT} {number}",
        permalink=f"{LINK}/{number}",
        sent_by=SENDER,
        **more,
    )


def everything(*more: dict[str, Any]) -> Connector:
    rows = [
        *messages(*range(10, 40)),
        *(by_the_person(number) for number in range(100, 110)),
        message(200, parent_id="100", text="We are looking into it, @marker_handle.", **OURS),
        by_the_person(201, parent_id="200"),
        message(202, author_id="xMARKER-xID", author_handle="marker_handle_2", text="MARKER-OTHER"),
        *more,
    ]
    refused = [
        RefusedRow("7", "no time", '{"from": {"id": "MARKER-ID", "name": "x"}, "text": "MARKER-TEXT"}'),
        RefusedRow("MARKER-ID 8", "no time for MARKER_HANDLE", '{"by": "marker_handle"}'),
        RefusedRow("9", "no time", '{"id": "xMARKER-xID"}'),
    ]
    return source(stream(always(Page(rows, refused, at(202)))))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path)
    run(home, everything())
    return home


def marts(home: Home) -> dict[str, list[tuple[Any, ...]]]:
    """All marts, with the person's key, whatever it is, written as 0."""
    snapshot = Snapshot(home)
    keys = {key for (key,) in snapshot.rows("select author_key from messages where native_id = '100'")}
    return {
        mart: sorted(
            (tuple(0 if value in keys else value for value in row) for row in snapshot.rows(f"from {mart}")), key=repr
        )
        for mart in MARTS
    }


@pytest.mark.parametrize("author", ["fake:MARKER-ID", "fake:@marker_HANDLE"])
def test_no_byte_of_the_person_is_left_and_no_figure_changes(home: Home, author: str) -> None:
    before = marts(home)
    assert any(b"MARKER-TEXT" in file.read_bytes() for file in home.folder.iterdir())
    erased = forget(home, author, now=lambda: NOON)
    assert (erased.messages, erased.quarantined) == (11, 2)
    left = b"".join(file.read_bytes() for file in sorted(home.folder.iterdir()))
    for gone in ("MARKER-TEXT", "MARKER-LINK", NAME, SENDER, "MARKER-ID", "Marker_Handle", "MARKER_HANDLE"):
        assert gone.encode() not in left
    assert b"MARKER-OTHER" in left
    assert marts(home) == before
    assert {file.name for file in home.folder.iterdir()} == {"warehouse.duckdb", "published.duckdb"}


def test_what_is_left_is_a_random_key_and_the_day(home: Home) -> None:
    (key,) = {key for (key,) in published(home, "select author_key from messages where native_id in ('100', '201')")}
    forget(home, "fake:MARKER-ID", now=lambda: NOON, stand_in=lambda: 7)
    assert published(home, "select * from authors where author_key = 7") == [
        (7, "fake", None, None, None, False, None, NOON)
    ]
    counts = published(home, "select count(*), count(text), count(is_question) from messages where author_key = 7")
    assert counts == [(11, 0, 11)]
    tables = published(
        home,
        "select table_name, column_name from duckdb_columns() where column_name like '%author_key' "
        "and table_name <> 'erased' and database_name = 'published'",
    )
    assert {"authors", "messages", "people"} <= {table for table, _ in tables}
    for table, column in tables:
        assert published(home, f"select count(*) from {table} where {column} = {key}") == [(0,)], table


def test_a_later_sync_brings_nothing_of_the_person_back(home: Home) -> None:
    forget(home, "fake:MARKER-ID", now=lambda: NOON)
    before = marts(home)
    (report,) = run(home, everything())
    assert (report.changes.new, report.changes.changed) == (0, 0)
    assert marts(home) == before
    run(home, everything(by_the_person(100, edited_at=at(300), reactions=5), by_the_person(203)))
    assert published(home, "select reactions from messages where native_id = '100'") == [(5,)]
    assert published(home, "select native_id, handle, display_name from authors where erased_at is not null") == [
        (None, None, None)
    ]
    assert published(home, "select count(*) from authors where native_id = 'MARKER-ID'") == [(0,)]
    keys = published(home, "select count(distinct author_key) from messages where native_id in ('100', '203')")
    assert keys == [(1,)]
    for file in home.folder.iterdir():
        assert b"MARKER-TEXT" not in file.read_bytes()
        assert NAME.encode() not in file.read_bytes()


def test_an_edit_after_the_erasure_leaves_the_verdicts_of_the_text(home: Home) -> None:
    verdicts = "select native_id, is_question, is_closing, is_invitation, mentions from messages order by native_id"
    before = published(home, verdicts)
    forget(home, "fake:MARKER-ID", now=lambda: NOON)
    run(home, everything(by_the_person(100, reactions=5)))
    assert published(home, verdicts) == before


def test_channels_that_come_after_it_get_keys_of_their_own(home: Home) -> None:
    forget(home, "fake:MARKER-ID", now=lambda: NOON)
    run(home, source(stream(always(Page([message(300, channel_id="another-page")])))))
    assert published(home, "select count(distinct channel_key) from channels") == [(2,)]


def test_erasing_again_is_no_error(home: Home) -> None:
    forget(home, "fake:MARKER-ID", now=lambda: NOON)
    assert forget(home, "fake:MARKER-ID", now=lambda: NOON).messages == 0


@pytest.mark.parametrize(
    ("author", "sentence"),
    [
        ("somebody", "platform:native_id"),
        ("fake:@", "platform:native_id"),
        ("fake:nobody", "There is no author fake:nobody"),
        ("other:MARKER-ID", "There is no author"),
        ("fake:@twin", "handle of 2 authors.*fake:a, fake:b"),
    ],
)
def test_a_name_that_is_nobodys_or_of_several_is_refused(home: Home, author: str, sentence: str) -> None:
    twins = [message(1, author_id="a", author_handle="Twin"), message(2, author_id="b", author_handle="twin")]
    run(home, source(stream(always(Page(twins)))))
    with pytest.raises(NoSuchAuthor, match=sentence):
        forget(home, author)


def test_an_erasure_that_was_cut_short_is_carried_to_its_end_by_the_next_sync(home: Home) -> None:
    class Pulled(Exception):
        pass

    def pull(*_: object, **__: object) -> None:
        raise Pulled

    with pytest.raises(Pulled):
        forget(home, "fake:@marker_handle", now=lambda: NOON, progress=pull)
    with open_writer(home) as writer:
        assert writer.execute("select count(*) from messages where text like 'MARKER-TEXT%'") == [(0,)]
    assert published(home, "select count(*) from messages where text like 'MARKER-TEXT%'") == [(11,)]
    run(home, clock=Clock())
    for file in home.folder.iterdir():
        assert b"MARKER-TEXT" not in file.read_bytes()
    assert published(home, "select outcome from sync_runs where source = 'erase'") == [("complete",)]


def test_an_erasure_within_a_transaction_that_fails_changes_nothing(home: Home) -> None:
    with pytest.raises(ZeroDivisionError), open_writer(home) as writer, writer.transaction():
        erase(writer, "fake:MARKER-ID", now=NOON, stand_in=7)
        raise ZeroDivisionError
    with open_writer(home) as writer:
        assert writer.execute("select count(text) from messages where native_id = '100'") == [(1,)]


def test_links_of_hand_offs_name_them_no_more_and_lead_where_they_led(home: Home) -> None:
    mentioned = Link("https://fake.example/Marker_Handle/posts/100", "fake", ("at://marker_handle/100", "100"))
    links = (mentioned, Link("https://fake.example/marker_handle"), Link("https://fake.example/somebody/100"))
    with open_writer(home) as writer:
        write(writer, Act("act-1", "asked", 77, NOON, NOON, department="Sales", links=links))
    forget(home, "fake:MARKER-ID", now=lambda: NOON)
    found = published(
        home,
        "select link, native_ids, permalink_key is not null from handoff_links order by len(native_ids) desc, link",
    )
    assert found[0] == ("fake:100", ["100"], True)
    assert found[1][0].startswith("erased ")
    assert found[2] == ("https://fake.example/somebody/100", [], True)
    assert published(home, "select is_linked from requests") == [(True,)]
