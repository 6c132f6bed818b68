"""The metrics of conversations on a week that a reader can follow by hand, and on each edge of their definitions."""

from datetime import date

import pytest

from queries.scope import Period
from tests.conversations import Teller

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
