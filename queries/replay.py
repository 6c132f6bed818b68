"""What would have been, had some departments answered sooner: the waits of the public, played again.

Only what follows from the hand-offs is moved. Three laws hold and are tested: for ever reproduces what was; sooner
never makes anything later; several departments together gain at least as much as the one that gains most.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from queries.engine import items, measure
from queries.measurement import Measurement
from queries.scope import Scope
from warehouse import Snapshot


@dataclass(frozen=True)
class Bounds:
    """What would have been at least and at most: `low` takes it that what is unanswered would have stayed so."""

    low: float
    high: float


@dataclass(frozen=True)
class Replay:
    """The reply rate as it was and as it would have been. Rates are fractions from 0 to 1."""

    departments: tuple[str, ...]
    """Those that would have answered sooner; empty: all."""
    seconds: float | None
    """Within so many seconds on the clock of each: its opening hours, or round the clock where it has none."""
    actual: Measurement
    """conversations.reply_rate."""
    more: Bounds
    """So many more questions answered in time."""
    rate: Bounds | None
    """The rate that would have been; None where nothing is due."""
    moved: int
    """Waits that would have ended sooner, of those that ended."""


def if_answered_within(
    snapshot: Snapshot, scope: Scope, seconds: float | None, departments: tuple[str, ...] = ()
) -> Replay:
    """Play the waits of a scope again (KPIS, replay.if_answered_within)."""
    actual = measure(snapshot, "conversations.reply_rate", scope)
    gained_low = gained_high = moved = 0
    values = {"seconds": seconds, "sooner": list(departments)}
    for row in items(snapshot, _sql(), scope, values):
        if row["due_at"] <= row["watermark"]:
            was = _in_time(row["answered_at"], row)
            gained_low += _in_time(row["low_answered_at"], row) - was
            gained_high += _in_time(row["high_answered_at"], row) - was
        moved += row["low_answered_at"] is not None and row["low_answered_at"] < row["answered_at"]
    n, hits = actual.estimate.n, actual.details.get("hits", 0.0)
    rate = Bounds((hits + gained_low) / n, (hits + gained_high) / n) if n else None
    return Replay(departments, seconds, actual, Bounds(gained_low, gained_high), rate, moved)


def _in_time(answered_at: datetime | None, row: dict[str, Any]) -> bool:
    return answered_at is not None and answered_at <= row["due_at"]


@cache
def _sql() -> str:
    return Path(__file__).with_name("findings").joinpath("replay.sql").read_text(encoding="utf-8")
