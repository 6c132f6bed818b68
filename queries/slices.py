"""The ways to cut a figure: by channel, department, topic, audience, period, hour, and what else items bring."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Literal

from queries.channels import channel_ids, channels, in_scope
from queries.metric import Metric
from queries.scope import Hours, Period, Scope
from queries.zones import Zone
from warehouse import Snapshot

SLICES = (
    "channel",
    "platform",
    "department",
    "topic",
    "audience",
    "week",
    "month",
    "quarter",
    "weekday_hour",
    "holder",
    "reason",
)

#: Slices that not every metric has: its items must bring them along.
_OWN = ("holder", "reason")
_WITHIN = "basis_at >= $since and basis_at < $until"
_PERIODS = ("week", "month", "quarter", "weekday_hour")

Unit = Literal["week", "month", "quarter"]

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NO_CHANNEL, _ELSEWHERE = "elsewhere", "away from our channels"

#: What an item has that has no label: key of the slice.
_NONE = {
    "department": "(no owner)",
    "topic": "(no topic)",
    "audience": "(others)",
    "holder": "(nobody)",
    "reason": "(none)",
}
#: Weekday and hour in one number, Monday being 1.
_HOURS = 24


@dataclass(frozen=True)
class Slicing:
    """One way to cut: the SQL that gives an item its slice, and what the slices are called."""

    by: str
    key_sql: str
    """What an item is grouped by: a number or a date where that does, since text is dear to make and to compare."""
    start_sql: str | None = None
    """The instant a slice begins, for metrics that look back; None: the scope's own."""
    within: str = _WITHIN
    """Which items lie in the period."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """What is bound to the names in this SQL, beside the values of the scope."""
    unit: Unit | None = None
    """For periods: which."""
    scope: Scope | None = None
    names: dict[str, str] = field(default_factory=dict)

    @property
    def is_unbroken(self) -> bool:
        """Whether a slice is all that happens between two instants, whoever and wherever it is."""
        return self.unit is not None or self.by in ("whole", "comparison")

    def key(self, snapshot: Snapshot, grouped_by: Any) -> str | None:
        """The stable name of the slice whose items were grouped by that; None for items that are in none."""
        if self.by == "channel":
            return channel_ids(snapshot).get(grouped_by, _NO_CHANNEL)
        if self.by == "weekday_hour":
            return f"{grouped_by // _HOURS}-{grouped_by % _HOURS}"
        if self.unit:
            return f"{grouped_by:%Y-%m-%d}"
        return None if grouped_by is None else str(grouped_by)

    def grouped_by(self, snapshot: Snapshot, key: str) -> Any:
        """What the items of the slice of that name were grouped by; the other way round than `key`."""
        if self.by == "channel":
            return {name: number for number, name in channel_ids(snapshot).items()}.get(key)
        if self.by == "weekday_hour":
            weekday, hour = map(int, key.split("-"))
            return weekday * _HOURS + hour
        return date.fromisoformat(key) if self.unit else key

    def keys(self, snapshot: Snapshot, scope: Scope, found: Iterable[str]) -> list[str]:
        """The keys to show, in their natural order; periods and hours without items are there too."""
        if self.unit:
            return [day.isoformat() for day in starts(scope.period, self.unit)]
        if self.by == "weekday_hour":
            return [f"{weekday}-{hour}" for weekday in range(1, 8) for hour in range(24)]
        if self.by in _NONE:
            return self._named(snapshot, scope, set(found))
        considered = in_scope(channels(snapshot), scope)
        if self.by == "channel":
            self.names.update({channel.id: channel.name for channel in considered})
            return [channel.id for channel in considered] + sorted(set(found) - self.names.keys())
        return sorted({channel.platform for channel in considered} | set(found))

    def _named(self, snapshot: Snapshot, scope: Scope, found: set[str]) -> list[str]:
        """Departments in roster order, topics and audiences in the order of their tabs; then what has no such name."""
        asked_for = getattr(scope, f"{self.by}s", ())
        known = [name for (name,) in snapshot.rows(_ORDERS[self.by])] if self.by in _ORDERS else []
        shown = [name for name in known if not asked_for or name in asked_for or name in found]
        if self.by == "holder":
            shown = [name for name in shown if name in found]
        return shown + sorted(found - set(shown), key=lambda name: (name.startswith("("), name))

    def label(self, key: str) -> str:
        """What a reader sees for a key."""
        if self.by == "weekday_hour":
            weekday, hour = key.split("-")
            return f"{_WEEKDAYS[int(weekday) - 1]} {int(hour):02d}:00"
        if self.unit:
            day = date.fromisoformat(key)
            return {
                "week": f"week of {day.day} {day:%b %Y}",
                "month": f"{day:%B %Y}",
                "quarter": f"Q{(day.month + 2) // 3} {day.year}",
            }[self.unit]
        if self.by in _NONE:
            return key.strip("()") if key.startswith("(") else key
        return self.names.get(key, _ELSEWHERE if key == _NO_CHANNEL else key)

    def begins(self, key: str) -> datetime:
        """The first instant of a period, UTC; of any other slice, that of time."""
        if not self.unit or not self.scope:
            return datetime.min
        return _begins(date.fromisoformat(key), self.scope)

    def is_partial(self, key: str, watermark: datetime) -> bool:
        """Whether a period is cut by the scope, or goes on after the watermark."""
        if not self.unit or not self.scope:
            return False
        first = date.fromisoformat(key)
        last = next_start(first, self.unit) - timedelta(1)
        period = self.scope.period
        cut = first < period.since or last > period.until or isinstance(period, Hours)
        return cut or Period(first, last).bounds(self.scope.zone)[1] > watermark + timedelta(seconds=1)


_ORDERS = {
    "department": "select department from departments order by position, department",
    "topic": "select topic from topics group by topic order by min(position)",
    "audience": "select audience from audiences group by audience order by min(position)",
    "holder": "select unnest([department, department || ', approval']) from departments order by position, department",
}


def has_slice(metric: Metric, by: str) -> bool:
    """Whether a metric can be cut so; `by` is one of SLICES."""
    if metric.shape == "core" and by in _PERIODS:
        return False  # it looks back 90 days, whatever the period
    if by in ("department", "topic", "audience") and not metric.is_labelled:
        return False
    if metric.shape == "evenness" and by == "department":
        return False
    return by not in _OWN or by in metric.gives


def slicing(by: str, scope: Scope, metric: Metric) -> Slicing:
    """The slicing of that name; `by` is one of SLICES."""
    if by in _NONE:
        nothing = "(nobody)" if by in metric.gives else _NONE[by]
        return Slicing(by, f"coalesce({by}, '{nothing}')")
    if by == "channel":
        return Slicing(by, "if(channel is null, null, channel_key)")
    if by == "platform":
        return Slicing(by, f"coalesce(platform, '{_NO_CHANNEL}')")
    here = Zone.ever() if metric.reaches_back else Zone.over(scope)
    if by == "weekday_hour":
        return Slicing(by, f"isodow({here.local}) * {_HOURS} + hour({here.local})", values=here.values)
    unit: Unit = "week" if by == "week" else "month" if by == "month" else "quarter"
    start = f"date_trunc('{unit}', {here.local})"
    days = starts(scope.period, unit)
    instant = f"$begin[date_diff('{unit}', $first_day::timestamp, {start}) + 1]"
    values = {**here.values, "first_day": days[0], "begin": [_begins(day, scope) for day in days]}
    return Slicing(by, start, start_sql=instant, values=values, unit=unit, scope=scope)


WHOLE = Slicing("whole", "null")


def with_earlier(scope: Scope, before: Scope) -> Slicing | None:
    """A scope and the one to compare it with, as True and False, in one reading; None where they overlap."""
    (since, until), (before_since, before_until) = scope.bounds(), before.bounds()
    if since < before_until and before_since < until:
        return None
    return Slicing(
        "comparison",
        _WITHIN,
        start_sql=f"if({_WITHIN}, $since, $before_since)::timestamp",
        within=f"basis_at >= $first and basis_at < $last and ({_WITHIN} or "
        "basis_at >= $before_since and basis_at < $before_until)",
        values={
            "before_since": before_since,
            "before_until": before_until,
            "first": min(since, before_since),
            "last": max(until, before_until),
        },
    )


def starts(period: Period, unit: Unit) -> list[date]:
    """The first days of all weeks, months or quarters that the period touches."""
    found = [_start_of(period.since, unit)]
    while (following := next_start(found[-1], unit)) <= period.until:
        found.append(following)
    return found


def next_start(first: date, unit: Unit) -> date:
    """The first day of the period after the one that begins on `first`."""
    if unit == "week":
        return first + timedelta(7)
    return (first.replace(day=1) + timedelta(32 if unit == "month" else 95)).replace(day=1)


def _begins(first: date, scope: Scope) -> datetime:
    """The first instant, UTC, of the part of a scope that begins on a day or before."""
    return max(Period(first, first).bounds(scope.zone)[0], scope.bounds()[0])


def _start_of(day: date, unit: Unit) -> date:
    if unit == "week":
        return day - timedelta(day.weekday())
    month = day.month if unit == "month" else (day.month - 1) // 3 * 3 + 1
    return day.replace(month=month, day=1)
