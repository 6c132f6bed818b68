"""The replay where one instant, one gate or one answer more decides."""

import pytest

from queries.replay import if_answered_within
from queries.scope import Scope
from tests.conversations import ALWAYS, Teller

HOUR, DAY = 3600, 86400
EVER = Scope(ALWAYS, compare="none")

#: Asked on Monday at 09:00, so due on Tuesday at 09:00; Engineering took until Wednesday 09:00, and we two hours more.
ANN = """
    1  Mon 09:00  ann [on us]: My line is down.
    2  Wed 11:00  us > 1: Engineering says it is mended.
"""
ASKED = """
    department Engineering
    department PR
    h1 Mon 10:00 ask Engineering about 1
    h1 Wed 09:00 answer
"""
BOB = "3  Mon 09:00  bob [on us]: Mine, too.\n"
BOBS = "h2 Mon 10:00 ask Engineering about 3\n"


def played(teller: Teller, seconds: float, *departments: str) -> tuple[float, float, int]:
    """So many more answered in time, at least and at most, and how many answers moved."""
    found = if_answered_within(teller.snapshot, EVER, seconds, departments)
    return found.more.low, found.more.high, found.moved


# What is played ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("taken_back", "n", "high"), [("Tue 08:59:59", 1, 1), ("Tue 09:00", 2, 2)])
def test_a_question_taken_back_when_its_time_was_up_is_played(
    teller: Teller, taken_back: str, n: int, high: int
) -> None:
    teller.tell(f"{ANN}3  Mon 09:00  bob [on us] [deleted {taken_back}]: Mine, too.", asked=ASKED + BOBS)
    found = if_answered_within(teller.snapshot, EVER, 4 * HOUR)
    assert (found.actual.estimate.n, found.more.low, found.more.high) == (n, 1, high)


@pytest.mark.parametrize(("seen", "high"), [("Tue 08:59:59", 1), ("Tue 09:00", 2)])
def test_what_is_due_at_the_very_end_of_the_data_is_counted(teller: Teller, seen: str, high: int) -> None:
    """Ann asked the week before. Bob's is due on Tuesday 09:00; at best he has it on Monday at 16:00."""
    earlier = ANN.replace("Mon 09:00", "2024-02-26 09:00").replace("Wed 11:00", "2024-02-28 11:00")
    asked = ASKED.replace("Mon 10:00", "2024-02-26 10:00").replace("Wed 09:00", "2024-02-28 09:00")
    teller.tell(earlier + BOB, asked=asked + BOBS, until=seen)
    assert played(teller, 4 * HOUR) == (1, high, 1)


def test_our_answer_from_after_the_end_of_the_data_has_not_come(teller: Teller) -> None:
    """The channel is seen until half past ten on Wednesday: Engineering had answered, we had not, and were free to."""
    teller.tell(ANN, asked=ASKED, until="Wed 10:30")
    assert played(teller, 4 * HOUR) == (0, 0, 0)
    teller.tell(ANN, asked=ASKED, until="Wed 11:00")
    assert played(teller, 4 * HOUR) == (1, 1, 1)


def test_a_colleagues_answer_from_after_the_end_of_the_data_has_not_come(teller: Teller) -> None:
    """Bob waits for Engineering, who answer an hour after our channel was last seen: still open, so at best in time."""
    teller.tell(ANN + BOB, asked=f"{ASKED}{BOBS}h2 Wed 12:30 answer", until="Wed 11:30", log_until="Thu 09:00")
    assert played(teller, 4 * HOUR) == (1, 2, 1)


def test_who_was_told_by_colleagues_and_still_not_by_us_gains_nothing_even_at_best(teller: Teller) -> None:
    teller.tell(ANN + BOB, asked=f"{ASKED}{BOBS}h2 Tue 10:00 answer")
    assert played(teller, 4 * HOUR) == (1, 1, 1)


# Which gates ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("asked", "moved"), [("Mon 08:59", 0), ("Mon 09:00", 1)])
def test_what_was_asked_with_the_question_is_a_gate_and_before_it_is_none(
    teller: Teller, asked: str, moved: int
) -> None:
    teller.tell(ANN, asked=f"department Engineering\nh1 {asked} ask Engineering about 1\nh1 Wed 09:00 answer")
    assert played(teller, 4 * HOUR) == (moved, moved, moved)


def test_what_was_asked_when_we_answered_is_no_gate(teller: Teller) -> None:
    """Else PR, asked and answered at eleven on Wednesday, would hold our answer there."""
    teller.tell(ANN, asked=f"{ASKED}h2 Wed 11:00 ask PR about 1\nh2 Wed 11:00 answer")
    assert played(teller, 4 * HOUR) == (1, 1, 1)


@pytest.mark.parametrize("hours", ["", "calendar office UTC Mon-Sun 00:00-23:00\n"], ids=["wall", "business"])
def test_nobody_answers_later_than_they_did(teller: Teller, hours: str) -> None:
    """Engineering took an hour, and we were in time: three days would have been allowed, and nothing moves."""
    engineering = "department Engineering office\n" if hours else "department Engineering\n"
    teller.tell(
        "1  Mon 09:00  ann [on us]: My line is down.\n2  Mon 12:00  us > 1: It is mended.",
        asked=f"{hours}{engineering}h1 Mon 10:00 ask Engineering about 1\nh1 Mon 11:00 answer",
    )
    assert played(teller, 3 * DAY) == (0, 0, 0)
    assert played(teller, HOUR / 2) == (0, 0, 1)


# At best -------------------------------------------------------------------------------------------------------------


def test_one_open_hand_off_among_answered_ones_keeps_a_question_open(teller: Teller) -> None:
    teller.tell(ANN + BOB, asked=f"{ASKED}{BOBS}h3 Mon 10:00 ask PR about 3\nh3 Mon 12:00 answer")
    assert played(teller, 4 * HOUR) == (1, 2, 1)


def test_who_waits_for_two_gains_nothing_when_one_of_them_hurries(teller: Teller) -> None:
    teller.tell(ANN + BOB, asked=f"{ASKED}{BOBS}h3 Mon 10:00 ask PR about 3")
    assert played(teller, 4 * HOUR, "Engineering") == (1, 1, 1)
    assert played(teller, 4 * HOUR, "Engineering", "PR") == (1, 2, 1)


def test_we_answer_after_the_last_of_several_gates_and_so_fast_as_usual(teller: Teller) -> None:
    """Ann's gates came on Monday and, two hours before our answer, on Wednesday: two hours it takes us, not days."""
    teller.tell(ANN + BOB, asked=f"{ASKED}{BOBS}h3 Mon 10:00 ask PR about 1\nh3 Mon 11:00 answer")
    assert played(teller, 4 * HOUR) == (1, 2, 1)


def test_as_usual_is_the_median_and_not_the_mean(teller: Teller) -> None:
    """Twice it took us two hours, once a hundred: the mean of 35 hours would be too late for Bob."""
    more = """
    5  Mon 09:00     cid [on us]: Mine.
    6  Wed 11:00     us > 5: Engineering says it is mended.
    7  Mon 09:00     dan [on us]: And mine.
    8  Sun 13:00     us > 7: Sorry for the delay.
    """
    asked = "".join(
        f"h{name} Mon 10:00 ask Engineering about {about}\nh{name} Wed 09:00 answer\n"
        for name, about in ((5, 5), (7, 7))
    )
    teller.tell(ANN + BOB + more, asked=ASKED + BOBS + asked)
    assert played(teller, 4 * HOUR) == (2, 3, 3)
