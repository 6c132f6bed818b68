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
from queries.channels import channels
from queries.engine import shaped
from queries.measurement import Measurement
from queries.metric import Metric
from queries.scope import Period, Scope
from queries.slices import Slicing, next_start, slicing
from warehouse import Snapshot

FOLDER = Path(__file__).with_name("behind")

State = Literal["did", "did not", "not due", "never due", "ended", "open", "need", "given"]

#: Figures in which the largest is what a reader looks for; of others, the newest.
_LARGEST_FIRST = ("wait", "open", "hours", "ratio", "mean")
#: What items are labelled with where they do not say it themselves.
_LABELS = {
    "department": "select conversation_key, department from conversation_topics where is_main",
    "topic": "select conversation_key, topic from conversation_topics where is_main",
    "audience": "select conversation_key, audience from conversations join author_audiences using (author_key)",
}

_CHOSEN = """
with chosen as (
    select items.* replace ({start} as slice_start){keys}
    from (select * from scoped{labels}) items
    where {by} is not distinct from $part
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
    values: dict[str, Any] = {"part": None}
    if cut and part is not None:
        values = {"part": _grouped_by(snapshot, cut, part), **cut.values}
    if metric.reaches_back:
        values["since"] = datetime(1, 1, 1)  # as the engine looks at them: what counts may have come long before
    chosen = _chosen(metric, scope, cut)
    states = {row["state"]: row["items"] for row in shaped(snapshot, metric, scope, chosen + _COUNTED, values)}
    order = "amount desc nulls last" if metric.shape in _LARGEST_FIRST else "basis_at desc"
    page = {**values, "state": state, "limit": limit, "offset": offset}
    rows = shaped(snapshot, metric, scope, chosen + _PAGE.format(order=order), page)
    keys = tuple({row["handoff_key"] if row["handoff_key"] is not None else row["key"] for row in rows})
    texts = {row["key"]: row for row in reading.read(snapshot, "behind", {"keys": keys})} if keys else {}
    return Behind(states, tuple(_thing(row, texts) for row in rows))


def _asked(measured: Measurement, part: str | None) -> tuple[Scope, Slicing | None]:
    """The scope and the slice to look into. What is open is known as of the end of a period, not inside it."""
    if part is None or measured.by is None:
        return measured.scope, None
    cut = slicing(measured.by, measured.scope, measured.metric)
    if measured.metric.shape != "open" or cut.unit is None:
        return measured.scope, cut
    last = next_start(date.fromisoformat(part), cut.unit) - timedelta(1)
    whole = measured.scope.period
    return replace(measured.scope, period=Period(whole.since, min(last, whole.until))), None


def _grouped_by(snapshot: Snapshot, cut: Slicing, part: str) -> object:
    """What the items of a slice were grouped by, from its key; the other way round than Slicing.key."""
    if cut.by == "channel":
        return {channel.id: channel.key for channel in channels(snapshot)}.get(part)
    if cut.by == "weekday_hour":
        weekday, hour = map(int, part.split("-"))
        return weekday * 24 + hour
    return date.fromisoformat(part) if cut.unit else part


def _chosen(metric: Metric, scope: Scope, cut: Slicing | None) -> str:
    by = cut.by if cut else ""
    is_told = by not in _LABELS or by in metric.gives or getattr(scope, f"{by}s")
    return _CHOSEN.format(
        start=(cut.start_sql if cut else None) or "$since::timestamp",
        keys="" if "handoff_key," in metric.sql else ", null::ubigint as handoff_key",
        labels="" if is_told else f" left join ({_LABELS[by]}) using (conversation_key)",
        by=cut.key_sql if cut else "null",
        shape=_shape(metric.shape),
    )


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
