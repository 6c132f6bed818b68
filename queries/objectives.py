"""The objectives of the workbook: what for, which measure, which target, where each stands and whether it gets there.

Pace is judged from the last whole months up to the watermark: a straight line through them (least squares), read at the
due date. It is a forecast of the simplest kind, and its words are careful: on track, at risk, met, missed, unmeasured.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal

from queries.engine import cut, measure, watermark
from queries.measurement import Estimate, Measurement
from queries.metric import Metric, metrics
from queries.scope import Period, Scope, last_days
from queries.slices import next_start
from warehouse import Snapshot

Pace = Literal["on track", "at risk", "met", "missed", "unmeasured"]

#: Months that the line is drawn through, and fewest that allow one.
_MONTHS, _FEWEST = 6, 3


@dataclass(frozen=True)
class Objective:
    """One objective and where it stands. Values are in the metric's unit (seconds, fractions) or the figure's own."""

    name: str
    metric: Metric | None
    """None for a figure typed by hand."""
    figure: str | None
    target: float
    due: date | None
    owner: str | None
    better: Literal["up", "down"]
    now: Estimate
    """The metric over the last 90 days, or the figure's last month."""
    as_of: date | None
    """The last day that counts in `now`."""
    pace: Pace
    forecast: float | None = None
    """Where the line of the last months stands on the due date."""


@dataclass(frozen=True)
class _Standing:
    """Where a measure stands, as of which day, and its last whole months."""

    now: Estimate
    as_of: date | None = None
    months: Sequence[tuple[date, float]] = ()


def objectives(snapshot: Snapshot, zone: str) -> list[Objective]:
    """All objectives in the order of the workbook."""
    rows = snapshot.records("select * from objectives order by position, objective")
    return [_objective(snapshot, zone, row) for row in rows]


def orphans(snapshot: Snapshot) -> list[Metric]:
    """Metrics that have a direction and serve no objective."""
    used = {name for (name,) in snapshot.rows("select metric from objectives where metric is not null")}
    return [metric for metric in metrics().values() if metric.name not in used and metric.better != "none"]


def _objective(snapshot: Snapshot, zone: str, row: dict[str, Any]) -> Objective:
    metric, due = metrics().get(row["metric"] or ""), row["due"]
    standing = _measured(snapshot, zone, metric, due) if metric else _typed(snapshot, row["figure"])
    found = Objective(
        name=row["objective"],
        metric=metric,
        figure=row["figure"],
        target=row["target"],
        due=due,
        owner=row["owner"],
        better="down" if (metric.better if metric else row["better"]) == "down" else "up",
        now=standing.now,
        as_of=standing.as_of,
        pace="unmeasured",
        forecast=_forecast(standing.months, due),
    )
    return replace(found, pace=_pace(found))


def _measured(snapshot: Snapshot, zone: str, metric: Metric, due: date | None) -> _Standing:
    """The metric over the 90 days up to the watermark, or up to the due date if that is earlier; and by month."""
    seen_until = watermark(snapshot, metric=metric)
    if seen_until is None:
        return _Standing(Estimate(None, reason="there is no data yet"))
    period = last_days(seen_until, 90, zone)
    if due is not None and due < period.until:
        period = Period(due - timedelta(89), due)
    scope = Scope(period, zone=zone, compare="none")
    whole = measure(snapshot, metric, scope)
    return _Standing(whole.estimate, period.until, _by_month(snapshot, whole))


def _by_month(snapshot: Snapshot, whole: Measurement) -> list[tuple[date, float]]:
    first = whole.scope.period.until.replace(day=1)
    for _ in range(_MONTHS):
        first = (first - timedelta(1)).replace(day=1)
    period = Period(first, whole.scope.period.until)
    by_month = cut(snapshot, replace(whole, scope=replace(whole.scope, period=period)), "month")
    return [
        (date.fromisoformat(part.key), part.estimate.value)
        for part in by_month.slices
        if part.estimate.value is not None and not part.is_partial and not part.estimate.is_weak
    ]


def _typed(snapshot: Snapshot, figure: str | None) -> _Standing:
    rows = snapshot.rows("select month, value from figures where figure = $1 order by month", [figure])
    if not rows:
        return _Standing(Estimate(None, reason="no value has been typed yet"))
    last, value = rows[-1]
    return _Standing(Estimate(value, n=1), next_start(last.replace(day=1), "month") - timedelta(1), rows[-_MONTHS:])


def _forecast(months: Sequence[tuple[date, float]], due: date | None) -> float | None:
    """The least-squares line through the months, each at its middle, read at the due date."""
    if due is None or len(months) < _FEWEST:
        return None
    days = [first.toordinal() + 15 for first, _ in months]
    values = [value for _, value in months]
    centre, level = sum(days) / len(days), sum(values) / len(values)
    spread = sum((day - centre) ** 2 for day in days)
    slope = sum((day - centre) * (value - level) for day, value in zip(days, values, strict=True)) / spread
    return level + slope * (due.toordinal() - centre)


def _pace(found: Objective) -> Pace:
    now, due = found.now, found.due
    if now.value is None or now.is_weak or found.as_of is None:
        return "unmeasured"
    is_there = _reaches(now.value, found)
    if due is None or found.as_of >= due:
        return "met" if is_there else "at risk" if due is None else "missed"
    if found.forecast is not None:
        is_there = _reaches(found.forecast, found)
    return "on track" if is_there else "at risk"


def _reaches(value: float, found: Objective) -> bool:
    return value >= found.target if found.better == "up" else value <= found.target
