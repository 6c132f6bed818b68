"""Acts wait in the inbox until the writer takes them in; none is lost, and none counts twice."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fake_source import NOON, Clock, Events, always, at, message, messages, published, run, source, stream

from connectors import sync
from connectors.contract import Page, TryLater
from connectors.erase import forget
from queries import marts
from warehouse import Home, acts, inbox, open_writer
from warehouse.acts import Act, Link, Undo

ROOT = Path(__file__).parents[2]
ASKED = Act("act-1", "asked", 77, at(5), at(6), "Ana", "Engineering", "input", note="When is it mended?")
QUESTION = replace(ASKED, links=(Link("fake:1", "fake", ("1",)), Link("https://fake.example/2")))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    run(Home(tmp_path), source(stream(always(Page(messages(1, 2, 3), cursor=at(3))))))
    return Home(tmp_path)


def publish_what_waits(home: Home) -> list[str]:
    """Take the inbox in and publish; what was told."""
    events = Events()
    with open_writer(home, marts.TEXT_VERDICTS) as writer:
        sync.show(writer, events)
    return [event["detail"] for event in events if event["event"] == "note"]


def acts_in(home: Home) -> list[tuple[Any, ...]]:
    return published(home, "select act_id, act, department, note from handoff_acts order by noted_at, act_id")


def test_an_act_comes_whole_with_its_links_and_its_department(home: Home) -> None:
    inbox.put(home, QUESTION)
    assert publish_what_waits(home) == []
    assert published(home, "select * exclude (undone_at, undone_by) from handoff_acts") == [
        ("act-1", 77, "asked", at(5), "Ana", "Engineering", "input", None, "When is it mended?", at(6))
    ]
    assert published(home, "select handoff_key, link, platform, native_ids from handoff_links order by link") == [
        (77, "fake:1", "fake", ["1"]),
        (77, "https://fake.example/2", None, []),
    ]
    assert published(home, "select permalink_key = permalink_key(link) from handoff_links where platform is null") == [
        (True,)
    ]
    assert published(home, "select department from departments") == [("Engineering",)]
    assert inbox.waiting(home) == []


def test_the_same_act_twice_is_one(home: Home) -> None:
    for seconds in range(3):
        inbox.put(home, replace(QUESTION, noted_at=at(6) + timedelta(seconds=seconds)))
    publish_what_waits(home)
    inbox.put(home, QUESTION)
    publish_what_waits(home)
    assert acts_in(home) == [("act-1", "asked", "Engineering", "When is it mended?")]
    assert published(home, "select count(*) from handoff_links") == [(2,)]
    assert published(home, "select count(*) from departments") == [(1,)]


def test_an_act_that_is_undone_stays_with_a_note_that_it_is(home: Home) -> None:
    inbox.put(home, QUESTION)
    inbox.put(home, Undo("act-1", at(8), at(8), "Ben"))
    inbox.put(home, Undo("act-1", at(9), at(9), "Eve"))
    inbox.put(home, Undo("never-done", at(9), at(9)))
    publish_what_waits(home)
    assert published(home, "select act_id, undone_at, undone_by from handoff_acts") == [("act-1", at(8), "Ben")]


TEXTS = ["=1+1", "two\nlines\r\n", "🙂 ünï", "'; drop table handoff_acts; --", "<b>&amp;</b>", '{"act": "undone"}', ""]


@pytest.mark.parametrize("text", TEXTS)
def test_any_text_is_kept_as_it_is(home: Home, text: str) -> None:
    inbox.put(home, replace(ASKED, note=text, acted_by=text, department=f"Sales {text}"))
    assert publish_what_waits(home) == []
    assert published(home, "select note, acted_by, department from handoff_acts") == [(text, text, f"Sales {text}")]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"{}",
        b"[1, 2]",
        b'{"act": "asked", "act_id": "a"}',
        json.dumps({**vars(ASKED), "note": "\ud800", "links": []}, default=str).encode(),
        json.dumps({**vars(ASKED), "handoff_key": -1, "links": []}, default=str).encode(),
        json.dumps({**vars(ASKED), "handoff_key": 1 << 64, "links": []}, default=str).encode(),
        json.dumps({**vars(ASKED), "act": "danced", "links": []}, default=str).encode(),
    ],
)
def test_what_cannot_be_read_is_set_aside_and_stops_nothing(home: Home, content: bytes) -> None:
    folder = inbox.put(home, replace(QUESTION, act_id="good")).parent
    (folder / "00000000-broken.json").write_bytes(content)
    (sentence,) = publish_what_waits(home)
    assert "00000000-broken.unreadable" in sentence
    assert sentence.count("\n") == 0
    assert (folder / "00000000-broken.unreadable").read_bytes() == content
    assert acts_in(home) == [("good", "asked", "Engineering", "When is it mended?")]
    assert publish_what_waits(home) == []


def test_a_half_written_file_is_not_taken_for_an_act(home: Home) -> None:
    path = inbox.put(home, QUESTION)
    path.replace(path.with_name(f"{path.stem}.123.part"))
    assert publish_what_waits(home) == []
    assert acts_in(home) == []


def test_a_sync_shows_an_act_between_two_of_its_pages(home: Home) -> None:
    seen = []

    def pages(_client: object, _since: object) -> Iterator[Page]:
        inbox.put(home, QUESTION)
        yield Page(messages(4), cursor=at(4))
        seen.append((acts_in(home), published(home, "select count(*) from messages")))
        yield Page(messages(5), cursor=at(5))

    run(home, source(stream(pages)))
    assert seen == [([("act-1", "asked", "Engineering", "When is it mended?")], [(4,)])]


def test_a_sync_shows_an_act_while_a_source_wants_it_to_wait(home: Home) -> None:
    waits = iter([TryLater("Come back later.", timedelta(minutes=5))])
    clock = Clock()

    def pages(_client: object, _since: object) -> Iterator[Page]:
        for wait in waits:
            raise wait
        assert acts_in(home)
        yield Page(messages(4), cursor=at(4))

    sleep, slept = clock.sleep, clock.slept

    def note_meanwhile(seconds: float) -> None:
        if len(slept) == 3:
            inbox.put(home, QUESTION)
        sleep(seconds)

    clock.sleep = note_meanwhile  # type: ignore[method-assign]
    (report,) = run(home, source(stream(pages)), clock=clock)
    assert (report.outcome, sum(slept)) == ("complete", 300)


def test_what_was_done_in_the_sample_is_forgotten_with_it(home: Home) -> None:
    inbox.put(home, replace(QUESTION, about_sample=True))
    publish_what_waits(home)
    assert acts_in(home) == []
    assert inbox.waiting(home) == []


def test_an_erasure_takes_the_inbox_in_before(home: Home) -> None:
    inbox.put(home, QUESTION)
    forget(home, "fake:person-1", now=lambda: NOON)
    assert inbox.waiting(home) == []
    assert acts_in(home) == [("act-1", "asked", "Engineering", "When is it mended?")]


SLOW = """
import sys, time
from datetime import datetime
from pathlib import Path
sys.path.insert(0, {tests!r})
from fake_source import always, at, messages, run, source, stream
from connectors.contract import Page
from warehouse import Home, Writer, acts, inbox

