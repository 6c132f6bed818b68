"""Ask a metric in a scope: scope, slices and comparison are given here, once, for all metrics.

A metric file is a SELECT of items. The engine keeps those that the scope takes in (queries/scoping.py), and lets the
metric's shape (queries/shapes/*.sql) make figures of them. A comparison is the same SQL over another period. Values
are bound; only names from this repository are pasted.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from queries import estimates
from queries.channels import began, channels, in_scope
from queries.coverage import coverage, departments_coverage
from queries.departments import departments
from queries.estimates import Figures
from queries.measurement import Coverage, Estimate, Measurement, Slice
from queries.metric import About, Metric, metrics
from queries.names import UnknownName
from queries.once import once
from queries.scope import Clock, Scope
from queries.scoping import scoped
from queries.settings import Settings, settings
from queries.slices import SLICES, WHOLE, Slicing, has_slice, slicing, with_earlier
from queries.survival import Survival
from warehouse import Snapshot

__all__ = [
    "SLICES",
    "UnknownName",
    "cut",
    "default_clock",
    "items",
    "measure",
    "shape_sql",
    "shaped",
    "survival_of",
    "watermark",
]

_NOTHING_SEEN = datetime(1970, 1, 1)
_AFTER_THE_DATA = Figures(Estimate(None, reason="the data ends before this period begins"))
_WITHOUT_LABELS = Figures(Estimate(None, reason="posts of ours have no topic, owner or audience"))
_WITHOUT_LOG = Figures(Estimate(None, reason="no hand-off has been logged yet"))
_SHAPES = Path(__file__).with_name("shapes")
#: Shapes whose slices by department are parts of one whole, and so cannot be taken one by one.
_PARTS_OF_ALL = ("share", "gap")


@dataclass(frozen=True)
class _Question:
    """What all figures of one measurement share."""

    snapshot: Snapshot
    metric: Metric
    watermark: datetime
    borrowed: datetime
    """The watermark of what lies on no channel, or on one that has none: the same in every scope."""
    settings: Settings


def measure(snapshot: Snapshot, metric: Metric | str, scope: Scope, by: str | None = None) -> Measurement:
    """One metric in one scope, compared as the scope says, and cut into the slices of `by` if given.

    Raises UnknownName for a metric or a slice that does not exist.
    """
    metric = _named(metric)
    scope = replace(scope, clock=scope.clock or default_clock(snapshot, metric))
    seen_until = watermark(snapshot, scope, metric)
    question = _question(snapshot, metric, seen_until)
    earlier = scope.before(seen_until)
    figures, before = _compared(question, scope, earlier) if earlier else (_total(question, scope), None)
    whole = Measurement(
        metric=metric,
        scope=scope,
        watermark=seen_until,
        estimate=figures.estimate,
        tail=figures.tail,
        details=figures.details,
        coverage=_coverage(snapshot, metric, scope, earlier if before and before.value is not None else None),
        before_period=earlier.period if earlier else None,
        before=before,
        change=estimates.change(figures.estimate, before, metric.better) if before else None,
    )
    return cut(snapshot, whole, by) if by else whole


def cut(snapshot: Snapshot, whole: Measurement, by: str) -> Measurement:
    """A measurement with its slices. Raises UnknownName for a slice that does not exist."""
    question = _question(snapshot, whole.metric, whole.watermark)
    return replace(whole, by=by, slices=_slices(question, whole.scope, by))


def _question(snapshot: Snapshot, metric: Metric, seen_until: datetime | None) -> _Question:
    borrowed = watermark(snapshot, metric=metric) or _NOTHING_SEEN
    return _Question(snapshot, metric, seen_until or _NOTHING_SEEN, borrowed, settings(snapshot))


def default_clock(snapshot: Snapshot, metric: Metric) -> Clock:
    """The clock where nobody chose one: opening hours for departments, where all that were asked have any."""
    return "business" if metric.is_about_handoffs and _all_have_hours(snapshot) else "wall"


@once
def _all_have_hours(snapshot: Snapshot) -> bool:
    """Whether there are hand-offs, and every department that was asked has opening hours."""
    return bool(snapshot.rows("select count(*) > 0 and bool_and(calendar is not null) from requests")[0][0])


def _coverage(snapshot: Snapshot, metric: Metric, scope: Scope, earlier: Scope | None) -> Coverage:
    if metric.is_about_handoffs:
        return departments_coverage(departments(snapshot), metric, scope)
    return coverage(channels(snapshot), metric, scope, earlier, began(snapshot) if earlier else None)


def _compared(question: _Question, scope: Scope, earlier: Scope) -> tuple[Figures, Estimate]:
    """The figures of a scope, and the one to compare with, in one reading where that will do.

    It is not known where the data does not reach back that far: missing is not zero.
    """
    begins = _begins(question.snapshot)[question.metric.about]
    since, until = earlier.bounds()
    if begins is None or begins > since + (until - since) / 10:
        return _total(question, scope), Estimate(None, reason="the data does not go back that far")
    both = None if question.metric.reaches_back else with_earlier(scope, earlier)
    if both is None or _not_known(question, scope, scope.bounds()[0]) or _not_known(question, earlier, since):
        return _total(question, scope), _total(question, earlier).estimate
    grouped = _run(question, scope, question.metric.shape_file, both)
    now, before = (_figures(question, grouped.get(which, [])) for which in (True, False))
    return now, before.estimate


@once
def _begins(snapshot: Snapshot) -> dict[About, datetime | None]:
    """When the first conversation began, and the first hand-off was asked."""
    rows = snapshot.rows("select (select min(started_at) from conversations), (select min(asked_at) from requests)")
    return {"conversations": rows[0][0], "handoffs": rows[0][1]}


def watermark(snapshot: Snapshot, scope: Scope | None = None, metric: Metric | None = None) -> datetime | None:
    """The moment until which the scope's channels have been seen; None where there are no messages.

    The latest among its channels: one that is late has a watermark of its own and is named by the page. Channels that
    have none borrow that of the others. For a metric about hand-offs it is the latest among their logs.
    """
    if metric is not None and metric.is_about_handoffs:
        return _logs_seen_until(snapshot)
    known = channels(snapshot)
    for considered in (in_scope(known, scope), known):
        if seen := [channel.complete_until for channel in considered if channel.complete_until]:
            return max(seen)
    return _latest(snapshot)


@once
def _seen_by_all_until(snapshot: Snapshot) -> datetime:
    """The earliest watermark of any channel or log."""
    rows = snapshot.rows("""
        select min(watermark)
        from (select watermark from channel_watermarks union all select watermark from handoff_watermarks)
    """)
    earliest: datetime | None = rows[0][0]
    return earliest or _NOTHING_SEEN


@once
def _all_joined_by(snapshot: Snapshot) -> datetime:
    """Whoever had joined a conversation by then has been seen in it: after it, some are beyond their watermark."""
    rows = snapshot.rows(
        """
        select min(coalesce(w.watermark, $borrowed))
        from people left join channel_watermarks w using (channel_key)
        where joined_at > coalesce(w.watermark, $borrowed)
        """,
        {"borrowed": watermark(snapshot) or _NOTHING_SEEN},
    )
    earliest: datetime | None = rows[0][0]
    return earliest or datetime.max


@once
def _logs_seen_until(snapshot: Snapshot) -> datetime | None:
    seen_until: datetime | None = snapshot.rows("select max(watermark) from handoff_watermarks")[0][0]
    return seen_until


@once
def _latest(snapshot: Snapshot) -> datetime | None:
    """The time of the last message."""
    rows = snapshot.rows(
        "select greatest((select max(last_at) from conversations), (select max(published_at) from posts))"
    )
    latest: datetime | None = rows[0][0]
    return latest


def items(snapshot: Snapshot, sql: str, scope: Scope, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The items of a SELECT about conversations that a scope takes in, each with its watermark.

    `values` are bound to the names that the SELECT uses beside those of the scope.
    """
    about_conversations = replace(metrics()["conversations.started"], sql=sql)
    return shaped(snapshot, about_conversations, scope, "select * from scoped", values)


