"""Hand-offs that are asked again, passed on, or answered after all."""

import pytest

from tests.conversations import Teller, at
from tests.queries.asked_inside import (
    A_QUESTION,
    ASKED,
    BOUNCED,
    DECLINED,
    HOUR,
    IN_PROMISE,
    NEVER,
    REMINDERS,
    ROUND_THE_CLOCK,
    TIME,
    UNLINKED,
    by_department,
    states,
)


def test_asked_again_while_it_is_open_is_a_reminder_and_after_its_end_a_new_one(teller: Teller) -> None:
    teller.tell(
        A_QUESTION,
        asked=f"""{ROUND_THE_CLOCK}
        h1  Mon 10:00  ask Engineering about 1
        h1  Mon 11:00  remind
        h2  Mon 12:00  ask Engineering about 1
        h3  Mon 13:00  ask PR about 1
        h4  Mon 14:00  ask Engineering about 1 for approval
        h2  Mon 15:00  answer
        h5  Mon 15:00  ask Engineering about 1
        """,
    )
    found = teller.rows(
        "select department, kind, asked_at, len(reminders), answered_at from requests order by asked_at"
    )
    assert found == [
        ("Engineering", "input", at("Mon 10:00"), 2, at("Mon 15:00")),  # the answer to the second is one to the first
        ("PR", "input", at("Mon 13:00"), 0, None),
        ("Engineering", "approval", at("Mon 14:00"), 0, None),
        ("Engineering", "input", at("Mon 15:00"), 0, None),
    ]
    assert teller.value(ASKED) == 4
    assert teller.value(REMINDERS) == 2 / 4


@pytest.mark.parametrize(("first", "second"), [("h1", "h2"), ("h2", "h1"), ("h3", "h1"), ("h1", "h3")])
def test_asked_answered_and_asked_again_within_a_second_are_two(teller: Teller, first: str, second: str) -> None:
    """Acts count by the second: two clicks are quicker."""
    asked = f"""
        department Engineering
        {first}  Mon 10:00  ask Engineering about 1
        {first}  Mon 10:00  answer
        {second}  Mon 10:00  ask Engineering about 1
        """
    teller.tell(A_QUESTION, until="Tue 10:00", asked=asked)
    assert [(answered is None, outcome) for _, _, answered, _, outcome in states(teller)] == [
        (False, "answered"),
        (True, None),
    ]


def test_what_is_about_nothing_or_about_something_else_is_no_reminder(teller: Teller) -> None:
    teller.tell(
        f"""{A_QUESTION}
        2  Mon 09:00  bob [on us]: And mine.
        3  Mon 09:30  ann > 1: Still down.
        """,
        asked=f"""{ROUND_THE_CLOCK}
        h1  Mon 10:00  ask Engineering
        h2  Mon 11:00  ask Engineering
        h3  Mon 12:00  ask Engineering about 1
        h4  Mon 13:00  ask Engineering about 2
        h5  Mon 14:00  ask Engineering about 3
        h6  Mon 15:00  ask Engineering about 99
        h7  Mon 16:00  ask Engineering about 99
        """,
    )
    # Two about nothing; 3 lies in the conversation of 1; 99 is the same unknown link twice.
    assert teller.value(ASKED) == 5
    assert teller.rows("select sum(len(reminders)) from requests") == [(2,)]


def test_passing_on_makes_a_hand_off_to_the_next_whose_clock_begins_then(teller: Teller) -> None:
    teller.tell(
        A_QUESTION,
        asked=f"""{ROUND_THE_CLOCK}
        promise  PR 2 h
        h1  Mon 10:00  ask Engineering about 1
        h1  Tue 10:00  pass to PR
        h1> Tue 12:00  answer by Ben
        """,
    )
    assert states(teller) == [
        ("Engineering", at("Mon 10:00"), None, at("Tue 10:00"), "passed on"),
        ("PR", at("Tue 10:00"), at("Tue 12:00"), None, "answered"),
    ]
    assert (teller.value(ASKED), teller.rate(BOUNCED), teller.rate(IN_PROMISE)) == (2, (1, 2), (1, 1))
    assert by_department(teller, TIME) == {"Engineering": None, "PR": 2 * HOUR}
    assert teller.rate(UNLINKED) == (0, 2)  # it is about the same conversation


