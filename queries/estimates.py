"""From the rows of a shape to figures with intervals: one function a shape."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from math import exp, inf, isfinite, log, prod, sqrt
from typing import Any

import numpy as np

from queries import intervals
from queries.intervals import Limits
from queries.measurement import Change, Estimate, Verdict
from queries.metric import Better
from queries.settings import Settings
from queries.survival import Codes, Quantile, Survival, survival

TOO_FEW = "too few to say"
NOTHING = "nothing to judge in this period"
_OF_A_DEPARTMENT = "it is told of a department, where something was asked and something given"

_BOOTSTRAP_SEED = 20261121
_REPLICATES = 200
#: A part that is seldom all or nothing varies less than a yes or no: one is worth at most so many of the other.
_WORTH = 2.0

Row = dict[str, Any]


@dataclass(frozen=True)
class Figures:
    """A figure, the one beside it (nine in ten), and counts that belong to both."""

    estimate: Estimate
    tail: Estimate | None = None
    details: dict[str, float] = field(default_factory=dict)


def of_count(rows: list[Row], _settings: Settings) -> Figures:
    """How many; the interval is that of the rate at which they come.

    Days that vary by more than chance, and by more than weekdays do, widen it.
    """
    if not rows:
        return Figures(Estimate(0, low=0.0, high=intervals.count(0).high, n=0))
    n = int(rows[0]["n"])
    limits = intervals.count(n, _dispersion_of_days(rows[0]))
    return Figures(Estimate(value=n, low=limits.low, high=limits.high, n=n))


def _dispersion_of_days(row: Row) -> float:
    """The variance of daily counts about those of their weekday over their mean, at least 1.

    The fewer the days, the larger it may really be. 1 for counts that are not told by day.
    """
    free = row.get("days", 0) - row.get("weekdays", 0)
    if free < 1:
        return 1.0
    dispersion = row["unexplained"] / free / (row["n"] / row["days"])
    return max(1.0, float(dispersion) * intervals.widened(free + 1, inf))


def of_rate(rows: list[Row], settings: Settings) -> Figures:
    """Hits among what is due: Wilson's interval, n divided by the design effect of clustering in conversations.

    The fewer conversations tell that effect, the wider it is taken (docs/decisions/0009).
    """
    row = rows[0] if rows else {"n": 0, "not_due": 0, "never_due": 0}
    younger = {name: row[name] for name in ("not_due", "never_due") if name == "not_due" or row[name]}
    if not row["n"]:
        return Figures(Estimate(None, reason=NOTHING), details=younger)
    effect = intervals.design_effect(
        **{name: row[name] for name in ("clusters", "n", "hits", "hits_squared", "hits_times_size", "size_squared")}
    )
    effect *= intervals.widened(row["n"] ** 2 / row["size_squared"], row["n"])
    limits = intervals.wilson(row["hits"] / effect, row["n"] / effect)
    estimate = _judged(row["hits"] / row["n"], limits, row["n"], settings)
    return Figures(estimate, details={**younger, "hits": row["hits"], "design_effect": effect})


def of_wait(rows: list[Row], settings: Settings) -> Figures:
    """Kaplan–Meier median and 90 % quantile, with log-log limits."""
    if not rows:
        return Figures(Estimate(None, reason=NOTHING), Estimate(None, reason=NOTHING))
    curve = curve_of(rows[0])

    def estimate(quantile: Quantile, share: str) -> Estimate:
        if quantile.value is None:
            return Estimate(
                None,
                low=quantile.low,
                n=curve.n,
                at_least=curve.longest,
                reason=f"not yet known: more than {share} still wait",
            )
        weak = TOO_FEW if curve.n < settings.minimum_n else None
        return Estimate(quantile.value, low=quantile.low, high=quantile.high, n=curve.n, reason=weak)

    return Figures(
        estimate(curve.quantile(0.5), "half"),
        estimate(curve.quantile(0.9), "one in ten"),
        details={"still_waiting": curve.still_waiting, "outside_hours": curve.answered_at_once},
    )


def curve_of(row: Row) -> Survival:
    """The curve of a row of the shape wait.

    Where it says of which conversation each wait is (`conversations`), several of one count for what they tell.
    """
    waits = np.asarray(row["waits"])
    curve = survival(waits)
    if "conversations" not in row:
        return curve
    effect = _effect_on_waits(waits, np.asarray(row["conversations"]), curve.quantile(0.5).value)
    return replace(curve, effect=effect)


def _effect_on_waits(waits: Codes, conversations: Codes, middle: float | None) -> float:
    """The design effect of being answered by the middle; it stands for that at every time (docs/decisions/0009)."""
    seconds, is_answered = waits / 2_000_000, waits % 2 == 0
    is_hit = is_answered & (seconds <= (inf if middle is None else middle + 1e-6))
    is_known = is_answered | (seconds > (inf if middle is None else middle))
    if not is_known.any():
        return 1.0
    _, of = np.unique(conversations[is_known], return_inverse=True)
    size, hits = np.bincount(of), np.bincount(of, weights=is_hit[is_known])
    n, size_squared = int(size.sum()), int((size * size).sum())
    if n == len(size):
        return 1.0
    effect = intervals.design_effect(
        clusters=len(size),
        n=n,
        hits=int(hits.sum()),
        hits_squared=int((hits * hits).sum()),
        hits_times_size=int((hits * size).sum()),
        size_squared=size_squared,
    )
    return effect * intervals.widened(n * n / size_squared, n)


def of_open(rows: list[Row], _settings: Settings) -> Figures:
    """How many are open, with their ages in seconds where the rows have them."""
    if not rows:
        return Figures(Estimate(0, low=0.0, high=intervals.count(0).high, n=0))
    row = rows[0]
    limits = intervals.count(row["n"])
    estimate = Estimate(row["n"], low=limits.low, high=limits.high, n=row["n"])
    if "ages" not in row:
        return Figures(estimate)
    median, p90 = row["ages"]
    return Figures(
        estimate, Estimate(p90, n=row["n"]), details={"age_median": median, "age_p90": p90, "oldest": row["oldest"]}
    )


def of_median(rows: list[Row], settings: Settings) -> Figures:
    """The median of a number, with a percentile bootstrap over conversations (B = 200, fixed seed; Efron 1979)."""
    n = sum(row["items"] for row in rows)
    if n == 0:
        return Figures(Estimate(None, reason=NOTHING))
    values = np.array([row["value"] for row in rows])
    items = np.array([row["items"] for row in rows])
    replicates = np.random.default_rng(_BOOTSTRAP_SEED).multinomial(n, items / n, size=_REPLICATES)
    medians = [_median(values, replicate) for replicate in replicates]
    limits = Limits(*(float(end) for end in np.quantile(medians, [0.025, 0.975])))
    return Figures(_judged(_median(values, items), limits, n, settings))


def of_ratio(rows: list[Row], settings: Settings) -> Figures:
    """Part of a whole: Wilson's interval over the n that its clustered variance is worth (docs/decisions/0009)."""
    if not rows or not rows[0]["whole"]:
        return Figures(Estimate(None, reason=NOTHING))
    row = rows[0]
    rate = row["part"] / row["whole"]
    variance, n = _ratio_variance(row), float(row["n"])
    worth = min(_WORTH * n, rate * (1 - rate) / variance) if variance > 0 and 0 < rate < 1 else n
    worth /= intervals.widened(_alike(row), n)
    limits = intervals.wilson(min(max(rate, 0.0), 1.0) * worth, worth)
    known = row["whole"] / (row["whole"] + row["unknown"])
    return Figures(
        _judged(rate, limits, row["n"], settings), details={"part": row["part"], "whole": row["whole"], "known": known}
    )


