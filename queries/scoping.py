"""The SQL around a metric's items: those that a scope takes in, each with its watermark and its slice.

Given once for all metrics. Items about conversations have the watermark of their channel, and the business clock of its
calendar; items about hand-offs those of the log they stand in and of the department asked. Topic, audience and the
department that owns the topic are looked up only where a slice or the scope asks for them, and only where the items
do not bring them along. Items of one conversation hang together: they are a cluster, which is null for those that say
that they are alone (is_alone), so that nothing needs to be put together for them.
"""

from queries.metric import Metric
from queries.scope import Scope
from queries.slices import Slicing

#: What an item can be labelled with beside channel and platform.
LABELS = ("department", "topic", "audience")

_ABOUT_CONVERSATIONS = """
seen as not materialized (
    select items.*, w.platform, w.channel, coalesce(w.watermark, $watermark) as watermark, w.watermark_open
    from items left join channel_watermarks w using (channel_key)
)"""

_ABOUT_HANDOFFS = """
seen as not materialized (
    select i.*, w.watermark, c.platform, c.channel,
        if(i.calendar is null, null, coalesce(o.watermark_open, 0)) as watermark_open
    from items i
    join handoff_watermarks w using (source)
    left join handoff_clocks o on o.source = i.source and o.calendar = i.calendar
    left join channel_watermarks c on c.channel_key = i.channel_key
)"""

_LABELS = """
labels as (
    select c.conversation_key, t.topic, t.department, a.audience
    from conversations c
    left join conversation_topics t on t.conversation_key = c.conversation_key and t.is_main
    left join author_audiences a on a.author_key = c.author_key
)"""

_UNDISPUTED = "requests as (select * from requests where dispute is null), "

#: What was over before anything that is asked for need not be looked at.
_UNSETTLED = "\n        and (ended_at is null or ended_at >= $settled)"

#: Nothing is put aside: to read millions of items twice takes less than to write them once.
_SCOPED = """
with {left}items as not materialized ({items}), {seen}{labels},
scoped as not materialized (
    select *, {slice} as slice, {slice_start} as slice_start, {cluster} as cluster
    from {labelled}
    where {within} and basis_at <= watermark{unsettled}
        and (len($channels) = 0 or list_contains($channels, channel_key))
        and (len($platforms) = 0 or list_contains($platforms, platform)){filters}
)
select * from ({shape})
"""


def scoped(metric: Metric, scope: Scope, shape: str, cut: Slicing) -> str:
    """The whole statement for one metric and one way to cut it: `shape` makes figures of the relation `scoped`.

    Shares keep all departments in, since each is a part of all of them; the shape itself picks those asked for.
    """
    filtered = [label for label in LABELS if getattr(scope, f"{label}s")]
    if metric.shape in ("share", "gap"):
        filtered = [label for label in filtered if label != "department"]
    asked_for = {*filtered, cut.by}
    items = metric.whole if metric.whole and not asked_for & set(metric.gives) else metric.sql
    needed = {label for label in asked_for if label in LABELS} - set(metric.gives)
    picked = ", ".join(f"labels.{label}" for label in sorted(needed))
    return _SCOPED.format(
        left=_UNDISPUTED if metric.is_about_handoffs and scope.without_disputed else "",
        items=items,
        seen=(_ABOUT_HANDOFFS if metric.is_about_handoffs else _ABOUT_CONVERSATIONS).strip(),
        labels=f",{_LABELS}" if needed else "",
        labelled=f"(select seen.*, {picked} from seen left join labels using (conversation_key))" if needed else "seen",
        slice=cut.key_sql,
        within=cut.within,
        unsettled=_UNSETTLED if metric.shape == "open" else "",
        slice_start=cut.start_sql or "$since::timestamp",
        cluster="if(is_alone, null, conversation_key)" if "is_alone" in items else "conversation_key",
        filters="".join(f"\n        and list_contains(${label}s, {label})" for label in filtered),
        shape=shape,
    )
