"""Whether a slice differs from the others by more than chance: funnel limits instead of a ranking.

Of many channels or departments one is always last. Around the value of all together, limits say how far chance alone
takes a slice of that size: 95 in 100 stay within the inner ones, 998 in 1,000 within the outer ones. What lies within
is no different, as far as can be seen (Spiegelhalter, Statistics in Medicine 24 (2005) 1185–1202).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log, log1p, sqrt
from statistics import NormalDist
from typing import Literal

import numpy as np

from queries.intervals import Z
from queries.measurement import Measurement, Slice
from queries.settings import Settings

Place = Literal["within", "perhaps above", "perhaps below", "above", "below", "too few to say"]

_NORMAL = NormalDist()
_OUTER = _NORMAL.inv_cdf(0.999)

#: The score of what chance alone never does.
_NEVER = 8.0

#: With fewer slices there is nothing to compare.
_FEWEST = 3

#: With more items than these the binomial distribution is as good as normal.
_EXACT_UP_TO = 2000

_IN_TIME = ("week", "month", "quarter", None)


@dataclass(frozen=True)
class Funnel:
    """The slices of a measurement beside each other."""

    centre: float
    """The value of all together, in the unit of the metric."""
    places: Mapping[str, Place]
    """By key of the slice. `perhaps`: between the inner and the outer limits."""
    dispersion: float
    """How many times the variance between slices is that of chance, the furthest tenth at each end drawn in."""

    @property
    def is_overdispersed(self) -> bool:
        """Whether slices differ in general: then it is no news that one lies outside."""
        return self.dispersion > 1 + 2 * sqrt(2 / sum(place != "too few to say" for place in self.places.values()))


def funnel(found: Measurement, minimum: int = Settings.minimum_n) -> Funnel | None:
    """The slices of a rate or a wait against what chance alone would make of them; None where that cannot be said.

    None for other metrics, slices that follow each other in time, a whole that is not known, or fewer than three slices
    that rest on at least `minimum` items. The whole is taken as known for sure. Where slices differ in general, the
    limits are not widened, as that would call alike what is not (docs/decisions/0009); it is stated.
    """
    score = _SCORES.get(found.metric.shape)
    if score is None or found.by in _IN_TIME or found.estimate.value is None or found.estimate.is_weak:
        return None
    enough = [part for part in found.slices if part.estimate.n >= minimum and _is_known(part)]
    scores = {part.key: score(part, found, found.estimate.value) for part in enough}
    if len(scores) < _FEWEST:
        return None
    places: dict[str, Place] = dict.fromkeys((part.key for part in found.slices), "too few to say")
    places |= {key: _place(value) for key, value in scores.items()}
    return Funnel(found.estimate.value, places, _dispersion(list(scores.values())))


def _is_known(part: Slice) -> bool:
    """Of a wait whose middle is not reached, too, it is known how long it is at least."""
    return part.estimate.value is not None or part.estimate.at_least is not None


def _place(score: float) -> Place:
    if abs(score) <= Z:
        return "within"
    if abs(score) <= _OUTER:
        return "perhaps above" if score > 0 else "perhaps below"
    return "above" if score > 0 else "below"


def _dispersion(scores: Sequence[float]) -> float:
    """The mean square of the scores, winsorised (Spiegelhalter 2005, §5)."""
    low, high = np.quantile(scores, [0.1, 0.9])
    return float(np.mean(np.clip(scores, low, high) ** 2))


def _score_of_rate(part: Slice, found: Measurement, centre: float) -> float:
    """Where the tail of the binomial at the whole's rate puts the slice, in standard deviations; by its effective n.

    Where all or none are hit the design effect is not seen, and that of the whole is taken.
    """
    rate = part.estimate.value or 0.0
    effect = part.details.get("design_effect", 1.0)
    if rate in (0.0, 1.0):
        effect = max(effect, found.details.get("design_effect", 1.0))
    return binomial_score(rate, part.estimate.n / effect, centre)


def binomial_score(rate: float, n: float, centre: float) -> float:
    """The normal score of a rate among n where `centre` is expected, by the mid-p of the binomial distribution.

    n may be an effective one: it is rounded, and between two numbers of hits the tail is interpolated.
    """
    if not 0 < centre < 1:
        return 0.0 if rate == centre else _NEVER if rate > centre else -_NEVER
    items = max(1, round(n))
    if items > _EXACT_UP_TO:
        return (rate - centre) * sqrt(items / (centre * (1 - centre)))
    counts = np.arange(1, items + 1)
    logs = np.log(items - counts + 1) - np.log(counts) + log(centre) - log1p(-centre)
    chances = np.exp(np.concatenate([[0.0], np.cumsum(logs)]) + items * log1p(-centre))
    tails = np.cumsum(chances) - chances / 2
    tail = float(np.interp(rate * items, np.arange(items + 1), tails))
    return _NORMAL.inv_cdf(min(1 - 1e-15, max(1e-15, tail)))


def _score_of_wait(part: Slice, _found: Measurement, centre: float) -> float:
    """How far the interval of a median stays away from the whole's, on the scale of the logarithm.

    A median that is not reached is perhaps above where its lower limit is.
    """
    value, low, high = part.estimate.value, part.estimate.low, part.estimate.high
    if value is None:
        return Z + 1e-9 if low is not None and low > centre else 0.0
    end = low if value > centre else high
    if end is None or value == centre:
        return 0.0
    apart, reach = (
        (value - centre, value - end) if min(centre, value, end) <= 0 else (log(value / centre), log(value / end))
    )
    return Z * apart / abs(reach) if reach else _NEVER if apart > 0 else -_NEVER


_SCORES: dict[str, Callable[[Slice, Measurement, float], float]] = {
    "rate": _score_of_rate,
    "returning": _score_of_rate,
    "wait": _score_of_wait,
}