def of_mean(rows: list[Row], settings: Settings) -> Figures:
    """A mean of counts, with the score interval of Poisson counts whose dispersion is that of the conversations.

    As Wilson's it does not end below 0 and has a width where nothing was counted: (mean − μ)² = t² φ μ ÷ n.
    """
    if not rows or not rows[0]["whole"]:
        return Figures(Estimate(None, reason=NOTHING))
    row = rows[0]
    mean, n = row["part"] / row["whole"], row["whole"]
    dispersion = max(1.0, _ratio_variance(row) * n / mean) if mean > 0 else 1.0
    unit = intervals.Z**2 * dispersion * intervals.widened(_alike(row), n) / n
    reach = sqrt(unit * mean + unit * unit / 4)
    limits = Limits(max(0.0, mean + unit / 2 - reach), mean + unit / 2 + reach)
    return Figures(_judged(mean, limits, row["n"], settings))


def of_hours(rows: list[Row], settings: Settings) -> Figures:
    """A sum of hours over conversations that come at random: a compound Poisson sum, variance Σ hours².

    Limits on the scale of the logarithm, t (1/√k + 1/k) each way, where k waits of one length would say as much as
    these: a few long waits make most of such a sum, and hide how much it may vary. Under two they set no upper limit.
    """
    if not rows:
        return Figures(Estimate(0.0, low=0.0, high=None, n=0))
    row = rows[0]
    if not row["hours"]:
        return Figures(_judged(0.0, Limits(0.0, 0.0), row["n"], settings))
    alike = row["hours"] ** 2 / row["hours_squared"]
    reach = exp(intervals.student(alike) * (1 / sqrt(alike) + 1 / alike))
    estimate = _judged(row["hours"], Limits(row["hours"] / reach, row["hours"] * reach), row["n"], settings)
    return Figures(estimate if alike >= 2 else replace(estimate, high=None))


