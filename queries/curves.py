"""The share that still waits, as time goes by: the whole curve of which a wait shows the middle and nine in ten."""

from dataclasses import dataclass
from math import isnan

from queries.engine import survival_of
from queries.measurement import Measurement
from warehouse import Snapshot


@dataclass(frozen=True)
class Step:
    """From `seconds` on, this share still waits, likely between `low` and `high`; None where no limit is known."""

    seconds: float
    waiting: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Curve:
    """A Kaplan–Meier curve. Before its first step everybody waits; after `longest` seconds nothing is known."""

    n: int
    still_waiting: int
    longest: float
    steps: tuple[Step, ...]


def curve(snapshot: Snapshot, measured: Measurement) -> Curve:
    """The curve behind a measured wait, in its scope and on its clock. Raises ValueError for what is no wait."""
    metric, scope = measured.metric, measured.scope
    if metric.shape != "wait":
        raise ValueError(f"{metric.name} is no wait: it has no curve.")
    found = survival_of(snapshot, metric, scope)
    if found is None:
        return Curve(0, 0, 0.0, ())
    low, high = found.limits
    steps = (
        Step(float(t), float(waiting), float(low), None if isnan(high) else float(high))
        for t, waiting, low, high in zip(found.times, found.waiting, low, high, strict=True)
    )
    return Curve(found.n, found.still_waiting, found.longest, tuple(steps))
