"""The metrics of conversations on a week that a reader can follow by hand, and on each edge of their definitions."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from queries.scope import Period
from tests import facts
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


@pytest.fixture(scope="module")
def teller(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Teller]:
    with facts.warehouse(tmp_path_factory.mktemp("cases")) as writer:
        yield Teller(writer)


# One week of a small company -----------------------------------------------------------------------------------------

A_WEEK = """
    p   Mon 08:00      us: We open a second shop.
    a1  Mon 09:00      ann > p: Where?
    a2  Mon 10:00      us > a1: In Leeds.
    a3  Mon 11:00      ann > a2: When?
    a4  Mon 15:00      us > a3: In May.
    b1  Mon 12:00      bob > p: Will you have parking?
    b2  Tue 12:00      us > b1: For forty cars.
    b3  Tue 13:00      bob > b2: Great, thanks!
    c1  Tue 09:00      cid [on shop]: Is my order ready?
    c2  Thu 09:00      shop > c1: It is.
    d1  Wed 09:00      dan [on shop]: Do you deliver?
    e1  Wed 10:00      eve [on shop] [spam]: Buy followers!
    q   Thu 10:00      us: Our new catalogue.
    q2  Thu 10:05      us > q: Part two of it.
    r   Thu 11:00      us [automated]: It is 11 o'clock.
"""


@pytest.fixture
def week(teller: Teller) -> Teller:
    """Conversations of ann, bob, cid and dan; eve's spam is none. Seen for half a year after."""
    teller.tell(A_WEEK)
    return teller


def test_started_counts_conversations_not_spam_nor_posts(week: Teller) -> None:
    assert week.value(STARTED) == 4  # ann, bob, cid, dan


def test_reply_rate_is_answered_in_24_hours_of_all_due(week: Teller) -> None:
    # In time: ann 1 h, ann again 4 h, bob exactly 24 h. Not: cid after 48 h, dan never. Bob's thanks asks nothing.
    assert week.rate(REPLY_RATE) == (3, 5)
    assert week.value(REPLY_RATE) == 3 / 5


def test_ever_answered_is_answered_within_seven_days_of_the_start(week: Teller) -> None:
    assert week.rate(EVER_ANSWERED) == (3, 4)  # all but dan


def test_first_response_is_the_median_and_nine_in_ten_of_first_questions(week: Teller) -> None:
    # Waits 1 h, 24 h, 48 h; dan still waits: S is 3/4 after 1 h and 1/2 after 24 h, then never 1/10.
    found = week.measure(FIRST)
    assert found.estimate.value == 24 * HOUR
    assert found.tail is not None
    assert found.tail.value is None
    assert found.tail.reason == "not yet known: more than one in ten still wait"
    assert (found.estimate.n, found.details["still_waiting"]) == (4, 1)


def test_thanks_waits_until_we_have_answered_once_and_spam_never_does(teller: Teller) -> None:
    teller.tell(
        """
        1  Mon 09:00   ann: Thank you all!
        2  Mon 09:00   eve [spam]: Buy followers!
        3  Mon 10:00   bob > 2: What is this?
        4  Mon 11:00   us > 3: Nothing of ours.
        """
    )
    assert teller.value(STARTED) == 2
    assert teller.value(WAITING) == 1  # ann
    assert teller.value(FIRST) == HOUR  # bob


def test_next_response_is_the_same_of_later_questions(week: Teller) -> None:
    found = week.measure(NEXT)  # ann's "When?" waited 4 h; bob's thanks is no question
    assert (found.estimate.value, found.estimate.n) == (4 * HOUR, 1)
    assert found.tail is not None
    assert found.tail.value == 4 * HOUR


def test_two_way_is_the_audience_going_on_with_more_than_thanks(week: Teller) -> None:
    assert week.rate(TWO_WAY) == (1, 3)  # of ann, bob and cid only ann said more than thanks


def test_depth_is_the_median_of_questions_in_answered_conversations(week: Teller) -> None:
    assert week.value(DEPTH) == 1  # ann 2, bob 1, cid 1
    assert week.measure(DEPTH).estimate.n == 3


def test_depth_of_two_conversations_is_halfway_between_them(week: Teller) -> None:
    assert week.value(DEPTH, channels=(week.channel("us"),)) == 1.5  # ann 2, bob 1


def test_an_answered_conversation_without_a_question_has_the_depth_of_none(teller: Teller) -> None:
    teller.tell(
        """
        1  Mon 09:00        ann: My line is down.
        2  Mon 10:00        us > 1: Fixed.
        3  Wed+1w 09:00     ann > 2: Thanks!
        4  Wed+1w 10:00     us > 3: With pleasure.
        """
    )
    assert (teller.value(STARTED), teller.rate(TWO_WAY)) == (2, (0, 2))
    assert teller.value(DEPTH) == 0.5  # one question in the first conversation, none in the second


@pytest.mark.parametrize(("again", "depth"), [("Mon+1w 09:00", 2), ("Mon+1w 09:00:01", 1)])
def test_depth_counts_the_questions_of_seven_days(teller: Teller, again: str, depth: int) -> None:
    teller.tell(
        f"""
        1  Mon 09:00   ann: My line is down.
        2  Mon 10:00   us > 1: Fixed.
        3  {again}     ann > 2: Down again!
        """
    )
    assert teller.value(DEPTH) == depth


def test_what_we_wrote_before_the_audience_did_answers_nothing(teller: Teller) -> None:
    teller.tell(
        """
        1  Mon 09:00   us [dm t]: Shall we look at your line?
        2  Mon 10:00   ann [dm t]: Yes, when?
        """
    )
    assert teller.rate(EVER_ANSWERED) == (0, 1)
    assert teller.measure(FIRST).estimate.n == 0  # we spoke first: her question is a later one
    assert teller.measure(NEXT).details["still_waiting"] == 1


