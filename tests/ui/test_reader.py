"""A conversation as it was: in order, with its waits, and with what became of each message."""

from datetime import datetime, timedelta

import pytest

from ui.reader import thread_html

NINE = datetime(2026, 3, 2, 9)


def row(minutes, *, is_ours=False, **more):
    at = NINE + timedelta(minutes=minutes)
    return {
        "id": "x:1",
        "platform": "x",
        "is_post": False,
        "effective_at": at,
        "published_at": at,
        "verdict": "ours" if is_ours else "needs a reply",
        "needs_reply": not is_ours,
        "is_ours": is_ours,
        "is_automated": False,
        "edited_at": None,
        "deleted_at": None,
        "hidden_at": None,
        "hidden_by": None,
        "is_public": True,
        "text": "text",
        "permalink": None,
        "sent_by": None,
        "handle": "p",
        "display_name": None,
        "author_id": "1",
        "erased_at": None,
        "exchange_asked_at": None,
        "exchange_answered_at": None,
        "exchange_withdrawn_at": None,
        **more,
    }


def read(*rows, watermark=NINE + timedelta(days=9)):
    return thread_html(rows, "UTC", watermark).replace("\u00a0", " ")


def test_the_wait_is_drawn_before_the_answer():
    drawn = read(row(0, exchange_asked_at=NINE), row(6 * 1440, is_ours=True))
    assert drawn.index("waited 6 days") < drawn.index("rp-us")
    assert "still waiting" not in drawn


def test_an_automated_message_ends_no_wait():
    drawn = read(row(0, exchange_asked_at=NINE), row(1, is_ours=True, is_automated=True), row(1440, is_ours=True))
    assert "waited 1 day" in drawn
    assert "waited 1 min" not in drawn
    assert "automated" in drawn


def test_what_still_waits_says_since_how_long_and_a_question_taken_back_does_not():
    assert "still waiting after 9 days" in read(row(0, exchange_asked_at=NINE))
    taken_back = row(
        0, exchange_asked_at=NINE, exchange_withdrawn_at=NINE + timedelta(hours=1), deleted_at=NINE + timedelta(hours=1)
    )
    assert "still waiting" not in read(taken_back)


def test_a_silence_without_a_question_is_said_otherwise():
    drawn = read(
        row(0, exchange_asked_at=NINE), row(10, is_ours=True), row(3 * 1440, needs_reply=False, verdict="closing")
    )
    assert "3 days later" in drawn
    assert "only thanks" in drawn


def test_what_became_of_a_message_is_marked():
    drawn = read(row(0, edited_at=NINE, hidden_at=NINE, hidden_by="us", is_public=False, text=None))
    for mark in ("edited 2 Mar 2026", "hidden by us 2 Mar 2026", "private", "The text is not known or was erased."):
        assert mark in drawn


def test_only_a_web_address_becomes_a_link():
    assert "<a " not in read(row(0, permalink="javascript:alert(1)"))
    assert 'href="https://x.com/1?a=1&amp;b=2"' in read(row(0, permalink="https://x.com/1?a=1&b=2"))


def test_an_erased_person_has_no_name():
    assert "erased" in read(row(0, erased_at=NINE, handle=None, author_id=None))


def handoff(begin, end=None, department="Engineering", **more):
    """A request from one hour after nine to another."""
    return {
        "handoff_key": "1",
        "department": department,
        "kind": "input",
        "question": "What went wrong?",
        "asked_at": NINE + timedelta(hours=begin),
        "asked_at_latest": False,
        "asked_by": "Priya",
        "answered_at": None if end is None else NINE + timedelta(hours=end),
        "answered_at_latest": False,
        "answered_by": None,
        "joined_by": None,
        "ended_at": None,
        "outcome": None if end is None else "answered",
        "passed_to": None,
        "reminders": [],
        "due_at": NINE + timedelta(hours=begin + 4),
        "promise_seconds": 4 * 3600,
        "promise_clock": "wall",
        "seen_until": NINE + timedelta(days=9),
        **more,
    }


