"""A wait on the clock that it was measured on. Hours while somebody was open stay hours: no day has 24 of them."""

from queries.measurement import Estimate, Measurement
from queries.scope import Clock
from ui import words


def length(seconds: float, clock: Clock | None) -> str:
    """How long: `5 h 40 min`, `2 d 7 h` round the clock, `55 h` of opening hours."""
    if clock == "business" and seconds >= words.DAY:
        return f"{words.count(seconds / words.HOUR)}{words.NBSP}h"
    return words.duration(seconds)


def value(measured: Measurement, estimate: Estimate | None = None) -> str:
    """The typical wait, or another figure on its clock; a dash where there is none."""
    found = estimate or measured.estimate
    if found.value is not None:
        return length(found.value, measured.scope.clock)
    return f"over {length(found.at_least, measured.scope.clock)}" if found.at_least is not None else "–"


def facts(measured: Measurement) -> list[str]:
    """How sure it is, by when nine in ten are answered, how it compares, and what is counted in it."""
    metric, estimate, clock = measured.metric, measured.estimate, measured.scope.clock
    if estimate.value is None and estimate.at_least is not None:
        said = ["not yet known: more than half have no answer"]
    elif why := words.reason(metric, estimate):
        return [why]
    else:
        said = [likely(measured), _nine_in_ten(measured)]
    said.append(change(measured))
    if waiting := round(measured.details.get("still_waiting", 0)):
        said.append(f"{words.count(waiting)} without an answer, counted")
    if clock == "business":
        said.append("in opening hours")
    return [fact for fact in said if fact]


def likely(measured: Measurement, estimate: Estimate | None = None) -> str:
    """The interval of the typical wait, or of another figure on its clock; empty where there is none."""
    found = estimate or measured.estimate
    low, high, clock = found.low, found.high, measured.scope.clock
    if low is None:
        return ""
    if high is None:
        return f"likely over {length(low, clock)}"
    ends = length(low, clock), length(high, clock)
    return f"likely between {ends[0]} and {ends[1]}" if ends[0] != ends[1] else ""


def _nine_in_ten(measured: Measurement) -> str:
    tail, clock = measured.tail, measured.scope.clock
    if tail is None or (tail.value is None and tail.at_least is None):
        return ""
    if tail.value is not None:
        return f"nine in ten answered by {length(tail.value, clock)}"
    return f"nine in ten: not yet known, over {length(tail.at_least or 0.0, clock)}"


def change(measured: Measurement) -> str:
    """How it compares: `was 2 d 7 h: worse, more than chance`; empty where there is nothing to compare with."""
    before, verdict = measured.before, measured.change.verdict if measured.change else None
    if before is None or (before.value is None and before.at_least is None):
        return ""
    was = f"was {value(measured, before)}"
    if verdict in ("better", "worse"):
        return f"{was}: {verdict}, more than chance"
    return was if verdict in (None, "unknown") else f"{was}: {verdict}"
