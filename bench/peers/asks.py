"""What a page asks, as any engine can be asked it; and whether its answer is ours.

An answer is a list of rows by slice: counts, the sums that the interval of a rate needs, quantiles with their limits.
Counts and Kaplan–Meier quantiles must be equal to ours; rates, their intervals and interpolated ages to 1e-9.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from math import isclose
from typing import Any

from bench.page import Call
from queries import estimates
from queries.estimates import Figures
from queries.measurement import Estimate, Measurement
from queries.metric import metrics
from queries.scope import Scope
from queries.settings import Settings

#: Metrics that the peers answer → the shape of the answer.
SHAPES = {
    "conversations.started": "count",
    "conversations.reply_rate": "rate",
    "conversations.ever_answered": "rate",
    "conversations.two_way": "rate",
    "interactivity.reply_share": "rate",
    "conversations.first_response": "wait",
    "conversations.next_response": "wait",
    "conversations.waiting": "open",
    "conversations.depth": "median",
}
SLICES = (None, "channel", "week", "weekday_hour")
HORIZON = 7 * 86400

Rows = dict[int, list[dict[str, Any]]]
"""By slice: 0 for the whole, a channel's key, the number of a week, or 100 × weekday + hour."""

_FORMULAS: dict[str, Callable[[list[dict[str, Any]], Settings], Figures]] = {
    "count": estimates.of_count,
    "rate": estimates.of_rate,
    "wait": lambda rows, _settings: _of_wait(rows),
    "open": estimates.of_open,
    "median": estimates.of_median,
}


@dataclass(frozen=True)
class Ask:
    """One metric over one period, whole or cut into slices. Times are seconds since 1970, UTC."""

    metric: str
    by: str | None
    since: int
    until: int
    """Exclusive."""
    channels: tuple[int, ...] = ()
    """Empty: all."""

    @property
    def shape(self) -> str:
        """Which sums are wanted."""
        return SHAPES[self.metric]

    @property
    def is_over_time(self) -> bool:
        """Whether it is what was open at the end of each week."""
        return self.shape == "open" and self.by == "week"


Known = dict[Ask, dict[int, Figures]]
"""What we answered."""


def is_shared(call: Call, only: Sequence[str] = tuple(SHAPES)) -> bool:
    """Whether a call asks what the peers can answer, in one of these metrics."""
    found = call.result
    return isinstance(found, Measurement) and found.metric.name in only and found.by in SLICES


def known(calls: Sequence[Call], channel_keys: Mapping[str, int]) -> Known:
    """What was asked of us that the peers can answer, with what we answered; comparisons are asks of their own."""
    found: Known = {}
    for call in calls:
        if not is_shared(call):
            continue
        measurement: Measurement = call.result
        name, scope = measurement.metric.name, measurement.scope
        assert scope.zone == "UTC", "the peers count days in UTC only"
        if measurement.by is None:
            found[_ask(name, None, scope)] = {0: Figures(measurement.estimate, measurement.tail)}
            earlier = scope.before(measurement.watermark)
            if earlier and measurement.before and measurement.before.value is not None:
                found[_ask(name, None, earlier)] = {0: Figures(measurement.before)}
        else:
            found[_ask(name, measurement.by, scope)] = {
                _number(measurement.by, part.key, channel_keys): Figures(part.estimate, part.tail)
                for part in measurement.slices
            }
    return found


def differences(ours: Known, theirs: Mapping[Ask, Rows]) -> list[str]:
    """Where an answer is not ours, in words; empty where all agree."""
    found = []
    for ask, slices in ours.items():
        for key, figures in slices.items():
            other = figures_of(ask, theirs[ask].get(key, []))
            if not is_same(ask, figures, other):
                found.append(f"{ask.metric} by {ask.by}, slice {key}: {figures.estimate} and {other.estimate}")
    return found


def figures_of(ask: Ask, rows: list[dict[str, Any]]) -> Figures:
    """The figures that rows of an answer say."""
    return _FORMULAS[ask.shape](rows, Settings())


def summed_up(ask: Ask, moves: Mapping[int, int]) -> Rows:
    """What is open at the end of each week, from what came less what went in each."""
    rows: Rows = {}
    number = 0
    for key in range(week_of(ask.since), week_of(ask.until - 1) + 1):
        number += moves.get(key, 0)
        rows[key] = [{"n": number}]
    return rows


def week_of(second: int) -> int:
    """The number of a week that begins on Monday."""
    return (second // 86400 + 3) // 7


def _ask(metric: str, by: str | None, scope: Scope) -> Ask:
    since, until = (int(bound.replace(tzinfo=UTC).timestamp()) for bound in scope.bounds())
    return Ask(metric, by, since, until, scope.channels)


def _number(by: str, key: str, channel_keys: Mapping[str, int]) -> int:
    if by == "channel":
        return channel_keys[key]
    if by == "week":
        return week_of(int((date.fromisoformat(key) - date(1970, 1, 1)) / timedelta(seconds=1)))
    weekday, hour = key.split("-")
    return int(weekday) * 100 + int(hour)


def is_same(ask: Ask, ours: Figures, theirs: Figures) -> bool:
    """Whether two figures are the same, as far as the arithmetic of an engine can tell.

    Several waits of one conversation widen our limits, not those of a peer: there the quantiles alone are compared.
    """
    one, other, tail, other_tail = ours.estimate, theirs.estimate, ours.tail, theirs.tail
    is_exact = ask.shape in ("count", "wait", "open")
    pairs = [(one.n, other.n, True), (one.value, other.value, is_exact)]
    if ask.shape in ("rate", "median") or (ask.shape == "wait" and metrics()[ask.metric].items):
        pairs += [(one.low, other.low, ask.shape == "wait"), (one.high, other.high, ask.shape == "wait")]
    if tail is not None and other_tail is not None:
        pairs.append((tail.value, other_tail.value, ask.shape == "wait"))
    return all(_is_equal(*pair) for pair in pairs)


def _of_wait(rows: list[dict[str, Any]]) -> Figures:
    """A peer has found the quantiles itself."""
    if not rows:
        return Figures(Estimate(None), Estimate(None))
    row = rows[0]
    median, tail = (
        Estimate(row[name], low=row[f"{name}_low"], high=row[f"{name}_high"], n=row["n"]) for name in ("median", "p90")
    )
    return Figures(median, tail)


def _is_equal(one: float | None, other: float | None, exactly: bool) -> bool:
    if one is None or other is None or exactly:
        return one == other
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
