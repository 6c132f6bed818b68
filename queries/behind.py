"""What lies behind a figure: the conversations, posts or requests that it was made of, one page of them at a time.

A metric's items are those that the engine gives. What a shape counts of them, and how each stands, one file of
`queries/behind` says for each shape. A list is of conversations and requests, never of people.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Literal

from queries import reading
from queries.engine import shaped
from queries.measurement import Measurement
from queries.scope import Scope
from queries.slices import WHOLE, Slicing, next_start, slicing
from warehouse import Snapshot

FOLDER = Path(__file__).with_name("behind")

State = Literal["did", "did not", "not due", "never due", "ended", "open", "need", "given"]

#: Figures in which the largest is what a reader looks for; of others, the newest.
_LARGEST_FIRST = ("wait", "open", "hours", "ratio", "mean")
_CHOSEN = """
with chosen as (
    select *{keys} from scoped where slice is not distinct from $part
),
told as ({shape})
"""
_COUNTED = "select null as slice, state, count(*) as items from told group by state"
_PAGE = """
select null as slice, conversation_key::ubigint as key, handoff_key::ubigint as handoff_key, basis_at, state,
    amount::double as amount
from told where $state is null or state = $state
order by {order}, conversation_key, handoff_key limit $limit offset $offset
"""


@dataclass(frozen=True)
class Thing:
    """One item behind a figure, with what there is to read of it. Texts are from outside."""

    kind: Literal["conversation", "post", "request", "gone"]
    id: str | None
    """Platform and native id of the message that opens it; None where nothing can be opened."""
    at: datetime
    """The date that decides to which period it belongs; UTC."""
    state: State | None
    """Whether it did what a rate counts; whether a wait has ended; of which side of a gap it is."""
    amount: float | None
    """Seconds for waits and hours, a number for means and medians, a fraction for ratios; else None."""
    text: str | None
    channel: str | None
    platform: str | None
    author: str | None
    department: str | None


@dataclass(frozen=True)
class Behind:
    """One page of what lies behind a figure, and how much there is in all, by state."""

    states: dict[State | None, int]
    things: tuple[Thing, ...]

    @property
    def total(self) -> int:
        """How many items there are, in whatever state."""
        return sum(self.states.values())


def behind(
    snapshot: Snapshot,
    measured: Measurement,
    part: str | None = None,
    *,
    state: State | None = None,
    limit: int = 20,
    offset: int = 0,
) -> Behind:
    """What lies behind a measurement, or behind the one slice of it whose key is `part`; only of one state if given."""
    scope, cut = _asked(measured, part)
    metric = measured.metric
    values: dict[str, Any] = {"part": None if part is None or cut is WHOLE else cut.grouped_by(snapshot, part)}
    if metric.reaches_back:
        values["since"] = datetime(1, 1, 1)  # as the engine looks at them: what counts may have come long before
    chosen = _CHOSEN.format(
        keys="" if "handoff_key," in metric.sql else ", null::ubigint as handoff_key", shape=_shape(metric.shape)
    )
    counted = shaped(snapshot, metric, scope, chosen + _COUNTED, values, cut=cut)
    states = {row["state"]: row["items"] for row in counted}
    order = "amount desc nulls last" if metric.shape in _LARGEST_FIRST else "basis_at desc"
    page = {**values, "state": state, "limit": limit, "offset": offset}
    rows = shaped(snapshot, metric, scope, chosen + _PAGE.format(order=order), page, cut=cut)
    keys = tuple({row["handoff_key"] if row["handoff_key"] is not None else row["key"] for row in rows})
    texts = {row["key"]: row for row in reading.read(snapshot, "behind", {"keys": keys})} if keys else {}
    return Behind(states, tuple(_thing(row, texts) for row in rows))


def _asked(measured: Measurement, part: str | None) -> tuple[Scope, Slicing]:
    """The scope and the slice to look into. What is open is known as of the end of a period, not inside it."""
    if part is None or measured.by is None:
        return measured.scope, WHOLE
    cut = slicing(measured.by, measured.scope, measured.metric)
    if measured.metric.shape != "open" or cut.unit is None:
        return measured.scope, cut
    last = next_start(date.fromisoformat(part), cut.unit) - timedelta(1)
    return replace(measured.scope, period=measured.scope.period.up_to(last)), WHOLE


@cache
def _shape(name: str) -> str:
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def _thing(row: dict[str, Any], texts: dict[int, dict[str, Any]]) -> Thing:
    found = texts.get(row["handoff_key"] if row["handoff_key"] is not None else row["key"])
    if found is None:
        return Thing("gone", None, row["basis_at"], row["state"], row["amount"], None, None, None, None, None)
    handle = f"@{found['handle']}" if found["handle"] else found["display_name"] or found["author_id"]
    is_request = found["kind"] == "request"
    return Thing(
        kind=found["kind"],
        id=found["id"],
        at=row["basis_at"],
        state=row["state"],
        amount=row["amount"],
        text=found["question"] if is_request else found["text"],
        channel=found["channel"],
        platform=found["platform"],
        author=None if is_request else handle,
        department=found["department"],
    )
