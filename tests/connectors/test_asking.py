"""Asking a department from the command line, and what comes of it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from fake_source import always, at, message, messages, published, run, source, stream
from test_inbox import go_on, hear, slow_sync

from connectors.__main__ import main
from connectors.contract import Page
from connectors.handoffs import short_names
from warehouse import Home, inbox, open_writer

ROOT = Path(__file__).parents[2]
LINKS = {"permalink": "https://fake.example/posts/1"}

Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    pages = Page([message(1, **LINKS), *messages(2, 3), message(4, parent_id="1")], cursor=at(4))
    home = Home(tmp_path / "data")
    run(home, source(stream(always(pages))))
    return home


@pytest.fixture
def said(home: Home, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Runs a command in this process; returns its last event with `code` and `err`."""

    def command(*words: str) -> dict[str, Any]:
        capsys.readouterr()
        code = main([*words, "--warehouse", str(home.folder), "--format", "json"])
        printed = capsys.readouterr()
        events = [json.loads(line) for line in printed.out.splitlines()]
        return {**(events[-1] if events else {}), "code": code, "err": printed.err}

    return command


def requests(home: Home) -> list[tuple[Any, ...]]:
    return published(
        home, "select department, question, outcome, is_linked from requests order by asked_at, department"
    )


def test_asking_shows_in_the_figures_at_once(home: Home, said: Ask) -> None:
    done = said("ask", "fake:1", "--department", "Engineering", "--question", "=When?\n🙂", "--by", "Ana")
    assert (done["code"], done["event"], done["state"]) == (0, "noted", "shown")
    assert requests(home) == [("Engineering", "=When?\n🙂", None, True)]
    assert published(home, "select handoff_key::varchar, act_id, acted_by from handoff_acts") == [
        (done["handoff_key"], done["act_id"], "Ana")
    ]
    assert published(home, "select department from departments") == [("Engineering",)]
    assert inbox.waiting(home) == []


@pytest.mark.parametrize("link", ["1", "fake:1", "see https://www.fake.example/posts/1/?utm_source=x please", "fake:4"])
def test_asking_again_about_the_same_conversation_changes_nothing_and_says_so(home: Home, said: Ask, link: str) -> None:
    first = said("ask", "fake:1", "--department", "Engineering")
    again = said("ask", link, "--department", "  engineering ")
    assert (again["code"], again["state"], again["act_id"]) == (0, "unchanged", None)
    assert again["handoff_key"] == first["handoff_key"]
    assert "asked about this already" in again["detail"]
    assert len(published(home, "from handoff_acts")) == 1


def test_asking_again_on_purpose_is_a_reminder(home: Home, said: Ask) -> None:
    first = said("ask", "fake:1", "--department", "Engineering", "--asked-at", "2026-03-01 13:00")
    again = said("ask", "fake:1", "--department", "Engineering", "--again")
    assert (again["state"], again["handoff_key"]) == ("shown", first["handoff_key"])
    assert published(home, "select act from handoff_acts order by noted_at") == [("asked",), ("reminded",)]
    assert published(home, "select len(reminders) from requests") == [(1,)]


@pytest.mark.parametrize(
    "other",
    [
        ("fake:1", "--department", "Sales"),
        ("fake:2", "--department", "Engineering"),
        ("fake:1", "--department", "Engineering", "--kind", "approval"),
    ],
)
def test_another_department_conversation_or_kind_is_another_hand_off(
    home: Home, said: Ask, other: tuple[str, ...]
) -> None:
    said("ask", "fake:1", "--department", "Engineering")
    assert said("ask", *other)["state"] == "shown"
    assert len(requests(home)) == 2


def test_after_an_end_it_can_be_asked_anew(home: Home, said: Ask) -> None:
    first = said("ask", "fake:1", "--department", "Engineering")
    said("answer", first["handoff"])
    second = said("ask", "fake:1", "--department", "Engineering")
    assert second["state"] == "shown"
    assert second["handoff_key"] != first["handoff_key"]
    assert sorted(outcome or "" for _, _, outcome, _ in requests(home)) == ["", "answered"]