def test_waiting_is_who_waits_at_the_end_of_the_period(week: Teller) -> None:
    assert week.value(WAITING) == 1  # dan
    # At the end of Tuesday: cid since 15 h (bob has his answer, dan has not asked).
    tuesday = week.measure(WAITING, period=Period(date(2024, 3, 5), date(2024, 3, 5)))
    assert tuesday.estimate.value == 1
    assert tuesday.details == {"age_median": 15 * HOUR, "age_p90": 15 * HOUR, "oldest": 15 * HOUR}
    # At the end of Wednesday: cid since 39 h, dan since 15 h; the one in the middle would be 27 h old.
    wednesday = week.measure(WAITING, period=Period(date(2024, 3, 6), date(2024, 3, 6)))
    assert wednesday.estimate.value == 2
    assert wednesday.details["age_median"] == 27 * HOUR
    assert wednesday.details["age_p90"] == pytest.approx(15 * HOUR + 0.9 * 24 * HOUR)
    assert wednesday.details["oldest"] == 39 * HOUR


def test_reply_share_is_our_turns_among_all_that_we_say(week: Teller) -> None:
    # Turns: ann 2, bob 1, cid 1. Broadcasts: the shop and the catalogue, whose two parts are one; the bot's is none.
    assert week.rate(REPLY_SHARE) == (4, 6)


def test_several_messages_of_ours_in_a_row_are_one_turn(teller: Teller) -> None:
    teller.tell(
        """
        1  Mon 09:00   ann: My line is down.
        2  Mon 09:05   us > 1: Which light is on?
        3  Mon 09:06   us > 2: The red one?
        4  Mon 09:07   us [automated] > 1: How was our service?
        5  Mon 09:08   us > 3: Or the green one?
        6  Mon 09:10   ann > 5: The red one.
        7  Mon 09:11   us > 6: Then we send somebody.
        p  Mon 10:00   us: News!
        """
    )
    assert teller.rate(REPLY_SHARE) == (2, 3)
    assert teller.value(FIRST) == 5 * 60
    assert teller.value(NEXT) == 60


def test_a_broadcast_counts_once_on_the_day_of_its_first_part_unless_nobody_wrote_any(teller: Teller) -> None:
    teller.tell(
        """
        1  Mon 23:59   us: News, 1/2
        2  Tue 00:01   us > 1: News, 2/2
        3  Mon 12:00   us [automated]: The weather today
        4  Mon 12:01   us > 3: … and I would take a coat.
        5  Mon 18:00   us [automated]: The weather tonight
        6  Mon 18:01   us [automated] > 5: Part two
        """
    )
    days = [Period(date(2024, 3, day), date(2024, 3, day)) for day in (4, 5)]
    assert [teller.rate(REPLY_SHARE, period=day) for day in days] == [(0, 2), (0, 0)]


def test_a_conversation_belongs_to_the_first_of_ours_that_is_addressed(teller: Teller) -> None:
    teller.tell(
        """
        1  Mon 09:00   ann [to bob SHOP us]: Hello?
        2  Mon 10:00   us > 1: Hello.
        3  Mon 09:00   bob: @shop or @us, hello?
        4  Mon 09:00   cid: Hello?
        5  Mon 10:00   shop > 4: Hello.
        6  Mon 09:00   dan [on us] [to shop]: Hello?
        """
    )
    by_channel = teller.measure(STARTED, "channel").slices
    assert {part.key: part.estimate.value for part in by_channel} == {"x:us": 1, "x:shop": 3}  # dan; ann, bob, cid


def test_returning_is_who_had_been_here_in_the_180_days_before(teller: Teller) -> None:
    # Before 4 March 2024, 180 days go back to 6 September 2023. Ann and dan were here since then; bob was before it.
    teller.tell(
        """
        0  2023-08-01 09:00    bob: Hello?
        1  2023-09-06 00:00    ann: Hello?
        2  2023-09-05 23:59    cid: Hello?
        3  2024-03-03 23:59    dan [on shop]: Hello?
        4  Mon 09:00           ann: Hello again?
        5  Tue 09:00           bob: Hello again?
        6  Wed 09:00           cid: Hello again?
        7  Thu 09:00           dan: Hello again?
        8  Thu 10:00           ann: And again?
        9  Mon 00:00           eve: Hello for the first time?
        """
    )
    first_week = Period(date(2024, 3, 4), date(2024, 3, 10))
    found = teller.measure(RETURNING, period=first_week)
    assert (found.estimate.value, found.estimate.n) == (2 / 5, 5)


def test_returning_is_not_known_where_the_data_goes_back_less_far(teller: Teller) -> None:
    teller.tell(
        """
        1  2023-09-06 00:01   ann: Hello?
        2  Mon 09:00          ann: Hello again?
        """
    )
    found = teller.measure(RETURNING, period=Period(date(2024, 3, 4), date(2024, 3, 10)))
    assert (found.estimate.value, found.estimate.n) == (None, 1)
    assert found.estimate.reason == "the data goes back less than 180 days before the period"


def test_one_who_only_broadcasts_has_a_reply_share_of_zero(teller: Teller) -> None:
    teller.tell("\n".join(f"{number} Mon 10:{number:02d} us: News {number}!" for number in range(12)), until=None)
    found = teller.measure(REPLY_SHARE)
    assert (found.estimate.value, found.estimate.n, found.estimate.is_weak) == (0, 12, False)


# What the definitions say in passing ---------------------------------------------------------------------------------


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
