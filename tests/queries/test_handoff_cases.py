"""Golden timelines of hand-offs: what departments were asked, by when they answered, and what is said of it."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest

from queries import reading
from queries.scope import Period
from tests import facts
from tests.conversations import Teller, at

MINUTE, HOUR, DAY = 60, 3600, 86400
ASKED, IN_PROMISE, TIME = "handoffs.asked", "handoffs.answered_in_promise", "handoffs.time_to_answer"
NEVER, DECLINED, OVERDUE = "handoffs.never_answered", "handoffs.declined", "handoffs.overdue"
BOUNCED, REMINDERS, LED = "handoffs.bounced", "handoffs.reminders", "handoffs.leader_involved"
UNLINKED, FIRST = "handoffs.unlinked", "conversations.first_response"
RATES = (IN_PROMISE, NEVER, DECLINED, BOUNCED, LED, UNLINKED)

A_QUESTION = "1  Mon 09:00  ann [on us]: My line is down."
OFFICE = """
    calendar    office UTC Mon-Fri 09:00-17:00
    department  Engineering office
    department  PR office
"""
ROUND_THE_CLOCK = """
    department  Care [social team]
    department  Engineering
    department  PR
    department  Legal
"""


@pytest.fixture(scope="module")
def teller(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Teller]:
    with facts.warehouse(tmp_path_factory.mktemp("handoffs")) as writer:
        yield Teller(writer)


def by_department(teller: Teller, name: str, **scope: Any) -> dict[str, float | None]:
    """The value for each department with any item."""
    slices = teller.measure(name, "department", **scope).slices
    return {part.key: part.estimate.value for part in slices if part.estimate.n}


def states(teller: Teller) -> list[tuple[Any, ...]]:
    """Each hand-off: department, when asked, when answered, when ended without, how."""
    return teller.rows("select department, asked_at, answered_at, ended_at, outcome from requests order by all")


# Promises and clocks -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("answered", "hits"), [("Mon+1w 09:15", 1), ("Mon+1w 09:15:01", 0), ("Mon+1w 09:16", 0)])
def test_g1_half_an_hour_promised_on_friday_at_a_quarter_to_five_is_up_on_monday_at_a_quarter_past_nine(
    teller: Teller, answered: str, hits: int
) -> None:
    teller.tell(
        A_QUESTION,
        asked=f"""{OFFICE}
        promise  Engineering 30 min [business]
        h1  Fri 16:45  ask Engineering about 1
        h1  {answered}  answer
        """,
    )
    assert teller.rows("select due_at from requests") == [(at("Mon+1w 09:15"),)]
    assert teller.rate(IN_PROMISE) == (hits, 1)


def test_g4_what_is_answered_outside_hours_took_no_business_time_and_is_counted_beside(teller: Teller) -> None:
    teller.tell(
        A_QUESTION,
        asked="""
        calendar    office UTC Mon-Fri 08:00-17:00
        department  Engineering office
        h1  Mon 18:00  ask Engineering about 1
        h1  Mon 19:00  answer
        """,
    )
    found = teller.measure(TIME)  # departments with opening hours are measured in them
    assert (found.scope.clock, found.estimate.value, found.details["outside_hours"]) == ("business", 0, 1)
    assert teller.value(TIME, clock="wall") == HOUR


@pytest.mark.parametrize(
    ("calendar", "asked", "answered", "hours"),
    [
        ("Europe/Berlin Sat 22:00-06:00", "2024-03-30 19:00", "2024-03-31 08:00", 7),  # the night that loses an hour
        ("Europe/Berlin Sat 22:00-06:00", "2024-10-26 19:00", "2024-10-27 08:00", 9),  # the night that gains one
        ("Europe/Berlin Sat 22:00-06:00", "2024-06-01 19:00", "2024-06-02 08:00", 8),
        ("America/New_York Mon-Fri 09:00-17:00", "Mon 09:00", "Mon 15:00", 1),  # opens at 14:00 UTC
        ("America/New_York Mon-Fri 09:00-17:00", "Mon+1w 09:00", "Mon+1w 15:00", 2),  # summer there, not yet in Europe
        ("Europe/Berlin Mon-Fri 08:00-10:00 12:00-13:00 12:30-14:00", "Mon 07:30", "Tue 07:30", 4),  # 1½ + 2 + ½
        ("UTC Mon-Sun 00:00-00:00", "Mon 09:00", "Tue 09:00", 24),
        ("UTC Tue 09:00-17:00", "Mon 09:00", "Mon 15:00", 0),
    ],
)
def test_g15_business_time_is_that_of_the_departments_own_zone(
    teller: Teller, calendar: str, asked: str, answered: str, hours: float
) -> None:
    teller.tell(
        A_QUESTION,
        until="2024-12-01 00:00",
        asked=f"""
        calendar    own {calendar}
        department  Engineering own
        h1  {asked}  ask Engineering about 1
        h1  {answered}  answer
        """,
    )
    assert teller.value(TIME) == hours * HOUR


def test_on_a_holiday_no_promise_runs(teller: Teller) -> None:
    teller.tell(
        A_QUESTION,
        asked=f"""{OFFICE}
        holiday  office 2024-03-05
        promise  Engineering 4 h [business]
        h1  Mon 15:00  ask Engineering about 1
        """,
    )
    assert teller.rows("select due_at from requests") == [(at("Wed 11:00"),)]  # two hours on Monday, two on Wednesday


def test_a_promise_that_is_up_when_the_doors_close_is_up_then_and_not_when_they_open_again(teller: Teller) -> None:
    asked = f"{OFFICE}\npromise Engineering 15 min [business]\nh1 Fri 16:45 ask Engineering about 1"
    teller.tell(A_QUESTION, asked=asked)
    assert teller.rows("select due_at from requests") == [(at("Fri 17:00"),)]


def test_g20_what_is_not_due_yet_is_shown_and_not_counted(teller: Teller) -> None:
    teller.tell(
        A_QUESTION,
        until="Tue 05:00",  # 20 h after it was asked
        asked="""
        department  Engineering
        promise  Engineering 24 h
        h1  Mon 09:00  ask Engineering about 1
        h1  Mon 10:00  answer
        """,
    )
    found = teller.measure(IN_PROMISE)
    assert (found.estimate.n, found.estimate.value, found.details["not_due"]) == (0, None, 1)
    assert teller.value(ASKED) == 1


def test_the_promise_in_force_when_it_was_asked_holds_from_midnight_of_the_organisation(teller: Teller) -> None:
    """One hour until 4 March, four from the 5th on; in Berlin the 5th begins at 23:00 UTC."""
    teller.tell(
        A_QUESTION,
        asked="""
        department  Engineering
        promise  Engineering 1 h until 2024-03-04
        promise  Engineering 4 h from 2024-03-05
        h1  Mon 22:59:59  ask Engineering about 1
        h2  Mon 23:00     ask Engineering
        """,
    )
    teller.writer.execute("insert into settings values ('zone', 'Europe/Berlin')")
    teller.publish()
    assert teller.rows("select promise_seconds from requests order by asked_at") == [(HOUR,), (4 * HOUR,)]
    teller.writer.execute("update settings set value = 'UTC'")
    teller.publish()
    assert teller.rows("select promise_seconds from requests order by asked_at") == [(HOUR,), (HOUR,)]


def test_a_promise_for_the_topic_goes_before_one_for_the_channel_before_one_for_all(teller: Teller) -> None:
    teller.tell(
        """
        1  Mon 09:00  ann [on us]: My bill is wrong.
        2  Mon 09:00  bob [on us]: My line is down.
        3  Mon 09:00  cid [on shop]: My line is down.
        """,
        asked="""
        department  Engineering
        topic       bills: bill*
        promise  Engineering 1 h from 2024-03-01
        promise  Engineering 2 h [on us]
        promise  Engineering 3 h [about bills]
        promise  Engineering 9 h from 2024-02-01
        promise  public 7 h
        h1  Mon 10:00  ask Engineering about 1
        h2  Mon 11:00  ask Engineering about 2
        h3  Mon 12:00  ask Engineering about 3
        h4  Mon 13:00  ask Engineering
        """,
    )
    found = teller.rows("select promise_seconds / 3600 from requests order by asked_at")
    assert [hours for (hours,) in found] == [3, 2, 1, 1]


def test_without_a_promise_or_with_one_whose_clock_cannot_run_nothing_is_ever_due(teller: Teller) -> None:
    teller.tell(
        A_QUESTION,
        asked=f"""{ROUND_THE_CLOCK}
        promise  PR 4 h [business]
        promise  Legal 4 h
        h1  Mon 10:00  ask Engineering about 1
        h2  Mon 10:00  ask PR about 1
        h3  Mon 10:00  ask Legal about 1
        h3  Mon 11:00  answer
        """,
    )
    found = teller.measure(IN_PROMISE)
    assert (found.details["hits"], found.estimate.n, found.details["never_due"]) == (1, 1, 2)
    assert teller.value(OVERDUE) == 0


def test_overdue_is_what_is_open_past_its_promise_and_stops_when_passed_on(teller: Teller) -> None:
    teller.tell(
        A_QUESTION,
        asked=f"""{ROUND_THE_CLOCK}
        promise  Engineering 1 h
        promise  PR 1 d
        h1  Mon 10:00  ask Engineering about 1
        h1  Tue 10:00  pass to PR
        """,
    )
    days = [Period(date(2024, 3, day), date(2024, 3, day)) for day in (4, 5, 6)]
    assert [teller.value(OVERDUE, period=day) for day in days] == [1, 0, 1]
    assert teller.measure(OVERDUE, period=days[0]).details["oldest"] == 13 * HOUR  # since 11:00
    assert by_department(teller, OVERDUE, period=days[2]) == {"PR": 1}  # due on Wednesday at 10:00


# Quantiles with competing ends ---------------------------------------------------------------------------------------


def test_g19_a_refusal_after_a_minute_does_not_shorten_the_median(teller: Teller) -> None:
    asked = "department  Engineering\nx Mon 09:00 ask Engineering\nx Mon 09:01 decline (no time)\n"
    asked += "".join(f"h{n} Mon 09:00 ask Engineering\nh{n} Tue 09:00 answer\n" for n in range(10))
    teller.tell(A_QUESTION, asked=asked)
    found = teller.measure(TIME)
    assert (found.estimate.value, found.estimate.n, found.details["still_waiting"]) == (DAY, 11, 1)


def test_who_was_refused_stays_at_risk_of_never_being_answered(teller: Teller) -> None:
    """Six of eleven are declined at once, closed or passed on: after a day 6/11 still have no answer."""
    asked = "department  Engineering\n"
    ends = ("decline (no time)", "decline (not important)", "decline (does not know)", "close", "close", "pass to moon")
    asked += "".join(f"x{n} Mon 09:00 ask Engineering\nx{n} Mon 09:01 {end}\n" for n, end in enumerate(ends))
    asked += "".join(f"h{n} Mon 09:00 ask Engineering\nh{n} Tue 09:00 answer\n" for n in range(5))
    teller.tell(A_QUESTION, until="Fri 09:00", asked=asked)
    found = teller.measure(TIME, departments=("Engineering",))
    assert (found.estimate.value, found.estimate.at_least, found.estimate.n) == (None, 4 * DAY, 11)
    assert teller.rate(NEVER, departments=("Engineering",)) == (6, 6)  # the answered are younger than 14 days
    # Of all that came to an end: three declined, each for a reason of its own.
    assert teller.rate(DECLINED, departments=("Engineering",)) == (3, 11)
    assert teller.rate(BOUNCED, departments=("Engineering",)) == (1, 11)
    reasons = teller.measure(DECLINED, "reason", departments=("Engineering",)).slices
    assert {part.key: part.estimate.n for part in reasons} == {
        "answered": 5,
        "closed": 2,
        "does not know": 1,
        "no time": 1,
        "not important": 1,
        "passed on": 1,
    }


# Asked again, passed on, answered after all --------------------------------------------------------------------------


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


# Never answered ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("organisation", "seen", "n"),
    [
        (OFFICE, "Mon+2w 17:00", 1),  # asked on a Monday: the tenth opening day after it closes on Monday in two weeks
        (OFFICE, "Mon+2w 16:59:59", 0),
        (f"{OFFICE}\nholiday office 2024-03-08", "Mon+2w 17:00", 0),
        (f"{OFFICE}\nholiday office 2024-03-08", "Tue+2w 17:00", 1),
        ("department Engineering", "Mon+2w 10:00", 1),  # 14 days where no calendar is known
        ("department Engineering", "Mon+2w 09:59:59", 0),
    ],
)
@pytest.mark.parametrize("answer", ["", "h1 Mon 11:00 answer"])
def test_never_answered_is_judged_after_exactly_ten_opening_days(
    teller: Teller, organisation: str, seen: str, n: int, answer: str
) -> None:
    asked = f"{organisation}\nh1 Mon 10:00 ask Engineering about 1\n{answer}"
    teller.tell(A_QUESTION, until=seen, asked=asked)
    assert teller.rate(NEVER) == (0 if answer else n, n)


def test_g11_engineering_never_answered_one_reminder_two_hand_offs(teller: Teller) -> None:
    teller.tell(
        f"""{A_QUESTION}
        2  Thu 10:00  us > 1: Fixed.
        """,
        asked=f"""{ROUND_THE_CLOCK}
        h1  Mon 09:00  ask Engineering about 1
        h1  Wed 09:00  remind
        h2  Tue 09:00  ask PR about 1
        h2  Thu 09:00  answer
        """,
    )
    assert by_department(teller, NEVER) == {"Engineering": 1, "PR": 0}
    assert (teller.value(ASKED), teller.value(REMINDERS)) == (2, 1 / 2)


def test_where_everything_is_unanswered_nothing_is_hidden(teller: Teller) -> None:
    asked = "department  Engineering\npromise  Engineering 1 d\n"
    asked += "".join(f"h{n} Mon 09:0{n} ask Engineering\n" for n in range(10))
    teller.tell(A_QUESTION, until="Mon+2w 09:09", asked=asked)
    assert (teller.value(ASKED), teller.value(OVERDUE)) == (10, 10)
    assert (teller.rate(IN_PROMISE), teller.rate(NEVER)) == ((0, 10), (10, 10))
    found = teller.measure(TIME)
    assert (found.estimate.value, found.estimate.at_least) == (None, 14 * DAY + 9 * MINUTE)
    assert teller.measure(DECLINED).estimate.reason == "nothing to judge in this period"  # none came to an end
    assert (teller.value(REMINDERS), teller.rate(LED), teller.rate(UNLINKED)) == (0, (0, 10), (10, 10))
    assert teller.measure(OVERDUE).details["oldest"] == 13 * DAY + 9 * MINUTE


# Who ----------------------------------------------------------------------------------------------------------------


def test_g12_a_hand_off_counts_for_the_department_that_was_asked_whoever_has_moved_since(teller: Teller) -> None:
    teller.tell(
        """
        1  2024-04-28 09:00  ann [on us]: My line is down.
        2  2024-04-28 10:00  us [sent_by Ben] > 1: We ask.
        3  2024-05-03 10:00  us [sent_by Ben] > 1: Fixed.
        """,
        asked="""
        department  PR
        department  HR
        roster      Ben in PR until 2024-05-01
        roster      Ben in HR from 2024-05-02
        h1  2024-04-28 09:30  ask PR about 1
        h1  2024-05-03 09:30  answer by Ben
        """,
    )
    assert by_department(teller, ASKED) == {"PR": 1}
    assert by_department(teller, TIME) == {"PR": 5 * DAY}


@pytest.mark.parametrize(
    ("line", "hits"),
    [
        ("Tue 23:59:59 answer by Lea", 1),
        ("Wed 00:00 answer by Lea", 0),  # she led until Tuesday
        ("Tue 09:00 answer by @LEA2", 1),
        ("Tue 09:00 answer by Ben", 0),
        ("Tue 09:00 answer by Ben; lea", 1),
        ("Tue 09:00 answer", 0),
        ("Tue 09:00 join by Lea", 1),
        ("Tue 09:00 remind", 0),
    ],
)
def test_a_leader_is_involved_who_answers_or_joins_while_leading(teller: Teller, line: str, hits: int) -> None:
    teller.tell(
        A_QUESTION,
        asked=f"""
        department  Engineering
        roster      Lea in Engineering until 2024-03-05 [leader] [handle lea2]
        roster      Lea in Engineering from 2024-03-06 [handle lea2]
        roster      Ben in Engineering
        h1  Mon 09:00  ask Engineering about 1
        h1  {line}
        """,
    )
    assert teller.rate(LED) == (hits, 1)


# What it is about ----------------------------------------------------------------------------------------------------


def test_unlinked_is_what_leads_to_no_conversation_until_it_comes(teller: Teller) -> None:
    teller.tell(
        f"""{A_QUESTION}
        p  Mon 08:00  us: News!
        """,
        asked=f"""{ROUND_THE_CLOCK}
        h1  Mon 10:00  ask Engineering about 1
        h2  Mon 10:00  ask PR about 99
        h3  Mon 10:00  ask Legal
        h4  Mon 10:00  ask Care about p
        """,
    )
    assert teller.rate(UNLINKED) == (3, 4)
    teller.add("99  Tue 09:00  bob [on shop]: And mine?")
    assert teller.rate(UNLINKED) == (2, 4)
    assert teller.rate(UNLINKED, channels=(teller.channel("shop"),)) == (0, 1)


def test_an_address_finds_the_message_in_any_of_its_forms(teller: Teller) -> None:
    teller.tell(A_QUESTION, asked="department PR\nh1 Mon 10:00 ask PR about https://x.com/ann/status/17?s=20")
    assert teller.rate(UNLINKED) == (1, 1)
    teller.writer.execute("update messages set permalink_key = permalink_key('https://twitter.com/i/web/status/17')")
    teller.writer.execute("insert into touched select message_key from messages")
    teller.publish()
    assert teller.rate(UNLINKED) == (0, 1)


def test_one_hand_off_about_two_conversations_is_counted_once_under_the_first(teller: Teller) -> None:
    teller.tell(
        f"""{A_QUESTION}
        2  Mon 09:00  bob [on shop]: And mine.
        """,
        asked="department Engineering\nh1 Mon 10:00 ask Engineering about 2 1",
    )
    assert teller.value(ASKED) == 1
    assert {part.key: part.estimate.value for part in teller.measure(ASKED, "channel").slices} == {
        "x:us": 0,
        "x:shop": 1,
    }
    assert teller.rows("select count(*) from request_conversations") == [(2,)]


def test_g22_what_we_say_meanwhile_is_our_first_response_and_the_hand_off_still_counts(teller: Teller) -> None:
    teller.tell(
        f"""{A_QUESTION}
        2  Mon 11:00  us > 1: We are looking into it.
        """,
        asked="department Engineering\nh1 Mon 10:00 ask Engineering about 1\nh1 Tue 09:00 answer",
    )
    assert (teller.value(FIRST), teller.value(ASKED), teller.value(TIME)) == (2 * HOUR, 1, 23 * HOUR)


# Acts in the dashboard -----------------------------------------------------------------------------------------------

DAY_OF_WORK = """
    h1  Mon 10:00  ask Engineering about 1
    h2  Mon 10:00  ask PR about 1 for approval [done]
