"""The page in SQL that both SQLite and PostgreSQL read: one statement an ask, values bound by name.

It is what our own shapes say (queries/shapes), as somebody would write it by hand for these engines: where a
conversation has one item, nothing is clustered first.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from bench.peers.asks import HORIZON, Ask, Rows, summed_up

Run = Callable[[str, Mapping[str, Any]], Sequence[Mapping[str, Any]]]

_ANSWERED = f"first_answer_at <= started_at + {HORIZON}"
_COHORT = f"select started_at as basis_at, conversation_key, channel_key, started_at + {HORIZON} as due_at"
_WAIT = (
    "select started_at as basis_at, conversation_key, channel_key, asked_at as started, answered_at as ended, "
    "withdrawn_at as stopped from exchanges where ordinal"
)

_ITEMS = {
    "conversations.started": "select started_at as basis_at, conversation_key, channel_key from conversations",
    "conversations.reply_rate": (
        "select asked_at as basis_at, conversation_key, channel_key, due_at, "
        "case when answered_at <= due_at then 1 else 0 end as hit "
        "from exchanges where withdrawn_at is null or withdrawn_at >= due_at"
    ),
    "conversations.ever_answered": f"{_COHORT}, case when {_ANSWERED} then 1 else 0 end as hit from conversations",
    "conversations.two_way": (
        f"{_COHORT}, case when further_at <= started_at + {HORIZON} then 1 else 0 end as hit "
        f"from conversations where {_ANSWERED}"
    ),
    "interactivity.reply_share": (
        "select spoken_at as basis_at, conversation_key, channel_key, spoken_at as due_at, 1 as hit from our_turns "
        "union all select published_at, conversation_key, channel_key, published_at, 0 from posts"
    ),
    "conversations.first_response": f"{_WAIT} = 1",
    "conversations.next_response": f"{_WAIT} > 1",
    "conversations.waiting": (
        "select asked_at as basis_at, conversation_key, channel_key, "
        "coalesce(answered_at, withdrawn_at) as ended_at from exchanges"
    ),
    "conversations.depth": f"{_COHORT}, exchanges_within_horizon as value from conversations where {_ANSWERED}",
}

#: Metrics with one item a conversation, so that conversations are no clusters.
_SINGLE = ("conversations.ever_answered", "conversations.two_way")

_SLICES = {
    None: "0",
    "channel": "channel_key",
    "week": "(basis_at / 86400 + 3) / 7",
    "weekday_hour": "((basis_at / 86400 + 3) % 7 + 1) * 100 + basis_at % 86400 / 3600",
}

_SCOPED = """
with items as ({items}),
scoped as (
    select items.*, watermark, {slice} as slice
    from items join channels using (channel_key)
    where basis_at >= {since} and basis_at < :until and basis_at <= watermark{channels}
)"""

_COUNT = "select slice, count(*) as n from scoped group by slice"

_RATE = """,
clustered as (
    select slice, conversation_key, count(*) as size, sum(hit) as hits
    from scoped where due_at <= watermark group by slice, conversation_key
),
sums as (
    select slice, sum(size) as n, sum(hits) as hits, count(*) as clusters, sum(hits * hits) as hits_squared,
        sum(hits * size) as hits_times_size, sum(size * size) as size_squared
    from clustered group by slice
),
younger as (
    select slice, count(*) filter (where due_at > watermark) as not_due,
        count(*) filter (where due_at is null) as never_due
    from scoped group by slice
)
select younger.slice, coalesce(n, 0) as n, hits, clusters, hits_squared, hits_times_size, size_squared,
    not_due, never_due
from younger left join sums on sums.slice = younger.slice"""

_SINGLE_RATE = """,
sums as (
    select slice, count(*) filter (where due_at <= watermark) as n,
        count(*) filter (where due_at <= watermark and hit = 1) as hits,
        count(*) filter (where due_at > watermark) as not_due,
        count(*) filter (where due_at is null) as never_due
    from scoped group by slice
)
select slice, n, hits, n as clusters, hits as hits_squared, hits as hits_times_size, n as size_squared,
    not_due, never_due
