"""The metrics of a Corpus in plain Python, to compare with the SQL ones: slow, unrounded, and written apart from them.

Every metric takes (corpus, since, until, channels): the period is [since, until) in UTC, channels None means all.
Nothing after an item's watermark counts: an answer after it has not come, a message after it is not there.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from statistics import median
from typing import TypeVar
from zoneinfo import ZoneInfo

from tests.reference import Conversation, Corpus, Exchange, Id

H = timedelta(days=7)  # equal follow-up
PROMISE = timedelta(hours=24)
HISTORY = timedelta(days=180)

Channels = Collection[Id] | None
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Figure:
    """A value over n items; None when it is not known. Durations are seconds, rates fractions."""

    n: int
    value: float | None


# Conversations -------------------------------------------------------------------------------------------------------


def started(corpus: Corpus, since: datetime, until: datetime, channels: Channels = None) -> Figure:
    """Conversations whose first audience message is in the period."""
    n = len(by_start(corpus, since, until, channels))
    return Figure(n, n)


def reply_rate(corpus: Corpus, since: datetime, until: datetime, channels: Channels = None) -> Figure:
    """Exchanges answered within 24 hours ÷ all due, by time asked; one withdrawn before it was due is not due."""
    due = [
        exchange
        for exchange in exchanges_on(corpus, channels)
        if since <= exchange.asked_at < until
        and exchange.asked_at + PROMISE <= exchange.conversation.watermark
        and (exchange.withdrawn_at is None or exchange.withdrawn_at >= exchange.asked_at + PROMISE)
    ]
    return share_of(due, lambda exchange: is_within(exchange.answered_at, exchange.asked_at + PROMISE))


def ever_answered(corpus: Corpus, since: datetime, until: datetime, channels: Channels = None) -> Figure:
    """Conversations with a human answer within H ÷ all at least H old, by start."""
    old = old_enough(corpus, since, until, channels)
    return share_of(old, lambda conversation: is_within(conversation.first_answer_at, conversation.started_at + H))


def first_response(
    corpus: Corpus, since: datetime, until: datetime, channels: Channels = None, *, q: float = 0.5
) -> Figure:
    """The q-quantile of the wait of first exchanges, by start of conversation."""
    return _response((e for e in exchanges_on(corpus, channels) if e.ordinal == 1), since, until, q)


def next_response(
    corpus: Corpus, since: datetime, until: datetime, channels: Channels = None, *, q: float = 0.5
) -> Figure:
    """The q-quantile of the wait of all later exchanges, by start of conversation."""
    return _response((e for e in exchanges_on(corpus, channels) if e.ordinal > 1), since, until, q)


def two_way(corpus: Corpus, since: datetime, until: datetime, channels: Channels = None) -> Figure:
    """Conversations in which the audience went on after our answer ÷ answered ones, all within H of the start."""
    answered = answered_in_time(corpus, since, until, channels)
    return share_of(answered, lambda conversation: is_within(conversation.further_at, conversation.started_at + H))


def depth(corpus: Corpus, since: datetime, until: datetime, channels: Channels = None) -> Figure:
    """Median of exchanges asked within H per conversation answered within H."""
    counts = {_key(conversation): 0 for conversation in answered_in_time(corpus, since, until, channels)}
    for exchange in exchanges_on(corpus, channels):
        conversation = exchange.conversation
        if _key(conversation) in counts and exchange.asked_at <= conversation.started_at + H:
            counts[_key(conversation)] += 1
    return Figure(len(counts), median(counts.values()) if counts else None)


def waiting(corpus: Corpus, since: datetime, until: datetime, channels: Channels = None) -> Figure:
    """Exchanges that wait at the end of the period, whenever they were asked."""
    n = len(waiting_ages(corpus, since, until, channels))
    return Figure(n, n)


def waiting_ages(corpus: Corpus, _since: datetime, until: datetime, channels: Channels = None) -> list[float]:
    """Ages in seconds of what waits at the end of the period, or at the watermark if that is earlier; shortest first.

    Reading: what happens at the very instant `until` is after the period, as it is for every other metric.
    """
    ages = []
    for exchange in exchanges_on(corpus, channels):
        ends = [at for at in (exchange.answered_at, exchange.withdrawn_at) if at is not None]
        watermark = exchange.conversation.watermark
        if exchange.asked_at < until and not any(at < until and at <= watermark for at in ends):
            ages.append((min(until, watermark) - exchange.asked_at).total_seconds())
    return sorted(ages)


def asked_again(corpus: Corpus, since: datetime, until: datetime, channels: Channels = None) -> Figure:
    """Answered conversations whose next audience turn asks again ÷ answered ones, all within H of the start."""
    answered = answered_in_time(corpus, since, until, channels)
    return share_of(answered, lambda conversation: is_within(conversation.asked_again_at, conversation.started_at + H))


def chased(corpus: Corpus, since: datetime, until: datetime, channels: Channels = None) -> Figure:
    """Exchanges in which one author wrote again after a pause, before our answer ÷ all exchanges, by time asked."""
    asked = [exchange for exchange in exchanges_on(corpus, channels) if since <= exchange.asked_at < until]
    return share_of(asked, lambda exchange: is_within(exchange.chased_at, exchange.conversation.watermark))


# Interactivity and people --------------------------------------------------------------------------------------------


def reply_share(corpus: Corpus, since: datetime, until: datetime, channels: Channels = None) -> Figure:
    """Our turns in conversations ÷ (these + our broadcasts that were not automated), by their own time."""
    turns = sum(
        since <= at < until and at <= conversation.watermark
        for conversation in corpus.conversations
        if is_on(conversation.platform, conversation.channel, channels)
        for at in conversation.our_turns
    )
    broadcasts = sum(
        since <= post.published_at < until and post.published_at <= post.watermark and not post.is_automated
        for post in corpus.posts
        if is_on(post.platform, post.channel, channels)
    )
    n = turns + broadcasts
    return Figure(n, turns / n if n else None)


def returning(corpus: Corpus, since: datetime, until: datetime, channels: Channels = None) -> Figure:
    """Participants who also took part in a conversation started in the 180 days before the period ÷ participants.

    Reading: they have been here before on whatever channel; the history is that of all channels, of known people.
    """
    now: set[Id] = set()
    before: set[Id] = set()
    history = [part.conversation.started_at for part in corpus.participations if not part.is_ours]
    for part in corpus.participations:
        conversation = part.conversation
        if part.is_ours or part.first_at > conversation.watermark:
            continue
        if since <= conversation.started_at < until:
            if is_on(conversation.platform, conversation.channel, channels):
                now.add((conversation.platform, part.author_id))
        elif since - HISTORY <= conversation.started_at < since:
            before.add((conversation.platform, part.author_id))
    known = bool(now) and min(history) <= since - HISTORY
    return Figure(len(now), len(now & before) / len(now) if known else None)


# What they share -----------------------------------------------------------------------------------------------------


def _key(conversation: Conversation) -> Id:
    return conversation.platform, conversation.id


def is_on(platform: str, channel: str | None, channels: Channels) -> bool:
    return channels is None or (channel is not None and (platform, channel) in channels)


def by_start(corpus: Corpus, since: datetime, until: datetime, channels: Channels) -> list[Conversation]:
    return [
        conversation
        for conversation in corpus.conversations
        if since <= conversation.started_at < until
        and conversation.started_at <= conversation.watermark
        and is_on(conversation.platform, conversation.channel, channels)
    ]


def old_enough(corpus: Corpus, since: datetime, until: datetime, channels: Channels) -> list[Conversation]:
    return [c for c in by_start(corpus, since, until, channels) if c.started_at + H <= c.watermark]


def answered_in_time(corpus: Corpus, since: datetime, until: datetime, channels: Channels) -> list[Conversation]:
    old = old_enough(corpus, since, until, channels)
    return [c for c in old if is_within(c.first_answer_at, c.started_at + H)]


def exchanges_on(corpus: Corpus, channels: Channels) -> Iterator[Exchange]:
    for exchange in corpus.exchanges:
        conversation = exchange.conversation
        if exchange.asked_at <= conversation.watermark and is_on(conversation.platform, conversation.channel, channels):
            yield exchange


def is_within(at: datetime | None, limit: datetime) -> bool:
    return at is not None and at <= limit


def share_of(items: Sequence[T], holds: Callable[[T], bool]) -> Figure:
    return Figure(len(items), sum(map(holds, items)) / len(items) if items else None)


def _response(items: Iterable[Exchange], since: datetime, until: datetime, q: float) -> Figure:
    waits = [wait(exchange) for exchange in items if since <= exchange.conversation.started_at < until]
    return Figure(len(waits), survival_quantile(waits, q))


def wait(exchange: Exchange) -> tuple[float, bool]:
    """Seconds waited as far as the watermark shows, and whether an answer ended it (else it is censored there)."""
    watermark = exchange.conversation.watermark
    if exchange.answered_at is not None and exchange.answered_at <= watermark:
        return (exchange.answered_at - exchange.asked_at).total_seconds(), True
    end = watermark if exchange.withdrawn_at is None else min(exchange.withdrawn_at, watermark)
    return max(0.0, (end - exchange.asked_at).total_seconds()), False


def survival_quantile(waits: Collection[tuple[float, bool]], q: float) -> float | None:
    """Kaplan–Meier q-quantile: smallest t with S(t) ≤ 1 − q + 1e-9, ties together; None when S stays above.

    Kaplan and Meier, JASA 53 (1958). What is censored at t is still at risk at t.
    """
    at_risk, survival = len(waits), 1.0
    answered: dict[float, int] = {}
    left: dict[float, int] = {}
    for seconds, is_answered in waits:
        left[seconds] = left.get(seconds, 0) + 1
        answered[seconds] = answered.get(seconds, 0) + is_answered
    for seconds in sorted(left):
        if answered[seconds]:
            survival *= 1 - answered[seconds] / at_risk
            if survival <= 1 - q + 1e-9:
                return seconds
        at_risk -= left[seconds]
    return None


# Business time -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Calendar:
    """Opening hours (ISO weekday, opens, closes) in an IANA zone; closes not after opens ends on the next day."""

    zone: str
    hours: tuple[tuple[int, time, time], ...]
    holidays: frozenset[date] = frozenset()


def business_seconds(calendar: Calendar | None, start: datetime, end: datetime) -> float | None:
    """Seconds from start to end (UTC) inside the opening hours; None without a calendar, 0 when end is not later.

    Reading: a holiday closes what would open on that day, not what opened the evening before.
    """
    if calendar is None:
        return None
    zone = ZoneInfo(calendar.zone)
    first, last = (at.replace(tzinfo=UTC).astimezone(zone).date() for at in (start, end))
    spans: list[tuple[datetime, datetime]] = []
    for ordinal in range(first.toordinal() - 1, last.toordinal() + 1):
        day = date.fromordinal(ordinal)
        if day in calendar.holidays:
            continue
        for weekday, opens, closes in calendar.hours:
            if weekday == day.isoweekday():
                closing_day = day if closes > opens else day + timedelta(days=1)
                spans.append((_instant(day, opens, zone), _instant(closing_day, closes, zone)))
    total, seen = timedelta(), start
    for opens_at, closes_at in sorted(spans):  # hours that overlap count once
        begin, stop = max(opens_at, seen), min(closes_at, end)
        if stop > begin:
            total += stop - begin
            seen = stop
    return total.total_seconds()


def _instant(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """UTC instant of a local time; one that the clock shows twice, or skips, means the later of its two readings."""
    local = datetime.combine(day, clock, zone)
    return max(local.replace(fold=fold).astimezone(UTC).replace(tzinfo=None) for fold in (0, 1))


METRICS: dict[str, Callable[[Corpus, datetime, datetime, Channels], Figure]] = {
    "conversations.started": started,
    "conversations.reply_rate": reply_rate,
    "conversations.ever_answered": ever_answered,
    "conversations.first_response": first_response,
    "conversations.first_response.p90": partial(first_response, q=0.9),
    "conversations.next_response": next_response,
    "conversations.next_response.p90": partial(next_response, q=0.9),
    "conversations.two_way": two_way,
    "conversations.depth": depth,
    "conversations.waiting": waiting,
    "conversations.asked_again": asked_again,
    "conversations.chased": chased,
    "interactivity.reply_share": reply_share,
    "people.returning": returning,
}
