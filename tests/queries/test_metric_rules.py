"""What the definitions of metrics say in passing: each sentence has a timeline in which it decides."""

from datetime import date
from typing import Any

import pytest

from queries.scope import Period
from tests.conversations import Promise, Teller

HOUR, DAY = 3600, 86400

STARTED = "conversations.started"
REPLY_RATE = "conversations.reply_rate"
EVER_ANSWERED = "conversations.ever_answered"
FIRST = "conversations.first_response"
NEXT = "conversations.next_response"
TWO_WAY = "conversations.two_way"
DEPTH = "conversations.depth"
WAITING = "conversations.waiting"
REPLY_SHARE = "interactivity.reply_share"
RETURNING = "people.returning"


def test_a_question_deleted_before_it_was_due_is_in_no_rate_and_its_wait_ends_there(teller: Teller) -> None:
    teller.tell(
        """
        1  Mon 09:00   ann [deleted Mon 10:00]: My line is down.
        2  Mon 11:00   us > 1: Which light is on?
        3  Mon 09:00   bob [deleted Wed 10:00]: Mine, too.
        """
    )
    assert teller.rate(REPLY_RATE) == (0, 1)  # bob's was due on Tuesday
    found = teller.measure(FIRST)
    assert (found.estimate.n, found.details["still_waiting"], found.estimate.at_least) == (2, 2, 49 * HOUR)
    assert teller.value(WAITING) == 0
    # On Monday at midnight only bob's was still there.
    assert teller.value(WAITING, period=Period(date(2024, 3, 4), date(2024, 3, 4))) == 1


@pytest.mark.parametrize(("deleted", "rate"), [("Tue 08:59:59", (0, 0)), ("Tue 09:00", (0, 1))])
def test_a_question_that_was_still_there_when_its_time_was_up_was_missed(
    teller: Teller, deleted: str, rate: tuple[int, int]
) -> None:
    teller.tell(f"1  Mon 09:00  ann [deleted {deleted}]: My line is down.")
    assert teller.rate(REPLY_RATE) == rate


def test_a_question_of_several_messages_waits_until_the_last_of_them_is_deleted(teller: Teller) -> None:
    teller.tell(
        """
        1  Mon 09:00   ann [deleted Mon 10:00]: My line is down.
        2  Mon 09:30   ann [deleted Mon 12:00] > 1: Really down.
        """
    )
    found = teller.measure(FIRST)
    assert (found.estimate.n, found.estimate.at_least) == (1, 3 * HOUR)


@pytest.mark.parametrize(("deleted", "rate"), [("Mon 10:00", (0, 0)), ("Mon 10:00:01", (1, 1))])
def test_a_question_deleted_at_the_very_moment_of_the_answer_was_not_answered(
    teller: Teller, deleted: str, rate: tuple[int, int]
) -> None:
    teller.tell(
        f"""
        1  Mon 09:00   ann [deleted {deleted}]: My line is down.
        2  Mon 10:00   us > 1: Fixed.
        """
    )
    assert teller.rate(REPLY_RATE) == rate


@pytest.mark.parametrize(
    ("place", "again", "conversations"),
    [("", "Mon+1w 10:00", 1), ("", "Mon+1w 10:00:01", 2), ("[dm t] ", "Tue 10:00", 1), ("[dm t] ", "Tue 10:00:01", 2)],
)
def test_a_new_conversation_begins_strictly_after_seven_days_or_a_day_in_direct_messages(
    teller: Teller, place: str, again: str, conversations: int
) -> None:
    teller.tell(
        f"""
        1  Mon 09:00   ann {place}: My line is down.
        2  Mon 10:00   us {place}> 1: Fixed.
        3  {again}     ann {place}> 2: Down again!
        """.replace(" :", ":")
    )
    assert teller.value(STARTED) == conversations