from sums"""

_KAPLAN_MEIER = """,
waits as (
    select slice,
        case when ended <= watermark then ended - started
            when started > coalesce(case when stopped < watermark then stopped end, watermark) then 0
            else coalesce(case when stopped < watermark then stopped end, watermark) - started end as t,
        case when ended <= watermark then 1 else 0 end as is_answered
    from scoped where started <= watermark
),
steps as (select slice, t, sum(is_answered) as answered, count(*) as items from waits group by slice, t),
risked as (select *, cast(sum(items) over (partition by slice order by t desc) as bigint) as at_risk from steps),
hazards as (
    select slice, t,
        case when answered = at_risk then -1e6 else ln(1 - answered / everybody) end as log_left,
        case when answered = at_risk then 0 else answered / (everybody * (at_risk - answered)) end as part
    from (select *, cast(at_risk as double precision) as everybody from risked) counted where answered > 0
),
summed as (
    select slice, t, sum(log_left) over so_far as log_survival, sum(part) over so_far as greenwood
    from hazards window so_far as (partition by slice order by t)
),
curve as (
    select slice, t, greenwood, case when log_survival < -700 then 0 else exp(log_survival) end as survival from summed
),
limited as (
    select slice, t, survival,
        case when survival in (0, 1) then survival
            else power(survival, exp(1.959963984540054 * sqrt(greenwood) / -ln(survival))) end as lower_limit,
        case when survival = 1 then 1 when survival > 0
            then power(survival, exp(-1.959963984540054 * sqrt(greenwood) / -ln(survival))) end as upper_limit
    from curve
),
totals as (
    select slice, sum(items) as n, sum(items) - sum(answered) as still_waiting, max(t) as longest,
        coalesce(sum(answered) filter (where t = 0), 0) as at_once
    from steps group by slice
),
quantiles as (
    select slice,
        min(t) filter (where survival <= 0.5 + 1e-9) as median,
        min(t) filter (where lower_limit <= 0.5 + 1e-9) as median_low,
        min(t) filter (where upper_limit <= 0.5 + 1e-9) as median_high,
        min(t) filter (where survival <= 0.1 + 1e-9) as p90,
        min(t) filter (where lower_limit <= 0.1 + 1e-9) as p90_low,
        min(t) filter (where upper_limit <= 0.1 + 1e-9) as p90_high
    from limited group by slice
)
select totals.*, median, median_low, median_high, p90, p90_low, p90_high
from totals left join quantiles on quantiles.slice = totals.slice"""

_OPEN = """,
aged as (
    select slice, case when watermark < :until then watermark else :until end - basis_at as age
    from scoped where ended_at is null or ended_at > watermark or ended_at >= :until
),
ranked as (
    select slice, age, row_number() over (partition by slice order by age) - 1 as place,
        count(*) over (partition by slice) as n
    from aged
)
select slice, max(n) as n, max(age) as oldest,
    max(age) filter (where place = (n - 1) / 2) as median_below,
    max(age) filter (where place = n / 2) as median_above,
    max(age) filter (where place = (n - 1) * 9 / 10) as p90_below,
    max(age) filter (where place = ((n - 1) * 9 + 9) / 10) as p90_above
from ranked group by slice"""

_OPEN_OVER_TIME = """,
moves as (
    select basis_at as moved_at, 1 as step from scoped
    union all
    select case when ended_at < basis_at then basis_at else ended_at end, -1
    from scoped where ended_at <= watermark and ended_at < :until
)
select (case when moved_at < :since then :since else moved_at end / 86400 + 3) / 7 as slice, sum(step) as moved
from moves group by 1"""

_MEDIAN = """
select slice, value, count(*) as items
from scoped where due_at <= watermark group by slice, value order by slice, value"""


def statement(ask: Ask) -> str:
    """The statement for an ask, with the names :since and :until to bind."""
    since = "0" if ask.shape == "open" else ":since"
    chosen = f" and channel_key in ({', '.join(map(str, ask.channels))})" if ask.channels else ""
    key = "0" if ask.is_over_time else _SLICES[ask.by]
    shapes = {
        "count": _COUNT,
        "rate": _SINGLE_RATE if ask.metric in _SINGLE else _RATE,
        "wait": _KAPLAN_MEIER,
        "open": _OPEN_OVER_TIME if ask.is_over_time else _OPEN,
        "median": _MEDIAN,
    }
    head = _SCOPED.format(items=_ITEMS[ask.metric], slice=key, since=since, channels=chosen)
    return f"{head}\n{shapes[ask.shape]}"


def answer(asks: Iterable[Ask], run: Run) -> dict[Ask, Rows]:
    """Ask one after the other."""
    return {ask: _rows(ask, run(statement(ask), {"since": ask.since, "until": ask.until})) for ask in asks}


def _rows(ask: Ask, found: Sequence[Mapping[str, Any]]) -> Rows:
    if ask.is_over_time:
        return summed_up(ask, {row["slice"]: int(row["moved"]) for row in found})
    rows: Rows = {}
    for row in found:
        rows.setdefault(int(row["slice"]), []).append(_plain(ask, row))
    return rows


def _plain(ask: Ask, row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with numbers as Python has them, and ages at the quantiles."""
    if ask.shape != "open":
        return {name: int(value) if value is not None else None for name, value in row.items()}
    n = int(row["n"])
    between = (9 * (n - 1)) % 10 / 10
    median = (row["median_below"] + row["median_above"]) / 2
    p90 = row["p90_below"] + between * (row["p90_above"] - row["p90_below"])
    return {"n": n, "oldest": row["oldest"], "ages": [median, p90]}
