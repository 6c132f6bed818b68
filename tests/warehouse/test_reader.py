"""What a reader asks of a published snapshot is held in bounds: the machine stays of use for others."""

from pathlib import Path

import pytest

from tests import facts
from warehouse import Snapshot, publish


def test_a_question_that_needs_more_than_a_reader_may_hold_goes_to_the_temporary_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not into the folder that the dashboard was started in; and nothing stays behind."""
    spare, started_in = tmp_path / "spare", tmp_path / "started in"
    for folder in (spare, started_in):
        folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(spare))
    monkeypatch.setattr("warehouse.reader._MOST_MEMORY", 80)
    monkeypatch.chdir(started_in)
    with facts.warehouse(tmp_path / "data") as writer:
        publish(writer)
        snapshot = Snapshot(writer.home)
    numbers = 3_000_000  # eight bytes each, twice, and in order: more than it may hold
    sql = """
        select sum(place), max(length(i))
        from (select row_number() over (order by hash(i)) as place, i::varchar as i from range($1) t(i))
    """
    assert snapshot.rows(sql, [numbers]) == [(numbers * (numbers + 1) // 2, 7)]
    assert (list(started_in.iterdir()), snapshot.rows("select current_setting('memory_limit')")) == (
        [],
        [("76.2 MiB",)],
    )
