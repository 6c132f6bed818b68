"""How often do 95 % intervals hold the truth? Simulated through the very SQL and formulas that make the figures.

    python -m bench.coverage

Waits are log-normal, a share is never answered, and all are censored at a watermark up to ten days after the question.
Rates come from conversations with several questions that share their luck.
"""

from math import inf
from statistics import NormalDist

import duckdb
import numpy as np

from queries import intervals
from queries.engine import shape_sql
from queries.intervals import Limits

REPLICATES = 2000
SPREAD = 1.6
FOLLOW_UP = 10 * 86400
Random = np.random.Generator
Quantile = tuple[float | None, float | None, float | None]

_WAITS = """
create or replace temp table scoped as
select
    slice, watermark, watermark - to_seconds(followed) as started_at,
    watermark - to_seconds(followed) + to_seconds(wait) as ended_at, null::timestamp as stopped_at,
    null::double as started_open, null::double as ended_open, null::double as stopped_open,
    null::double as watermark_open
from (select *, timestamp '2026-06-30' as watermark from drawn)
"""


def quantiles(random: Random, n: int, median: float, never: float, which: str) -> list[Quantile]:
    """Value and limits of a quantile, for each replicate of n questions."""
    size = REPLICATES * n
    waits = np.where(random.random(size) < never, 1e8, median * np.exp(SPREAD * random.standard_normal(size)))
    drawn = {
        "slice": np.repeat(np.arange(REPLICATES), n),
        "wait": waits,
        "followed": random.uniform(0, FOLLOW_UP, size),
    }
    with duckdb.connect() as connection:
        connection.register("drawn", {name: np.ascontiguousarray(values) for name, values in drawn.items()})
        connection.execute(_WAITS)
        connection.execute(f"select {which}, {which}_low, {which}_high from ({shape_sql('wait')})", {"clock": "wall"})
        return [(value, low, high) for value, low, high in connection.fetchall()]


def truth(q: float, median: float, never: float) -> float:
    """The quantile that the waits above are drawn with; infinite where fewer are ever answered."""
    share = q / (1 - never)
    return inf if share >= 1 else median * float(np.exp(SPREAD * NormalDist().inv_cdf(share)))


def covers(value: float, low: float | None, high: float | None) -> bool:
    """Whether an interval holds a value; an end that is not known sets no limit."""
    return (low is None or low <= value) and (high is None or value <= high)


def of_quantile(random: Random, n: int, never: float, which: str) -> float:
    """Coverage of the log-log limits of one quantile."""
    wanted = truth(0.5 if which == "median" else 0.9, 7200, never)
    found = quantiles(random, n, 7200, never, which)
    return sum(covers(wanted, low, high) for _, low, high in found) / len(found)


def of_difference(random: Random, n: int, ratio: float, never: float) -> float:
    """Coverage of the limits of a difference of medians, the later period `ratio` times as slow."""
    wanted = truth(0.5, 7200 * ratio, never) - truth(0.5, 7200, never)
    pairs = zip(
        quantiles(random, n, 7200 * ratio, never, "median"), quantiles(random, n, 7200, never, "median"), strict=True
    )
    held = judged = 0
    for now, before in pairs:
        if None in now or None in before:
            continue
        limits = intervals.difference(now[0], Limits(now[1], now[2]), before[0], Limits(before[1], before[2]))
        judged += 1
        held += covers(wanted, limits.low, limits.high)
    return held / judged


def of_rate(random: Random, conversations: int, rate: float, spread: float) -> float:
    """Coverage of Wilson with the design effect; `spread` is how much conversations differ (0: not at all)."""
    held = 0
    for _ in range(REPLICATES):
        sizes = 1 + random.poisson(1.2, conversations)
        own = (
            np.full(conversations, rate)
            if spread == 0
            else random.beta(rate / spread, (1 - rate) / spread, conversations)
        )
        hits = random.binomial(sizes, own)
        n, total = int(sizes.sum()), int(hits.sum())
        effect = intervals.design_effect(
            clusters=conversations,
            n=n,
            hits=total,
            hits_squared=int((hits * hits).sum()),
            hits_times_size=int((hits * sizes).sum()),
            size_squared=int((sizes * sizes).sum()),
        )
        limits = intervals.wilson(total / effect, n / effect)
        held += covers(rate, limits.low, limits.high)
    return held / REPLICATES


def main() -> None:
    """Print the share of intervals that hold the truth, case by case."""
    random = np.random.default_rng(20261121)
    print("| figure | case | 95 % intervals that hold the truth |\n| --- | --- | --- |")
    for n in (20, 100, 500):
        for never in (0.0, 0.2):
            for which in ("median", "p90"):
                share = of_quantile(random, n, never, which)
                print(f"| {which} wait | n {n}, {never:.0%} never answered | {share:.1%} |")
    for n in (20, 100, 500):
        for ratio in (1.0, 1.5, 3.0):
            share = of_difference(random, n, ratio, 0.12)
            print(f"| difference of medians | n {n} each, {ratio:g} times as slow | {share:.1%} |")
    for conversations in (20, 100, 1000):
        for rate in (0.6, 0.9):
            for spread in (0.0, 0.5):
                share = of_rate(random, conversations, rate, spread)
                print(f"| rate | {conversations} conversations, true {rate:.0%}, spread {spread:g} | {share:.1%} |")


if __name__ == "__main__":
    main()
