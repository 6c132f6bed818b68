"""The golden timelines of the specification: messages in, marts, publish, and the very figures that it promises.

Each timeline stands under its number. How to read one: see tests/conversations.py. Those that need hand-offs, the
roster or the ledger (G11, G12, G19, G22) stand with the cases of these.
"""

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from queries import marts
from queries.engine import measure
from queries.metric import metrics
from queries.report import as_data
from queries.scope import Period, Scope
from queries.slices import has_slice
from tests.conversations import MONDAY, WEEKDAYS, Hours, Promise, Teller, said
from warehouse import Home, Snapshot, open_writer, publish
from warehouse.erase import erase

MINUTE, HOUR, DAY = 60, 3600, 86400
FIRST, NEXT = "conversations.first_response", "conversations.next_response"
REPLY_RATE, WAITING = "conversations.reply_rate", "conversations.waiting"


def test_g1_half_an_hour_promised_on_friday_evening_ends_on_monday_morning_and_a_minute_later_is_a_breach(
    teller: Teller,
) -> None:
    # Friday 16:45 to 17:00 are 15 minutes of the 30; the other 15 run from Monday 09:00 to 09:15.
    teller.tell(
        """
        1  Fri 16:45      ann: Is the shop open?
        2  Mon+1w 09:15   us > 1: It is.
        3  Fri 16:45      bob: Is the shop open?
        4  Mon+1w 09:16   us > 3: It is.
        """,
        hours=Hours("09:00", "17:00"),
        promises=[Promise(30 * MINUTE, "business")],
    )
    assert teller.rows("select distinct due_at from exchanges") == [(datetime(2024, 3, 11, 9, 15),)]
    assert teller.rate(REPLY_RATE) == (1, 2)


def test_g2_an_auto_reply_answers_nothing_and_the_days_between_are_nobodys_wait(teller: Teller) -> None:
    teller.tell(
        """
        1  Mon 09:00      ann: My line is down.
        2  Mon 09:00:03   us [automated] > 1: We have got your message.
        3  Mon 09:05      us > 1: Please restart the box.
        4  Fri 14:00      ann > 3: It is down again!
        5  Fri 14:10      us > 4: A colleague is on the way.
        """
    )
    assert teller.value(FIRST) == 5 * MINUTE
    assert teller.value(NEXT) == 10 * MINUTE
    assert teller.value("conversations.started") == 1
    assert teller.rate("interactivity.reply_share") == (2, 2)  # the auto-reply is neither a turn nor a broadcast
    assert teller.rate(REPLY_RATE) == (2, 2)


def test_g3_a_bot_does_not_clear_the_clock(teller: Teller) -> None:
    teller.tell(
        """
        1  2023-12-12 16:20:14   ann: Where is my parcel?
        2  2023-12-12 16:20:17   us [automated] > 1: We are closed.
        3  2023-12-26 22:25:45   ann > 1: Hello?
        4  2023-12-27 07:36:53   us > 3: It is on its way.
        """
    )
    found = teller.measure(FIRST)
    assert found.estimate.value == timedelta(days=14, hours=15, minutes=16, seconds=39).total_seconds()
    assert found.estimate.n == 1
    assert teller.measure(NEXT).estimate.n == 0
    assert teller.rows("select count(*) from conversations") == [(1,)]


def test_g4_an_answer_outside_hours_took_no_business_time_and_is_counted_beside(teller: Teller) -> None:
    teller.tell(
        """
        1  Mon 18:00   ann: Are you there?
        2  Mon 19:00   us > 1: We are.
        """,
        hours=Hours("08:00", "17:00"),
    )
    business = teller.measure(FIRST, clock="business")
    assert (business.estimate.value, business.details["outside_hours"]) == (0, 1)
    assert teller.value(FIRST) == HOUR


