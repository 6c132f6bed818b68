"""The very instants and rows at which a definition decides: each case is told so that a figure off by one differs."""

from datetime import date
from math import log
from typing import Any

import pytest

from queries.scope import Period
from tests.conversations import Teller

THE_WEEK = Period(date(2024, 3, 4), date(2024, 3, 10))
TWO = "department Care [social team]\ndepartment Engineering\n"
SIGNED = f"{TWO}roster Priya in Care [signs -Pri]\nroster Lea in Engineering [signs -Lea]\n"


def by(teller: Teller, metric: str, slice_: str) -> dict[str, float | None]:
    """The slices that are not nothing."""
    return {part.key: part.estimate.value for part in teller.measure(metric, slice_).slices if part.estimate.value}


# Conversations -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("late", "figures"),
    [("Mon+1w 09:00", [(2, 2), (1, 2), (1, 2), (1, 1), 1.5]), ("Mon+1w 09:00:01", [(1, 2), (0, 1), (0, 1), (0, 1), 1])],
    ids=["to the second", "a second after"],
)
def test_seven_days_to_the_second_are_in_time(teller: Teller, late: str, figures: list[Any]) -> None:
    """Ann asks again, bob has his answer, and cid writes under the post, seven days after the beginning."""
    teller.tell(
        f"""
        p   Mon 09:00   us: We have news.
        1   Mon 09:00   ann [on us]: My line is down.
        2   Mon 10:00   us > 1: Fixed.
        3   {late}      ann > 2: Which one did you fix?
        4   Mon 09:00   bob [on us]: My line is down.
        5   {late}      us > 4: Fixed.
        6   {late}      cid > p: What news?
        """
    )
    rates = (
        "conversations.ever_answered",
        "conversations.two_way",
        "conversations.asked_again",
        "interactivity.sparked",
    )
    found = [teller.rate(name, period=THE_WEEK) for name in rates]
    assert [*found, teller.value("conversations.depth", period=THE_WEEK)] == figures


def test_spam_asks_nothing_again_and_adds_nothing_to_the_talk(teller: Teller) -> None:
    teller.tell(
        """
        1  Mon 09:00   ann: My line is down.
        2  Mon 10:00   us > 1: Fixed.
        3  Mon 11:00   eve [spam] > 2: Would you like to win a car?
        """
    )
    assert teller.rate("conversations.asked_again") == (0, 1)
    assert teller.rate("conversations.two_way") == (0, 1)
    assert teller.value("interactivity.reciprocity") == 1


def test_who_wrote_again_after_the_end_of_the_data_has_not_chased_us(teller: Teller) -> None:
    """On no channel of ours the watermark is that of the others."""
    timeline = """
        1  Mon 09:00   ann: My line is down.
        2  Mon 13:00   ann > 1: Hello?
    """
    teller.tell(timeline, until="Mon 12:59:59")
    assert teller.rate("conversations.chased") == (0, 1)
    teller.tell(timeline, until="Mon 13:00")
    assert teller.rate("conversations.chased") == (1, 1)


def test_we_took_part_in_talk_about_us_that_answers_a_message_of_ours(teller: Teller) -> None:
    """What we answered is missing; ann mentions us under it."""
    teller.tell(
        """
        1  Mon 09:00   us > 99: We would like to know, too.
        2  Mon 10:00   ann [mention] > 1: Has anybody tried @us?
        """
    )
    assert teller.rate("interactivity.joined") == (1, 1)


def test_the_index_leaves_out_what_was_taken_back_and_what_we_said_after_seven_days(teller: Teller) -> None:
    """Due: ann's two and not bob's. Turns within a week: one, beside a post; balance (2/2 + 0) ÷ 2."""
    teller.tell(
        """
        p  Mon 09:00      us: We have news.
        r  Mon 09:00      us [automated]: It is nine o'clock.
        1  Mon 09:00      ann [on us]: My line is down.
        2  Mon 10:00      us > 1: Fixed.
        3  Mon 11:00      ann > 2: It is not.
        4  Tue+1w 09:00   us > 3: Now it is.
        5  Mon 09:00      bob [on us] [deleted Mon 10:00]: Mine, too.
        """
    )
    assert teller.measure("interactivity.index").details == pytest.approx(
        {
            "answered within the promise": 1 / 2,
            "came back after our answer": 1,
            "posts that answer somebody": 1 / 2,
            "balance of the talk": 1 / 2,
        }
    )


