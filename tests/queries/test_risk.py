"""The risk difference against published examples, and what it says of exchanges."""

import pytest

from queries.risk import Arms, mantel_haenszel, miettinen_nurminen


@pytest.mark.parametrize(
    ("arms", "low", "high"),
    [  # Newcombe 1998 (Statistics in Medicine 17: 873–890), table II, Miettinen and Nurminen's interval
        (Arms(70, 56, 80, 48), 0.0528, 0.3382),
        (Arms(10, 9, 10, 3), 0.1700, 0.8406),
        (Arms(10, 0, 20, 0), -0.1658, 0.2844),
        (Arms(10, 10, 10, 0), 0.6636, 1.0),
    ],
)
def test_of_one_stratum_the_interval_is_the_published_one(arms: Arms, low: float, high: float) -> None:
    limits = miettinen_nurminen([arms])
    assert (limits.low, limits.high) == pytest.approx((low, high), abs=5e-5)


def test_strata_are_weighted_as_mantel_and_haenszel_do() -> None:
    """Differences 1/2 and 1/4; weights 10 × 10 ÷ 20 = 5 and 20 × 20 ÷ 40 = 10: (5/2 + 10/4) ÷ 15 = 1/3."""
    assert mantel_haenszel([Arms(10, 8, 10, 3), Arms(20, 10, 20, 5)]) == pytest.approx(1 / 3)


def test_the_interval_narrows_with_more_of_the_same_and_holds_the_estimate() -> None:
    few, many = [Arms(20, 12, 30, 9)], [Arms(200, 120, 300, 90)]
    assert mantel_haenszel(few) == mantel_haenszel(many)
    narrow, wide = miettinen_nurminen(many), miettinen_nurminen(few)
    assert wide.low < narrow.low < mantel_haenszel(few) < narrow.high < wide.high