def test_what_needs_time_is_asked_only_of_what_is_a_week_old(teller: Teller) -> None:
    timeline = """
        1  Mon 09:00   ann: My line is down.
        2  Mon 10:00   us > 1: Fixed.
        3  Mon 11:00   ann > 2: No?
        """
    for until, n in (("Mon+1w 08:59", 0), ("Mon+1w 09:00", 1)):
        teller.tell(timeline, until=until)
        for name in (EVER_ANSWERED, TWO_WAY, DEPTH):
            assert teller.measure(name).estimate.n == n


def test_what_happens_more_than_a_week_after_the_start_comes_too_late_for_equal_follow_up(teller: Teller) -> None:
    # Ann's answer comes on the seventh day to the second, bob's a second later.
    teller.tell(
        """
        1  Mon 09:00            ann: My line is down.
        2  Mon+1w 09:00         us > 1: Fixed.
        3  Mon+1w 09:00:01      ann > 2: No?
        4  Mon 09:00            bob: My line is down.
        5  Mon+1w 09:00:01      us > 4: Fixed.
        """
    )
    assert teller.rate(EVER_ANSWERED) == (1, 2)
    assert teller.rate(TWO_WAY) == (0, 1)
    assert teller.value(DEPTH) == 1  # ann's "No?" comes after the week
    assert teller.rate(REPLY_RATE) == (0, 3)  # but none was answered in a day, the last never


def test_an_answer_after_the_period_counts_but_it_waited_at_its_end(teller: Teller) -> None:
    teller.tell(
        """
        1  Mon 09:00   ann: My line is down.
        2  Tue 08:00   us > 1: Fixed.
        """
    )
    monday = Period(date(2024, 3, 4), date(2024, 3, 4))
    assert teller.rate(REPLY_RATE, period=monday) == (1, 1)
    assert teller.value(FIRST, period=monday) == 23 * HOUR
    assert teller.value(WAITING, period=monday) == 1
    assert teller.measure(WAITING, period=monday).details["oldest"] == 15 * HOUR


def test_the_first_instant_after_the_period_is_after_it(teller: Teller) -> None:
    teller.tell(
        """
        1  Mon 09:00       ann: My line is down.
        2  Mon+1w 00:00    us > 1: Fixed.
        3  Mon+1w 00:00    bob: Mine, too.
        """
    )
    week = Period(date(2024, 3, 4), date(2024, 3, 10))
    assert (teller.value(STARTED, period=week), teller.measure(REPLY_SHARE, period=week).estimate.n) == (1, 0)
    two = teller.measure(WAITING, "week", period=Period(date(2024, 3, 4), date(2024, 3, 17)))
    assert teller.value(WAITING, period=week) == two.slices[0].estimate.value == 1  # ann
    assert two.slices[1].estimate.value == 1  # bob


def test_what_comes_at_the_very_watermark_has_been_seen(teller: Teller) -> None:
    teller.tell(
        """
        1  Mon 09:00   ann: My line is down.
        2  Mon 12:00   us > 1: Fixed.
        3  Mon 12:00   bob: Mine, too.
        """,
        until="Mon 12:00",
    )
    week = teller.measure(WAITING, "week", period=Period(date(2024, 3, 4), date(2024, 3, 10)))
    assert (week.estimate.value, week.details["oldest"]) == (1, 0)  # bob, since just now
    assert week.slices[0].estimate.value == 1
    assert teller.value(FIRST) == 3 * HOUR