def test_what_goes_on_after_the_end_of_the_data_makes_nobody_one_of_the_core(teller: Teller) -> None:
    """Ann's third conversation goes back and forth on Wednesday at 11:00."""
    talk = "{0}1 {0} 09:00 ann: Down.\n{0}2 {0} 10:00 us > {0}1: Fixed.\n{0}3 {0} 11:00 ann > {0}2: Not here.\n"
    timeline = "".join(talk.format(day) for day in ("Mon", "Tue", "Wed"))
    for until, core in (("Wed 10:59", 0), ("Wed 11:00", 1)):
        teller.tell(timeline, until=until)
        assert teller.value("people.core", period=THE_WEEK) == core


# Departments ---------------------------------------------------------------------------------------------------------


def test_each_refusal_is_one_whatever_its_reason_and_no_other_end_is(teller: Teller) -> None:
    ends = ("decline (no time)", "decline (not important)", "decline (does not know)", "close", "pass to Care")
    asked = [f"h{k} Mon 09:0{k} ask Engineering\nh{k} Mon 10:00 {end}" for k, end in enumerate(ends)]
    teller.tell("", asked=TWO + "\n".join(asked))
    assert teller.rate("handoffs.declined", departments=("Engineering",)) == (3, 5)


def test_of_what_nobody_logged_only_open_hours_are_nobodys(teller: Teller) -> None:
    """Care works from 9 to 17. Asked Monday 09:00, promised by Tuesday 09:00, seen until Wednesday 09:00.

    There is a log, but what stands in it is about no conversation that is here.
    """
    teller.tell(
        "1  Mon 09:00  ann [on us]: Hello?",
        asked="calendar office UTC Mon-Fri 09:00-17:00\ndepartment Care office [social team]\ndepartment Legal\n"
        "h1 Mon 09:00 ask Legal",
        until="Wed 09:00",
    )
    assert by(teller, "ledger.wait_by_holder", "holder") == {
        "Care": 8,
        "(outside hours)": 16,
        "(no hand-off logged)": 24,
    }
    assert by(teller, "ledger.open_wait_by_holder", "holder") == {
        "Care": 8,
        "(outside hours)": 32,
        "(no hand-off logged)": 8,
    }
    assert teller.measure("ledger.internal_share").details["whole"] == 16 * 3600


def test_of_two_social_teams_the_first_on_the_roster_holds_the_clock(teller: Teller) -> None:
    asked = "department Press [social team]\ndepartment Care [social team]"
    teller.tell("1  Mon 09:00  ann [on us]: Hello?", asked=asked, until="Mon 10:00")
    assert by(teller, "ledger.wait_by_holder", "holder") == {"Press": 1}


def test_what_is_said_in_private_is_no_public_answer(teller: Teller) -> None:
    """Engineering answers ann in private, Care answers bob in public."""
    teller.tell(
        """
        1  Mon 09:00   ann [dm t]: My line is down.
        2  Mon 10:00   us [dm t]: Fixed. -Lea
        3  Mon 09:00   bob: My line is down.
        4  Mon 10:00   us > 3: Fixed. -Pri
        """,
        asked=SIGNED,
    )
    assert teller.value("ownership.departments_active") == 1
    assert by(teller, "ownership.answer_share", "department") == {"Care": 1}
    assert (teller.value("ownership.evenness"), teller.measure("ownership.evenness").estimate.n) == (0, 1)


def test_an_input_and_an_approval_of_one_instant_are_two(teller: Teller) -> None:
    """Engineering gives two, Care answers once."""
    teller.tell(
        "1  Mon 09:00  ann: My line is down.\n2  Mon 11:00  us > 1: Fixed. -Pri",
        asked=f"""{SIGNED}
        h1  Mon 09:30  ask Engineering about 1
        h1  Mon 10:00  answer
        h2  Mon 09:30  ask Engineering about 1 for approval
        h2  Mon 10:00  answer
        """,
    )
    expected = -(log(2 / 3) * 2 / 3 + log(1 / 3) / 3) / log(2)
    assert teller.value("ownership.evenness") == pytest.approx(expected)


