"""The drawn curve says what the wait beside it says; and hand-offs marked as wrong can be left out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from lifelines import KaplanMeierFitter  # type: ignore[import-untyped]

from queries import marts
from queries.curves import curve
from queries.engine import measure
from queries.scope import Period, Scope
from tests.facts import warehouse
from warehouse import Snapshot, publish
from warehouse.acts import Act, write

MONDAY = datetime(2024, 3, 4, 9)
SEEN_UNTIL = MONDAY + timedelta(days=30)
#: Hours until Engineering answered; None: not yet.
WAITS = (1, 2, 2, 3, 5, 8, 8, 13, None, 21, None, 34, 55, None, 60)
ENGINEERING = Scope(
    Period(MONDAY.date(), SEEN_UNTIL.date()), departments=("Engineering",), compare="none", clock="wall"
)


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """Fifteen requests to Engineering a day apart, three of them open; the fourth is disputed; one to Legal."""
    with warehouse(tmp_path_factory.mktemp("curves")) as writer:
        writer.execute("insert into departments (department, position) values ('Engineering', 1), ('Legal', 2)")
        writer.execute("insert into handoff_sources values ('book', $1)", [SEEN_UNTIL])
        for place, hours in enumerate([*WAITS, 4]):
            asked = MONDAY + timedelta(days=place)
            answered = None if hours is None else asked + timedelta(hours=hours)
            writer.execute(
                "insert into handoffs (handoff_key, source, native_id, department, asked_at, answered_at, outcome) "
                "values ($1, 'book', $1::varchar, $2, $3, $4::timestamp, if($4 is null, null, 'answered'))",
                [place + 1, "Engineering" if place < len(WAITS) else "Legal", asked, answered],
            )
        write(writer, Act("d", "disputed", 4, SEEN_UNTIL, SEEN_UNTIL, note="It was answered by phone."))
        marts.refresh(writer)
        publish(writer)
        yield Snapshot(writer.home)


def test_the_curve_is_that_of_lifelines(snapshot: Snapshot) -> None:
    found = curve(snapshot, measure(snapshot, "handoffs.time_to_answer", ENGINEERING))
    asked = [MONDAY + timedelta(days=place) for place in range(len(WAITS))]
    seconds = [
        (SEEN_UNTIL - at).total_seconds() if hours is None else hours * 3600.0
        for at, hours in zip(asked, WAITS, strict=True)
    ]
    fitter = KaplanMeierFitter().fit(seconds, [hours is not None for hours in WAITS])
    assert (found.n, found.still_waiting, found.longest) == (15, 3, max(seconds))
    assert [step.seconds / 3600 for step in found.steps] == [1, 2, 3, 5, 8, 13, 21, 34, 55, 60]
    limits = fitter.confidence_interval_
    for step in found.steps:
        assert step.waiting == pytest.approx(fitter.predict(step.seconds))
        assert [step.low, step.high] == pytest.approx(list(limits.loc[step.seconds]), rel=1e-6)


def test_the_curve_reaches_half_where_the_typical_wait_stands(snapshot: Snapshot) -> None:
    measured = measure(snapshot, "handoffs.time_to_answer", ENGINEERING)
    steps = curve(snapshot, measured).steps
    assert measured.estimate.value == next(step.seconds for step in steps if step.waiting <= 0.5) == 13 * 3600
    assert measured.estimate.low == next(step.seconds for step in steps if step.low is not None and step.low <= 0.5)


def test_before_the_data_nobody_waits(snapshot: Snapshot) -> None:
    day = (MONDAY - timedelta(days=9)).date()
    empty = curve(snapshot, measure(snapshot, "handoffs.time_to_answer", replace(ENGINEERING, period=Period(day, day))))
    assert (empty.n, empty.steps) == (0, ())


def test_what_is_no_wait_has_no_curve(snapshot: Snapshot) -> None:
    with pytest.raises(ValueError, match="no wait"):
        curve(snapshot, measure(snapshot, "handoffs.asked", ENGINEERING))


def test_disputed_rows_can_be_left_out(snapshot: Snapshot) -> None:
    without = replace(ENGINEERING, without_disputed=True)
    assert measure(snapshot, "handoffs.asked", ENGINEERING).estimate.value == 15
    assert measure(snapshot, "handoffs.asked", without).estimate.value == 14
    steps = curve(snapshot, measure(snapshot, "handoffs.time_to_answer", without)).steps
    assert 3 * 3600 not in [step.seconds for step in steps]
    legal = replace(without, departments=("Legal",))
    assert measure(snapshot, "handoffs.asked", legal).estimate.value == 1
    whole = replace(without, departments=())
    parts = measure(snapshot, "handoffs.asked", whole, by="department").slices
    assert [(part.key, part.estimate.value) for part in parts] == [("Engineering", 14), ("Legal", 1)]