def test_g5_thanks_needs_no_reply_and_a_question_after_eight_days_is_a_new_conversation(teller: Teller) -> None:
    teller.tell(
        """
        1  Mon 09:00         ann: My line is down.
        2  Mon 09:05         us > 1: Fixed.
        3  Mon 09:06         ann > 2: Thanks!
        4  Tue+1w 09:07      ann > 3: It is down again.
        5  Tue+1w 09:08      us > 4: Fixed again.
        """
    )
    assert teller.value("conversations.started") == 2
    assert teller.value(WAITING) == 0  # nobody waits after "Thanks!"
    second_week = Period(date(2024, 3, 11), date(2024, 3, 17))
    assert teller.value(FIRST, period=second_week) == 60
    assert teller.measure(NEXT).estimate.n == 0


def test_g6_each_reply_to_a_part_of_our_post_is_a_conversation(teller: Teller) -> None:
    teller.tell(
        """
        1  Mon 09:00   us: News, 1/2
        2  Mon 09:01   us > 1: News, 2/2
        3  Mon 10:00   ann > 2: What does it cost?
        4  Mon 10:00   bob > 2: When does it come?
        5  Mon 10:30   us > 4: On Friday.
        """
    )
    assert teller.value("conversations.started") == 2
    assert teller.value(WAITING) == 1
    assert teller.rate("conversations.ever_answered") == (1, 2)
    assert teller.rate("interactivity.reply_share") == (1, 2)  # one turn; two posts are one broadcast


def test_g7_one_late_answer_in_eleven_does_not_move_the_median(teller: Teller) -> None:
    hours = [1] * 10 + [96]
    teller.tell(
        message
        for number, wait in enumerate(hours)
        for message in (
            said(f"q{number}", MONDAY, f"p{number}"),
            said(f"a{number}", MONDAY + timedelta(hours=wait), "us", parent_id=f"q{number}"),
        )
    )
    found = teller.measure(FIRST)
    assert found.estimate.value == HOUR
    mean = sum(hours) / len(hours) * HOUR  # 9.64 h
    assert found.tail is not None
    shown = [found.estimate.value, found.tail.value, *found.details.values()]
    assert all(value is None or abs(value - mean) > MINUTE for value in shown)


def test_g8_the_median_is_not_yet_known_while_more_than_half_still_wait(teller: Teller) -> None:
    """50 asked on Monday at midnight; 24 were answered after 1, 2, … 23 and 23 hours; Saturday, 26 still wait."""
    asked = [said(f"q{number}", MONDAY, f"p{number}") for number in range(50)]
    answers = [
        said(f"a{number}", MONDAY + timedelta(hours=min(number + 1, 23)), "us", parent_id=f"q{number}")
        for number in range(24)
    ]
    teller.tell(asked + answers, until="Sat 00:00")
    found = teller.measure(FIRST)
    assert found.estimate.value is None
    assert found.estimate.at_least == 5 * DAY
    assert found.estimate.reason == "not yet known: more than half still wait"
    assert (found.estimate.n, found.details["still_waiting"]) == (50, 26)


def test_g9_without_a_calendar_business_time_is_not_known_and_the_coverage_says_so(teller: Teller) -> None:
    teller.tell(
        """
        1  Mon 09:00   ann [on us]: Are you there?
        2  Mon 10:00   us > 1: We are.
        """
    )
    found = teller.measure(FIRST, clock="business", channels=(teller.channel("us"),))
    assert found.estimate.value is None
    assert (found.coverage.counted, found.coverage.of) == (0, 1)
    assert found.coverage.note == "Us has no opening hours, so no business time."
    assert teller.measure(FIRST).coverage.note is None
    assert teller.value(FIRST) == HOUR


def test_g10_the_clock_starts_with_the_reply_to_our_broadcast(teller: Teller) -> None:
    teller.tell(
        """
        1  Mon 09:00   us: We have news.
        2  Thu 09:00   ann > 1: What does it cost?
        3  Thu 09:20   us > 2: Nothing.
        """
    )
    assert teller.value(FIRST) == 20 * MINUTE


