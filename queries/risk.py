"""What silence goes with: how much more often the public is left without an answer in time where a colleague was late.

Associated with, never caused by: it compares like with like (channel and topic), and no more.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from math import acos, cos, pi, sqrt
from pathlib import Path

from queries.engine import items
from queries.intervals import Limits, Z
from queries.measurement import Estimate
from queries.scope import Scope
from queries.settings import settings
from warehouse import Snapshot


@dataclass(frozen=True)
class Arms:
    """One stratum: how many were exposed and not, and how many of each had the outcome."""

    exposed: int
    exposed_hits: int
    others: int
    others_hits: int

    @property
    def weight(self) -> float:
        """Mantel and Haenszel's weight; 0 where an arm is missing."""
        return self.exposed * self.others / (self.exposed + self.others)

    @property
    def difference(self) -> float:
        """Risk of the exposed less that of the others."""
        return self.exposed_hits / self.exposed - self.others_hits / self.others


@dataclass(frozen=True)
class RiskDifference:
    """How much more often, with what it rests on. Risks are fractions from 0 to 1."""

    estimate: Estimate
    exposed: int
    others: int
    exposed_risk: float | None
    others_risk: float | None
    """Crude risks of the two arms, over the strata that count."""
    dropped_strata: int
    """Strata of channel × topic that have only one of the arms."""


def risk_difference(snapshot: Snapshot, scope: Scope) -> RiskDifference:
    """The difference in the risk of no answer in time between waits whose hand-offs were late, and others.

    Mantel–Haenszel over channel × topic (Mantel and Haenszel 1959; Greenland and Robins 1985) with the score interval
    of Miettinen and Nurminen (1985). Not given with fewer than the minimum in an arm.
    """
    minimum = settings(snapshot).minimum_n
    counted: Counter[tuple[object, bool, bool]] = Counter()
    for row in items(snapshot, _sql(), scope, {}):
        if row["due_at"] <= row["watermark"]:
            counted[(row["channel_key"], row["main_topic"]), row["is_exposed"], row["is_unanswered"]] += 1
    strata = [_arms(counted, stratum) for stratum in sorted({key[0] for key in counted}, key=repr)]
    whole = [arms for arms in strata if arms.exposed and arms.others]
    exposed, others = sum(arms.exposed for arms in whole), sum(arms.others for arms in whole)
    if min(exposed, others) < minimum:
        estimate = Estimate(None, n=exposed + others, reason=f"fewer than {minimum} to compare with")
    else:
        limits = miettinen_nurminen(whole)
        estimate = Estimate(mantel_haenszel(whole), low=limits.low, high=limits.high, n=exposed + others)
    return RiskDifference(
        estimate=estimate,
        exposed=exposed,
        others=others,
        exposed_risk=sum(arms.exposed_hits for arms in whole) / exposed if exposed else None,
        others_risk=sum(arms.others_hits for arms in whole) / others if others else None,
        dropped_strata=len(strata) - len(whole),
    )


def _arms(counted: Counter[tuple[object, bool, bool]], stratum: object) -> Arms:
    exposed_hits, others_hits = counted[stratum, True, True], counted[stratum, False, True]
    return Arms(
        exposed=exposed_hits + counted[stratum, True, False],
        exposed_hits=exposed_hits,
        others=others_hits + counted[stratum, False, False],
        others_hits=others_hits,
    )


def mantel_haenszel(strata: Iterable[Arms]) -> float:
    """The weighted mean of the differences of strata that have both arms."""
    strata = list(strata)
    return sum(arms.weight * arms.difference for arms in strata) / sum(arms.weight for arms in strata)


def miettinen_nurminen(strata: Iterable[Arms]) -> Limits:
    """The differences that the data do not contradict at 5 %: where the score statistic reaches its limit."""
    strata = list(strata)
    found, weights = mantel_haenszel(strata), sum(arms.weight for arms in strata)

    def distance(difference: float) -> float:
        variance = sum((arms.weight / weights) ** 2 * _variance(arms, difference) for arms in strata)
        return abs(found - difference) - Z * sqrt(variance)

    return Limits(_crossing(distance, found, -1.0), _crossing(distance, found, 1.0))


def _crossing(distance: Callable[[float], float], inside: float, outside: float) -> float:
    """Where `distance` turns positive between the two, by halving; `outside` itself if it never does."""
    if distance(outside) <= 0:
        return outside
    for _ in range(60):
        middle = (inside + outside) / 2
        inside, outside = (inside, middle) if distance(middle) > 0 else (middle, outside)
    return inside


def _variance(arms: Arms, difference: float) -> float:
    """The variance of the difference where the true one is `difference`, with the risks that are likeliest then.

    The closed form of the constrained likelihood is that of Farrington and Manning (1990).
    """
    n, m = arms.exposed, arms.others
    total = n + m
    ratio = m / n
    a = 1 + ratio
    b = -(1 + ratio + arms.exposed_hits / n + ratio * arms.others_hits / m + difference * (ratio + 2))
    c = difference**2 + difference * (2 * arms.exposed_hits / n + ratio + 1) + arms.exposed_hits / n
    c += ratio * arms.others_hits / m
    d = -arms.exposed_hits / n * difference * (1 + difference)
    v = (b / (3 * a)) ** 3 - b * c / (6 * a * a) + d / (2 * a)
    u = (1 if v >= 0 else -1) * sqrt(max(0.0, (b / (3 * a)) ** 2 - c / (3 * a)))
    angle = (pi + acos(min(1.0, max(-1.0, v / u**3 if u else 0.0)))) / 3
    exposed_risk = min(1.0, max(0.0, 2 * u * cos(angle) - b / (3 * a)))
    others_risk = min(1.0, max(0.0, exposed_risk - difference))
    variance = exposed_risk * (1 - exposed_risk) / n + others_risk * (1 - others_risk) / m
    return variance * total / max(1, total - 1)


@cache
def _sql() -> str:
    return Path(__file__).with_name("findings").joinpath("risk_difference.sql").read_text(encoding="utf-8")
