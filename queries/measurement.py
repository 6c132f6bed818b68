"""What a metric says in a scope, and how sure it is. Everything that shows a figure shows one of these."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from queries.metric import Metric
from queries.scope import Period, Scope

Verdict = Literal["better", "worse", "changed", "no clear change", "too few to say", "unknown"]


@dataclass(frozen=True)
class Estimate:
    """One figure with its 95 % interval. Durations are seconds, rates fractions from 0 to 1."""

    value: float | None
    """None when it is not known; `reason` then says why."""

    low: float | None = None
    high: float | None = None
    """The interval; an end is None where the data set no limit."""

    n: int = 0
    """Items that the figure rests on."""

    reason: str | None = None
    """Why there is no value, or why it is weak ("too few to say")."""

    at_least: float | None = None
    """For a quantile that is not reached: it is larger than this, in seconds."""

    @property
    def is_weak(self) -> bool:
        """Whether it is to be shown in grey: it rests on too little, or is not known."""
        return self.reason is not None


@dataclass(frozen=True)
class Change:
    """This period less the comparison; the interval decides whether it is more than chance."""

    difference: float | None
    low: float | None
    high: float | None
    verdict: Verdict


@dataclass(frozen=True)
class Slice:
    """A figure for one part of the whole: a channel, a week, a cell of weekday × hour."""

    key: str
    """Stable name: the channel's platform:id, the first day of a week, '3-14' for Wednesday 14 h."""

    label: str
    estimate: Estimate
    tail: Estimate | None = None
    """For durations: by when nine in ten have an answer."""

    is_partial: bool = False
    """The slice is a period that is cut by the scope or still running."""

    details: dict[str, float] = field(default_factory=dict)
    """Counts that belong beside the figure, as for the whole."""


@dataclass(frozen=True)
class Coverage:
    """Which channels, or departments, count in a figure."""

    counted: int
    of: int
    note: str | None = None
    """One sentence when some do not count, and why."""
    what: str = "channels"
    """What is counted: channels, or departments."""
    began_later: int = 0
    """How many of those that count were not there, or not all along, in the period compared with: it is not like for
    like. Named in the note."""


@dataclass(frozen=True)
class Measurement:
    """One metric in one scope."""

    metric: Metric
    scope: Scope
    watermark: datetime | None
    """The moment until which all channels of the scope have been seen; UTC."""

    estimate: Estimate
    coverage: Coverage
    tail: Estimate | None = None
    """For durations: by when nine in ten have an answer. For counts of what waits: nine in ten are younger."""

    before_period: Period | None = None
    before: Estimate | None = None
    change: Change | None = None
    by: str | None = None
    slices: tuple[Slice, ...] = ()
    details: dict[str, float] = field(default_factory=dict)
    """Counts that belong beside the figure, such as `not_due`, `still_waiting`, `outside_hours`, `oldest` (seconds)."""

    @property
    def is_partial(self) -> bool:
        """Whether the period is still running at the watermark."""
        return self.scope.is_partial(self.watermark)
