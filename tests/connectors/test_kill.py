"""Killed at any instant, run again to the end: the same warehouse as one that was left in peace."""

import json
import os
import random
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from warehouse import Home, Snapshot

RESTLESS = Path(__file__).with_name("restless.py")
ROOT = RESTLESS.parents[2]
KILLS = 20


class Worker:
    """restless.py in a process of its own."""

    def __init__(self, what: str, home: Home) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(RESTLESS), what, str(home.folder)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def tell(self, **command: Any) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write((json.dumps(command) + "\n").encode())
        self._process.stdin.flush()

    def hear(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the process has died"
        return json.loads(line)

    def is_silent_for(self, seconds: float) -> bool:
        return not select.select([self._process.stdout], [], [], seconds)[0]

    def sync(self, **command: Any) -> dict[str, Any]:
        """One run, left in peace; how it ended."""
        self.tell(**command)
        self.hear()
        ended = self.hear()
        assert self.hear() == {"killed": False}
        return ended

    def sync_to_the_end(self, phase: int) -> None:
        while (ended := self.sync(phase=phase))["ended"] != "complete":
            assert ended["ended"] == "partial", ended

    def kill_after(self, seconds: float, **command: Any) -> bool:
        """One run, killed after a while; whether it was still at work."""
        self.tell(**command)
        child = self.hear()["pid"]
        if self.is_silent_for(seconds):
            os.kill(child, signal.SIGKILL)
        while "killed" not in (answer := self.hear()):
            pass
        return bool(answer["killed"])

    def kill_at(self, gate: str, **command: Any) -> None:
        """One run, killed at the place that is named."""
        self.tell(gate=gate, **command)
        child = self.hear()["pid"]
        assert self.hear() == {"at_gate": gate}
        os.kill(child, signal.SIGKILL)
        assert self.hear() == {"killed": True}

    def end(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=20)


@contextmanager
def worker(what: str, home: Home) -> Iterator[Worker]:
    working = Worker(what, home)
    try:
        yield working
    finally:
        working.end()


def contents(home: Home) -> dict[str, list[Any]]:
    """Every row of every published table, but for the history of runs."""
    snapshot = Snapshot(home)
    tables = snapshot.rows("select table_name from duckdb_tables() where database_name = 'published'")
    return {
        table: sorted(snapshot.rows(f'from "{table}"'), key=repr) for (table,) in tables if table not in ("sync_runs",)
    }


@pytest.fixture(scope="module")
def in_peace(tmp_path_factory: pytest.TempPathFactory) -> dict[Any, Any]:
    """What the warehouse holds after each phase when nobody disturbs it; and how long a run takes."""
    home, found = Home(tmp_path_factory.mktemp("peace")), {}
    with worker("syncs", home) as undisturbed:
        for phase in (1, 2):
            started = time.perf_counter()
            undisturbed.sync(phase=phase)
            found["seconds"] = time.perf_counter() - started
            undisturbed.sync_to_the_end(phase)
            found[phase] = contents(home)
            shutil.copytree(home.folder, home.folder.with_name(f"phase{phase}"))
    found["folder"] = home.folder.with_name("phase1")
    assert len(found[1]["messages"]) == 48
    assert len(found[2]["messages"]) == 86
    assert found[1]["conversations"] != found[2]["conversations"]
    return found


def test_killed_at_any_instant_a_run_repeats_work_and_loses_nothing(tmp_path: Path, in_peace: dict[Any, Any]) -> None:
    home, chance = Home(tmp_path), random.Random(2)  # noqa: S311 - no secret
    with worker("syncs", home) as disturbed, worker("reads", home) as reader:
        for phase in (1, 2):
            killed, tries, patience = 0, 0, in_peace["seconds"] * 0.7
            while killed < KILLS // 2:
                if disturbed.kill_after(chance.uniform(0, patience), phase=phase):
                    killed += 1
                else:  # the machine is faster than when the run was timed, or little is left to do
                    patience *= 0.8
                tries += 1
                assert tries < 6 * KILLS, "most runs end before they are killed"
            disturbed.sync_to_the_end(phase)
            assert contents(home) == in_peace[phase]
            if phase == 1:
                assert reader.hear() == {"begun": True}
        reader.tell()
        seen = reader.hear()
    assert seen["problems"] == []
    assert seen["snapshots"] > 1


@pytest.fixture
def home(tmp_path: Path, in_peace: dict[Any, Any]) -> Home:
    """A warehouse after phase 1."""
    return Home(shutil.copytree(in_peace["folder"], tmp_path / "house"))


def test_killed_right_after_a_commit_nothing_waits_for_the_next_one(home: Home, in_peace: dict[Any, Any]) -> None:
    with worker("syncs", home) as disturbed:
        for number in (1, 2, 2, 3, 3, 9):
            disturbed.kill_at(f"commit {number}", phase=2)
        disturbed.sync_to_the_end(2)
    assert contents(home) == in_peace[2]


@pytest.mark.parametrize("gate", ["publish", "script 4", "script 17", "script 40"])
def test_killed_while_marts_are_built_or_published(home: Home, in_peace: dict[Any, Any], gate: str) -> None:
    with worker("syncs", home) as disturbed:
        before = contents(home)
        disturbed.kill_at(gate, phase=2)
        assert contents(home) == before, "readers see the old figures until the new ones are whole"
        disturbed.sync_to_the_end(2)
    assert contents(home) == in_peace[2]
    assert {file.name for file in home.folder.iterdir()} == {"warehouse.duckdb", "published.duckdb"}


@pytest.mark.parametrize("gate", ["rewrite before", "rewrite after"])
def test_killed_while_the_file_is_written_anew_for_an_erasure(home: Home, in_peace: dict[Any, Any], gate: str) -> None:
    with worker("syncs", home) as disturbed:
        disturbed.kill_at(gate, phase=1, erase="fake:person-3")
        assert contents(home) == in_peace[1]
        disturbed.sync_to_the_end(2)
    assert {file.name for file in home.folder.iterdir()} == {"warehouse.duckdb", "published.duckdb"}
    for file in home.folder.iterdir():
        assert b"person-3" not in file.read_bytes()
    assert len(contents(home)["messages"]) == 86


def test_a_full_disk_is_one_sentence_and_nothing_is_lost(home: Home, in_peace: dict[Any, Any]) -> None:
    ends = set()
    with worker("syncs", home) as disturbed:
        before = contents(home)
        size = home.writer_file.stat().st_size
        for limit in (1_000, size // 8, size // 2, size, size + 100_000):
            ended = disturbed.sync(phase=2, limit=limit)
            if ended["ended"] == "NoRoom":
                ends.add(ended["ended"])
                assert "free some space" in ended["sentence"]
                assert "\n" not in ended["sentence"]
                assert contents(home) == before
        disturbed.sync_to_the_end(2)
    assert ends == {"NoRoom"}
    assert contents(home) == in_peace[2]
