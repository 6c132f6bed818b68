"""What a bootstrap over conversations (B = 200, percentiles) would hold and cost, beside the closed forms."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from time import perf_counter

import numpy as np

from bench.coverage import worlds
from bench.coverage.figures import Held, figures, held
from bench.coverage.worlds import Numbers, Random, World
from queries import estimates
from queries.measurement import Estimate

BOOTSTRAPS = 200
_REPLICATES = 500
_FOREVER = 1e8


def compare(random: Random, replicates: int) -> None:
    """Print the share of intervals that hold the truth both ways, and what one of them costs in milliseconds."""
    print("| figure | n | closed form | bootstrap | closed form, ms | bootstrap, ms |\n|---|---|---|---|---|---|")
    so_many = min(replicates, _REPLICATES)
    for n in (12, 30, 300):
        rate = worlds.rate(random, so_many, n, rate=0.6)
        _line("rate, conversations differ", n, rate, ("rate", estimates.of_rate), _rates(random, rate))
        share = worlds.held(random, so_many, n, tail=1.6, is_longer=True)
        _line("internal share, tail 1.6", n, share, ("ratio", estimates.of_ratio), _ratios(random, share))
        hours = worlds.hours(random, so_many, n, tail=1.6)
        _line("hours, tail 1.6", n, hours, ("hours", estimates.of_hours), _totals(random, hours))
        wait = worlds.waits(random, so_many, n, quantile=0.5, never=0.05)
        _line("median wait", n, wait, ("wait", estimates.of_wait), _medians(random, wait))
        alike = worlds.waits(random, so_many, n, quantile=0.5, never=0.05, shared_luck=0.5)
        _line("median wait, several alike", n, alike, ("wait", estimates.of_wait), _medians(random, alike))


def _line(
    name: str,
    n: int,
    world: World,
    closed_form: tuple[str, Callable[..., estimates.Figures]],
    resampled: Iterator[Numbers],
) -> None:
    begun = perf_counter()
    bound = {"clock": "wall"} if closed_form[0] == "wait" else {}
    closed = held([one.estimate for one in figures(world, *closed_form, **bound)], world.truth)
    between = perf_counter()
    again = _held(resampled, world.truth)
    ended = perf_counter()
    costs = [1000 * (second - first) / closed.of for first, second in pairwise((begun, between, ended))]
    print(f"| {name} | {n} | {closed.share:.1%} | {again.share:.1%} | {costs[0]:.2f} | {costs[1]:.2f} |", flush=True)


def _held(resampled: Iterator[Numbers], truth: float) -> Held:
    estimates_ = []
    for values in resampled:
        low, high = np.quantile(values, [0.025, 0.975], method="inverted_cdf")
        estimates_.append(Estimate(0.0, float(low), float(high) if high < _FOREVER else None))
    return held(estimates_, truth)


def _replicates(world: World) -> Iterator[dict[str, Numbers]]:
    order = np.argsort(world.items["slice"], kind="stable")
    items = {name: values[order] for name, values in world.items.items()}
    ends = np.flatnonzero(np.diff(items["slice"])) + 1
    for first, last in pairwise([0, *ends.tolist(), len(order)]):
        yield {name: values[first:last] for name, values in items.items()}


def _drawn(random: Random, clusters: int) -> Numbers:
    """How often each conversation is drawn, in each of the resamples."""
    return random.multinomial(clusters, np.full(clusters, 1 / clusters), size=BOOTSTRAPS)


def _sums(items: dict[str, Numbers], *names: str) -> list[Numbers]:
    _, of = np.unique(items["conversation_key"], return_inverse=True)
    return [np.bincount(of, weights=items[name] if name else None) for name in names]


def _rates(random: Random, world: World) -> Iterator[Numbers]:
    for items in _replicates(world):
        hits, size = _sums(items, "hit", "")
        times = _drawn(random, len(size))
        yield times @ hits / (times @ size)


def _ratios(random: Random, world: World) -> Iterator[Numbers]:
    for items in _replicates(world):
        times = _drawn(random, len(items["part"]))
        yield times @ items["part"] / (times @ items["whole"])


def _totals(random: Random, world: World) -> Iterator[Numbers]:
    """How many come is drawn anew as well."""
    for items in _replicates(world):
        yield random.poisson(1.0, (BOOTSTRAPS, len(items["seconds"]))) @ items["seconds"] / 3600


def _medians(random: Random, world: World) -> Iterator[Numbers]:
    """The Kaplan–Meier median of each resample; _FOREVER where it is not reached."""
    for items in _replicates(world):
        _, of = np.unique(items["conversation_key"], return_inverse=True)
        times = _drawn(random, int(of.max()) + 1)[:, of]
        waited = np.minimum(items["wait"], items["followed"])
        order = np.argsort(waited)
        times, ends = times[:, order], (items["wait"] <= items["followed"])[order]
        at_risk = times[:, ::-1].cumsum(axis=1)[:, ::-1]
        with np.errstate(divide="ignore", invalid="ignore"):
            steps = np.where(ends & (times > 0), np.log1p(-times / at_risk), 0.0)
        reached = np.exp(steps.cumsum(axis=1)) <= 0.5 + 1e-9
        yield np.where(reached.any(axis=1), waited[order][reached.argmax(axis=1)], _FOREVER)