def of_newcomers(rows: list[Row], settings: Settings) -> Figures:
    """People not seen before; not known while history is shorter than what tells anything."""
    if not rows:
        return of_count(rows, settings)
    row = rows[0]
    if row["slice_start"] - row["shortest_history"] < row["history_since"]:
        days = int(row["shortest_history"] / timedelta(days=1))
        return Figures(Estimate(None, n=row["n"], reason=f"the data goes back less than {days} days before the period"))
    return of_count(rows, settings)


def of_gap(rows: list[Row], settings: Settings) -> Figures:
    """A share of what is needed less one of what is given, in points of a hundred (MOVER; Zou and Donner 2008)."""
    sides = {row["side"]: of_ratio([row], settings).estimate for row in rows}
    need, given = sides.get("need"), sides.get("given")
    if not need or not given or need.value is None or given.value is None:
        what = "nothing is known of what is asked, or of what is given" if rows else _OF_A_DEPARTMENT
        return Figures(Estimate(None, reason=what))
    limits = intervals.difference(need.value, _limits(need), given.value, _limits(given))
    n = min(need.n, given.n)
    return Figures(
        _judged(100 * (need.value - given.value), Limits(100 * limits.low, 100 * limits.high), n, settings),
        details={"need_share": need.value, "given_share": given.value},
    )


def of_evenness(rows: list[Row], settings: Settings) -> Figures:
    """Shannon's entropy of shares over its greatest, with limits from its variance (Basharin 1959, second order).

    Few answers look less even than the departments are, by (k − 1) ÷ 2n (Miller 1955): the upper limit goes as far up.
    """
    if not rows or rows[0]["departments"] < 2:
        return Figures(Estimate(None, reason="it takes two departments" if rows else NOTHING))
    total = sum(row["weight"] for row in rows)
    shares = [row["weight"] / total for row in rows if row["weight"]]
    greatest = log(rows[0]["departments"])
    entropy = -sum(share * log(share) for share in shares)
    spread = sum(share * log(share) ** 2 for share in shares) - entropy**2
    missed = (rows[0]["departments"] - 1) / (2 * total)
    reach = intervals.student(total - 1) * sqrt(max(0.0, spread) / total + missed / total)
    limits = Limits(max(0.0, (entropy - reach) / greatest), min(1.0, (entropy + missed + reach) / greatest))
    return Figures(_judged(min(1.0, abs(entropy) / greatest), limits, int(total), settings))


_COMPONENTS = (
    "answered within the promise",
    "came back after our answer",
    "posts that answer somebody",
    "balance of the talk",
)


