"""The second opinion gives the values of the golden timelines, and keeps to the definitions around them."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from tests import reference_metrics as metrics
from tests.reference import Channel, Corpus, Message, build
from tests.reference_metrics import Calendar, business_seconds, survival_quantile

MONDAY = datetime(2024, 3, 4)  # a week without a clock change anywhere here
EVER = (datetime(2000, 1, 1), datetime(2100, 1, 1))
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WEEKDAYS = range(1, 6)


def at(day: int, clock: str) -> datetime:
    """That time of day, so many days after the Monday."""
    return datetime.combine(MONDAY + day * DAY, time.fromisoformat(clock))


def said(who: str, native_id: str, when: datetime, parent: str | None = None, **more: Any) -> Message:
    """A message on platform x by "us" or by somebody of the audience."""
    return Message("x", native_id, who, when, parent_id=parent, **more)


def corpus(*messages: Message, until: datetime | None = None) -> Corpus:
    """The corpus of one channel of ours, seen until then, by default until a year after the last message."""
    until = until or max(message.published_at for message in messages) + timedelta(days=365)
    return build(messages, [Channel("x", "us", "brand", complete_until=until)], {("x", "us")})


def waits(found: Corpus) -> list[timedelta | None]:
    """How long each exchange waited for its answer."""
    return [None if e.answered_at is None else e.answered_at - e.asked_at for e in found.exchanges]


def reason(found: Corpus, native_id: str) -> str:
    """Why that message needs a reply or none."""
    return found.verdicts["x", native_id].reason


# Golden timelines ----------------------------------------------------------------------------------------------------

NINE_TO_FIVE = Calendar("Europe/Berlin", tuple((day, time(9), time(17)) for day in WEEKDAYS))
EIGHT_TO_FIVE = Calendar("UTC", tuple((day, time(8), time(17)) for day in WEEKDAYS))


def test_g1_a_promise_of_half_an_hour_given_on_friday_evening_ends_on_monday_morning() -> None:
    asked = at(4, "15:45")  # Friday 16:45 in Berlin
    assert business_seconds(NINE_TO_FIVE, asked, at(7, "08:15")) == 30 * 60  # Monday 09:15
    assert business_seconds(NINE_TO_FIVE, asked, at(7, "08:16")) == 31 * 60


def test_g2_an_auto_reply_answers_nothing_and_the_days_between_are_nobodys_wait() -> None:
    found = corpus(
        said("ann", "1", at(0, "09:00")),
        said("us", "2", at(0, "09:00:03"), "1", is_automated=True),
        said("us", "3", at(0, "09:05"), "1"),
        said("ann", "4", at(4, "14:00"), "3"),
        said("us", "5", at(4, "14:10"), "4"),
    )
    assert len(found.conversations) == 1
    assert metrics.first_response(found, *EVER) == metrics.Figure(1, 300)
    assert metrics.next_response(found, *EVER) == metrics.Figure(1, 600)


def test_g3_a_bot_does_not_clear_the_clock_and_an_unanswered_question_is_not_cut() -> None:
    found = corpus(
        said("ann", "1", datetime(2023, 12, 12, 16, 20, 14)),
        said("us", "2", datetime(2023, 12, 12, 16, 20, 17), "1", is_automated=True),
        said("ann", "3", datetime(2023, 12, 26, 22, 25, 45), "1"),
        said("us", "4", datetime(2023, 12, 27, 7, 36, 53), "3"),
    )
    assert waits(found) == [timedelta(days=14, hours=15, minutes=16, seconds=39)]


def test_g4_an_answer_outside_hours_has_no_business_seconds() -> None:
    assert business_seconds(EIGHT_TO_FIVE, at(0, "18:00"), at(0, "19:00")) == 0


def test_g5_thanks_needs_no_reply_and_a_question_after_eight_days_is_a_new_conversation() -> None:
    found = corpus(
        said("ann", "1", at(0, "09:00")),
        said("us", "2", at(0, "09:05"), "1"),
        said("ann", "3", at(0, "09:06"), "2", is_closing=True),
        said("ann", "4", at(8, "09:07"), "2"),
        said("us", "5", at(8, "09:08"), "4"),
    )
    assert reason(found, "3") == "closing"
    assert [conversation.id for conversation in found.conversations] == ["1", "4"]
    assert [exchange.ordinal for exchange in found.exchanges] == [1, 1]
    assert waits(found) == [timedelta(minutes=5), timedelta(seconds=60)]


def test_g6_each_reply_to_a_part_of_our_post_is_a_conversation() -> None:
    found = corpus(
        said("us", "1", at(0, "09:00")),
        said("us", "2", at(0, "09:01"), "1"),
        said("ann", "3", at(0, "10:00"), "2"),
        said("bob", "4", at(0, "10:01"), "2"),
        said("us", "5", at(0, "10:30"), "4"),
    )
    assert [post.parts for post in found.posts] == [("1", "2")]
    assert {c.id: c.first_answer_at for c in found.conversations} == {"3": None, "4": at(0, "10:30")}
    assert metrics.waiting(found, *EVER).n == 1
    assert metrics.reply_share(found, *EVER) == metrics.Figure(2, 1 / 2)


def test_g7_one_late_answer_in_eleven_does_not_move_the_median() -> None:
    assert survival_quantile([(3600, True)] * 10 + [(96 * 3600, True)], 0.5) == 3600


def test_g8_the_median_is_not_known_while_more_than_half_still_wait() -> None:
    answered = [(3600.0 * hour, True) for hour in range(24)]
    assert survival_quantile(answered + [(5 * 86400.0, False)] * 26, 0.5) is None
    assert survival_quantile(answered + [(5 * 86400.0, False)] * 24, 0.5) == 23 * 3600


def test_g9_without_a_calendar_business_time_is_not_known() -> None:
    assert business_seconds(None, at(0, "09:00"), at(0, "10:00")) is None


def test_g10_the_clock_starts_with_the_reply_to_our_broadcast_not_with_the_broadcast() -> None:
    found = corpus(
        said("us", "1", at(0, "09:00")), said("ann", "2", at(3, "09:00"), "1"), said("us", "3", at(3, "09:20"), "2")
    )
    assert metrics.first_response(found, *EVER) == metrics.Figure(1, 20 * 60)


def test_g14_a_reply_sent_on_the_platform_itself_counts() -> None:
    found = corpus(
        said("ann", "1", at(0, "09:00"), kind="review"), said("us", "2", at(0, "09:01"), "1", kind="review_response")
    )
    assert waits(found) == [timedelta(minutes=1)]


@pytest.mark.parametrize(("night", "hours"), [(date(2024, 3, 30), 8), (date(2024, 10, 26), 10), (date(2024, 6, 1), 9)])
def test_g15_a_night_shift_is_as_long_as_the_clocks_make_it(night: date, hours: int) -> None:
    shift = Calendar("Europe/Berlin", ((night.isoweekday(), time(21), time(6)),))
    noon = datetime.combine(night, time(12))
    assert business_seconds(shift, noon, noon + DAY) == hours * 3600


def test_g15_a_department_in_another_zone_is_open_by_its_own_clock() -> None:
    tokyo = replace(NINE_TO_FIVE, zone="Asia/Tokyo")  # open 00:00 to 08:00 UTC
    assert business_seconds(tokyo, at(0, "07:00"), at(0, "23:00")) == 3600


def test_g16_an_answer_after_six_years_is_one_exchange_and_one_wait() -> None:
    found = corpus(
        said("ann", "1", datetime(2018, 1, 1)),
        said("bob", "2", datetime(2021, 1, 1), "1"),
        said("us", "3", datetime(2024, 1, 1), "1"),
    )
    assert len(found.conversations) == 1
    assert waits(found) == [datetime(2024, 1, 1) - datetime(2018, 1, 1)]


@pytest.mark.parametrize("length", [119, 130, 5000])
def test_g17_a_deep_thread_is_one_conversation(length: int) -> None:
    speakers = ["ann", "us"]
    thread = [said(speakers[i % 2], str(i), MONDAY + i * HOUR, str(i - 1) if i else None) for i in range(length)]
    found = corpus(*reversed(thread))
    assert len(found.conversations) == 1
    assert found.verdicts["x", str(length - 1)].depth == length - 1
    assert [e.ordinal for e in found.exchanges] == list(range(1, (length + 1) // 2 + 1))


def test_g17_every_reply_under_one_post_is_a_conversation_of_its_own() -> None:
    replies = [said("ann", str(i), MONDAY + i * timedelta(seconds=1), "0") for i in range(1, 20_001)]
    assert len(corpus(said("us", "0", MONDAY), *replies).conversations) == 20_000


def test_g18_an_answer_stamped_before_its_question_took_no_time() -> None:
    early = corpus(said("ann", "1", at(0, "09:00:02")), said("us", "2", at(0, "09:00:00"), "1"))
    same_second = corpus(said("ann", "10", at(0, "09:00")), said("us", "9", at(0, "09:00"), "10"))
    assert waits(early) == waits(same_second) == [timedelta(0)]


def test_g20_what_is_not_yet_due_is_not_in_the_rate() -> None:
    asked = said("ann", "1", at(0, "09:00"))
    answer = said("us", "2", at(0, "10:00"), "1")
    assert metrics.reply_rate(corpus(asked, answer, until=at(1, "05:00")), *EVER) == metrics.Figure(0, None)
    assert metrics.reply_rate(corpus(asked, answer, until=at(1, "09:00")), *EVER) == metrics.Figure(1, 1)


def test_g21_hiding_is_not_answering() -> None:
    complaints = [said("ann", str(i), at(0, "09:00"), hidden_at=at(0, "10:00")) for i in range(3)]
    found = corpus(*complaints)
    assert metrics.reply_rate(found, *EVER) == metrics.Figure(3, 0)
    assert all(verdict.needs_reply for verdict in found.verdicts.values())


# What the definitions say beyond the golden timelines ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "after", "conversations"),
    [
        ("comment", 7 * DAY, 1),
        ("comment", 7 * DAY + timedelta(seconds=1), 2),
        ("direct_message", DAY, 1),
        ("direct_message", DAY + timedelta(seconds=1), 2),
    ],
)
def test_an_episode_begins_strictly_after_the_gap(kind: str, after: timedelta, conversations: int) -> None:
    more = {"kind": kind, "thread_id": "t"}
    found = corpus(
        said("ann", "1", MONDAY, **more), said("us", "2", MONDAY, **more), said("ann", "3", MONDAY + after, **more)
    )
    assert len(found.conversations) == conversations


def test_thanks_after_a_long_silence_is_a_conversation_without_an_exchange() -> None:
    found = corpus(
        said("ann", "1", at(0, "09:00")),
        said("us", "2", at(0, "10:00"), "1"),
        said("ann", "3", at(9, "09:00"), "2", is_closing=True),
    )
    assert [c.id for c in found.conversations] == ["1", "3"]
    assert len(found.exchanges) == 1


def test_a_question_deleted_before_the_answer_is_censored_when_it_went() -> None:
    asked = said("ann", "1", at(0, "09:00"), deleted_at=at(0, "10:00"))
    found = corpus(asked, said("us", "2", at(0, "11:00"), "1"))
    assert reason(found, "1") == "deleted"
    assert [(e.withdrawn_at, e.answered_at) for e in found.exchanges] == [(at(0, "10:00"), None)]
    assert [metrics.wait(e) for e in found.exchanges] == [(3600.0, False)]
    assert metrics.reply_rate(found, *EVER).n == 0


def test_a_question_deleted_after_the_answer_was_answered() -> None:
    asked = said("ann", "1", at(0, "09:00"), deleted_at=at(0, "12:00"))
    assert waits(corpus(asked, said("us", "2", at(0, "11:00"), "1"))) == [2 * HOUR]


def test_what_is_addressed_to_others_needs_no_reply_unless_it_mentions_or_answers_us() -> None:
    found = corpus(
        said("ann", "1", at(0, "09:00")),
        said("us", "2", at(0, "10:00"), "1"),
        said("bob", "3", at(0, "11:00"), "1", addressed_to=("ann",)),
        said("bob", "4", at(0, "11:00"), "1", addressed_to=("ann",), mentions=("brand",)),
        said("bob", "5", at(0, "11:00"), "2", addressed_to=("ann",)),
        said("bob", "6", at(0, "11:00"), "1", addressed_to=("ann", "BRAND")),
    )
    reasons = [reason(found, name) for name in "3456"]
    assert reasons == ["addressed to someone else", "needs a reply", "needs a reply", "needs a reply"]


def test_outreach_starts_with_the_first_message_after_ours_and_has_no_first_response() -> None:
    found = corpus(
        said("ann", "1", at(0, "09:00"), addressed_to=("bob",)),
        said("us", "2", at(0, "10:00"), "1"),
        said("ann", "3", at(0, "11:00"), "2"),
        said("us", "4", at(0, "11:05"), "3"),
    )
    (conversation,) = found.conversations
    assert conversation.is_outreach
    assert conversation.started_at == at(0, "11:00")
    assert found.verdicts["x", "1"].conversation is None
    assert [e.ordinal for e in found.exchanges] == [2]


def test_where_a_source_does_not_say_who_is_addressed_joining_is_no_outreach() -> None:
    found = corpus(said("ann", "1", at(0, "09:00")), said("us", "2", at(0, "10:00"), "1"))
    assert [c.is_outreach for c in found.conversations] == [False]


def test_orphans_of_one_missing_parent_are_together_unless_it_was_ours() -> None:
    found = corpus(
        said("ann", "1", at(0, "09:00"), "gone"),
        said("bob", "2", at(0, "09:01"), "gone"),
        said("cid", "3", at(0, "09:02"), "gone", addressed_to=("us",)),
        said("us", "4", at(0, "09:03"), "lost", addressed_to=("us",)),
    )
    assert {name: verdict.conversation for (_, name), verdict in found.verdicts.items()} == {
        "1": "gone", "2": "gone", "3": "3", "4": None
    }  # fmt: skip
    assert [post.id for post in found.posts] == ["4"]


def test_our_quote_of_an_audience_message_answers_it() -> None:
    asked = said("ann", "1", at(0, "09:00"))
    assert waits(corpus(asked, said("us", "2", at(0, "10:00"), kind="quote", quoted_id="1"))) == [HOUR]


def test_a_thread_that_we_begin_has_no_first_response() -> None:
    found = corpus(
        said("us", "1", at(0, "09:00"), kind="direct_message", thread_id="t"),
        said("ann", "2", at(0, "10:00"), kind="direct_message", thread_id="t"),
        said("us", "3", at(0, "10:05"), kind="direct_message", thread_id="t"),
    )
    assert not found.posts
    assert [e.ordinal for e in found.exchanges] == [2]


def test_messages_in_a_circle_are_each_a_root() -> None:
    found = corpus(
        said("ann", "1", at(0, "09:00"), "2"),
        said("bob", "2", at(0, "09:01"), "1"),
        said("us", "3", at(0, "09:02"), "2"),
    )
    assert {c.id for c in found.conversations} == {"1", "2"}
    assert [post.id for post in found.posts] == ["3"]


def test_spam_alone_is_no_conversation() -> None:
    assert not corpus(said("ann", "1", MONDAY, is_spam=True), said("us", "2", MONDAY, "1")).conversations


def test_thanks_before_any_answer_of_ours_still_needs_a_reply() -> None:
    assert reason(corpus(said("ann", "1", MONDAY, is_closing=True)), "1") == "needs a reply"


def test_ids_of_digits_are_ordered_as_numbers_and_before_others() -> None:
    more = {"kind": "direct_message", "thread_id": "t"}
    found = corpus(said("us", "10", MONDAY, **more), said("ann", "9", MONDAY, **more), said("ann", "a", MONDAY, **more))
    assert [(e.first_message, e.answered_at) for e in found.exchanges] == [("9", MONDAY), ("a", None)]


def test_outreach_answered_after_a_long_silence_is_still_outreach() -> None:
    opening = said("ann", "1", at(0, "09:00"), addressed_to=("bob",))
    bot = said("us", "0", at(0, "08:00"), "1", is_automated=True)
    found = corpus(opening, bot, said("us", "2", at(0, "10:00"), "1"), said("ann", "3", at(9, "09:00"), "2"))
    assert [(c.id, c.is_outreach, c.started_at) for c in found.conversations] == [("1", True, at(9, "09:00"))]


def test_an_auto_reply_is_not_joining() -> None:
    opening = said("ann", "1", at(0, "09:00"), addressed_to=("bob",))
    bot = said("us", "2", at(0, "09:01"), "1", is_automated=True)
    found = corpus(opening, bot, said("ann", "3", at(0, "10:00"), "1", addressed_to=("bob",)))
    assert [(c.started_at, c.is_outreach) for c in found.conversations] == [(at(0, "09:00"), False)]


@pytest.mark.parametrize(("deleted", "conversations"), [(at(9, "09:00"), 2), (at(9, "09:00:01"), 1)])
def test_a_deleted_question_holds_its_conversation_together_until_it_went(
    deleted: datetime, conversations: int
) -> None:
    found = corpus(said("ann", "1", at(0, "09:00"), deleted_at=deleted), said("ann", "2", at(9, "09:00"), "1"))
    assert len(found.conversations) == conversations


def test_a_conversation_belongs_to_the_channel_it_lies_on_else_addresses_else_that_answers() -> None:
    channels = [Channel("x", "us", "brand"), Channel("x", "help", "BrandHelp"), Channel("x", "shop")]
    asked = said("ann", "1", MONDAY)
    mentioned = replace(asked, mentions=("bob", "brandhelp"))
    addressed = replace(mentioned, addressed_to=("BRAND",))
    found = [
        build([question, said("us", "2", MONDAY, "1")], channels, {("x", "us")}).conversations[0].channel
        for question in (asked, mentioned, addressed, replace(addressed, channel="shop"))
    ]
    assert found == ["us", "help", "us", "shop"]


def test_an_answer_after_the_watermark_has_not_come() -> None:
    asked, answer = said("ann", "1", at(0, "09:00")), said("us", "2", at(9, "09:00"), "1")
    found = corpus(asked, answer, until=at(8, "09:00"))
    assert metrics.ever_answered(found, *EVER) == metrics.Figure(1, 0)
    assert metrics.waiting_ages(found, *EVER) == [8 * 86400]


def test_an_answer_after_the_period_counts_but_it_waited_at_the_end() -> None:
    found = corpus(said("ann", "1", at(0, "09:00")), said("us", "2", at(1, "08:00"), "1"))
    assert metrics.reply_rate(found, at(0, "00:00"), at(1, "00:00")) == metrics.Figure(1, 1)
    assert metrics.waiting_ages(found, at(0, "00:00"), at(1, "00:00")) == [15 * 3600]


def test_two_way_and_depth_look_at_a_week() -> None:
    found = corpus(
        said("ann", "1", at(0, "09:00")),
        said("us", "2", at(0, "10:00"), "1"),
        said("ann", "3", at(1, "09:00"), "2"),
        said("us", "4", at(1, "10:00"), "3"),
        said("bob", "5", at(0, "09:00")),
        said("us", "6", at(0, "10:00"), "5"),
        said("bob", "7", at(0, "11:00"), "6", is_closing=True),
        said("cid", "8", at(0, "09:00")),
    )
    assert metrics.ever_answered(found, *EVER) == metrics.Figure(3, 2 / 3)
    assert metrics.two_way(found, *EVER) == metrics.Figure(2, 1 / 2)
    assert metrics.depth(found, *EVER) == metrics.Figure(2, 1.5)


def test_returning_is_not_known_while_history_is_short() -> None:
    first, again, new = (
        said("ann", "1", MONDAY),
        said("ann", "2", MONDAY + 200 * DAY),
        said("bob", "3", MONDAY + 200 * DAY),
    )
    early = said("ann", "0", MONDAY + 50 * DAY)
    period = (MONDAY + 190 * DAY, MONDAY + 210 * DAY)
    assert metrics.returning(corpus(first, early, again, new), *period) == metrics.Figure(2, 1 / 2)
    assert metrics.returning(corpus(first, again, new), *period) == metrics.Figure(2, 0)
    assert metrics.returning(corpus(early, again, new), *period) == metrics.Figure(2, None)
