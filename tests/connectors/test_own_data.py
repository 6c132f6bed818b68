"""What happens to an organisation's own data: it never mixes with the sample, and a wrong mapping can be put right."""

from datetime import date
from pathlib import Path

import pytest

from connectors import __main__ as command_line
from queries.engine import measure
from queries.scope import Period, Scope
from warehouse import Home, NothingPublished, Snapshot, TooNew, WarehouseError, current, open_writer, publish

PROFILE = """
table = "messages"
platform = "x"
channel_from = "our_author"
[columns]
native_id = "id"
author_id = "who"
parent_id = "to"
published_at = "at"
text = "text"
[ours]
column = "side"
values = ["{ours}"]
"""
ROWS = """id,who,side,at,to,text
1,ann,them,2026-03-02 09:00:00,,@brand is the line down?
2,brand,us,2026-03-02 09:30:00,1,@ann yes it is
3,bob,them,2026-03-02 10:00:00,,@brand @ann same here
4,zoe,them,2026-03-20 10:00:00,,@brand hello?
"""


def export(folder: Path, ours: str = "us", rows: str = ROWS) -> list[str]:
    folder.mkdir(exist_ok=True)
    (folder / "export.csv").write_text(rows, encoding="utf-8")
    (folder / "profile.toml").write_text(PROFILE.format(ours=ours), encoding="utf-8")
    return [str(folder / "export.csv"), "--profile", str(folder / "profile.toml"), "--warehouse", str(folder / "data")]


def reply_rate(folder: Path) -> tuple[float | None, int]:
    scope = Scope(Period(date(2026, 3, 1), date(2026, 3, 31)))
    estimate = measure(current(Home(folder / "data")), "conversations.reply_rate", scope).estimate
    return estimate.value, estimate.n


def facts(folder: Path, sql: str) -> list[tuple[object, ...]]:
    with open_writer(Home(folder / "data")) as writer:
        return writer.execute(sql)


def pretend_sample(folder: Path) -> None:
    """The import of a file under the sample's name stands for the real one, which is large."""
    assert command_line.main(["import", *export(folder, rows=ROWS.replace("ann", "invented"))]) == 0
    with open_writer(Home(folder / "data")) as writer:
        writer.execute("update sync_runs set source = 'sample'")


def test_the_sample_makes_room_for_own_data(tmp_path: Path) -> None:
    pretend_sample(tmp_path)
    assert command_line.main(["import", *export(tmp_path)]) == 0
    assert facts(tmp_path, "select native_id from authors order by 1") == [("ann",), ("bob",), ("brand",), ("zoe",)]
    assert facts(tmp_path, "select count(*) from sync_runs where source = 'sample'") == [(0,)]
    assert facts(tmp_path, "select count(*) from conversations") == [(3,)]


def test_a_file_of_which_nothing_can_be_read_clears_no_sample_and_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pretend_sample(tmp_path)
    assert command_line.main(["import", *export(tmp_path, rows=ROWS.replace("2026-", "20xx-"))]) == 1
    assert "4 of 4 rows could not be read, the first because" in capsys.readouterr().err
    assert facts(tmp_path, "select count(*) from authors where native_id = 'invented'") == [(1,)]


def test_the_sample_is_kept_out_of_own_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(["import", *export(tmp_path)]) == 0
    assert command_line.main(["sync", "sample", "--warehouse", str(tmp_path / "data")]) == 1
    assert "holds data of your own" in capsys.readouterr().err
    assert facts(tmp_path, "select count(*) from messages") == [(4,)]


def test_the_wrong_side_is_put_right_by_importing_the_file_again(tmp_path: Path) -> None:
    assert command_line.main(["import", *export(tmp_path, ours="them")]) == 0
    assert facts(tmp_path, "select count(*) from channels") == [(3,)]
    assert command_line.main(["import", *export(tmp_path)]) == 0
    assert facts(tmp_path, "select native_id from authors where is_ours") == [("brand",)]
    assert facts(tmp_path, "select native_id from channels") == [("brand",)]
    assert reply_rate(tmp_path) == (pytest.approx(1 / 2), 2)  # ann in half an hour, bob never; zoe is not due


def test_another_file_cannot_take_back_that_an_account_is_ours(tmp_path: Path) -> None:
    assert command_line.main(["import", *export(tmp_path)]) == 0
    (tmp_path / "export.csv").rename(tmp_path / "other.csv")
    arguments = export(tmp_path, ours="nobody")
    (tmp_path / "other.csv").replace(tmp_path / "later.csv")
    assert command_line.main(["import", str(tmp_path / "later.csv"), *arguments[1:]]) == 0
    assert facts(tmp_path, "select native_id from authors where is_ours") == [("brand",)]


def test_an_account_of_ours_is_not_erased(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(["import", *export(tmp_path)]) == 0
    assert command_line.main(["erase", "x:brand", "--warehouse", str(tmp_path / "data")]) == 1
    assert "is an account of yours" in capsys.readouterr().err
    assert facts(tmp_path, "select count(text) from messages") == [(4,)]


def test_data_that_is_not_published_is_said_to_be_there_and_a_sync_publishes_it(tmp_path: Path) -> None:
    assert command_line.main(["import", *export(tmp_path)]) == 0
    home = Home(tmp_path / "data")
    home.published_file.unlink()
    with pytest.raises(WarehouseError, match="is there but not published"):
        current(home)
    assert command_line.main(["sync", "--warehouse", str(home.folder)]) == 0
    assert reply_rate(tmp_path)[1] == 2


def test_what_an_older_rapport_published_says_how_it_is_brought_up_to_date(tmp_path: Path) -> None:
    assert command_line.main(["import", *export(tmp_path)]) == 0
    home = Home(tmp_path / "data")
    with open_writer(home) as writer:
        writer.execute("update meta set schema_version = 1")
        publish(writer)
    with pytest.raises(NothingPublished, match="by an older Rapport: run `python -m connectors sync`"):
        Snapshot(home)
    assert command_line.main(["sync", "--warehouse", str(home.folder)]) == 0
    assert reply_rate(tmp_path)[1] == 2


def test_a_snapshot_that_is_damaged_or_too_new_says_so(tmp_path: Path) -> None:
    assert command_line.main(["import", *export(tmp_path)]) == 0
    home = Home(tmp_path / "data")
    with open_writer(home) as writer:
        writer.execute("update meta set schema_version = 99")
        publish(writer)
    with pytest.raises(TooNew, match="newer Rapport"):
        Snapshot(home)
    home.published_file.write_bytes(b"rubbish" * 1000)
    with pytest.raises(WarehouseError, match="is damaged"):
        Snapshot(home)
    with pytest.raises(WarehouseError, match="no folder that can be read"):
        current(Home(tmp_path / "export.csv"))