def of_index(rows: list[Row], settings: Settings) -> Figures:
    """100 × the geometric mean of four ratios; its interval from the variance of its logarithm (delta method).

    A known component at 0 makes it 0; otherwise one that is not known makes it not known, and is named.
    """
    found = {row["component"]: float(row["ratio"]) for row in rows}
    n = min((int(row["whole"]) for row in rows), default=0)
    if any(ratio == 0 for ratio in found.values()):
        return Figures(Estimate(0.0, n=n, reason=TOO_FEW if n < settings.minimum_n else None), details=found)
    if missing := [name for name in _COMPONENTS if name not in found]:
        return Figures(Estimate(None, n=n, reason=f"not known: {missing[0]}"), details=found)
    value = 100 * prod(found.values()) ** (1 / len(found))
    reach = exp(intervals.student(n - 1) * sqrt(rows[0]["log_variance"]))
    return Figures(_judged(value, Limits(value / reach, min(100.0, value * reach)), n, settings), details=found)


def _ratio_variance(row: Row) -> float:
    """The linearised variance of Σ part ÷ Σ whole over clusters (Kish 1965, §6.3).

    Large clusters draw the ratio to themselves and seem to vary less than they do. They are taken for what they would
    be without them: n ÷ (n − 1) twice, as the jackknife does (MacKinnon and White 1985, HC3).
    """
    clusters, whole = row["clusters"], row["whole"]
    if clusters < 2:
        return 0.0
    ratio = row["part"] / whole
    squares = row["part_squared"] - 2 * ratio * row["part_times_whole"] + ratio * ratio * row["whole_squared"]
    return max(0.0, float(intervals.unbiased(_alike(row)) ** 2 * squares / (whole * whole)))


def _alike(row: Row) -> float:
    """How many clusters of one size would say as much as these (Kish 1965, §11.2)."""
    return float(row["whole"] ** 2 / row["whole_squared"])


def of_returning(rows: list[Row], settings: Settings) -> Figures:
    """People who came back among those who take part; not known while history is shorter than the lookback."""
    if not rows:
        return Figures(Estimate(None, reason=NOTHING))
    row = rows[0]
    if row["slice_start"] - row["lookback"] < row["history_since"]:
        days = int(row["lookback"] / timedelta(days=1))
        return Figures(Estimate(None, n=row["n"], reason=f"the data goes back less than {days} days before the period"))
    return Figures(_judged(row["hits"] / row["n"], intervals.wilson(row["hits"], row["n"]), row["n"], settings))


def change(now: Estimate, before: Estimate, better: Better) -> Change:
    """Now less before; more than chance only where its interval excludes zero."""
    if now.value is None or before.value is None:
        return Change(None, None, None, "unknown")
    difference = now.value - before.value
    limits = intervals.difference(now.value, _limits(now), before.value, _limits(before))
    verdict: Verdict
    if now.is_weak or before.is_weak:
        verdict = "too few to say"
    elif limits.low <= 0 <= limits.high:
        verdict = "no clear change"
    elif better == "none":
        verdict = "changed"
    else:
        verdict = "better" if (difference > 0) == (better == "up") else "worse"
    return Change(difference, _known(limits.low), _known(limits.high), verdict)


def _limits(estimate: Estimate) -> Limits:
    """An end that the data did not set lies infinitely far away."""
    return Limits(-inf if estimate.low is None else estimate.low, inf if estimate.high is None else estimate.high)


def _known(end: float) -> float | None:
    return end if isfinite(end) else None


def _judged(value: float, limits: Limits, n: int, settings: Settings) -> Estimate:
    return Estimate(value, low=limits.low, high=limits.high, n=n, reason=TOO_FEW if n < settings.minimum_n else None)


def _median(values: "np.ndarray[Any, np.dtype[np.float64]]", items: "np.ndarray[Any, np.dtype[np.int64]]") -> float:
    """The median of values that occur so often; the mean of the two in the middle where n is even."""
    upto = np.cumsum(items)
    n = int(upto[-1])
    lower, upper = np.searchsorted(upto, [(n - 1) // 2, n // 2], side="right")
    return float((values[lower] + values[upper]) / 2)
