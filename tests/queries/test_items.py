"""What metrics say of their items holds: that they are alone, or that fewer of them have the same sums."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from connectors.__main__ import main
from queries.engine import measure, shaped
from queries.measurement import Measurement
from queries.metric import Metric, metrics
from queries.scope import Scope
from tests.conversations import ALWAYS
from warehouse import Home, Snapshot, current

KNOWS_ALONE = sorted(name for name, metric in metrics().items() if "is_alone" in metric.sql + metric.whole)
HAS_WHOLE = sorted(name for name, metric in metrics().items() if metric.whole)
EVER = Scope(ALWAYS, compare="none")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    folder = tmp_path_factory.mktemp("sample")
    assert main(["sync", "sample", "--warehouse", str(folder)]) == 0
    yield current(Home(folder))


def fewest(name: str) -> Metric:
    """The metric with the items that are asked for where nobody asks what they give."""
    metric = metrics()[name]
    return replace(metric, sql=metric.whole or metric.sql, whole="")


@pytest.mark.parametrize("name", KNOWS_ALONE)
def test_no_other_item_hangs_together_with_one_that_is_alone(sample: Snapshot, name: str) -> None:
    ((alone, together),) = [
        (row["alone"], row["together"])
        for row in shaped(
            sample,
            fewest(name),
            EVER,
            """
            select null as slice, count(*) filter (cluster is null) as alone,
                count(*) filter (cluster is null and items > 1) as together
            from (select *, count(*) over (partition by conversation_key) as items from scoped)
            """,
        )
    ]
    assert (alone > 0, together) == (True, 0)


@pytest.mark.parametrize("name", HAS_WHOLE)
@pytest.mark.parametrize("by", ["channel", "week", "topic"])
def test_fewer_items_have_the_figure_and_limits_of_all(sample: Snapshot, name: str, by: str) -> None:
    metric = metrics()[name]
    found = measure(sample, metric, EVER, by)
    taken_apart = measure(sample, replace(metric, whole=""), EVER, by)
    assert found.estimate.n > 100
    alike(found, taken_apart)


def alike(found: Measurement, expected: Measurement) -> None:
    """Figure, limits and n are the same, in each slice, too."""
    assert len(found.slices) == len(expected.slices) > 2
    for one, other in zip((found, *found.slices), (expected, *expected.slices), strict=True):
        ours, theirs = one.estimate, other.estimate
        assert ours.n == theirs.n
        assert (ours.value, ours.low, ours.high) == pytest.approx((theirs.value, theirs.low, theirs.high))


@pytest.mark.parametrize("name", KNOWS_ALONE)
@pytest.mark.parametrize("by", ["channel", "week"])
def test_who_is_alone_counts_as_a_conversation(sample: Snapshot, name: str, by: str) -> None:
    """As if no item said that it was alone."""
    metric = fewest(name)
    said = replace(metric, sql=f"select * replace (false as is_alone) from ({metric.sql})")
    alike(measure(sample, metric, EVER, by), measure(sample, said, EVER, by))