"""
ACTS = {
    "h1  Mon 12:00  answer by Lea [done]": ("Engineering", "answered", at("Mon 12:00"), None),
    "h1  Mon 12:00  decline (no time) [done]": ("Engineering", "no time", None, at("Mon 12:00")),
    "h1  Mon 12:00  pass to Legal [done]": ("Engineering", "passed on", None, at("Mon 12:00")),
    "h2  Mon 12:00  close [done]": ("PR", "closed", None, at("Mon 12:00")),
    "h2  Mon 12:00  answer [done]": ("PR", "answered", at("Mon 12:00"), None),
    "h2  Mon 12:00  remind [done]": ("PR", None, None, None),
    "h3  Mon 12:00  ask Legal about 1 [done]": ("Legal", None, None, None),
}


@pytest.mark.parametrize("line", ACTS)
def test_what_is_done_in_the_dashboard_counts_until_it_is_undone(teller: Teller, line: str) -> None:
    organisation = f"{ROUND_THE_CLOCK}{DAY_OF_WORK}"
    teller.tell(A_QUESTION, asked=organisation)
    everything = "select * exclude (channel_key) from requests order by all"
    without = teller.rows(everything)
    teller.ask(line)
    done = teller.rows("select department, outcome, answered_at, ended_at from requests order by all")
    assert ACTS[line] in done
    assert teller.rows(everything) != without
    teller.writer.execute("update handoff_acts set undone_at = now()::timestamp where act_id = 'a2'")
    teller.publish()
    assert teller.rows(everything) == without
    teller.tell(A_QUESTION, asked=f"{organisation}{line} [undone]")
    assert teller.rows(everything) == without


def test_an_ask_that_was_undone_takes_with_it_what_followed(teller: Teller) -> None:
    teller.tell(
        A_QUESTION,
        asked=f"""{ROUND_THE_CLOCK}
        h1  Mon 10:00  ask Engineering about 1 [done] [undone]
        h1  Mon 11:00  pass to PR
        h1> Mon 12:00  answer
        """,
    )
    assert teller.value(ASKED) == 0


def test_of_two_ends_the_first_counts_and_an_earlier_answer_before_a_later(teller: Teller) -> None:
    teller.tell(
        A_QUESTION,
        asked=f"""{ROUND_THE_CLOCK}
        h1  Mon 10:00  ask Engineering about 1
        h1  Mon 14:00  close [done]
        h1  Mon 12:00  decline (not important) [done]
        h2  Mon 10:00  ask PR about 1
        h2  Mon 14:00  answer by Ben
        h2  Mon 12:00  answer by Ann [done]
        """,
    )
    assert states(teller) == [
        ("Engineering", at("Mon 10:00"), None, at("Mon 12:00"), "not important"),
        ("PR", at("Mon 10:00"), at("Mon 12:00"), None, "answered"),
    ]
    assert teller.rows("select answered_by from requests where department = 'PR'") == [("Ann",)]


def test_a_dispute_changes_no_figure_and_can_be_left_out(teller: Teller) -> None:
    asked = f"""{ROUND_THE_CLOCK}
        promise  Engineering 1 h
        h1  Mon 10:00  ask Engineering about 1
        h2  Mon 10:00  ask PR about 1
    """
    teller.tell(A_QUESTION, asked=asked)
    names = (ASKED, TIME, OVERDUE, REMINDERS, *RATES)
    before = {name: teller.measure(name) for name in names}
    teller.ask("h1  Mon 11:00  dispute: that was never ours")
    assert teller.rows("select dispute from requests order by department") == [("that was never ours",), (None,)]
    for name in names:
        assert teller.measure(name) == before[name], name
    assert teller.value(ASKED, without_disputed=True) == 1


def test_the_same_day_in_the_dashboard_and_in_the_log_gives_the_same_figures(teller: Teller) -> None:
    day = f"""{ROUND_THE_CLOCK}
        h1  Mon 10:00  ask Engineering about 1 for approval
        h1  Mon 11:00  remind
        h1  Mon 12:00  pass to PR
        h1> Mon 13:00  answer by Ben
        h2  Mon 10:00  ask Legal about 1
        h2  Mon 12:00  decline (does not know)
    """
    teller.tell(A_QUESTION, asked=day)
    columns = "department, kind, asked_at, answered_at, answered_by, ended_at, outcome, reminders, conversation_key"
    logged = teller.rows(f"select {columns} from requests order by all")
    teller.tell(
        A_QUESTION, asked=day.replace("about 1\n", "about 1 [done]\n").replace("approval\n", "approval [done]\n")
    )
    assert teller.rows(f"select {columns} from requests order by all") == logged
    assert teller.rows("select distinct source from requests") == [("dashboard",)]


def test_what_is_asked_after_the_log_was_seen_is_not_there_yet(teller: Teller) -> None:
    teller.tell(
        A_QUESTION,
        log_until="Tue 09:00",
        asked=f"""{ROUND_THE_CLOCK}
        promise  Engineering 1 d
        h1  Mon 09:00  ask Engineering about 1
        h1  Tue 09:01  answer
        h2  Wed 09:00  ask Engineering about 1
        """,
    )
    assert teller.value(ASKED) == 1
    found = teller.measure(TIME)
    assert (found.estimate.value, found.estimate.at_least, found.watermark) == (None, DAY, datetime(2024, 3, 5, 9))
    assert teller.rate(IN_PROMISE) == (0, 1)


def test_what_the_log_says_of_later_than_it_was_kept_is_not_there_yet(teller: Teller) -> None:
    """Asked on Monday, the log was kept for two weeks, and an answer of the fourth stands in it."""
    asked = "department Engineering\nh1 Mon 10:00 ask Engineering about 1\nh1 Mon+4w 10:00 answer"
    teller.tell(A_QUESTION, asked=asked, log_until="Mon+2w 12:00")
    assert teller.rate("handoffs.never_answered") == (1, 1)
    assert teller.measure(TIME).details["still_waiting"] == 1


def test_a_log_was_kept_until_it_says_or_the_last_thing_was_done_about_it(teller: Teller) -> None:
    """Kept until Friday 10:00; an answer in the dashboard on Saturday is seen, and so is what had come until then."""
    asked = "department Engineering\nh1 Mon 10:00 ask Engineering about 1\nh2 Mon 10:00 ask Engineering about 2"
    question = f"{A_QUESTION}\n2  Mon 09:00  bob: Mine, too."
    teller.tell(question, asked=asked, log_until="Fri 10:00")
    seen_until = "select watermark from handoff_watermarks"
    assert teller.rows(seen_until) == [(at("Fri 10:00"),)]
    teller.ask("h1 Sat 10:00 answer [done]")
    assert teller.rows(seen_until) == [(at("Sat 10:00"),)]
    assert teller.measure(TIME).details["still_waiting"] == 1


def test_a_log_that_does_not_say_is_kept_still_and_seen_as_far_as_our_channels(teller: Teller) -> None:
    asked = "department Engineering\nh1 Mon 10:00 ask Engineering about 1"
    teller.tell(A_QUESTION, asked=asked, until="Mon+1w 00:00")
    teller.writer.execute("delete from handoff_sources")
    teller.publish()
    assert teller.rows("select watermark from handoff_watermarks") == [(at("Mon+1w 00:00"),)]
    teller.ask("h1 Mon+2w 10:00 answer [done]")
    assert teller.rows("select watermark from handoff_watermarks") == [(at("Mon+2w 10:00"),)]


@pytest.mark.parametrize(
    ("kept_until", "lines", "seen_until"),
    [
        ("Fri 10:00", "h1 Thu 10:00 answer [done]", "Fri 10:00"),
        ("Fri 10:00", "h1 Sat 10:00 answer [done] [undone]", "Fri 10:00"),  # what was undone is nothing
        ("Fri 10:00", "h1 Sat 10:00 remind [done]\nh1 Sun 10:00 answer [done]", "Sun 10:00"),
        ("Fri 10:00", "h1 Sun 10:00 remind [done]\nh1 Sat 10:00 remind [done]", "Sun 10:00"),
        ("Fri 10:00", "h1 Sat 10:00 remind [done]\nh1 Sun 10:00 answer [done] [undone]", "Sat 10:00"),
        (None, "", "Wed 12:00"),  # as far as our channels
        (None, "h1 Thu 10:00 remind", "Thu 10:00"),
        (None, "h1 Thu 10:00 answer", "Thu 10:00"),
        (None, "h1 Thu 10:00 decline (no time)", "Thu 10:00"),
        (None, "h1 Thu 10:00 remind\nh1 Fri 10:00 remind\nh1 Tue 10:00 remind", "Fri 10:00"),
        (None, "h2 Thu 10:00 ask Engineering", "Thu 10:00"),
        (None, "h1 Thu 10:00 answer [done] [undone]", "Wed 12:00"),
        (None, "h1 Tue 10:00 answer", "Wed 12:00"),
    ],
)
def test_until_when_a_log_has_been_seen(teller: Teller, kept_until: str | None, lines: str, seen_until: str) -> None:
    asked = f"department Engineering\nh1 Mon 10:00 ask Engineering about 1\n{lines}"
    teller.tell(A_QUESTION, asked=asked, until="Wed 12:00", log_until=kept_until)
    if kept_until is None:
        teller.writer.execute("delete from handoff_sources")
        teller.publish()
    assert teller.rows("select source, watermark from handoff_watermarks") == [("log", at(seen_until))]


def test_a_log_that_says_and_the_dashboard_that_does_not_are_each_seen_until_their_own_end(teller: Teller) -> None:
    asked = "department Engineering\nh1 Mon 10:00 ask Engineering about 1\nh2 Sat 11:00 ask Engineering [done]"
    teller.tell(A_QUESTION, asked=asked, until="Wed 12:00", log_until="Fri 10:00")
    assert teller.rows("select source, watermark from handoff_watermarks order by source") == [
        ("dashboard", at("Sat 11:00")),
        ("log", at("Fri 10:00")),
    ]


def test_what_is_asked_after_the_end_of_the_data_is_held_where_somebody_waits(teller: Teller) -> None:
    """Our channels end on Friday; on Saturday Engineering is asked. Of the week before, nobody had been asked."""
    asked = "department Engineering\nh1 Sat 10:00 ask Engineering about 1"
    teller.tell(A_QUESTION, asked=asked, until="Fri 10:00", log_until="Sat 12:00")
    scope = {"watermark": at("Fri 10:00"), "channels": (), "platforms": (), "departments": (), "topics": ()}
    shown = scope | {"audiences": (), "holder": "", "age_from": 0.0, "age_to": 1e12, "limit": 9, "offset": 0}

    def held(until: datetime) -> tuple[list[str], list[str]]:
        (row,) = reading.read(teller.snapshot, "waiting", shown | {"until": until})
        by_holder = reading.read(teller.snapshot, "waiting_by_holder", shown | {"until": until})
        return [one["department"] for one in row["handoffs"]], [one["holder"] for one in by_holder]

    assert held(at("Sat 00:00")) == (["Engineering"], ["Engineering"])  # the period reaches the end of the data
    assert held(at("Wed 00:00")) == ([], ["(no hand-off logged)"])
