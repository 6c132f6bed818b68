"""The intervals of every kind of figure hold the truth about as often as they say; and would not without care.

`python -m bench.coverage` tries more worlds, more often; docs/decisions/0009 holds its table.
"""

from collections.abc import Callable
from math import sqrt
from statistics import NormalDist
from typing import Any

import numpy as np
import pytest

from bench.coverage.cells import Cell, cells
from queries import estimates, intervals

SEED, REPLICATES = 20261122, 300

#: Without care some hold so often that it takes more to tell.
TO_TELL = 1500

TRIED = (
    ("rate", "one question a conversation, 90 %", 12),
    ("rate", "conversations differ, 60 %", 12),
    ("rate", "conversations differ, 60 %", 100),
    ("rate", "and some are ten times as long, 60 %", 30),
    ("posts that answer", "two posts each", 12),
    ("share", "answers of one department, 5%", 30),
    ("share", "answers of one department, 30%", 12),
    ("gap", "30 % less 10 %", 30),
    ("internal share", "of hours with tail 1.3", 30),
    ("reciprocity", "four in ten are 0", 12),
    ("mean", "reminders, mostly none", 12),
    ("hours", "tail 1.3", 30),
    ("index", "four parts", 30),
    ("evenness", "half from one", 30),
    ("median of a number", "questions", 30),
    ("count", "days by chance", 300),
    ("people", "most write once", 30),
    ("returning", "three in ten", 30),
    ("median wait", "light censoring", 30),
    ("median wait", "half never answered within sight", 100),
    ("median wait", "ties: whole hours", 30),
    ("nine in ten", "heavy censoring", 100),
    ("difference of rates", "60 % and 75%", 30),
    ("difference of medians", "1.5 times as slow", 30),
    ("risk difference", "four strata, 30 and 50 %", 60),
    ("funnel, 95 %", "60 %, all alike", 100),
)


def cell(figure: str, case: str, n: int) -> Cell:
    return next(one for one in cells() if (one.figure, one.case, one.n) == (figure, case, n))


def share_held(figure: str, case: str, n: int, replicates: int = REPLICATES) -> float:
    return cell(figure, case, n).run(np.random.default_rng(SEED), replicates).share


def floor(replicates: int = REPLICATES) -> float:
    """A true 95 % falls below this once in ten thousand draws: 95 less 3.7 standard deviations of the binomial."""
    return 0.95 - NormalDist().inv_cdf(0.9999) * sqrt(0.95 * 0.05 / replicates)


@pytest.mark.parametrize(("figure", "case", "n"), TRIED)
def test_an_interval_holds_the_truth_as_often_as_it_says(figure: str, case: str, n: int) -> None:
    assert share_held(figure, case, n) >= floor()


def test_every_kind_of_figure_that_has_an_interval_is_tried() -> None:
    assert {figure for figure, _, _ in TRIED} == {one.figure for one in cells()}


def no_effect(**_sums: float) -> float:
    return 1.0


def normal(_degrees: float) -> float:
    return intervals.Z


@pytest.mark.parametrize(
    ("where", "name", "without", "tried"),
    [
        (intervals, "design_effect", no_effect, ("rate", "and some are ten times as long, 60 %", 100)),
        (estimates, "_ratio_variance", lambda _row: 0.0, ("internal share", "of hours with tail 1.6", 100)),
        (intervals, "student", normal, ("rate", "and some are ten times as long, 60 %", 12)),
        (intervals, "count", lambda n, *_: intervals.Limits(n - sqrt(n), n + sqrt(n)), ("count", "days by chance", 30)),
    ],
    ids=["the design effect", "the clustered variance", "the few degrees of freedom", "two standard deviations"],
)
def test_it_would_not_hold_without(
    monkeypatch: pytest.MonkeyPatch,
    where: Any,
    name: str,
    without: Callable[..., Any],
    tried: tuple[str, str, int],
) -> None:
    assert share_held(*tried, TO_TELL) >= floor(TO_TELL)
    monkeypatch.setattr(where, name, without)
    assert share_held(*tried, TO_TELL) < floor(TO_TELL)
