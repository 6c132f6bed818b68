"""The command line, as a process where that matters and in this one where a source is needed."""

import io
import json
import logging
import os
import re
import subprocess
import sys
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fake_source import NOON, Clock, always, message, messages, published, run, source, stream

from connectors import SOURCES, Source, commands, sync
from connectors import progress as progress_module
from connectors.__main__ import main
from connectors.contract import Connector, NotConfigured, Page, Refused, TryLater
from connectors.progress import shown
from warehouse import Home, open_writer

ROOT = Path(__file__).parents[2]
HEAD = "tweet_id,author_id,inbound,created_at,text,in_response_to_tweet_id\n"
EXPORT = HEAD + (
    "1,ann,True,2020-01-01 10:00:00,Where is my parcel?,\n"
    "2,shop,False,2020-01-01 11:00:00,We are looking.,1\n"
    "3,bob,True,2020-01-02 10:00:00,Are you open on Sunday?,\n"
)
PROFILE = """
platform = "x"
channel_from = "our_author"
[columns]
native_id = "tweet_id"
author_id = "author_id"
published_at = "created_at"
text = "text"
[ours]
column = "inbound"
values = ["False"]
"""


def command(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "connectors", *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def events(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


@dataclass(frozen=True)
class Registered(Source):
    connector: Connector | None = None

    def module(self) -> Any:
        return type("Module", (), {"CONNECTOR": self.connector})


@pytest.fixture
def register(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Registers a connector as if it were one of ours; it is configured."""
    monkeypatch.chdir(tmp_path)

    def registered(connector: Connector) -> None:
        monkeypatch.setitem(SOURCES, connector.name, Registered(connector.name, connector.title, connector=connector))
        monkeypatch.setenv(f"RAPPORT_{connector.name.upper()}_TOKEN", "hush-hush-token")

    return registered


def test_list_names_the_sources_without_loading_them(tmp_path: Path) -> None:
    done = command("list", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.split()[0] for line in done.stdout.splitlines()] == list(SOURCES)
    rows = json.loads(command("list", "--format", "json", folder=tmp_path).stdout)
    assert {"name": "sample", "title": SOURCES["sample"].title} in rows
    probe = "import sys; from connectors.__main__ import main; main(['list']); sys.exit('duckdb' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", probe], cwd=ROOT, capture_output=True, check=False).returncode == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "COMMAND"),
        (["sink"], "invalid choice"),
        (["sync", "--every", "often"], "write 30s, 15m, 6h or 1d"),
        (["sync", "samples"], "There is no source samples: did you mean sample?"),
        (["check", "nothing"], "There is no source nothing"),
        (["import", "missing.csv"], "There is no file missing.csv"),
        (["erase", "x:1"], "There is no warehouse in data"),
    ],
)
def test_a_command_that_is_called_wrongly_ends_with_2(tmp_path: Path, words: list[str], sentence: str) -> None:
    done = command(*words, folder=tmp_path)
    assert done.returncode == 2
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_sync_without_a_source_says_what_to_do(tmp_path: Path) -> None:
    done = command("sync", folder=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "import FILE" in done.stderr
    assert done.stderr.count("\n") == 1


def test_an_export_is_guessed_shown_imported_and_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "tweets.csv").write_text(EXPORT, encoding="utf-8")
    for new, same in ((3, 0), (0, 3)):
        words = ["import", "tweets.csv", "--platform", "x", "--warehouse", "house", "--format", "json"]
        done = command(*words, folder=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        seen = events(done.stdout)
        assert [event["event"] for event in seen if event["event"] != "step"] == [
            "mapping",
            "started",
            "finished",
            "refreshed",
            "published",
        ]
        assert all(event["at"].endswith("Z") for event in seen)
        mapping, finished = seen[0], next(event for event in seen if event["event"] == "finished")
        assert mapping["columns"]["native_id"] == "tweet_id"
        assert (finished["outcome"], finished["new"], finished["same"], finished["rows"]) == ("complete", new, same, 3)
    home = Home(tmp_path / "house")
    assert published(home, "select platform, count(*) from messages group by 1") == [("x", 3)]
    assert published(home, "select count(*) from conversations") == [(2,)]


def test_a_dry_run_shows_a_profile_that_can_be_used_and_imports_nothing(tmp_path: Path) -> None:
    (tmp_path / "tweets.csv").write_text(EXPORT, encoding="utf-8")
    done = command("import", "tweets.csv", "--platform", "x", "--dry-run", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert not (tmp_path / "data").exists()
    (tmp_path / "mine.toml").write_text(done.stdout.partition("\n")[2], encoding="utf-8")
    assert command("import", "tweets.csv", "--profile", "mine.toml", folder=tmp_path).returncode == 0


def test_what_cannot_be_guessed_is_asked_in_one_sentence_each(tmp_path: Path) -> None:
    (tmp_path / "odd.csv").write_text("a,b\n1,2\n3,4\n", encoding="utf-8")
    done = command("import", "odd.csv", folder=tmp_path)
    assert done.returncode == 2
    *questions, how = done.stderr.splitlines()
    assert len(questions) > 1
    assert all(question.startswith("odd.csv: Which") and question.endswith("?") for question in questions)
    assert "--profile" in how
    assert not (tmp_path / "data").exists()


def test_a_mapping_is_kept_and_found_again_by_itself_and_by_name(tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text(EXPORT, encoding="utf-8")
    (tmp_path / "two.csv").write_text(EXPORT.replace("\n1,", "\n7,"), encoding="utf-8")
    (tmp_path / "mine.toml").write_text(PROFILE, encoding="utf-8")
    first = command("import", "one.csv", "--profile", "mine.toml", "--save-profile", "tweets", folder=tmp_path)
    assert (first.returncode, first.stderr) == (0, "")
    for words in ([], ["--profile", "tweets"]):
        done = command("import", "two.csv", *words, folder=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
    assert published(Home(tmp_path / "data"), "select count(*) from messages") == [(4,)]


def test_a_file_that_cannot_be_read_fails_in_one_sentence_and_the_others_are_imported(tmp_path: Path) -> None:
    (tmp_path / "broken.csv").write_bytes(b"\x00\x01\x02" * 500)
    (tmp_path / "good.csv").write_text(EXPORT, encoding="utf-8")
    (tmp_path / "mine.toml").write_text(PROFILE, encoding="utf-8")
    done = command("import", "broken.csv", "good.csv", "--profile", "mine.toml", folder=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("broken.csv: ")
    assert done.stderr.count("\n") == 1
    assert published(Home(tmp_path / "data"), "select count(*) from messages") == [(3,)]


def test_rows_that_cannot_be_read_are_counted_and_do_not_fail_the_import(tmp_path: Path) -> None:
    (tmp_path / "tweets.csv").write_text(EXPORT + "4,eve,True,once upon a time,Hello?,\n", encoding="utf-8")
    (tmp_path / "mine.toml").write_text(PROFILE, encoding="utf-8")
    done = command("import", "tweets.csv", "--profile", "mine.toml", folder=tmp_path)
    assert done.returncode == 0
    assert "3 new, 0 changed, 0 as before, 1 refused" in done.stdout
    assert published(Home(tmp_path / "data"), "select count(*) from quarantine") == [(1,)]


def test_a_second_writer_is_told_to_wait(tmp_path: Path) -> None:
    (tmp_path / "tweets.csv").write_text(EXPORT, encoding="utf-8")
    with open_writer(Home(tmp_path / "data")):
        done = command("import", "tweets.csv", "--platform", "x", folder=tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("Another Rapport is writing")
    assert done.stderr.count("\n") == 1


def test_the_sample_goes_through_the_same_import(tmp_path: Path) -> None:
    done = command("sync", "sample", "--format", "json", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    seen = events(done.stdout)
    files = {event["source"]: event["new"] for event in seen if event["event"] == "finished"}
    home = Home(tmp_path / "data")
    assert len(files) > 3
    exported = sum(new for name, new in files.items() if "workbook" not in name)
    assert published(home, "select count(*) from messages") == [(exported,)]
    assert published(home, "select distinct source from sync_runs") == [("sample",)]
    assert {path.name for path in (home.folder / "sample").iterdir()} >= set(files)


def test_sync_reads_what_is_configured_and_says_how_it_went(register, tmp_path: Path, capsys) -> None:
    register(source(stream(always(Page(messages(1, 2))))))
    assert main(["sync", "--warehouse", "house"]) == 0
    out = capsys.readouterr()
    assert (out.out.splitlines()[0], out.err) == ("fake: reading", "")
    assert "2 new, 0 changed, 0 as before" in out.out
    assert main(["sync", "fake", "--warehouse", "house", "--format", "json"]) == 0
    seen = events(capsys.readouterr().out)
    assert [event["event"] for event in seen] == ["started", "rows", "finished", "refreshed", "published"]
    assert published(Home(tmp_path / "house"), "select count(*) from sync_runs") == [(2,)]


def test_a_source_that_nobody_configured_is_left_out_unless_it_is_named(register, monkeypatch, capsys) -> None:
    register(source(stream(always(Page(messages(1))))))

    def not_configured(_settings):
        raise NotConfigured("Other needs a token: set RAPPORT_OTHER_TOKEN.")

    register(source(name="other", connect=not_configured))
    monkeypatch.delenv("RAPPORT_OTHER_TOKEN")
    assert main(["sync"]) == 0
    assert "other" not in capsys.readouterr().out
    assert main(["sync", "other"]) == 1
    assert capsys.readouterr().err == "other: Other needs a token: set RAPPORT_OTHER_TOKEN.\n"


def test_one_source_failing_is_told_and_the_others_are_there(register, tmp_path: Path, capsys) -> None:
    def stumbles(_client, _since):
        raise KeyError("items")

    register(source(stream(stumbles), name="bad"))
    register(source(stream(always(Page(messages(1)))), name="good"))
    assert main(["sync"]) == 1
    err = capsys.readouterr().err
    assert err.startswith("bad: Bad met a fault in Rapport's own connector (KeyError: 'items')")
    assert err.count("\n") == 1
    assert published(Home(tmp_path / "data"), "select count(*) from messages") == [(1,)]


def test_a_partial_sync_does_not_pass_for_a_whole_one(register, capsys) -> None:
    def quota(_client, _since):
        yield Page(messages(1))
        raise TryLater("The quota of today is used up.", timedelta(hours=9))

    register(source(stream(quota)))
    assert main(["sync"]) == 1
    assert "The quota of today is used up. What came is kept" in capsys.readouterr().err


def test_interrupted_by_hand_it_says_so_and_ends_with_130(register, tmp_path: Path, capsys) -> None:
    def pulled(_client, _since):
        yield Page(messages(1))
        raise KeyboardInterrupt

    register(source(stream(pulled)))
    assert main(["sync"]) == 130
    assert capsys.readouterr().err == "Interrupted: nothing is lost, and the next run goes on from here.\n"
    register(source(stream(always(Page(messages(2))))))
    assert main(["sync"]) == 0
    assert "the last run was interrupted; going on" in capsys.readouterr().out
    assert published(Home(tmp_path / "data"), "select count(*) from messages") == [(2,)]


def test_nothing_that_is_printed_or_logged_holds_a_secret(register, capsys) -> None:
    def leaks(settings):
        secret = settings.token.get_secret_value()
        logging.getLogger("some.library").warning("GET https://fake/?key=%s", secret)
        raise Refused(f"Fake does not know {secret}: make a new one.")

    register(source(connect=leaks))
    for words in (["sync"], ["sync", "--format", "json"], ["check"], ["check", "fake", "--format", "json"]):
        assert main(words) == 1
        out = capsys.readouterr()
        assert "hush-hush-token" not in out.out + out.err
        assert "some.library: GET https://fake/?key=•••" in out.err
        assert "Fake does not know •••" in out.err


def test_authorise_signs_in_to_what_has_a_sign_in_and_says_so_elsewhere(register, tmp_path: Path, capsys) -> None:
    def sign_in(_settings, show):
        show("https://accounts.example.com/auth?client_id=1")
        return {"token": "fresh-token-of-fake"}

    register(source(name="plain"))
    register(replace(source(), sign_in=sign_in))
    assert [main(["authorise", name]) for name in ("plain", "sample", "nothing")] == [1, 2, 2]
    assert "Plain has nobody to sign in" in capsys.readouterr().err
    assert main(["authorise", "fake", "--format", "json"]) == 0
    shown = capsys.readouterr().out
    assert "Open https://accounts.example.com/auth?client_id=1 and agree." in shown
    assert "fresh-token" not in shown
    kept = tmp_path / ".streamlit" / "secrets.toml"
    assert kept.read_text(encoding="utf-8") == '[fake]\ntoken = "fresh-token-of-fake"\n'


def test_check_says_whether_a_source_lets_us_in(register, capsys) -> None:
    assert main(["check"]) == 0
    assert "nothing to check" in capsys.readouterr().out
    register(source())
    assert main(["check", "--format", "json"]) == 0
    (seen,) = events(capsys.readouterr().out)
    assert (seen["event"], seen["source"], seen["ok"], seen["detail"]) == ("checked", "fake", True, None)


def test_erase_takes_a_person_out_and_says_how_much(register, tmp_path: Path, capsys) -> None:
    person = {"author_id": "p1", "author_handle": "Pat"}
    register(source(stream(always(Page([message(1, **person), message(2, **person), message(3)])))))
    assert main(["sync"]) == 0
    capsys.readouterr()
    assert main(["erase", "fake:@pat", "--format", "json"]) == 0
    seen = events(capsys.readouterr().out)
    assert (seen[-1]["event"], seen[-1]["rows"], seen[-1]["quarantined"]) == ("erased", 2, 0)
    assert published(Home(tmp_path / "data"), "select count(text) from messages") == [(1,)]
    assert main(["erase", "fake:@pat"]) == 1
    assert capsys.readouterr().err.startswith("There is no author fake:@pat here")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_what_passes_is_shown_in_passing(tmp_path: Path) -> None:
    out = Terminal()
    with shown("table", out) as progress:
        run(Home(tmp_path), source(stream(always(Page(messages(1, 2))))), progress=progress)
    lasting = [line for line in re.split(r"[\r\n]|\x1b\[[0-9;?]*[A-Za-z]", out.getvalue()) if line.strip()]
    assert any("fake: complete" in line for line in lasting)
    assert lasting[-1] == "Published" or "Published" in lasting


def test_every_event_is_documented_with_its_fields() -> None:
    told = set(
        re.findall(
            r"progress\(\s*\"(\w+)\"",
            "".join(path.read_text(encoding="utf-8") for path in (ROOT / "connectors").glob("*.py")),
        )
    )
    documented = set(re.findall(r"`(\w+)`: ", progress_module.__doc__ or ""))
    assert told, "the events are found"
    assert told <= documented


def test_every_so_often_begins_at_the_time_and_not_after_the_work() -> None:
    clock, begun = Clock(), []

    def once() -> int:
        begun.append((clock.time - NOON).total_seconds())
        clock.sleep({0: 100, 1: 2000}.get(len(begun) - 1, 0))
        return 0

    runs = sync.repeatedly(timedelta(minutes=15), once, now=clock.now, sleep=clock.sleep)
    for _ in range(4):
        next(runs)
    assert begun == [0, 900, 2900, 3800]


def test_a_loop_goes_on_after_a_failure(register, monkeypatch, capsys) -> None:
    tries = []

    def refuses(_settings):
        tries.append(1)
        if len(tries) == 3:
            raise KeyboardInterrupt
        raise Refused("No.")

    monkeypatch.setattr(commands.time, "sleep", lambda _seconds: None)
    register(source(connect=refuses))
    assert main(["sync", "--every", "1s"]) == 130
    assert capsys.readouterr().err.count("fake: No.") == 2