def test_the_promise_in_force_when_somebody_asked_decides(teller: Teller) -> None:
    # All are answered after 2 h. Promised: 1 h everywhere from 1 January, on `shop` 3 h from Tuesday to Wednesday.
    teller.tell(
        """
        1  Mon 23:59:59   ann [on shop]: Hello?
        2  Tue 01:59:59   shop > 1: Hello.
        3  Tue 00:00:00   bob [on shop]: Hello?
        4  Tue 02:00:00   shop > 3: Hello.
        5  Wed 23:59:59   cid [on shop]: Hello?
        6  Thu 01:59:59   shop > 5: Hello.
        7  Thu 00:00:00   dan [on shop]: Hello?
        8  Thu 02:00:00   shop > 7: Hello.
        9  Tue 12:00:00   eve [on us]: Hello?
        10 Tue 14:00:00   us > 9: Hello.
        11 2023-12-31 10:00:00  fay [on us]: Hello?
        12 2023-12-31 12:00:00  us > 11: Hello.
        """,
        promises=[
            Promise(HOUR, since=date(2024, 1, 1)),
            Promise(3 * HOUR, channel="shop", since=date(2024, 3, 5), until=date(2024, 3, 6)),
        ],
    )
    # In time: bob and cid by the promise of three hours, fay by the 24 hours that hold where nothing is agreed.
    assert teller.rate(REPLY_RATE) == (3, 6)
    assert teller.rate(REPLY_RATE, channels=(teller.channel("shop"),)) == (2, 4)


def test_a_channels_own_promise_goes_before_the_general_one_and_the_newest_before_the_older(teller: Teller) -> None:
    teller.tell(
        """
        1  Mon 09:00   ann [on us]: Hello?
        2  Mon 11:00   us > 1: Hello.
        """,
        promises=[
            Promise(60, channel="us", since=date(2024, 2, 1)),
            Promise(2 * HOUR, channel="us", since=date(2024, 3, 1)),
            Promise(60, channel="us"),
            Promise(60, since=date(2024, 3, 2)),
        ],
    )
    assert teller.rate(REPLY_RATE) == (1, 1)


def test_what_a_department_promises_or_only_for_a_topic_is_no_promise_to_the_public(teller: Teller) -> None:
    teller.tell(
        """
        1  Mon 09:00   ann [on us]: Hello?
        2  Mon 11:00   us > 1: Hello.
        """
    )
    teller.writer.execute(
        "insert into promises (department, topic, target_seconds, clock) "
        "values ('PR', null, 60, 'wall'), (null, 'bills', 60, 'wall')"
    )
    teller.publish()
    assert teller.rate(REPLY_RATE) == (1, 1)  # within 24 hours


def test_a_promise_on_the_business_clock_of_a_channel_without_hours_falls_back_to_the_default(teller: Teller) -> None:
    teller.tell(
        """
        1  Mon 09:00   ann [on us]: Hello?
        2  Mon 11:00   us > 1: Hello.
        """,
        promises=[Promise(HOUR, "business")],
    )
    assert teller.rate(REPLY_RATE) == (1, 1)  # within 24 hours


def test_outreach_has_no_first_response_and_its_first_wait_is_a_next_one(teller: Teller) -> None:
    teller.tell(
        """
        1  Mon 09:00   ann [to bob]: Does anybody know a good shop?
        2  Mon 10:00   us > 1: We think we are one.
        3  Mon 11:00   ann > 2: Where?
        4  Mon 11:30   us > 3: In Leeds.
        """
    )
    assert teller.value(STARTED) == 1
    assert teller.measure(FIRST).estimate.n == 0
    assert teller.value(NEXT) == 1800


def test_only_the_conversation_that_we_opened_is_outreach(teller: Teller) -> None:
    """Eight days after the first came to rest, ann writes again: that one she opened herself."""
    teller.tell(
        """
        1  Mon 09:00   ann [to bob]: Does anybody know a good shop?
        2  Mon 10:00   us > 1: We think we are one.
        3  Mon 11:00   ann > 2: Where?
        4  Mon 11:30   us > 3: In Leeds.
        5  Tue+1w 12:00   ann > 4: Do you also mend shoes?
        """
    )
    found = teller.rows("select is_outreach from conversations order by started_at")
    assert found == [(True,), (False,)]


