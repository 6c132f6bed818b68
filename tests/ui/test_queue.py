"""On whom somebody waits, in one line."""

from datetime import datetime, timedelta

import pytest

from ui import words
from ui.queue import on_whom

NOW = datetime(2026, 11, 30, 12)


def asked(department="Engineering", **more):
    return {
        "department": department,
        "kind": "input",
        "asked_at": NOW - timedelta(days=3),
        "due_at": NOW - timedelta(days=2),
        "asked_by": "Priya",
        "promise_seconds": 4 * 3600,
        "promise_clock": "business",
        **more,
    }


def ended(outcome="answered", department="PR", **more):
    return {
        "department": department,
        "outcome": outcome,
        "ended_at": NOW - timedelta(hours=5),
        "passed_to": None,
        **more,
    }


def said(*handoffs, last=None):
    return on_whom({"as_of": NOW, "handoffs": list(handoffs), "last_end": last}).replace(words.NBSP, " ")


def test_who_was_asked_is_named_with_the_time_agreed():
    assert said(asked()) == "Engineering, asked 3 days ago by Priya, 2 days past the agreed 4 opening hours"
    in_time = asked(due_at=NOW + timedelta(hours=1), asked_by=None, promise_clock="wall", promise_seconds=86400)
    assert said(in_time) == "Engineering, asked 3 days ago, 1 h left of the agreed 1 day"
    assert said(asked(due_at=None, promise_seconds=None)) == "Engineering, asked 3 days ago by Priya, no time agreed"
    assert said(asked(kind="approval")).startswith("Engineering, asked to approve 3 days ago")


def test_each_of_several_is_named():
    assert said(asked(), asked("Legal", due_at=None)).count("asked 3 days ago") == 2


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        ("answered", "Back with us: PR answered 5 h ago"),
        ("no time", "Back with us: PR had no time 5 h ago"),
        ("does not know", "Back with us: PR did not know 5 h ago"),
        ("closed", "Back with us: PR closed it 5 h ago"),
    ],
)
def test_what_came_back_is_with_us(outcome, expected):
    assert said(last=ended(outcome)) == expected


def test_who_passed_it_on_is_said_also_where_another_holds_it_now():
    assert said(last=ended("passed on", "Legal", passed_to="Sales")) == "Legal passed it on to Sales"
    assert said(asked(), last=ended("passed on", "Legal")).endswith("; Legal passed it on")


def test_an_answer_from_one_does_not_hide_that_another_is_still_asked():
    assert "Back with us" not in said(asked(), last=ended())


def test_nobody_asked_is_said_as_such():
    assert said() == "Nobody asked: no hand-off logged"