def shaped(
    snapshot: Snapshot,
    metric: Metric,
    scope: Scope,
    shape: str,
    values: Mapping[str, Any] | None = None,
    *,
    cut: Slicing = WHOLE,
) -> list[dict[str, Any]]:
    """The rows that a shape, given as SQL over `scoped`, makes of a metric's items in a scope, cut into slices."""
    question = _question(snapshot, metric, watermark(snapshot, scope, metric))
    since, until = scope.bounds()
    bound = {**_values(question, scope, cut, since=since, until=until), **cut.values, **(values or {})}
    grouped = _grouped(snapshot.records, scoped(metric, scope, shape, cut), bound)
    return grouped.get(None, [])


def survival_of(snapshot: Snapshot, metric: Metric, scope: Scope) -> Survival | None:
    """The curve of the waits of a metric of that shape in a scope; None where there are none."""
    question = _question(snapshot, metric, watermark(snapshot, scope, metric))
    rows = _run(question, scope, metric.shape_file, WHOLE).get(None)
    return estimates.curve_of(rows[0]) if rows else None


def _named(metric: Metric | str) -> Metric:
    if isinstance(metric, Metric):
        return metric
    known = metrics()
    if metric not in known:
        raise UnknownName(f"There is no metric {metric!r}. There are: {', '.join(known)}.")
    return known[metric]


def _total(question: _Question, scope: Scope) -> Figures:
    if not_known := _not_known(question, scope, scope.bounds()[0]):
        return not_known
    return _figures(question, _run(question, scope, question.metric.shape_file, WHOLE).get(None, []))


def _figures(question: _Question, rows: list[dict[str, Any]]) -> Figures:
    return _ESTIMATE[question.metric.shape](rows, question.settings)


