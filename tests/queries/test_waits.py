"""The Kaplan–Meier curve of queries/survival.py, over the waits of queries/shapes/wait.sql, against lifelines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import duckdb
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter  # type: ignore[import-untyped]

from queries.engine import shape_sql
from queries.estimates import of_wait
from queries.settings import Settings
from queries.survival import survival

LAWS = settings(max_examples=60)
ASKED = datetime(2024, 3, 4)
NEVER = ASKED + timedelta(days=10_000)
SHARES = {"median": 0.5, "p90": 0.9}


@dataclass(frozen=True)
class Wait:
    """Seconds until the answer, or until the wait was lost from sight; on either clock."""

    seconds: float
    is_answered: bool
    slice: str | None = None


@pytest.fixture(scope="module")
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        yield opened


def curves(
    connection: duckdb.DuckDBPyConnection, waits: Sequence[Wait], clock: str = "wall"
) -> dict[Any, dict[str, Any]]:
    """What the curve of each slice says. On the clock that is not asked for every wait is nonsense."""
    connection.execute(
        "create or replace temp table given (slice varchar, watermark timestamp, started_at timestamp, "
        "ended_at timestamp, stopped_at timestamp, started_open double, ended_open double, stopped_open double, "
        "watermark_open double)"
    )
    connection.execute("create or replace temp view scoped as select *, rowid as conversation_key from given")
    rows: list[tuple[Any, ...]] = []
    for wait in waits:
        wall = wait.seconds if clock == "wall" else 17
        end, seconds = ASKED + timedelta(seconds=wall), 1000 + (wait.seconds if clock == "business" else 17)
        if wait.is_answered:
            rows.append((wait.slice, NEVER, ASKED, end, None, 1000, seconds, None, 1e9))
        elif len(rows) % 2:  # censored at the watermark …
            rows.append((wait.slice, end, ASKED, NEVER, None, 1000, None, None, seconds))
        else:  # … or because the question was taken back
            rows.append((wait.slice, NEVER, ASKED, None, end, 1000, None, seconds, 1e9))
    if rows:
        connection.executemany("insert into given values (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    return told(connection, clock)


def told(connection: duckdb.DuckDBPyConnection, clock: str = "wall") -> dict[Any, dict[str, Any]]:
    """The shape's rows of what stands in `scoped`, and the curve's figures of each, by slice."""
    found = connection.execute(shape_sql("wait_alone"), {"clock": clock}).fetchall()
    return {key: {**said(waits), "row": {"slice": key, "waits": np.array(waits)}} for key, waits in found}


def said(waits: Sequence[int]) -> dict[str, Any]:
    curve = survival(np.array(waits))
    figures: dict[str, Any] = {
        "n": curve.n,
        "still_waiting": curve.still_waiting,
        "longest": curve.longest,
        "at_once": curve.answered_at_once,
    }
    for name, share in SHARES.items():
        found = curve.quantile(share)
        figures |= {name: found.value, f"{name}_low": found.low, f"{name}_high": found.high}
    return figures


def expected(waits: Sequence[Wait]) -> dict[str, float | None]:
    """The same quantiles and log-log limits out of lifelines; where nobody is left the upper limit is not known."""
    answered = [wait.is_answered for wait in waits]
    if not any(answered):
        return dict.fromkeys(f"{name}{end}" for name in SHARES for end in ("", "_low", "_high"))
    fitted = KaplanMeierFitter().fit([wait.seconds for wait in waits], answered, alpha=0.05)
    times = sorted({wait.seconds for wait in waits if wait.is_answered})
    survival = fitted.survival_function_["KM_estimate"]
    low, high = (fitted.confidence_interval_[f"KM_estimate_{side}_0.95"] for side in ("lower", "upper"))
    found: dict[str, float | None] = {}
    for name, share in SHARES.items():
        limit = 1 - share + 1e-9
        found[name] = min((t for t in times if survival[t] <= limit), default=None)
        found[f"{name}_low"] = min((t for t in times if survival[t] < 1e-12 or low[t] <= limit), default=None)
        found[f"{name}_high"] = min((t for t in times if survival[t] > 1e-12 and high[t] <= limit), default=None)
    return found


def waits(slices: Sequence[str | None] = (None,)) -> st.SearchStrategy[list[Wait]]:
    """Waits of few different lengths, so that they tie, answered and censored at the same moments."""
    seconds = st.integers(0, 12).map(float)
    return st.lists(
        st.builds(Wait, seconds, st.sampled_from((True, True, False)), st.sampled_from(slices)), min_size=1, max_size=60
    )


@LAWS
@given(waits(), st.sampled_from(("wall", "business")))
def test_median_nine_in_ten_and_their_limits_are_those_of_lifelines(
    connection: duckdb.DuckDBPyConnection, items: list[Wait], clock: str
) -> None:
    row = curves(connection, items, clock)[None]
    assert {name: row[name] for name in expected(items)} == expected(items)
    assert row["n"] == len(items)
    assert row["still_waiting"] == sum(not wait.is_answered for wait in items)
    assert row["longest"] == max(wait.seconds for wait in items)
    assert row["at_once"] == sum(wait.is_answered and wait.seconds == 0 for wait in items)


@LAWS
@given(waits(("a", "b", None)))
def test_each_slice_has_a_curve_of_its_own(connection: duckdb.DuckDBPyConnection, items: list[Wait]) -> None:
    found = curves(connection, items)
    assert found.keys() == {wait.slice for wait in items}
    for key, row in found.items():
        alone = [wait for wait in items if wait.slice == key]
        assert {name: row[name] for name in expected(alone)} == expected(alone)


def test_a_published_trial_has_its_published_median(connection: duckdb.DuckDBPyConnection) -> None:
    """Freireich 1963, 6-MP arm, weeks in remission: median 23, log-log limits 13 and not reached."""
    relapsed = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    row = curves(connection, [Wait(t, True) for t in relapsed] + [Wait(t, False) for t in censored])[None]
    assert (row["median"], row["median_low"], row["median_high"]) == (23, 13, None)
    assert (row["n"], row["still_waiting"]) == (21, 12)


def test_half_answered_is_enough_for_the_median_and_who_ties_with_an_answer_is_still_at_risk(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    # At 5 s four are at risk, of whom one is answered and one is lost: S = 3/4. At 7 s one of two: S = 3/8.
    row = curves(connection, [Wait(5, True), Wait(5, False), Wait(7, True), Wait(9, False)])[None]
    assert row["median"] == 7
    assert curves(connection, [Wait(5, True), Wait(9, False)])[None]["median"] == 5  # S = 1/2 exactly


def test_seven_tenths_of_ten_do_not_fail_by_a_rounding_error(connection: duckdb.DuckDBPyConnection) -> None:
    """0.9 · 8/9 · 7/8 · … ends a hair above 1/10; the quantile is reached all the same."""
    row = curves(connection, [Wait(float(t), t < 10) for t in range(1, 11)])[None]
    assert row["p90"] == 9


def test_what_was_asked_after_the_watermark_or_ended_after_it_is_not_known_yet(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    curves(connection, [])
    hour = timedelta(hours=1)
    connection.executemany(
        "insert into given values (null, ?, ?, ?, ?, null, null, null, null)",
        [
            (ASKED + hour, ASKED, ASKED + hour, None),  # answered at the very watermark
            (ASKED + hour, ASKED, ASKED + hour / 2, None),
            (ASKED + hour, ASKED, ASKED + 2 * hour, None),  # answered later: still waits
            (ASKED + hour, ASKED, None, ASKED + 2 * hour),  # taken back later: still waits
            (ASKED + hour, ASKED + 2 * hour, None, None),  # asked later: not there
            (ASKED + hour, ASKED + hour, None, ASKED),  # taken back before it counts: waited no time, not less
        ],
    )
    row = told(connection)[None]
    # After half an hour 3/4 of the four still at risk wait, after an hour 3/4 · 2/3 = 1/2.
    assert (row["n"], row["still_waiting"], row["median"], row["longest"]) == (5, 3, 3600, 3600)


def test_few_waits_are_too_few_to_say_and_an_unreached_quantile_says_so(connection: duckdb.DuckDBPyConnection) -> None:
    def found(items: Sequence[Wait]) -> tuple[Any, ...]:
        figures = of_wait([curves(connection, items)[None]["row"]], Settings())
        assert figures.tail is not None
        return figures.estimate.reason, figures.tail.reason, figures.tail.at_least

    assert found([Wait(5, True)] * 9) == ("too few to say", "too few to say", None)
    assert found([Wait(5, True)] * 10) == (None, None, None)
    assert found([Wait(5, True)] * 8 + [Wait(60, False)] * 2) == (
        None,
        "not yet known: more than one in ten still wait",
        60,
    )


def test_a_question_taken_back_before_it_counts_was_at_risk_for_no_time_but_it_was(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    """Of two at risk at the first instant one is answered: half, not all."""
    curves(connection, [])
    connection.executemany(
        "insert into given values (null, ?, ?, ?, ?, null, null, null, null)",
        [(NEVER, ASKED, ASKED, None), (NEVER, ASKED, None, ASKED - timedelta(hours=1))],
    )
    row = told(connection)[None]
    assert (row["n"], row["median"], row["p90"], row["longest"]) == (2, 0, None, 0)