def test_one_act_sent_twice_is_one(home: Home, said: Ask) -> None:
    words = ("ask", "fake:1", "--department", "Engineering", "--act-id", "from-the-page-1")
    first, second = said(*words), said(*words)
    assert (second["code"], second["act_id"], second["handoff_key"]) == (0, "from-the-page-1", first["handoff_key"])
    end = ("answer", first["handoff"], "--act-id", "from-the-page-2")
    assert said(*end)["state"] == "shown"
    assert said(*end) | {"at": ""} == said(*end) | {"at": ""}
    assert len(published(home, "from handoff_acts")) == 2


def test_a_message_can_be_named_by_its_key(home: Home, said: Ask) -> None:
    ((key,),) = published(home, "select message_key::varchar from messages where native_id = '2'")
    assert said("ask", "any, text", "--department", "Sales", "--message-key", key)["state"] == "shown"
    assert published(home, "select link, platform, native_ids from handoff_links") == [("any, text", "fake", ["2"])]
    assert requests(home) == [("Sales", None, None, True)]


def test_a_link_that_leads_to_nothing_here_is_taken_and_told(home: Home, said: Ask) -> None:
    done = said("ask", "https://fake.example/posts/9", "--department", "Sales")
    assert done["state"] == "shown"
    assert "No message here has this address yet" in done["detail"]
    assert requests(home) == [("Sales", None, None, False)]
    assert said("ask", "https://fake.example/posts/9/", "--department", "Sales")["state"] == "unchanged"
    run(home, source(stream(always(Page([message(9, permalink="https://www.fake.example/posts/9")], cursor=at(9))))))
    assert requests(home) == [("Sales", None, None, True)]


ENDS = {
    ("--declined", "no time"): "no time",
    ("--declined", "not important"): "not important",
    ("--declined", "does not know"): "does not know",
    ("--closed",): "closed",
    (): "answered",
}


@pytest.mark.parametrize("words", ENDS)
def test_each_way_to_end(home: Home, said: Ask, words: tuple[str, ...]) -> None:
    asked = said("ask", "fake:1", "--department", "Engineering", "--asked-at", "2026-03-01 13:00")
    done = said(
        "answer", asked["handoff"].upper(), *words, "--by", "Ben", "--note", "So.", "--when", "2026-03-01T14:30Z"
    )
    assert (done["code"], done["state"]) == (0, "shown")
    assert published(home, "select outcome, coalesce(answered_at, ended_at) from requests") == [
        (ENDS[words], datetime(2026, 3, 1, 14, 30))
    ]
    once_more = said("answer", asked["handoff"], "--closed")
    assert (once_more["code"], once_more["state"]) == (0, "unchanged")
    assert len(published(home, "from handoff_acts")) == 2


def test_an_answer_after_a_refusal_counts(home: Home, said: Ask) -> None:
    asked = said("ask", "fake:1", "--department", "Engineering")
    said("answer", asked["handoff"], "--declined", "no time")
    assert said("answer", asked["handoff"])["state"] == "shown"
    assert [outcome for _, _, outcome, _ in requests(home)] == ["answered"]


def test_passed_on_is_with_the_next_department(home: Home, said: Ask) -> None:
    asked = said("ask", "fake:1", "--department", "Engineering")
    assert said("answer", asked["handoff"], "--passed-to", "Engineering")["code"] == 2
    assert said("answer", asked["handoff"], "--passed-to", "Sales")["state"] == "shown"
    assert {(department, outcome) for department, _, outcome, _ in requests(home)} == {
        ("Engineering", "passed on"),
        ("Sales", None),
    }
    ((key,),) = published(home, "select handoff_key::varchar from requests where department = 'Sales'")
    assert said("answer", key)["state"] == "shown"
    assert ("Sales", None, "answered", True) in requests(home)


def test_a_hand_off_can_be_named_by_link_and_department(home: Home, said: Ask) -> None:
    for department in ("Engineering", "Sales"):
        said("ask", "fake:1", "--department", department)
    unclear = said("answer", "https://fake.example/posts/1")
    assert unclear["code"] == 2
    assert "may mean 2 hand-offs" in unclear["err"]
    assert said("answer", "https://fake.example/posts/1", "--department", "sales")["state"] == "shown"
    assert {(department, outcome) for department, _, outcome, _ in requests(home)} == {
        ("Engineering", None),
        ("Sales", "answered"),
    }