def _not_known(question: _Question, scope: Scope, begins: datetime) -> Figures | None:
    """Why nothing can be known of what begins then in that scope; None where something can.

    What waits is known as of the end of the data, also in a later period.
    """
    if question.metric.shape != "open" and _NOTHING_SEEN < question.watermark < begins:
        return _AFTER_THE_DATA
    if not question.metric.is_labelled and (scope.departments or scope.topics or scope.audiences):
        return _WITHOUT_LABELS
    first = _begins(question.snapshot)
    if question.metric.needs_log and first["conversations"] is not None and first["handoffs"] is None:
        return _WITHOUT_LOG
    return None


def _slices(question: _Question, scope: Scope, by: str) -> tuple[Slice, ...]:
    if by not in SLICES:
        raise UnknownName(f"There is no slice {by!r}. There are: {', '.join(SLICES)}.")
    if not has_slice(question.metric, by):
        raise UnknownName(f"{question.metric.title} cannot be cut by {by}.")
    cut = slicing(by, scope, question.metric)
    if question.metric.shape == "open" and cut.unit:
        grouped = _open_over_time(question, scope, cut)
    else:
        is_part = by == "department" and question.metric.shape in _PARTS_OF_ALL
        shape = f"{question.metric.shape}_by_department" if is_part else question.metric.shape_file
        grouped = _run(question, scope, shape, cut)
    named = ((cut.key(question.snapshot, grouped_by), rows) for grouped_by, rows in grouped.items())
    found = {key: _figures(question, rows) for key, rows in named if key is not None}
    empty = _figures(question, [])
    slices = []
    for key in cut.keys(question.snapshot, scope, found):
        figures = _not_known(question, scope, cut.begins(key)) or found.get(key, empty)
        slices.append(
            Slice(
                key=key,
                label=cut.label(key),
                estimate=figures.estimate,
                tail=figures.tail,
                is_partial=cut.is_partial(key, question.watermark),
                details=figures.details,
            )
        )
    return tuple(slices)


def _run(question: _Question, scope: Scope, shape: str, cut: Slicing) -> dict[Any, list[dict[str, Any]]]:
    """The rows of a shape, by what the items were grouped by."""
    since, until = scope.bounds()
    if question.metric.reaches_back:
        since = datetime(1, 1, 1)
    sql = scoped(question.metric, scope, shape_sql(shape), cut)
    read = question.snapshot.arrays if question.metric.shape == "wait" else question.snapshot.records
    return _grouped(read, sql, {**_values(question, scope, cut, since=since, until=until), **cut.values})


def _open_over_time(question: _Question, scope: Scope, cut: Slicing) -> dict[Any, list[dict[str, Any]]]:
    _, until = scope.bounds()
    sql = scoped(question.metric, scope, shape_sql("open_over_time"), WHOLE)
    values = _values(question, scope, WHOLE, since=datetime(1, 1, 1), until=until)
    first, last = scope.period.since, scope.period.until
    return _grouped(question.snapshot.records, sql, {**values, "unit": cut.unit, "first_day": first, "last_day": last})


def _values(question: _Question, scope: Scope, cut: Slicing, **more: Any) -> dict[str, Any]:
    return {
        "watermark": question.borrowed,
        "channels": list(scope.channels),
        "platforms": list(scope.platforms),
        "departments": list(scope.departments),
        "topics": list(scope.topics),
        "audiences": list(scope.audiences),
        "clock": scope.clock,
        "zone": scope.zone,
        "settled": min(scope.bounds()[0], _seen_by_all_until(question.snapshot)),
        "all_joined_by": _all_joined_by(question.snapshot),
        "is_unbroken": cut.is_unbroken and not scope.is_narrowed,
        **more,
    }


def _grouped(
    read: Callable[[str, dict[str, Any]], list[dict[str, Any]]], sql: str, values: Mapping[str, Any]
) -> dict[Any, list[dict[str, Any]]]:
    used = {name: value for name, value in values.items() if re.search(rf"\${name}\b", sql)}
    groups: dict[Any, list[dict[str, Any]]] = {}
    for row in read(sql, used):
        groups.setdefault(row["slice"], []).append(row)
    return groups


@cache
def shape_sql(name: str) -> str:
    """The SQL of a shape: from the relation `scoped` to rows of counts and sums. `{name}` is another file."""
    text = (_SHAPES / f"{name}.sql").read_text(encoding="utf-8")
    return re.sub(r"\{(\w+)\}", lambda part: shape_sql(part[1]), text)


_ESTIMATE: dict[str, Callable[[list[dict[str, Any]], Settings], Figures]] = {
    "count": estimates.of_count,
    "rate": estimates.of_rate,
    "wait": estimates.of_wait,
    "open": estimates.of_open,
    "median": estimates.of_median,
    "returning": estimates.of_returning,
    "share": estimates.of_ratio,
    "ratio": estimates.of_ratio,
    "mean": estimates.of_mean,
    "hours": estimates.of_hours,
    "distinct": estimates.of_count,
    "newcomers": estimates.of_newcomers,
    "core": estimates.of_count,
    "index": estimates.of_index,
    "gap": estimates.of_gap,
    "evenness": estimates.of_evenness,
}
