"""Which channels or departments a figure rests on, and a sentence when not all of them: missing is not zero."""

from collections.abc import Iterable, Sequence

from queries.channels import Channel, in_scope
from queries.departments import Department, departments_in_scope
from queries.measurement import Coverage
from queries.metric import Metric
from queries.scope import Scope


def coverage(known: Iterable[Channel], metric: Metric, scope: Scope) -> Coverage:
    """The channels of the scope that count: those seen in the period, and with opening hours where those are needed."""
    considered = in_scope(known, scope)
    since, _ = scope.bounds()
    needs_hours = metric.shape == "wait" and scope.clock == "business"
    without_hours = [channel.name for channel in considered if needs_hours and not channel.has_hours]
    behind = [
        channel.name
        for channel in considered
        if channel.complete_until is not None and channel.complete_until < since and channel.name not in without_hours
    ]
    notes = []
    if without_hours:
        notes.append(f"{_few(without_hours)} {_have(without_hours)} no opening hours, so no business time")
    if behind:
        notes.append(f"{_few(behind)} {_have(behind)} no data of this period")
    counted = len(considered) - len(without_hours) - len(behind)
    return Coverage(counted, of=len(considered), note="; ".join(notes) + "." if notes else None)


def departments_coverage(known: list[Department], metric: Metric, scope: Scope) -> Coverage:
    """The departments of the scope that count: all, or those with opening hours where a business clock is asked for."""
    considered = departments_in_scope(known, scope)
    needs_hours = metric.shape == "wait" and scope.clock == "business"
    without = [department.name for department in considered if needs_hours and not department.has_hours]
    note = f"{_few(without)} {_have(without)} no opening hours, so no business time." if without else None
    return Coverage(len(considered) - len(without), of=len(considered), note=note, what="departments")


def _few(names: Sequence[str]) -> str:
    if len(names) > 3:
        return f"{', '.join(names[:3])} and {len(names) - 3} more"
    return " and ".join(names) if len(names) < 3 else f"{names[0]}, {names[1]} and {names[2]}"


def _have(names: Sequence[str]) -> str:
    return "has" if len(names) == 1 else "have"