def stop(name):
    print(name, flush=True)
    sys.stdin.readline()

def pages(client, since):
    for number in range(10, 1000):
        stop("page")
        yield Page(messages(number), cursor=at(number))

def before_commit(write):
    def wrapped(*given):
        done = write(*given)
        stop("written")
        return done
    return wrapped

def after_commit(unlink):
    def wrapped(self, *given, **more):
        stop("committed")
        return unlink(self, *given, **more)
    return wrapped

if {where!r} == "written":
    acts.write = before_commit(acts.write)
if {where!r} == "committed":
    Path.unlink = after_commit(Path.unlink)
run(Home(Path({home!r})), source(stream(pages)))
"""


@contextmanager
def slow_sync(home: Home, where: str = "") -> Iterator[subprocess.Popen[str]]:
    """A sync in another process that stands still before each page until it is told to go on."""
    script = SLOW.format(tests=str(Path(__file__).parent), home=str(home.folder), where=where)
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def hear(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def go_on(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


@pytest.mark.parametrize("where", ["written", "committed"])
def test_killed_while_it_takes_an_act_in_loses_nothing_and_counts_nothing_twice(home: Home, where: str) -> None:
    with slow_sync(home, where) as process:
        assert hear(process) == "page"
        inbox.put(home, QUESTION)
        go_on(process)
        assert hear(process) == where
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert len(inbox.waiting(home)) == 1
    publish_what_waits(home)
    assert acts_in(home) == [("act-1", "asked", "Engineering", "When is it mended?")]
    assert published(home, "select count(*) from handoff_links") == [(2,)]
    assert inbox.waiting(home) == []


def test_another_process_that_syncs_takes_the_act_in_and_publishes_it(home: Home) -> None:
    with slow_sync(home) as process:
        assert hear(process) == "page"
        inbox.put(home, QUESTION)
        go_on(process)
        assert hear(process) == "page"
        assert acts_in(home) == [("act-1", "asked", "Engineering", "When is it mended?")]


def test_the_channel_of_a_message_that_comes_later_does_not_matter(home: Home) -> None:
    inbox.put(home, replace(ASKED, links=(Link("fake:9", "fake", ("9",)),)))
    publish_what_waits(home)
    run(home, source(stream(always(Page([message(9)], cursor=at(9))))))
    assert published(home, "select is_linked from requests") == [(True,)]


def test_writing_an_act_needs_no_inbox(home: Home) -> None:
    with open_writer(home) as writer, writer.transaction():
        assert acts.write(writer, QUESTION)
        assert not acts.write(writer, QUESTION)
        assert acts.undo(writer, Undo("act-1", at(9), at(9)))