def test_g13_a_running_month_is_compared_with_the_same_days_of_the_month_before_and_marked_partial(
    teller: Teller,
) -> None:
    # February: one on the 3rd, one on the 10th, one on the 11th. March, seen until the 10th at noon: one.
    teller.tell(
        """
        0  2024-01-15 09:00   zoe: Hello?
        1  2024-02-03 09:00   ann: Hello?
        2  2024-02-10 23:59   bob: Hello?
        3  2024-02-11 00:00   cid: Hello?
        4  2024-03-05 09:00   dan: Hello?
        """,
        until="2024-03-10 12:00",
    )
    for last in (10, 31):
        period = Period(date(2024, 3, 1), date(2024, 3, last))
        found = teller.measure("conversations.started", period=period, compare="previous")
        assert found.is_partial
        assert found.before_period == Period(date(2024, 2, 1), date(2024, 2, 10))
        assert found.before is not None
        assert (found.estimate.value, found.before.value) == (1, 2)


def test_g14_a_reply_sent_on_the_platform_itself_counts(teller: Teller) -> None:
    teller.tell(
        """
        1  Mon 09:00   ann [review] [on us]: Two stars. Why is nobody there?
        2  Mon 09:30   us [review_response] [on us] > 1: We are sorry.
        """
    )
    assert teller.rate(REPLY_RATE) == (1, 1)
    assert teller.value(FIRST) == 30 * MINUTE


@pytest.mark.parametrize(
    ("night", "hours"), [("2024-03-30", 8), ("2024-10-26", 10), ("2024-06-01", 9)], ids=["spring", "autumn", "summer"]
)
def test_g15_a_night_shift_is_as_long_as_the_clocks_make_it(teller: Teller, night: str, hours: int) -> None:
    """Open from 21:00 to 06:00 in Berlin: nine hours, less or more the one that the clocks skip or repeat."""
    noon = datetime.fromisoformat(night) + timedelta(hours=12)
    teller.tell(
        [said("1", noon, "ann"), said("2", noon + timedelta(days=1), "us", parent_id="1")],
        until="2025-01-01 00:00",
        hours=Hours("21:00", "06:00", zone="Europe/Berlin", days=["Sat"]),
    )
    assert teller.value(FIRST, clock="business") == hours * HOUR


def test_g15_a_department_in_another_zone_is_open_by_its_own_clock(teller: Teller) -> None:
    teller.tell(
        """
        1  Mon 07:00   ann: Are you there?
        2  Mon 23:00   us > 1: We are.
        """,
        hours=Hours("09:00", "17:00", zone="Asia/Tokyo"),  # 00:00 to 08:00 UTC
    )
    assert teller.value(FIRST, clock="business") == HOUR


def test_g16_an_answer_after_six_years_is_one_exchange_and_one_wait(teller: Teller) -> None:
    teller.tell(
        """
        1  2018-01-01 09:00   ann: Is anybody there?
        2  2021-01-01 09:00   bob > 1: I wonder, too.
        3  2024-01-01 09:00   us > 1: We are now.
        """
    )
    found = teller.measure(FIRST)
    assert (found.estimate.n, found.estimate.value) == (1, (6 * 365 + 1) * DAY)  # 2020 was a leap year
    assert teller.value("conversations.started") == 1
    assert teller.rows("select count(*) from exchanges") == [(1,)]


@pytest.mark.parametrize(
    "timeline",
    [
        """
    1   Mon 09:00:02   ann: Hello?
    2   Mon 09:00:00   us > 1: Hello.
    """,
        """
    10  Mon 09:00:00   ann: Hello?
    9   Mon 09:00:00   us > 10: Hello.
    """,
    ],
    ids=["two seconds early", "smaller id"],
)
def test_g18_an_answer_stamped_before_or_with_its_question_took_no_time(teller: Teller, timeline: str) -> None:
    teller.tell(timeline)
    assert teller.value(FIRST) == 0
    assert teller.rate(REPLY_RATE) == (1, 1)


