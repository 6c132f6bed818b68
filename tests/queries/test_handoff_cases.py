"""Golden timelines of hand-offs: what departments were asked, by when they answered, and what is said of it."""

from datetime import date

import pytest

from queries.scope import Period
from tests.conversations import Teller, at
from tests.queries.asked_inside import (
    A_QUESTION,
    ASKED,
    BOUNCED,
    DAY,
    DECLINED,
    FIRST,
    HOUR,
    IN_PROMISE,
    LED,
    MINUTE,
    NEVER,
    OFFICE,
    OVERDUE,
    REMINDERS,
    ROUND_THE_CLOCK,
    TIME,
    UNLINKED,
    by_department,
)

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
