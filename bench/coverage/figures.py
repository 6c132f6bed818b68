"""From the items of a world to figures, through the very SQL and formulas of the product, and how often they hold."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import duckdb
import pyarrow as pa

from bench.coverage.worlds import DEPARTMENTS, World
from queries.engine import shape_sql
from queries.estimates import Figures, change
from queries.measurement import Estimate
from queries.settings import Settings

Formula = Callable[[list[dict[str, Any]], Settings], Figures]

_END = "timestamp '2026-06-30'"
_TIMES = ("watermark", "due_at", "joined_at", "came_at", "basis_at")
_WAITS = """
create temp view scoped as
select
    slice, conversation_key, watermark, watermark - to_seconds(followed) as started_at,
    watermark - to_seconds(followed) + to_seconds(wait) as ended_at, null::timestamp as stopped_at,
    null::double as started_open, null::double as ended_open, null::double as stopped_open,
    null::double as watermark_open
from (select *, timestamp '2026-06-30' as watermark from drawn)
"""
_DEPARTMENTS = "create temp table departments as select unnest($1) as department"


@dataclass(frozen=True)
class Held:
    """How many of the intervals hold the truth, among those given; and how wide they are, in the middle."""

    given: int
    held: int
    of: int
    width: float

    @property
    def share(self) -> float:
        """Of the intervals that are given."""
        return self.held / self.given if self.given else float("nan")


def figures(world: World, shape: str, formula: Formula, **bound: Any) -> list[Figures]:
    """One a replicate, in the order of the replicates that have any items."""
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.register("drawn", pa.table(dict(world.items)))
        more = [f"{_END} as {name}" for name in _TIMES if name not in world.items]
        more += ["conversation_key as cluster"] if "conversation_key" in world.items else []
        connection.execute(
            _WAITS if shape == "wait" else f"create temp view scoped as select *, {', '.join(more)} from drawn"
        )
        connection.execute(_DEPARTMENTS, [list(DEPARTMENTS)])
        found = connection.execute(f"select * from ({shape_sql(shape)}) order by slice", bound or None)
        names = [column[0] for column in found.description]
        rows = (dict(zip(names, row, strict=True)) for row in found.fetchall())
        return [formula(list(part), Settings()) for _, part in groupby(rows, key=lambda row: row["slice"])]


def held(estimates: Iterable[Estimate], truth: float) -> Held:
    """How often the intervals of figures that are not too few to say hold the truth."""
    everything = list(estimates)
    given = [one for one in everything if not one.is_weak or one.at_least is not None]
    holding = sum(covers(one, truth) for one in given)
    widths = sorted(
        one.high - one.low if one.low is not None and one.high is not None else float("inf") for one in given
    )
    return Held(len(given), holding, len(everything), widths[len(widths) // 2] if widths else float("nan"))


def held_change(now: Iterable[Estimate], before: Iterable[Estimate], truth: float) -> Held:
    """The same of the difference between two figures."""
    changes = [change(one, other, "up") for one, other in zip(now, before, strict=True)]
    known = [
        Estimate(one.difference, one.low, one.high)
        for one in changes
        if one.verdict not in ("unknown", "too few to say")
    ]
    found = held(known, truth)
    return Held(found.given, found.held, len(changes), found.width)


def covers(estimate: Estimate, truth: float) -> bool:
    """Whether an interval holds a value; an end that is not known sets no limit."""
    slack = 1e-9 * max(1.0, abs(truth))
    return (estimate.low is None or estimate.low <= truth + slack) and (
        estimate.high is None or truth - slack <= estimate.high
    )
