"""95 % intervals in closed form. Each is the one that KPIS names, or docs/decisions says why not."""

from dataclasses import dataclass
from math import sqrt

Z = 1.959963984540054
"""The 97.5 % quantile of the standard normal distribution."""


@dataclass(frozen=True)
class Limits:
    """The two ends of an interval."""

    low: float
    high: float


def wilson(hits: float, n: float) -> Limits:
    """Limits of a rate from hits among n (Wilson 1927, score interval). n may be an effective one, so not whole."""
    rate = hits / n
    centre = (rate + Z * Z / (2 * n)) / (1 + Z * Z / n)
    reach = Z / (1 + Z * Z / n) * sqrt(rate * (1 - rate) / n + Z * Z / (4 * n * n))
    return Limits(max(0.0, centre - reach), min(1.0, centre + reach))


def student(degrees: float) -> float:
    """The 97.5 % quantile of Student's t: how much wider a variance from few conversations makes an interval.

    Cornish and Fisher's expansion (Abramowitz and Stegun 1964, 26.7.5); right to 1 % from two degrees on. Fewer than
    one count as one.
    """
    inverse = 1 / max(1.0, degrees)
    terms = (
        Z,
        (Z**3 + Z) / 4,
        (5 * Z**5 + 16 * Z**3 + 3 * Z) / 96,
        (3 * Z**7 + 19 * Z**5 + 17 * Z**3 - 15 * Z) / 384,
        (79 * Z**9 + 776 * Z**7 + 1482 * Z**5 - 1920 * Z**3 - 945 * Z) / 92160,
    )
    return sum(term * inverse**power for power, term in enumerate(terms))


def widened(clusters: float, items: float) -> float:
    """By what factor n shrinks since its variance is told by so few clusters (Korn and Graubard 1998).

    1 where each cluster holds one item. `clusters` is Kish's number: how many of one size say as much.
    """
    return (student(clusters - 1) / student(items - 1)) ** 2


def design_effect(
    *, clusters: int, n: int, hits: int, hits_squared: int, hits_times_size: int, size_squared: int
) -> float:
    """How much clustering widens the variance of a rate, at least 1.

    The linearised (Taylor) variance of a ratio over that of n independent items; Kish 1965, §2.8 and §8.2. Sums run
    over clusters (conversations) of hits², hits × size and size². Where some clusters are far larger than others,
    there are in effect fewer of them: n² ÷ Σ size² (Kish 1965, §11.2).
    """
    rate = hits / n
    if clusters < 2 or rate in (0.0, 1.0):
        return 1.0
    squares = hits_squared - 2 * rate * hits_times_size + rate * rate * size_squared
    clustered = unbiased(n * n / size_squared) * squares / (n * n)
    return max(1.0, clustered / (rate * (1 - rate) / n))


def unbiased(clusters: float) -> float:
    """n ÷ (n − 1) for a variance from so many clusters; what fewer than one and a half say is no variance."""
    return clusters / max(0.5, clusters - 1)


def difference(now: float, now_limits: Limits, before: float, before_limits: Limits) -> Limits:
    """Limits of now − before from the limits of each, for independent figures.

    For rates with Wilson limits this is Newcombe's hybrid score interval (1998, method 10); for other figures it is
    the same idea carried over (MOVER; Zou and Donner 2008).
    """
    gap = now - before
    return Limits(
        gap - sqrt((now - now_limits.low) ** 2 + (before_limits.high - before) ** 2),
        gap + sqrt((now_limits.high - now) ** 2 + (before - before_limits.low) ** 2),
    )


def count(n: int, dispersion: float = 1.0) -> Limits:
    """Limits of the rate behind a count: Poisson, variance stabilised by the square root (Anscombe 1948).

    `dispersion`: how many times the variance is that of Poisson counts.
    """
    root, reach = sqrt(n + 0.375), Z / 2 * sqrt(dispersion)
    return Limits(max(0.0, max(0.0, root - reach) ** 2 - 0.375), (root + reach) ** 2 - 0.375)