def test_what_comes_after_the_watermark_of_its_channel_is_not_there_yet(teller: Teller) -> None:
    """`shop` was seen until Monday noon only; what a later page of it brought is ignored until it is complete."""
    timeline = """
        0  2023-08-01 09:00   zoe: Hello?
        1  Mon 09:00   ann [on shop]: My line is down.
        2  Mon 11:00   shop > 1: Fixed.
        3  Mon 12:30   ann > 2: Down again!
        4  Mon 13:00   shop > 3: Fixed again.
        5  Mon 11:30   bob [on shop]: Mine, too.
        6  Mon 12:30   shop > 5: Yours, too.
        7  Mon 12:31   cid > 6: And mine?
        8  Mon 12:31   dan [on shop]: And mine?
        9  Mon 12:40   shop [on shop]: News!
        10 Mon 12:45   bob [on us]: Who helps?
        """
    day = Period(date(2024, 3, 4), date(2024, 3, 4))
    teller.tell(timeline, late={"shop": "Mon 12:00"}, promises=[Promise(1800)])
    shop: dict[str, Any] = {"channels": (teller.channel("shop"),), "period": day}
    assert teller.value(STARTED, **shop) == 2  # ann, bob
    assert teller.rate(REPLY_RATE, **shop) == (0, 2)  # ann late; bob was due at noon and had no answer
    first = teller.measure(FIRST, **shop)
    assert (first.estimate.n, first.details["still_waiting"], first.estimate.value) == (2, 1, 2 * HOUR)
    assert teller.measure(NEXT, **shop).estimate.n == 0
    assert teller.value(WAITING, **shop) == 1
    assert teller.measure(WAITING, **shop).details["oldest"] == 1800
    assert teller.rate(REPLY_SHARE, **shop) == (1, 1)
    assert teller.measure(RETURNING, **shop).estimate.n == 2  # cid joined too late
    assert teller.value(STARTED, period=day) == 3  # bob on `us` is there
    teller.tell(timeline)
    assert teller.value(STARTED, channels=(teller.channel("shop"),), period=day) == 3
    assert teller.measure(NEXT, channels=(teller.channel("shop"),), period=day).estimate.n == 2
    assert teller.measure(RETURNING, channels=(teller.channel("shop"),), period=day).estimate.n == 4


def test_who_joined_an_earlier_conversation_after_its_watermark_had_not_been_here(teller: Teller) -> None:
    teller.tell(
        """
        0  2023-08-01 09:00   zoe: Hello?
        1  2024-02-01 09:00   ann [on shop]: Hello?
        2  2024-02-01 13:00   bob > 1: Hello?
        3  Mon 09:00          bob [on us]: Hello again?
        4  Mon 09:00          ann [on us]: Hello again?
        """,
        late={"shop": "2024-02-01 12:00"},
    )
    found = teller.measure(RETURNING, period=Period(date(2024, 3, 4), date(2024, 3, 4)))
    assert found.estimate.value == 1 / 2


def test_a_channel_that_was_never_seen_in_full_borrows_the_watermark_of_the_others_in_any_scope(teller: Teller) -> None:
    teller.tell(
        """
        1  Mon 09:00   ann [on shop]: Hello?
        2  Mon 09:00   bob [on us]: Hello?
        3  Thu 09:00   cid [on shop]: Hello?
        """,
        until="Wed 09:00",
        late={"shop": None},
    )
    shop = teller.measure(WAITING, channels=(teller.channel("shop"),))
    assert (shop.estimate.value, shop.details["oldest"]) == (1, 2 * DAY)
    assert teller.value(WAITING) == 2
    assert [part.estimate.value for part in teller.measure(WAITING, by="channel").slices] == [1, 1]


def test_what_borrows_a_watermark_borrows_the_same_in_every_scope(teller: Teller) -> None:
    """`us` is seen until Wednesday, `shop` until Tuesday, the kiosk was never seen in full: until Wednesday as well."""
    teller.tell("1  Wed 08:00  ann [on kiosk]: Hello?", until="Wed 09:00", late={"shop": "Tue 09:00"})
    kiosk, shop = teller.channel("kiosk"), teller.channel("shop")
    assert teller.value(WAITING, channels=(kiosk,)) == teller.value(WAITING, channels=(kiosk, shop)) == 1
    assert teller.value(WAITING) == 1