def test_a_dispute_and_a_reminder_are_noted(home: Home, said: Ask) -> None:
    asked = said("ask", "fake:1", "--department", "Engineering", "--asked-at", "2026-03-01 13:00")
    assert said("dispute", asked["handoff"], "--note", "It was never sent.")["state"] == "shown"
    assert said("remind", asked["handoff"])["state"] == "shown"
    assert published(home, "select dispute, len(reminders) from requests") == [("It was never sent.", 1)]
    said("answer", asked["handoff"])
    assert said("remind", asked["handoff"])["state"] == "unchanged"


def test_an_act_can_be_taken_back_by_the_beginning_of_its_id(home: Home, said: Ask) -> None:
    asked = said("ask", "fake:1", "--department", "Engineering")
    answered = said("answer", asked["handoff"], "--act-id", "answer-77")
    assert said("undo", "answer")["handoff_key"] == answered["handoff_key"]
    assert [outcome for _, _, outcome, _ in requests(home)] == [None]
    assert said("undo", "answer-77")["state"] == "unchanged"
    assert said("undo", "no such")["code"] == 2
    assert said("undo", asked["act_id"])["state"] == "shown"
    assert requests(home) == []


def test_the_list_names_what_is_open(home: Home, said: Ask, capsys: pytest.CaptureFixture[str]) -> None:
    first = said("ask", "fake:1", "--department", "Engineering", "--question", "\x1b[31mred?\nnext")
    second = said("ask", "fake:2", "--department", "Sales")
    said("answer", second["handoff"])
    main(["handoffs", "--warehouse", str(home.folder)])
    table = capsys.readouterr().out
    assert "\x1b" not in table
    assert table.count("\n") == 2
    assert first["handoff"] in table
    main(["handoffs", "--open", "--warehouse", str(home.folder)])
    assert second["handoff"] not in capsys.readouterr().out
    assert said("handoffs", "--department", "sales")["handoff_key"] == second["handoff_key"]
    assert said("handoffs", "--department", "Sale")["code"] == 2


WRONG: dict[tuple[str, ...], str] = {
    ("ask", "fake:2", "--department", "Enginering"): "did you mean ‘Engineering’?",
    ("ask", "fake:2", "--department", "eng"): "did you mean ‘Engineering’?",
    ("ask", "fake:2", "--department", " "): "department is empty",
    ("ask", "nothing to see", "--department", "Sales"): "is no link and no id",
    ("ask", "fake:2", "--department", "Sales", "--asked-at", "2999-01-01 10:00"): "lies in the future",
    ("ask", "fake:2", "--department", "Sales", "--asked-at", "yesterday"): "is no time",
    ("ask", "fake:2", "--department", "Sales", "--asked-at", "2026-03-01"): "is no time",
    ("ask", "fake:2", "--department", "Sales", "--asked-at", "0001-01-01 00:00+14:00"): "is no time",
    ("answer", "zzzz"): "There is no hand-off zzzz",
    ("answer", "fake:2", "--department", "Engineering"): "There is no hand-off fake:2",
    ("answer", "1", "--when", "2020-01-01 10:00"): "before",
    ("remind", "1", "--when", "2020-01-01 10:00"): "before",
}


@pytest.mark.parametrize("words", WRONG)
def test_what_is_asked_wrongly_is_told_in_one_sentence_and_changes_nothing(
    home: Home, said: Ask, words: tuple[str, ...]
) -> None:
    said("ask", "fake:1", "--department", "Engineering")
    done = said(*words)
    assert done["code"] == 2
    assert WRONG[words] in done["err"]
    assert done["err"].count("\n") == 1
    assert len(published(home, "from handoff_acts")) == 1
    assert inbox.waiting(home) == []


def test_a_department_like_another_can_be_new_on_purpose(home: Home, said: Ask) -> None:
    said("ask", "fake:1", "--department", "Engineering")
    assert said("ask", "fake:1", "--department", "Enginering", "--new-department")["state"] == "shown"
    assert published(home, "select department from departments order by position") == [
        ("Engineering",),
        ("Enginering",),
    ]


