"""Which channels or departments a figure rests on, and a sentence when not all of them: missing is not zero.

A comparison is like for like when the same channels are in both periods. One whose first message is younger than the
earlier period is in the later one only: it is named.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from queries.channels import Channel, in_scope
from queries.departments import Department, departments_in_scope
from queries.measurement import Coverage
from queries.metric import Metric
from queries.scope import Scope

#: What part of the earlier period may have gone by before the first message of a channel that was there all along.
QUIET_PART = 10


def coverage(
    known: Iterable[Channel],
    metric: Metric,
    scope: Scope,
    earlier: Scope | None = None,
    began: Mapping[int, datetime] | None = None,
) -> Coverage:
    """The channels of the scope that count: those seen in the period, and with opening hours where those are needed.

    `earlier` is what the figure is compared with, if anything; `began` when each channel did, by its key.
    """
    considered = in_scope(known, scope)
    since, until = scope.bounds()
    needs_hours = metric.shape == "wait" and scope.clock == "business"
    without_hours: list[Channel] = []
    behind: list[Channel] = []
    counted: list[Channel] = []
    for channel in considered:
        if needs_hours and not channel.has_hours:
            without_hours.append(channel)
        elif channel.complete_until is not None and channel.complete_until < since:
            behind.append(channel)
        else:
            counted.append(channel)
    there = [channel for channel in counted if began and channel.key in began and began[channel.key] < until]
    later = _began_later(there, earlier, began) if earlier and began else {}
    began_later = sum(map(len, later.values()))
    notes = []
    if without_hours:
        notes.append(f"{_few(without_hours)} {_have(without_hours)} no opening hours, so no business time")
    if behind:
        notes.append(f"{_few(behind)} {_have(behind)} no data of this period")
    notes += [f"{_few(some)} began {when} the earlier period" for when, some in later.items() if some]
    if began_later:
        notes[-1] += ", so the change is not like for like"
    return Coverage(len(counted), len(considered), "; ".join(notes) + "." if notes else None, began_later=began_later)


def _began_later(there: list[Channel], earlier: Scope, began: Mapping[int, datetime]) -> dict[str, list[Channel]]:
    """The channels that were not there in the earlier period, or not in nearly all of it, by when they began."""
    since, until = earlier.bounds()
    found: dict[str, list[Channel]] = {"after": [], "in the course of": []}
    for channel in there:
        begins = began[channel.key]
        if begins > since + (until - since) / QUIET_PART:
            found["after" if begins >= until else "in the course of"].append(channel)
    return found


def departments_coverage(known: list[Department], metric: Metric, scope: Scope) -> Coverage:
    """The departments of the scope that count: all, or those with opening hours where a business clock is asked for."""
    considered = departments_in_scope(known, scope)
    needs_hours = metric.shape == "wait" and scope.clock == "business"
    without = [department for department in considered if needs_hours and not department.has_hours]
    note = f"{_few(without)} {_have(without)} no opening hours, so no business time." if without else None
    return Coverage(len(considered) - len(without), of=len(considered), note=note, what="departments")


def _few(some: Sequence[Channel | Department]) -> str:
    names = [one.name for one in some]
    if len(names) > 3:
        return f"{', '.join(names[:3])} and {len(names) - 3} more"
    return " and ".join(names) if len(names) < 3 else f"{names[0]}, {names[1]} and {names[2]}"


def _have(some: Sequence[Channel | Department]) -> str:
    return "has" if len(some) == 1 else "have"
