"""Laws that the second opinion keeps on any messages, and its estimator against lifelines."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter  # type: ignore[import-untyped]

from tests import reference_metrics as metrics
from tests.reference import Conversation, Corpus, Exchange, Message, Verdict, build
from tests.reference_metrics import Calendar, business_seconds, survival_quantile
from tests.strategies import CHANNELS, DAY, OURS, START, corpora


@given(
    st.lists(st.tuples(st.integers(0, 12), st.booleans()), min_size=1, max_size=60), st.sampled_from([0.25, 0.5, 0.9])
)
def test_the_estimator_agrees_with_lifelines(items: list[tuple[int, bool]], q: float) -> None:
    fitted = KaplanMeierFitter().fit([t for t, _ in items], [answered for _, answered in items])
    below = [t for t, survival in fitted.survival_function_["KM_estimate"].items() if survival <= 1 - q + 1e-9]
    assert survival_quantile(items, q) == (min(below) if below else None)


@given(corpora(), st.randoms())
@settings(max_examples=60)
def test_the_order_in_which_messages_come_changes_nothing(messages: list[Message], random: Any) -> None:
    shuffled = list(messages)
    random.shuffle(shuffled)
    assert _facts(build(messages, CHANNELS, OURS)) == _facts(build(shuffled, CHANNELS, OURS))


def _facts(
    found: Corpus,
) -> tuple[dict[tuple[str, str], Verdict], set[Conversation], set[Exchange], set[tuple[str, frozenset[str]]]]:
    posts = {(post.id, frozenset(post.parts)) for post in found.posts}
    return found.verdicts, set(found.conversations), set(found.exchanges), posts


@given(corpora())
@settings(max_examples=100)
def test_every_message_has_one_place_and_no_wait_is_negative(messages: list[Message]) -> None:
    found = build(messages, CHANNELS, OURS)
    assert len(found.verdicts) == len(messages)
    parts = [part for post in found.posts for part in post.parts]
    assert len(parts) <= len(messages)
    keys = {(c.platform, c.id) for c in found.conversations}
    assert len(keys) == len(found.conversations)
    assert {(p, v.conversation) for (p, _), v in found.verdicts.items() if v.conversation is not None} == keys
    assert all(e.answered_at is None or e.answered_at >= e.asked_at for e in found.exchanges)
    for one, two in pairwise(found.exchanges):
        if one.conversation == two.conversation:
            assert one.asked_at <= two.asked_at
            assert two.ordinal == one.ordinal + 1


@given(corpora())
@settings(max_examples=60)
def test_slices_by_channel_sum_to_the_total(messages: list[Message]) -> None:
    found = build(messages, CHANNELS, OURS)
    period = (START - DAY, START + 20 * DAY)
    unknown = sum(c.channel is None and period[0] <= c.started_at < period[1] for c in found.conversations)
    slices = [metrics.started(found, *period, {(c.platform, c.native_id)}).n for c in CHANNELS]
    assert sum(slices) + unknown == metrics.started(found, *period).n


OFFICE = Calendar(
    "America/New_York",
    tuple((day, opens, closes) for day in range(1, 8) for opens, closes in ((time(8), time(12)), (time(22), time(5)))),
    frozenset({date(2024, 3, 9)}),
)
MINUTES = st.integers(0, 30 * 24 * 60).map(lambda minutes: datetime(2024, 2, 25) + timedelta(minutes=minutes))


@given(st.lists(MINUTES, min_size=3, max_size=3).map(sorted))
def test_business_seconds_add_up_over_split_intervals(three: list[datetime]) -> None:
    start, middle, end = three
    whole = business_seconds(OFFICE, start, end)
    first, second = business_seconds(OFFICE, start, middle), business_seconds(OFFICE, middle, end)
    assert whole == (first or 0) + (second or 0)
    assert whole <= (end - start).total_seconds()


@given(MINUTES, st.integers(0, 3 * 24 * 60))
@settings(max_examples=30)
def test_business_seconds_are_the_minutes_at_which_the_clock_shows_opening_hours(start: datetime, length: int) -> None:
    def is_open(now: datetime) -> bool:
        local = now.replace(tzinfo=UTC).astimezone(ZoneInfo(OFFICE.zone))
        opened = local.date() - DAY if local.hour < 5 else local.date()
        return opened not in OFFICE.holidays and (local.hour >= 22 or local.hour < 5 or 8 <= local.hour < 12)

    minutes = sum(is_open(start + timedelta(minutes=minute)) for minute in range(length))
    assert business_seconds(OFFICE, start, start + timedelta(minutes=length)) == 60 * minutes


def test_hours_that_close_when_they_open_last_a_whole_day() -> None:
    always = Calendar("Europe/Berlin", tuple((day, time(0), time(0)) for day in range(1, 8)))
    assert business_seconds(always, START, START + 40 * DAY) == 40 * 86400
