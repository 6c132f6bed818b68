"""A conversation as it was: in order, with its waits, and with what became of each message."""

from datetime import datetime, timedelta

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
