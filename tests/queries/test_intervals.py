"""Intervals against published examples, and against sums written out by hand."""

from math import isclose, sqrt
from statistics import NormalDist, median

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries import estimates, intervals
from queries.intervals import Limits
from queries.measurement import Estimate
from queries.settings import Settings


def test_the_normal_quantile_is_the_one_of_95_percent() -> None:
    assert isclose(intervals.Z, NormalDist().inv_cdf(0.975), rel_tol=1e-12)


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_limits_are_those_newcombe_published(hits: int, n: int, low: float, high: float) -> None:
    """Newcombe, Statistics in Medicine 17 (1998) 857–872, table I, method 3."""
    found = intervals.wilson(hits, n)
    assert [found.low, found.high] == pytest.approx([low, high], abs=5e-5)


@pytest.mark.parametrize(
    ("now", "before", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_limits_of_a_difference_of_rates_are_those_newcombe_published(
    now: tuple[int, int], before: tuple[int, int], low: float, high: float
) -> None:
    """Newcombe, Statistics in Medicine 17 (1998) 873–890, table II, method 10."""
    found = intervals.difference(
        now[0] / now[1], intervals.wilson(*now), before[0] / before[1], intervals.wilson(*before)
    )
    assert [found.low, found.high] == pytest.approx([low, high], abs=5e-5)


@pytest.mark.parametrize(
    ("n", "low", "high"),
    [
        # √(n + 3/8) ∓ 0.98, squared, less 3/8: √10.375 = 3.22103; 2.24104² − 0.375 and 4.20101² − 0.375.
        (10, 4.647276, 17.273488),
        (0, 0.0, 0.960365 + 2 * 0.612372 * 0.979982),
        (10_000, 9805.0, 10196.959),
    ],
)
def test_limits_of_a_count_are_those_of_the_square_root(n: int, low: float, high: float) -> None:
    found = intervals.count(n)
    assert [found.low, found.high] == pytest.approx([low, high], rel=1e-4)


@pytest.mark.parametrize(("degrees", "value"), [(2, 4.3027), (3, 3.1824), (5, 2.5706), (10, 2.2281), (30, 2.0423)])
def test_students_quantiles_are_those_of_the_tables(degrees: int, value: float) -> None:
    assert intervals.student(degrees) == pytest.approx(value, rel=0.01 if degrees < 4 else 0.001)
    assert intervals.student(degrees) > intervals.student(degrees + 1) > intervals.Z
    assert intervals.student(0.2) == intervals.student(1)


def test_single_questions_need_no_wider_interval_and_few_conversations_do() -> None:
    assert intervals.widened(50, 50) == 1
    assert intervals.widened(4, 40) == pytest.approx((3.1824 / 2.0227) ** 2, rel=0.005)


def cluster_sums(clusters: list[tuple[int, int]]) -> dict[str, int]:
    """What the shape `rate` gives for clusters of (size, hits)."""
    return {
        "clusters": len(clusters),
        "n": sum(size for size, _ in clusters),
        "hits": sum(hits for _, hits in clusters),
        "hits_squared": sum(hits * hits for _, hits in clusters),
        "hits_times_size": sum(hits * size for size, hits in clusters),
        "size_squared": sum(size * size for size, _ in clusters),
    }


def test_the_design_effect_of_clusters_that_agree_within_is_their_size() -> None:
    """Twenty conversations of five questions, half answered whole, half not at all: hardly better than twenty."""
    assert intervals.design_effect(**cluster_sums([(5, 5)] * 10 + [(5, 0)] * 10)) == pytest.approx(5 * 20 / 19)


def test_the_design_effect_is_one_for_single_questions_and_never_less() -> None:
    singles = intervals.design_effect(**cluster_sums([(1, 1)] * 30 + [(1, 0)] * 20))
    assert singles == pytest.approx(50 / 49)
    assert intervals.design_effect(**cluster_sums([(2, 1)] * 25)) == 1  # each half and half: less than by chance
    assert intervals.design_effect(**cluster_sums([(3, 3)] * 25)) == 1  # nothing varies
    assert intervals.design_effect(**cluster_sums([(7, 3)])) == 1  # a single cluster says nothing about variance


@given(st.lists(st.integers(1, 6).flatmap(lambda size: st.tuples(st.just(size), st.integers(0, size))), min_size=2))
@settings(max_examples=200)
def test_the_design_effect_is_the_variance_of_the_residuals_of_clusters(clusters: list[tuple[int, int]]) -> None:
    """Over as many clusters, less one, as would say the same if they were of one size."""
    n, hits = sum(size for size, _ in clusters), sum(hits for _, hits in clusters)
    rate = hits / n
    if rate in (0, 1):
        return
    residuals = np.array([hits - rate * size for size, hits in clusters])
    alike = n * n / sum(size * size for size, _ in clusters)
    variance = (residuals**2).sum() * alike / max(0.5, alike - 1) / n**2  # residuals sum to zero
    wanted = max(1.0, variance / (rate * (1 - rate) / n))
    assert intervals.design_effect(**cluster_sums(clusters)) == pytest.approx(wanted)


def test_a_rate_of_clusters_has_wilsons_limits_of_the_effective_n() -> None:
    clusters = [(5, 5)] * 10 + [(5, 0)] * 10
    figures = estimates.of_rate([{"slice": None, "not_due": 3, "never_due": 2, **cluster_sums(clusters)}], Settings())
    # 19 effective questions, half of them answered; t of 19 degrees is 2.09302, of 99 it is 1.98422.
    n = 100 / (5 * 20 / 19) / (2.09302 / 1.98422) ** 2
    z = intervals.Z
    reach = z / (1 + z * z / n) * sqrt(1 / 4 / n + z * z / (4 * n * n))
    assert [figures.estimate.low, figures.estimate.high] == pytest.approx([0.5 - reach, 0.5 + reach], abs=1e-5)
    assert (figures.estimate.value, figures.estimate.n, figures.estimate.reason) == (0.5, 100, None)
    assert (figures.details["not_due"], figures.details["never_due"]) == (3, 2)


@given(st.lists(st.sampled_from((0, 1, 2, 2, 3, 10)), min_size=1, max_size=40))
@settings(max_examples=100)
def test_the_median_of_a_number_lies_within_limits_that_are_the_same_every_time(values: list[int]) -> None:
    rows = [{"slice": None, "value": float(value), "items": values.count(value)} for value in sorted(set(values))]
    found = estimates.of_median(rows, Settings()).estimate
    assert found.value == median(values)
    assert found.n == len(values)
    assert found == estimates.of_median(rows, Settings()).estimate
    assert found.low is not None
    assert found.high is not None
    assert min(values) <= found.low <= found.high <= max(values)


def test_the_bootstrap_of_a_median_is_as_wide_as_the_order_statistics_say() -> None:
    """Of 100 different values, the 40th and the 61st are the exact 95 % limits of the median (binomial)."""
    rows = [{"slice": None, "value": float(value), "items": 1} for value in range(1, 101)]
    found = estimates.of_median(rows, Settings()).estimate
    assert found.value == 50.5
    assert found.low == pytest.approx(40, abs=3)
    assert found.high == pytest.approx(61, abs=3)


@pytest.mark.parametrize(
    ("now", "before", "better", "verdict"),
    [
        ((90, 100), (50, 100), "up", "better"),
        ((90, 100), (50, 100), "down", "worse"),
        ((50, 100), (90, 100), "up", "worse"),
        ((50, 100), (90, 100), "down", "better"),
        ((50, 100), (90, 100), "none", "changed"),
        ((50, 100), (52, 100), "up", "no clear change"),
        ((9, 9), (0, 100), "up", "too few to say"),
        ((100, 100), (0, 9), "up", "too few to say"),
    ],
)
def test_a_change_is_named_only_when_its_interval_excludes_zero(
    now: tuple[int, int], before: tuple[int, int], better: str, verdict: str
) -> None:
    def rate(hits: int, n: int) -> Estimate:
        ends = intervals.wilson(hits, n)
        return Estimate(hits / n, ends.low, ends.high, n, "too few to say" if n < 10 else None)

    change = estimates.change(rate(*now), rate(*before), better)  # type: ignore[arg-type]
    assert change.verdict == verdict
    assert change.difference == pytest.approx(now[0] / now[1] - before[0] / before[1])


def test_a_change_from_or_to_what_is_not_known_is_not_known() -> None:
    known, unknown, open_ended = (
        Estimate(5.0, 4.0, 6.0, 50),
        Estimate(None, reason="nothing"),
        Estimate(9.0, 8.0, None, 50),
    )
    assert estimates.change(known, unknown, "up").verdict == "unknown"
    assert estimates.change(unknown, known, "up").difference is None
    # An end that the data did not set lies infinitely far away; the other one still tells.
    longer = estimates.change(open_ended, known, "up")
    assert longer.low == pytest.approx(4 - sqrt(2))
    assert (longer.difference, longer.high, longer.verdict) == (4, None, "better")
    shorter = estimates.change(known, open_ended, "down")
    assert shorter.high == pytest.approx(sqrt(2) - 4)
    assert (shorter.low, shorter.verdict) == (None, "better")


def test_limits_that_touch_zero_are_no_change() -> None:
    found = intervals.difference(3.0, Limits(0.0, 5.0), 0.0, Limits(0.0, 0.0))
    assert (found.low, found.high) == (0.0, 5.0)
    assert estimates.change(Estimate(3.0, 0.0, 5.0, 99), Estimate(0.0, 0.0, 0.0, 99), "up").verdict == "no clear change"


def test_a_mean_of_counts_ends_above_zero_and_says_how_little_is_known_where_nothing_was_counted() -> None:
    def row(values: list[int]) -> dict[str, float]:
        return {
            "n": len(values),
            "clusters": len(values),
            "part": sum(values),
            "whole": len(values),
            "part_squared": sum(value * value for value in values),
            "part_times_whole": sum(values),
            "whole_squared": len(values),
        }

    none = estimates.of_mean([row([0] * 20)], Settings()).estimate
    assert (none.value, none.low) == (0, 0)
    assert none.high == pytest.approx(1.95996**2 / 20, abs=1e-4)  # the score interval of 0 of 20
    few = estimates.of_mean([row([0] * 17 + [1, 1, 4])], Settings()).estimate
    assert few.low is not None
    assert few.high is not None
    assert 0 <= few.low < 0.3 < few.high
    assert few.high - 0.3 > 0.3 - few.low


def test_hours_have_limits_on_the_scale_of_the_logarithm() -> None:
    """Twenty waits of one hour each: t of twenty degrees, times 1/√20 + 1/20, as the power of e."""
    found = estimates.of_hours([{"n": 20, "hours": 20.0, "hours_squared": 20.0}], Settings()).estimate
    factor = np.exp(2.0860 * (1 / sqrt(20) + 1 / 20))
    assert [found.low, found.high] == pytest.approx([20 / factor, 20 * factor], rel=1e-3)
    none = estimates.of_hours([{"n": 20, "hours": 0.0, "hours_squared": 0.0}], Settings()).estimate
    assert (none.low, none.value, none.high) == (0, 0, 0)
    one_for_all = estimates.of_hours([{"n": 20, "hours": 120.0, "hours_squared": 10_001.0}], Settings()).estimate
    assert one_for_all.high is None
    assert one_for_all.low is not None
    assert 0 < one_for_all.low < 2


def test_the_evenness_of_few_answers_may_be_higher_than_it_looks() -> None:
    rows = [{"weight": weight, "departments": 4} for weight in (3.0, 3.0, 3.0, 3.0)]
    found = estimates.of_evenness(rows, Settings()).estimate
    assert found.value == found.high == 1
    skewed = [{"weight": weight, "departments": 4} for weight in (18.0, 2.0, 2.0, 2.0)]
    few = estimates.of_evenness(skewed, Settings()).estimate
    many = estimates.of_evenness(
        [{"weight": row["weight"] * 100, "departments": 4} for row in skewed], Settings()
    ).estimate
    assert few.value == pytest.approx(many.value)
    assert few.high is not None
    assert few.low is not None
    assert few.value is not None
    assert few.high - few.value > few.value - few.low  # upwards, the departments that few answers missed come on top
    assert many.high == pytest.approx(many.value, abs=0.05)


def test_days_that_vary_by_more_than_chance_widen_a_count() -> None:
    """Ten Mondays of 0 or 20: mean 10, variance 111, so eleven times that of chance. Ten of 10 widen nothing."""

    def came(n: int, days: int, squared: int) -> Estimate:
        row = {"n": n, "days": days, "weekdays": 1, "unexplained": squared - n * n / days}
        return estimates.of_count([row], Settings()).estimate

    plain = estimates.of_count([{"n": 100}], Settings()).estimate
    alike, stormy = came(100, 10, 1000), came(100, 10, 5 * 400)
    assert [plain.low, plain.high] == [alike.low, alike.high]
    assert plain.low is not None
    assert plain.high is not None
    assert stormy.low is not None
    assert stormy.high is not None
    wider = (sqrt(stormy.high + 0.375) - sqrt(100.375)) / (sqrt(plain.high + 0.375) - sqrt(100.375))
    assert wider == pytest.approx(sqrt(1000 / 9 / 10) * 2.2622 / 1.96, rel=1e-3)
    assert stormy.low < plain.low
    assert came(100, 1, 10_000) == plain


def test_waits_of_one_conversation_that_are_alike_count_as_one() -> None:
    """Forty waits, then each of them three times over: the limits are those of the forty."""
    once = np.array([2 * seconds * 1_000_000 for seconds in range(60, 2460, 60)], dtype=np.int64)
    thrice, conversations = np.repeat(once, 3), np.repeat(np.arange(40), 3)
    single = estimates.of_wait([{"waits": once}], Settings()).estimate
    alike = estimates.of_wait([{"waits": thrice, "conversations": conversations}], Settings()).estimate
    unseen = estimates.of_wait([{"waits": thrice}], Settings()).estimate
    assert single.value == alike.value == unseen.value
    assert single.low is not None and alike.low is not None and unseen.low is not None
    assert alike.low <= single.low < unseen.low
    assert unseen.high is not None
    assert alike.high is not None
    assert unseen.high < alike.high
    apart = estimates.of_wait([{"waits": once, "conversations": np.arange(40)}], Settings()).estimate
    assert (apart.low, apart.high) == pytest.approx((single.low, single.high), abs=60)
    open_ended = np.array([1 + 2 * seconds * 1_000_000 for seconds in range(20)], dtype=np.int64)
    nobody = estimates.of_wait([{"waits": open_ended, "conversations": np.zeros(20, dtype=np.int64)}], Settings())
    assert (nobody.estimate.value, nobody.estimate.low) == (None, None)
