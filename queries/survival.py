"""The Kaplan–Meier curve of waits, and its quantiles: nothing unanswered disappears.

Kaplan and Meier (1958), with log-log limits (Brookmeyer and Crowley 1982, on the scale of Kalbfleisch and Prentice).
The database gives each wait as one whole number, so that one sort puts everything in order.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from queries.intervals import Z

Codes: TypeAlias = np.ndarray[Any, np.dtype[np.int64]]
Numbers: TypeAlias = np.ndarray[Any, np.dtype[np.float64]]

_MICROSECONDS = 1_000_000
_NEARLY = 1e-9
"""The q-quantile is the smallest t with S(t) ≤ 1 − q + this (KPIS.md, rule 1)."""


class Quantile(NamedTuple):
    """A quantile of the waits and its limits, in seconds."""

    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Survival:
    """The share that still waits. At `times` (seconds) somebody was answered; ties count together."""

    n: int
    answered_at_once: int
    still_waiting: int
    longest: float
    """The longest wait, answered or not, in seconds: nothing is known beyond it."""
    times: Numbers
    waiting: Numbers
    """The share that still waits from then on."""
    greenwood: Numbers
    """The sum in Greenwood's formula until then; 0 adds nothing where nobody is left."""
    effect: float = 1.0
    """By what several waits of one conversation, which are alike, widen that sum."""

    @cached_property
    def limits(self) -> tuple[Numbers, Numbers]:
        """Between what `waiting` likely lies, step by step; NaN where nobody is left: the upper limit is not known."""
        with np.errstate(divide="ignore", invalid="ignore"):
            reach = Z * np.sqrt(self.effect * self.greenwood) / -np.log(self.waiting)
            low, high = self.waiting ** np.exp(reach), self.waiting ** np.exp(-reach)
        nobody, everybody = self.waiting == 0, self.waiting == 1
        return (
            np.where(nobody, 0.0, np.where(everybody, 1.0, low)),
            np.where(nobody, np.nan, np.where(everybody, 1.0, high)),
        )

    def quantile(self, share: float) -> Quantile:
        """By when that share has an answer. An end is None where the curve, or its limit, does not come so far."""
        low, high = self.limits
        return Quantile(*(_first(self.times, curve, 1 - share + _NEARLY) for curve in (self.waiting, low, high)))


def survival(waits: Codes) -> Survival:
    """The curve of waits given as 2 × microseconds, plus one for those that were not answered; at least one."""
    codes = np.sort(waits)
    n = len(codes)
    times = codes >> 1
    answers = np.concatenate(([0], np.cumsum(~codes & 1)))
    ends = np.append(np.flatnonzero(times[1:] != times[:-1]) + 1, n)
    starts = np.concatenate(([0], ends[:-1]))
    answered = answers[ends] - answers[starts]
    is_step = answered > 0
    answered, at_risk, times = answered[is_step], n - starts[is_step], times[starts[is_step]]
    left = at_risk - answered
    with np.errstate(divide="ignore"):
        waiting = np.exp(np.cumsum(np.log(left / at_risk)))
        added = np.where(left == 0, 0.0, answered / (at_risk * left.astype(np.float64)))
    return Survival(
        n=n,
        answered_at_once=int(answered[0]) if len(times) and times[0] == 0 else 0,
        still_waiting=n - int(answers[-1]),
        longest=float(codes[-1] >> 1) / _MICROSECONDS,
        times=times / _MICROSECONDS,
        waiting=waiting,
        greenwood=np.cumsum(added),
    )


def _first(times: Numbers, curve: Numbers, limit: float) -> float | None:
    reached = np.flatnonzero(curve <= limit)
    return float(times[reached[0]]) if len(reached) else None