def test_a_conversation_of_two_topics_is_needed_half_and_half_and_only_the_public_names_them(teller: Teller) -> None:
    """Ann asks of both, bob of his line; that we speak of invoices asks nothing. The first in the tab is main."""
    teller.tell(
        """
        1  Mon 09:00   ann: My invoice says that my line is down?
        2  Mon 09:00   bob: My line is down.
        3  Mon 10:00   us > 2: Your invoice is on its way. -Pri
        """,
        asked=f"{SIGNED}topic lines: line -> Engineering\ntopic bills: invoice -> Care",
    )
    assert by(teller, "ownership.need_share", "department") == {"Engineering": 3 / 4, "Care": 1 / 4}
    assert by(teller, "ownership.gap", "department") == {"Engineering": 75, "Care": -75}
    assert by(teller, "conversations.started", "topic") == {"lines": 2}


def test_a_colleague_is_known_by_a_handle_only_on_the_platform_that_the_roster_names(teller: Teller) -> None:
    timeline = "1  Mon 09:00  ann: Hello?\n2  Mon 10:00  us > 1: Hello."
    for platform, known in (("x", {"Care": 1}), ("y", {})):
        teller.tell(timeline, asked=f"{TWO}roster Priya in Care [handle us] [on {platform}]")
        assert by(teller, "ownership.answer_share", "department") == known


def test_a_colleague_speaks_for_us_only_on_the_platform_that_the_roster_names(teller: Teller) -> None:
    timeline = "1  Mon 09:00  ann [on us]: Hello?\n2  Mon 10:00  pri > 1: Hello."
    for platform, rate in (("x", (1, 1)), ("y", (0, 1))):
        teller.tell(timeline, asked=f"{TWO}roster Priya in Care [speaks] [handle pri] [on {platform}]")
        assert teller.rate("conversations.ever_answered") == rate


@pytest.mark.parametrize(("again", "n", "reminders"), [("Mon 11:59", 1, 1), ("Mon 12:00", 2, 0)])
def test_asked_again_at_the_moment_of_the_answer_is_a_new_one(
    teller: Teller, again: str, n: int, reminders: int
) -> None:
    teller.tell(
        "1  Mon 09:00  ann: My line is down.",
        asked=f"""{TWO}
        h1  Mon 09:30  ask Engineering about 1
        h1  Mon 12:00  answer
        h2  {again}    ask Engineering about 1
        """,
    )
    assert teller.value("handoffs.asked") == n
    assert teller.value("handoffs.reminders") == reminders


def test_who_is_asked_at_the_moment_of_the_last_answer_does_not_hold_what_it_answered(teller: Teller) -> None:
    """Engineering answers at 10:00; PR, asked at that moment, was not asked after it: back with Care until 12:00."""
    for asked_at, holders in (
        ("Mon 10:00", {"Care": 2.5, "Engineering": 0.5}),
        ("Mon 10:01", {"Care": 0.5 + 1 / 60, "Engineering": 0.5, "PR": 119 / 60}),
    ):
        teller.tell(
            "1  Mon 09:00  ann [on us]: My line is down.\n2  Mon 12:00  us > 1: Fixed.",
            asked=f"""{TWO}
            department PR
            h1  Mon 09:30    ask Engineering about 1
            h1  Mon 10:00    answer
            h2  {asked_at}   ask PR about 1
            """,
        )
        assert by(teller, "ledger.wait_by_holder", "holder") == pytest.approx(holders)


def test_what_was_taken_back_keeps_no_log_alive(teller: Teller) -> None:
    """The log was seen until Tuesday. A reminder on Thursday makes it one of Thursday, unless it was taken back."""
    asked = "department Engineering\npromise Engineering 24 h\nh1 Mon 12:00 ask Engineering\nh1 Thu 09:00 remind [done]"
    for mark, age in ((" [undone]", 0), ("", 45 * 3600)):
        teller.tell("", asked=asked + mark, log_until="Tue 12:00")
        assert teller.measure("handoffs.overdue").details.get("oldest") == age
