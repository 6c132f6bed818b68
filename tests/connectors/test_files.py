"""Importing a file into a real warehouse: what is written, what stays, and what a second import changes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.files import ImportSummary, find_profile, import_file
from connectors.guess import guess
from connectors.profile import BadProfile, Channel, Profile, keep
from warehouse import Home, Unreadable, Writer, open_writer
from warehouse.ingest import look

NOW = datetime(2024, 5, 1, 12)
HEAD = "tweet_id,author_id,inbound,created_at,text,in_response_to_tweet_id\n"
ROWS = [
    '101,person_1,True,2020-04-01T10:00:00Z,"@AcmeCare where is it?",\n',
    '102,AcmeCare,False,2020-04-01T11:00:00Z,"@person_1 on its way",101\n',
    '103,person_2,True,2020-04-02T09:00:00Z,"@AcmeHelp hello?",99\n',
    '104,AcmeHelp,False,2020-04-02T09:30:00Z,"@person_2 hello!",103\n',
]
PROFILE = Profile(
    "care",
    {
        "native_id": "tweet_id",
        "author_id": "author_id",
        "published_at": "created_at",
        "text": "text",
        "parent_id": "in_response_to_tweet_id",
    },
    "x",
    channel_from="our_author",
    ours_column="inbound",
    ours_values=("False", "false", "0"),
)


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[Writer]:
    with open_writer(Home(tmp_path / "home")) as opened:
        yield opened


@pytest.fixture
def load(writer: Writer, tmp_path: Path) -> Any:
    def run(
        content: str, profile: Profile = PROFILE, now: datetime = NOW, name: str = "care.csv", **more: Any
    ) -> ImportSummary:
        (tmp_path / name).write_text(content)
        return import_file(writer, tmp_path / name, profile, now=now, progress=lambda _: None, **more)

    return run


def everything(writer: Writer) -> dict[str, list[tuple[Any, ...]]]:
    """All tables but the history of runs."""
    tables = ("channels", "authors", "messages", "quarantine", "sync_state")
    return {table: writer.execute(f"from {table} order by all") for table in tables}


def test_messages_authors_channels_and_the_run_are_written(load: Any, writer: Writer) -> None:
    summary = load(HEAD + "".join(ROWS))
    assert summary == ImportSummary(4, 4, 0, 0, 0, datetime(2020, 4, 2, 9, 30), 2)
    assert writer.execute(
        "select native_id, parent_id, text, kind, channel_key, first_seen_at from messages order by 1"
    )[1] == (
        "102",
        "101",
        "@person_1 on its way",
        "comment",
        None,
        NOW,
    )
    assert writer.execute("select native_id from authors where is_ours order by 1") == [("AcmeCare",), ("AcmeHelp",)]
    assert writer.execute("select platform, native_id, handle, source, complete_until from channels order by 2") == [
        ("x", "AcmeCare", "AcmeCare", "file:care", datetime(2020, 4, 2, 9, 30)),
        ("x", "AcmeHelp", "AcmeHelp", "file:care", datetime(2020, 4, 2, 9, 30)),
    ]
    assert writer.execute("select source, started_at, outcome, rows_new, rows_refused from sync_runs") == [
        ("file:care", NOW, "complete", 4, 0),
    ]


def test_the_same_file_twice_changes_not_a_row(load: Any, writer: Writer) -> None:
    content = HEAD + "".join(ROWS) + "105,x,True,never,a,\n106,x,True\n"
    load(content)
    before = everything(writer)
    assert load(content, now=datetime(2024, 6, 1)) == ImportSummary(6, 0, 0, 4, 2, datetime(2020, 4, 2, 9, 30), 2)
    assert everything(writer) == before
    assert len(writer.execute("from sync_runs")) == 2


def test_a_longer_file_adds_and_a_changed_row_changes(load: Any, writer: Writer) -> None:
    load(HEAD + "".join(ROWS[:3]))
    changed = ROWS[0].replace("where is it?", "where is it, please?")
    summary = load(HEAD + changed + "".join(ROWS[1:]), now=datetime(2024, 6, 1))
    assert (summary.new, summary.changed, summary.same) == (1, 1, 2)
    assert writer.execute("select count(*), count(distinct message_key) from messages") == [(4, 4)]


def test_refused_rows_lie_in_quarantine_until_the_file_is_mended(load: Any, writer: Writer) -> None:
    summary = load(HEAD + ROWS[0] + "102,AcmeCare,False,never,b,\n" + ROWS[2])
    assert (summary.read, summary.new, summary.refused) == (3, 2, 1)
    assert writer.execute("select source, place, reason, seen_at from quarantine") == [
        ("file:care", "care.csv line 3", "the date “never” in “created_at” cannot be read", NOW),
    ]
    assert writer.execute("select outcome, rows_refused, detail from sync_runs") == [
        ("partial", 1, "1 of 3 rows of care.csv could not be read: see the quarantine."),
    ]
    load(HEAD + "".join(ROWS))
    assert writer.execute("from quarantine") == []


def test_the_quarantine_of_another_file_stays(load: Any, writer: Writer) -> None:
    load(HEAD + ROWS[0] + "102,a,False,never,b,\n", name="a.csv")
    load(HEAD + ROWS[1], name="b.csv")
    assert writer.execute("select place from quarantine") == [("a.csv line 3",)]


def test_a_named_channel_holds_every_row(load: Any, writer: Writer) -> None:
    profile = replace(
        PROFILE, channel_from=None, channel=Channel("77", handle="acme", title="Acme", brand="A", purpose="service")
    )
    assert load(HEAD + "".join(ROWS), profile).channels == 1
    assert writer.execute("select native_id, handle, title, brand, purpose, source from channels") == [
        ("77", "acme", "Acme", "A", "service", "file:care"),
    ]
    assert writer.execute("select count(*) from messages join channels using (channel_key)") == [(4,)]


def test_a_column_names_the_channels(load: Any, writer: Writer) -> None:
    profile = replace(PROFILE, channel_from=None, columns={**PROFILE.columns, "channel_id": "page"})
    content = (
        HEAD.strip()
        + ",page\n"
        + "".join(row.strip() + f",{page}\n" for row, page in zip(ROWS, ["p1", "p2", "p1", ""], strict=True))
    )
    assert load(content, profile).channels == 2
    assert writer.execute("select native_id, source from channels order by 1") == [
        ("p1", "file:care"),
        ("p2", "file:care"),
    ]


def test_observed_until_is_the_watermark_and_it_never_moves_back(load: Any, writer: Writer) -> None:
    later = replace(PROFILE, observed_until=datetime(2020, 5, 1))
    assert load(HEAD + "".join(ROWS), later).watermark == datetime(2020, 5, 1)
    load(HEAD + "".join(ROWS))
    assert writer.execute("select distinct complete_until from channels") == [(datetime(2020, 5, 1),)]


def test_a_channel_keeps_the_source_that_feeds_it(load: Any, writer: Writer) -> None:
    writer.upsert("channels", [{"platform": "x", "native_id": "AcmeCare", "source": "x", "title": "Acme Care"}])
    load(HEAD + "".join(ROWS))
    assert writer.execute("select source, title from channels where native_id = 'AcmeCare'") == [("x", "Acme Care")]


def test_another_source_name_may_be_given(load: Any, writer: Writer) -> None:
    load(HEAD + ROWS[0], source="sample")
    assert writer.execute("select source from sync_runs") == [("sample",)]


@pytest.mark.parametrize("content", ["", HEAD, "a,b\n1,2\n"])
def test_a_file_that_cannot_be_imported_changes_nothing_and_is_remembered(
    load: Any, writer: Writer, content: str
) -> None:
    load(HEAD + "".join(ROWS))
    before = everything(writer)
    with pytest.raises(Unreadable) as refused:
        load(content)
    assert "\n" not in str(refused.value)
    assert everything(writer) == before
    assert writer.execute("select outcome, detail from sync_runs order by rowid desc limit 1") == [
        ("failed", str(refused.value))
    ]


def test_a_failure_while_writing_leaves_nothing_behind(
    load: Any, writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(writer)
    monkeypatch.setattr("warehouse.memory.finish_run", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        load(HEAD + "".join(ROWS))
    assert everything(writer) == before
    assert writer.execute("from sync_runs") == []
    monkeypatch.undo()
    assert load(HEAD + "".join(ROWS)).new == 4


def test_a_profile_with_problems_is_refused_before_the_file_is_read(load: Any, writer: Writer) -> None:
    with pytest.raises(BadProfile, match="published_at"):
        load(HEAD, Profile("care", {"native_id": "tweet_id"}, "x"))
    assert writer.execute("from sync_runs") == []


def test_what_is_guessed_can_be_imported_at_once(writer: Writer, tmp_path: Path) -> None:
    path = tmp_path / "tweets.csv"
    path.write_text(HEAD + "".join(ROWS))
    said: list[str] = []
    summary = import_file(writer, path, guess(look(path)).profile, now=NOW, progress=said.append)
    assert (summary.new, summary.channels) == (4, 2)
    assert said == ["Reading tweets.csv", "4 rows read, 0 of them refused", "4 new, 0 changed, 0 as they were"]


# Finding a profile


def test_a_profile_beside_the_file_is_found_first(tmp_path: Path) -> None:
    path = tmp_path / "may.csv"
    path.write_text(HEAD + ROWS[0])
    keep(PROFILE, tmp_path / "profiles", "kept")
    keep(replace(PROFILE, platform="threads"), tmp_path, "may")
    assert (found := find_profile(path, tmp_path / "profiles")) and (found.name, found.platform) == ("may", "threads")


def test_a_kept_profile_is_recognised_by_its_columns(tmp_path: Path) -> None:
    folder = tmp_path / "profiles"
    keep(PROFILE, folder, "care")
    keep(Profile("", {"native_id": "Tweet_ID", "published_at": "created_at"}, "x"), folder, "fewer")
    keep(replace(PROFILE, columns={**PROFILE.columns, "permalink": "link"}), folder, "more")
    (folder / "broken.toml").write_text("platform =")
    path = tmp_path / "may.csv"
    path.write_text(HEAD + ROWS[0])
    assert (found := find_profile(path, folder)) and found.name == "care"
    path.write_text("TWEET_ID, created_at\n1,2020-01-01\n")
    assert (found := find_profile(path, folder)) and found.name == "fewer"
    path.write_text("a,b\n1,2020-01-01\n")
    assert find_profile(path, folder) is None
    assert find_profile(path, tmp_path / "nowhere") is None


def test_a_broken_profile_beside_the_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "may.csv").write_text(HEAD)
    (tmp_path / "may.toml").write_text("platform = ")
    with pytest.raises(BadProfile, match=r"may\.toml"):
        find_profile(tmp_path / "may.csv", tmp_path / "profiles")


# Laws

MAY_BE_MENDED = {chr(code) for code in range(0xC2, 0xF5)}  # what begins a sign in UTF-8, read as Latin-1
CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r\ue00d&", exclude_categories=["Cs"]), max_size=12)


@settings(max_examples=25)
@given(texts=st.lists(CELLS, min_size=1, max_size=6), spoilt=st.booleans())
def test_any_text_comes_through_quoted_cells_unchanged(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], spoilt: bool
) -> None:
    folder = tmp_path_factory.mktemp("law")
    quoted = [text.replace('"', '""') for text in texts]
    rows = "".join(f'{number},a,True,2020-01-01,"{text}",\n' for number, text in enumerate(quoted))
    (folder / "law.csv").write_text(HEAD + rows + ("900,a,True,never,x,\n" if spoilt else ""))
    with open_writer(Home(folder)) as writer:
        import_file(writer, folder / "law.csv", PROFILE, now=NOW, progress=lambda _: None)
        found = dict(writer.execute("select native_id, text from messages"))
    meant = {str(number): text if text.strip(" \t\n\f\v") else None for number, text in enumerate(texts)}
    assert {n: text for n, text in found.items() if not MAY_BE_MENDED & set(meant[n] or "")} == {
        n: text for n, text in meant.items() if not MAY_BE_MENDED & set(text or "")
    }