def test_a_row_that_was_passed_on_and_then_answered_was_answered_by_the_next(teller: Teller) -> None:
    teller.tell(
        A_QUESTION,
        asked=f"""{ROUND_THE_CLOCK}
        h1  Mon 10:00  ask Engineering about 1
        h1  Mon 11:00  pass to PR
        h1  Mon 14:00  answer by Ben
        """,
    )
    assert states(teller) == [
        ("Engineering", at("Mon 10:00"), None, at("Mon 11:00"), "passed on"),
        ("PR", at("Mon 11:00"), at("Mon 14:00"), None, "answered"),
    ]


def test_a_chain_of_three_is_three_hand_offs_of_which_two_bounced(teller: Teller) -> None:
    teller.tell(
        A_QUESTION,
        asked=f"""{ROUND_THE_CLOCK}
        h1   Mon 10:00  ask Engineering about 1
        h1   Mon 11:00  pass to PR
        h1>  Mon 12:00  pass to Legal
        h1>> Mon 15:00  answer
        """,
    )
    assert states(teller) == [
        ("Engineering", at("Mon 10:00"), None, at("Mon 11:00"), "passed on"),
        ("Legal", at("Mon 12:00"), at("Mon 15:00"), None, "answered"),
        ("PR", at("Mon 11:00"), None, at("Mon 12:00"), "passed on"),
    ]
    assert (teller.value(ASKED), teller.rate(BOUNCED)) == (3, (2, 3))


@pytest.mark.parametrize("noted_on", ["h1", "h2", "h1>"])
def test_passed_on_and_logged_by_hand_as_well_is_one_hand_off(teller: Teller, noted_on: str) -> None:
    """Its clock began when it was passed on; an answer counts on whichever row it is noted; nobody was reminded."""
    teller.tell(
        A_QUESTION,
        asked=f"""{ROUND_THE_CLOCK}
        h1  Mon 10:00  ask Engineering about 1
        h1  Mon 11:00  pass to PR
        h2  Mon 11:05  ask PR about 1 by Ann
        {noted_on}  Mon 12:00  answer{" [done]" if noted_on == "h1>" else ""}
        """,
    )
    assert states(teller) == [
        ("Engineering", at("Mon 10:00"), None, at("Mon 11:00"), "passed on"),
        ("PR", at("Mon 11:00"), at("Mon 12:00"), None, "answered"),
    ]
    assert teller.value(REMINDERS) == 0


def test_what_was_passed_on_and_answered_stays_when_the_same_department_is_asked_again_later(teller: Teller) -> None:
    teller.tell(
        A_QUESTION,
        asked=f"""{ROUND_THE_CLOCK}
        h1  Mon 10:00  ask Engineering about 1
        h1  Mon 11:00  pass to PR
        h1> Mon 12:00  answer
        h2  Fri 10:00  ask PR about 1
        """,
    )
    assert states(teller)[1:] == [
        ("PR", at("Mon 11:00"), at("Mon 12:00"), None, "answered"),
        ("PR", at("Fri 10:00"), None, None, None),
    ]


def test_an_answer_counts_also_after_a_refusal(teller: Teller) -> None:
    teller.tell(
        A_QUESTION,
        asked=f"""{ROUND_THE_CLOCK}
        h1  Mon 10:00  ask Engineering about 1
        h1  Mon 11:00  decline (no time)
        h1  Tue 11:00  answer
        """,
    )
    assert (teller.rate(DECLINED), teller.value(TIME), teller.rate(NEVER)) == ((0, 1), 25 * HOUR, (0, 1))