def read_inside(*handoffs, answered=None):
    rows = [row(0, exchange_asked_at=NINE)]
    rows += [row(60 * answered, is_ours=True)] if answered else []
    return thread_html(rows, "UTC", NINE + timedelta(days=9), handoffs).replace("\u00a0", " ")


def test_what_happened_inside_stands_at_its_time():
    drawn = read_inside(handoff(1, 25, answered_by="Tom", reminders=[NINE + timedelta(hours=9)]), answered=30)
    told = ["needs a reply", "Engineering asked by Priya", "Engineering reminded", "Engineering answered: Tom", "rp-us"]
    places = [drawn.index(said) for said in told]
    assert places == sorted(places)
    assert "What went wrong?" in drawn
    assert "agreed: within 4 h, by 2 Mar 2026, 14:00" in drawn
    assert "after 1 day, 20 h past the time agreed" in drawn


def test_an_answer_in_time_is_said_as_such():
    assert "after 2 h, in the time agreed" in read_inside(handoff(1, 3), answered=5)
    assert "after 2 h<" in read_inside(handoff(1, 3, due_at=None, promise_seconds=None), answered=5)
    assert "no time agreed" in read_inside(handoff(1, 3, due_at=None, promise_seconds=None), answered=5)


def test_our_first_answer_waited_for_whom_we_had_asked():
    assert "waited 3 d 1 h; our first answer waited 3 days for Engineering" in read_inside(handoff(1, 73), answered=73)
    both = read_inside(handoff(1, 25), handoff(30, 40, "Legal"), answered=48)
    assert "our first answer waited 1 day for Engineering and 10 h for Legal" in both


def test_the_time_after_an_answer_is_ours_even_while_another_is_still_asked():
    drawn = read_inside(handoff(1, 25), handoff(2, None, "Legal"), answered=48)
    assert "1 day for Engineering and 23 h for Legal" in drawn


def test_nobody_is_said_to_have_been_waited_for_outside_the_wait():
    assert "waited for" not in read_inside(handoff(31, 40), answered=30)
    assert "; our first" not in read_inside(handoff(31, 40), answered=30)
    assert "; " not in read_inside(answered=30).split("waited", 1)[1].split("</span>")[0]


def test_what_is_open_says_how_long_and_who_holds_it():
    drawn = read_inside(handoff(24))
    assert "Engineering has not answered" in drawn
    assert "open for 8 days, 7 d 20 h past the time agreed" in drawn
    assert "still waiting after 9 days; it has waited 8 days for Engineering" in drawn


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        ("no time", "Engineering had no time"),
        ("not important", "Engineering did not think it important"),
        ("does not know", "Engineering did not know"),
        ("passed on", "Engineering passed it on to Legal"),
        ("closed", "Engineering closed it"),
    ],
)
def test_an_end_without_an_answer_says_which(outcome, said):
    ended = handoff(1, ended_at=NINE + timedelta(hours=2), outcome=outcome, passed_to="Legal")
    drawn = read_inside(ended)
    assert said in drawn
    assert "has not answered" not in drawn


def test_reminders_in_a_row_are_said_once():
    often = [NINE + timedelta(hours=hour) for hour in (5, 6, 7)]
    drawn = read_inside(handoff(1, 25, reminders=often), answered=30)
    assert drawn.count("Engineering reminded") == 1
    assert "reminded 3 times" in drawn


def test_a_time_that_is_only_known_at_the_latest_says_so():
    assert "2 Mar 2026, 10:00 at the latest" in read_inside(handoff(1, asked_at_latest=True))


def test_what_was_asked_inside_is_shown_as_text():
    drawn = read_inside(handoff(1, question="<b>now</b>", department="<i>Legal</i>"))
    assert "<b>now" not in drawn
    assert "<i>Legal" not in drawn


def test_a_conversation_without_hand_offs_has_no_lane():
    assert "rp-with-lane" not in read(row(0))
    assert "rp-with-lane" in read_inside(handoff(1))
