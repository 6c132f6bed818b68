"""What is tried: each kind of figure in worlds from small to large, and how often its intervals hold."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import sqrt
from typing import Any

import numpy as np

from bench.coverage import worlds
from bench.coverage.figures import Held, figures, held, held_change
from bench.coverage.worlds import Random, World
from queries import estimates, intervals
from queries.funnel import binomial_score
from queries.measurement import Estimate
from queries.risk import Arms, mantel_haenszel, miettinen_nurminen

_DAY = 86400.0
#: Log-normal spread of hours: that of most holders of the clock in the sample, and that of the longest tails.
TAILS = (1.3, 1.6)


@dataclass(frozen=True)
class Cell:
    """One line of the table."""

    figure: str
    case: str
    n: int
    run: Callable[[Random, int], Held]
    """From a random source and a number of replicates."""


def cells() -> Iterator[Cell]:
    """Every line, in the order of the table."""
    for kind in (_rates, _parts, _sums, _scores, _counts, _waits, _differences, _risks):
        yield from kind()


def _cell(
    figure: str,
    case: str,
    n: int,
    *,
    world: Callable[..., World],
    shape: str,
    formula: Callable[..., estimates.Figures],
    is_tail: bool = False,
    bound: dict[str, Any] | None = None,
    **of_world: Any,
) -> Cell:
    def run(random: Random, replicates: int) -> Held:
        drawn = world(random, replicates, n, **of_world)
        found = figures(drawn, shape, formula, **(bound or {}))
        return held([one.tail if is_tail and one.tail else one.estimate for one in found], drawn.truth)

    return Cell(figure, case, n, run)


def _rates() -> Iterator[Cell]:
    cases = {
        "one question a conversation, 60 %": {"rate": 0.6, "sizes": "single", "spread": 0.0},
        "one question a conversation, 90 %": {"rate": 0.9, "sizes": "single", "spread": 0.0},
        "conversations differ, 60 %": {"rate": 0.6},
        "conversations differ, 90 %": {"rate": 0.9},
        "and some are ten times as long, 60 %": {"rate": 0.6, "sizes": "uneven"},
        "and those go half as well, 60 %": {"rate": 0.6, "sizes": "uneven", "long": 0.5},
    }
    for case, of_world in cases.items():
        for n in (12, 30, 100, 300, 1000):
            yield _cell("rate", case, n, world=worlds.rate, shape="rate", formula=estimates.of_rate, **of_world)
    for n in (12, 100):
        yield _cell(
            "posts that answer",
            "two posts each",
            n,
            world=worlds.reply_share,
            shape="rate",
            formula=estimates.of_rate,
            posts=2.0,
        )


def _parts() -> Iterator[Cell]:
    for share in (0.05, 0.3):
        for n in (12, 30, 100, 300):
            case = f"answers of one department, {share:.0%}"
            bound = {"departments": ["Legal"]}
            yield _cell(
                "share",
                case,
                n,
                world=worlds.shared,
                shape="share",
                formula=estimates.of_ratio,
                share=share,
                bound=bound,
            )
    for n in (12, 30, 100, 300):
        yield _cell(
            "gap",
            "30 % less 10 %",
            n,
            world=worlds.gap,
            shape="gap",
            formula=estimates.of_gap,
            bound={"departments": ["Legal"]},
        )
    for tail in TAILS:
        for n in (12, 30, 100, 300, 1000):
            case = f"of hours with tail {tail}"
            yield _cell(
                "internal share",
                case,
                n,
                world=worlds.held,
                shape="ratio",
                formula=estimates.of_ratio,
                tail=tail,
                is_longer=True,
            )
    for n in (12, 30, 100, 300):
        yield _cell(
            "reciprocity", "four in ten are 0", n, world=worlds.balance, shape="ratio", formula=estimates.of_ratio
        )


def _sums() -> Iterator[Cell]:
    for n in (12, 30, 100, 300):
        yield _cell(
            "mean", "reminders, mostly none", n, world=worlds.reminders, shape="mean", formula=estimates.of_mean
        )
    for tail in TAILS:
        for n in (12, 30, 100, 300, 1000):
            yield _cell(
                "hours", f"tail {tail}", n, world=worlds.hours, shape="hours", formula=estimates.of_hours, tail=tail
            )


def _scores() -> Iterator[Cell]:
    for n in (30, 100, 300):
        yield _cell("index", "four parts", n, world=worlds.index, shape="index", formula=estimates.of_index)
    for case, shares in (("all alike", (0.2,) * 5), ("half from one", (0.5, 0.3, 0.1, 0.05, 0.05))):
        for n in (12, 30, 100, 300):
            yield _cell(
                "evenness",
                case,
                n,
                world=worlds.evenness,
                shape="evenness",
                formula=estimates.of_evenness,
                shares=shares,
            )
    for n in (12, 30, 100):
        yield _cell(
            "median of a number", "questions", n, world=worlds.depth, shape="median", formula=estimates.of_median
        )


def _counts() -> Iterator[Cell]:
    for days in (1.0, 3.0):
        for n in (30, 300, 3000):
            case = "days by chance" if days == 1 else f"days vary {days:g} times as much"
            yield _cell(
                "count", case, n, world=worlds.counted, shape="count", formula=estimates.of_count, dispersion=days
            )
    for n in (30, 300):
        yield _cell("people", "most write once", n, world=worlds.people, shape="distinct", formula=estimates.of_count)
        yield Cell("returning", "three in ten", n, _returning(n))


def _returning(n: int) -> Callable[[Random, int], Held]:
    def run(random: Random, replicates: int) -> Held:
        came = np.maximum(1, random.poisson(n, replicates))
        back = random.binomial(came, 0.3)
        found = [intervals.wilson(int(hits), int(people)) for hits, people in zip(back, came, strict=True)]
        rates = zip(found, came, strict=True)
        return held([Estimate(0.3, one.low, one.high, int(people)) for one, people in rates], 0.3)

    return run


def _waits() -> Iterator[Cell]:
    cases = {
        "light censoring": {"never": 0.05},
        "heavy censoring": {"never": 0.05, "follow_up": 2 * _DAY},
        "half never answered within sight": {"never": 0.05, "follow_up": _DAY / 6},
        "ties: whole hours": {"never": 0.05, "tie": 3600.0},
        "several a conversation, alike": {"never": 0.05, "shared_luck": 0.5},
    }
    for is_tail, quantile in ((False, 0.5), (True, 0.9)):
        for case, of_world in cases.items():
            for n in (12, 30, 100, 300, 1000):
                figure = "nine in ten" if is_tail else "median wait"
                more = {**of_world, "quantile": quantile, "is_tail": is_tail, "bound": {"clock": "wall"}}
                yield _cell(figure, case, n, world=worlds.waits, shape="wait", formula=estimates.of_wait, **more)


def _differences() -> Iterator[Cell]:
    for later in (0.6, 0.75):
        for n in (12, 30, 100, 300):
            yield Cell("difference of rates", f"60 % and {later:.0%}", n, _difference_of_rates(n, later))
    for ratio in (1.0, 1.5, 3.0):
        for n in (12, 30, 100, 300):
            yield Cell("difference of medians", f"{ratio:g} times as slow", n, _difference_of_medians(n, ratio))


def _difference_of_rates(n: int, later: float) -> Callable[[Random, int], Held]:
    def run(random: Random, replicates: int) -> Held:
        both = [worlds.rate(random, replicates, n, rate=rate) for rate in (later, 0.6)]
        now, before = ([one.estimate for one in figures(world, "rate", estimates.of_rate)] for world in both)
        return held_change(now, before, both[0].truth - both[1].truth)

    return run


def _difference_of_medians(n: int, ratio: float) -> Callable[[Random, int], Held]:
    def run(random: Random, replicates: int) -> Held:
        both = [worlds.waits(random, replicates, n, quantile=0.5, median=7200.0 * times) for times in (ratio, 1.0)]
        found = ([one.estimate for one in figures(world, "wait", estimates.of_wait, clock="wall")] for world in both)
        return held_change(*found, both[0].truth - both[1].truth)

    return run


def _risks() -> Iterator[Cell]:
    for n in (24, 60, 200, 600):
        yield Cell("risk difference", "four strata, 30 and 50 %", n, _risk(n))
    for n in (12, 30, 100, 1000):
        yield Cell("funnel, 95 %", "60 %, all alike", n, _funnel(n))


def _risk(n: int) -> Callable[[Random, int], Held]:
    """Risks of 20, 30, 40 and 50 % among the others, and a fifth more among the exposed."""

    def run(random: Random, replicates: int) -> Held:
        found = []
        for _ in range(replicates):
            exposed = random.binomial(n // 4, 0.4, 4)
            others = n // 4 - exposed
            strata = [
                Arms(int(a), int(random.binomial(a, base + 0.2)), int(b), int(random.binomial(b, base)))
                for a, b, base in zip(exposed, others, (0.2, 0.3, 0.4, 0.5), strict=True)
                if a and b
            ]
            limits = miettinen_nurminen(strata)
            found.append(Estimate(mantel_haenszel(strata), limits.low, limits.high, n))
        return held(found, 0.2)

    return run


def _funnel(n: int) -> Callable[[Random, int], Held]:
    """How often a slice that is like the others lies within the inner limits."""

    def run(random: Random, replicates: int) -> Held:
        rates = random.binomial(n, 0.6, replicates) / n
        within = sum(abs(binomial_score(float(rate), n, 0.6)) <= intervals.Z for rate in rates)
        return Held(replicates, within, replicates, 2 * intervals.Z * sqrt(0.24 / n))

    return run