def test_messages_of_one_second_are_in_the_order_of_their_ids_as_numbers(teller: Teller) -> None:
    teller.tell(
        """
        10  Mon 09:00   us [dm t]: Hello.
        9   Mon 09:00   ann [dm t]: Hello?
        """
    )
    assert (teller.value(FIRST), teller.value(WAITING)) == (0, 0)  # 9 comes before 10, though "10" before "9"


def test_g20_what_is_not_yet_due_is_not_in_the_rate_and_is_shown(teller: Teller) -> None:
    timeline = """
        1  Mon 09:00   ann: Hello?
        2  Mon 10:00   us > 1: Hello.
        """
    teller.tell(timeline, until="Tue 05:00")  # 20 of 24 hours have passed
    found = teller.measure(REPLY_RATE)
    assert (found.estimate.value, found.estimate.n, found.details["not_due"]) == (None, 0, 1)
    teller.tell(timeline, until="Tue 09:00")  # all 24
    found = teller.measure(REPLY_RATE)
    assert (found.estimate.value, found.estimate.n, found.details["not_due"]) == (1, 1, 0)


def test_g21_hiding_every_complaint_answers_none(teller: Teller) -> None:
    teller.tell(
        """
        1  Mon 09:00   us: We have news.
        2  Mon 10:00   ann [hidden Mon 10:01] > 1: The line is down!
        3  Mon 11:00   bob [hidden Mon 11:01] > 1: Here, too!
        """
    )
    assert teller.rate(REPLY_RATE) == (0, 2)
    assert teller.value(REPLY_RATE) == 0
    assert teller.value(WAITING) == 2
    assert teller.rows("select distinct needs_reply from thread_messages where conversation_key is not null") == [
        (True,)
    ]


def test_g23_erasing_a_person_changes_no_figure(tmp_path_factory: pytest.TempPathFactory) -> None:
    home = Home(tmp_path_factory.mktemp("erased"))
    everything = Scope(Period(date(2024, 3, 1), date(2024, 3, 31)))

    def figures() -> list[dict[str, Any]]:
        snapshot = Snapshot(home)
        return [
            as_data(measure(snapshot, metric, everything, by))
            for metric in metrics().values()
            for by in (None, "week", "channel")
            if by is None or has_slice(metric, by)
        ]

    with open_writer(home, marts.TEXT_VERDICTS) as writer:
        teller = Teller(writer)
        teller.tell(
            """
            1  Mon 09:00        ann: My line is down.
            2  Mon 09:05        us > 1: Fixed.
            3  Mon 09:06        ann > 2: Thanks!
            4  Tue+1w 09:07     ann > 3: @shop It is down again. Why?
            5  Tue+1w 09:08     shop > 4: Fixed again.
            6  Wed+1w 09:00     ann > 5: And now?
            7  Wed+1w 10:00     bob [to ann] > 6: Here, too.
            8  2023-09-01 09:00 ann: Hello?
            9  2023-08-01 09:00 bob: Hello?
            """,
            until="Mon+3w 00:00",
        )
        before = figures()
        assert (teller.value("conversations.started"), teller.value(WAITING)) == (4, 3)  # 8, 9, 1, 4; 8, 9, 6
        with writer.transaction():
            assert erase(writer, "x:@ann", now=datetime(2024, 4, 1), stand_in=7).messages == 5
        marts.refresh(writer, full=True)
        publish(writer)
    assert figures() == before
    assert Snapshot(home).rows("select count(*) from messages where text like '%down%'") == [(0,)]


def test_the_language_of_timelines_has_a_week(teller: Teller) -> None:
    teller.tell("\n".join(f"{day} {day}+1w 09:00 {day.lower()}: Hello?" for day in WEEKDAYS))
    assert teller.rows("select isodow(started_at), day(started_at) from conversations order by started_at") == [
        (number, 10 + number) for number in range(1, 8)
    ]


def test_every_golden_timeline_has_a_test_named_by_its_id() -> None:
    told = "".join(file.read_text(encoding="utf-8") for file in Path(__file__).parent.glob("test_*.py"))
    assert {int(number) for number in re.findall(r"^def test_g(\d+)_", told, re.MULTILINE)} == set(range(1, 24))
