"""What a reader asks of a published snapshot is held in bounds: the machine stays of use for others."""

import errno
import gc
import os
import stat
from pathlib import Path

import duckdb
import pytest

from tests import facts
from warehouse import NoMemory, Snapshot, publish

NUMBERS = 3_000_000
#: Eight bytes each, twice, and in order: more than the reader of these tests may hold.
SORTED = """
    select sum(place), max(length(i))
    from (select row_number() over (order by hash(i)) as place, i::varchar as i from range($1) t(i))
"""


def test_a_question_that_needs_more_than_a_reader_may_hold_goes_to_the_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not into the folder that the dashboard was started in; nobody else may read it, and nothing stays behind."""
    spare, started_in = tmp_path / "spare", tmp_path / "started in"
    for folder in (spare, started_in):
        folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(spare))
    monkeypatch.setattr("warehouse.reader._MOST_MEMORY", 80)
    monkeypatch.chdir(started_in)
    with facts.warehouse(tmp_path / "data") as writer:
        publish(writer)
        snapshot = Snapshot(writer.home)
    assert snapshot.rows(SORTED, [NUMBERS]) == [(NUMBERS * (NUMBERS + 1) // 2, 7)]
    assert (list(started_in.iterdir()), snapshot.rows("select current_setting('memory_limit')")) == (
        [],
        [("76.2 MiB",)],
    )
    (folder,) = spare.iterdir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    other = Snapshot(writer.home)
    assert len(list(spare.iterdir())) == 2  # what two of them put aside does not mix
    del snapshot, other
    gc.collect()
    assert list(spare.iterdir()) == []


@pytest.mark.parametrize("limit", ["set global temp_directory = ''", "set global max_temp_directory_size = '1MB'"])
def test_a_question_for_which_there_is_no_room_says_so_and_does_not_call_the_data_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr("warehouse.reader._MOST_MEMORY", 80)
    with facts.warehouse(tmp_path / "data") as writer:
        publish(writer)
        snapshot = Snapshot(writer.home)
    snapshot.rows(limit)
    with pytest.raises(NoMemory, match="ask for a shorter period or fewer channels") as told:
        snapshot.rows(SORTED, [NUMBERS])
    assert "damaged" not in str(told.value)
    assert snapshot.rows("select 1") == [(1,)]


def test_a_disk_without_room_is_not_a_damaged_snapshot(tmp_path: Path) -> None:
    with facts.warehouse(tmp_path / "data") as writer:
        publish(writer)
        snapshot = Snapshot(writer.home)
    with pytest.raises(NoMemory, match="free some space"), snapshot._readable():
        raise duckdb.IOException(f"Could not write all bytes to file: {os.strerror(errno.ENOSPC)}")


def test_without_a_temporary_folder_there_are_figures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with facts.warehouse(tmp_path / "data") as writer:
        publish(writer)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nowhere"))
    assert Snapshot(writer.home).rows("select 1") == [(1,)]
