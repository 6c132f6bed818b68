"""The share that still waits, as time goes by: the whole curve of which a wait shows the middle and nine in ten."""

from dataclasses import dataclass

from queries.engine import shape_sql, shaped
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
    rows = shaped(snapshot, metric, scope, shape_sql("curve"))
    if not rows:
        return Curve(0, 0, 0.0, ())
    steps = tuple(
        Step(row["t"], row["survival"], row["lower_limit"], row["upper_limit"]) for row in rows if row["t"] is not None
    )
    return Curve(rows[0]["n"], rows[0]["still_waiting"], rows[0]["longest"], steps)