def test_times_are_those_of_the_organisations_zone(home: Home, said: Ask) -> None:
    with open_writer(home) as writer:
        writer.upsert("settings", [{"name": "zone", "value": "America/New_York"}])
    said("ask", "fake:2", "--department", "Sales")  # publishes the zone
    said("ask", "fake:1", "--department", "Sales", "--asked-at", "2026-07-01 10:00")
    assert published(home, "select min(asked_at) from requests") == [(datetime(2026, 7, 1, 14),)]


def test_there_is_nothing_to_ask_about_where_nothing_is_published(tmp_path: Path, capsys: Any) -> None:
    assert main(["ask", "x:1", "--department", "Sales", "--warehouse", str(tmp_path / "none")]) == 1
    assert "nothing to show" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


def test_in_the_sample_time_stands_still(home: Home, said: Ask) -> None:
    with open_writer(home) as writer:
        writer.execute("update sync_runs set source = 'sample'")
        writer.execute("update channels set source = 'sample', complete_until = $1", [datetime(2026, 3, 2)])
    run(home)
    done = said("ask", "fake:1", "--department", "Sales")
    assert "time stands still" in done["detail"]
    assert published(home, "select asked_at from requests") == [(datetime(2026, 3, 2),)]
    assert said("ask", "fake:2", "--department", "Sales", "--asked-at", "2026-03-02 00:01")["code"] == 2
    run(home, source(stream(always(Page(messages(7), cursor=at(7))))))
    assert published(home, "from handoff_acts") == []


def command(home: Home, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "connectors", *words, "--warehouse", str(home.folder), "--format", "json"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_asking_while_another_process_syncs_is_noted_and_shows_with_its_next_page(home: Home) -> None:
    with slow_sync(home) as process:
        assert hear(process) == "page"
        out, err = command(home, "ask", "fake:1", "--department", "Sales", "--wait", "0").communicate(timeout=60)
        (noted,) = [json.loads(line) for line in out.splitlines()]
        assert (noted["state"], err) == ("noted", "")
        assert "shows when the sync gets to it" in noted["detail"]
        assert requests(home) == []
        go_on(process)
        assert hear(process) == "page"
        assert requests(home) == [("Sales", None, None, True)]


def test_asking_waits_for_the_sync_that_runs_to_show_it(home: Home) -> None:
    with slow_sync(home) as process:
        assert hear(process) == "page"
        asking_process = command(home, "ask", "fake:1", "--department", "Sales", "--wait", "60")
        while not inbox.waiting(home):
            assert asking_process.poll() is None
        go_on(process)
        out, err = asking_process.communicate(timeout=60)
        assert (json.loads(out.splitlines()[-1])["state"], err) == ("shown", "")
        assert requests(home) == [("Sales", None, None, True)]


def test_asking_takes_over_when_the_sync_dies(home: Home) -> None:
    with slow_sync(home) as process:
        assert hear(process) == "page"
        asking_process = command(home, "ask", "fake:1", "--department", "Sales", "--wait", "60")
        while not inbox.waiting(home):
            assert asking_process.poll() is None
        process.kill()
        out, err = asking_process.communicate(timeout=60)
    assert (json.loads(out.splitlines()[-1])["state"], err) == ("shown", "")
    assert requests(home) == [("Sales", None, None, True)]


def test_short_names_are_the_shortest_that_can_be_told_apart() -> None:
    assert short_names([]) == {}
    assert short_names([0, 1 << 63]) == {0: "0000", 1 << 63: "8000"}
    assert set(short_names([0, 1]).values()) == {"0" * 13, "0" * 12 + "1"}
    assert len(set(short_names(range(1 << 60, (1 << 60) + 500)).values())) == 500


def test_every_command_about_hand_offs_is_documented() -> None:
    documented = (ROOT / "docs/command-line.md").read_text(encoding="utf-8")
    for name in ("ask", "answer", "remind", "dispute", "undo", "handoffs"):
        assert f"| `{name} " in documented, name
