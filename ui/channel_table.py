"""The channels side by side, in their own order: none is ranked, and chance alone is called no difference."""

from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import streamlit as st

from queries.channels import Channel
from queries.funnel import Place, funnel
from queries.measurement import Measurement, Slice
from queries.metric import Metric
from queries.settings import Settings
from ui import scope_bar, words
from ui.plain import clean
from ui.view import View

COLUMNS = {
    "conversations": "conversations.started",
    "answered": "conversations.reply_rate",
    "wait": "conversations.first_response",
    "waiting": "conversations.waiting",
}

_BESIDE = (
    "Whether the share answered within a day differs from that of all channels together by more than chance would make "
    "it for so many messages. Without a difference, the order of channels says nothing."
)

_SAID: dict[Place, str] = {
    "within": "no clear difference",
    "perhaps above": "perhaps higher",
    "perhaps below": "perhaps lower",
    "above": "higher than by chance",
    "below": "lower than by chance",
}

_SCHEMA = pa.schema(
    [
        ("channel", pa.string()),
        ("answered", pa.float64()),
        ("likely", pa.string()),
        ("beside", pa.string()),
        ("wait", pa.string()),
        ("nine", pa.string()),
        ("waiting", pa.int64()),
        ("conversations", pa.int64()),
        ("platform", pa.string()),
    ]
)


def channel_table(view: View) -> None:
    """One row a channel; choosing a row sets the scope to it."""
    measured = {name: view.measure(metric, by="channel") for name, metric in COLUMNS.items()}
    labels = {channel.id: said for said, channel in scope_bar.channel_labels(view.about.channels).items()}
    rows = table(measured, view.about.channels, view.settings.minimum_n)
    basis = {name: f"Counted {measurement.metric.basis}." for name, measurement in measured.items()}
    key = f"channels-table-{abs(hash((view.scope, view.snapshot.identity)))}"
    can_choose = len(rows) > 1

    def choose() -> None:
        chosen = st.session_state[key]["selection"]["rows"]
        if chosen and (said := labels.get(list(rows)[chosen[0]])):
            scope_bar.choose_channel(said)

    st.dataframe(
        pa.Table.from_pylist(list(rows.values()), schema=_SCHEMA),
        key=key,
        hide_index=True,
        on_select=choose if can_choose else "ignore",
        selection_mode="single-row",
        row_height=40,
        height="content" if len(rows) <= 12 else 520,
        placeholder="–",
        alt="Each channel: conversations, share answered within a day, typical wait, and how many still wait",
        column_config={
            "channel": st.column_config.TextColumn("Channel", pinned=True, width=190),
            "answered": st.column_config.NumberColumn(
                "Within a day", format="%.0f %%", width=95, help=basis["answered"]
            ),
            "likely": st.column_config.TextColumn("Likely between", width=105),
            "beside": st.column_config.TextColumn("Beside the others", width=150, help=_BESIDE),
            "wait": st.column_config.TextColumn("Typical wait", width=90, help=basis["wait"]),
            "nine": st.column_config.TextColumn("Nine in ten by", width=100, help=basis["wait"]),
            "waiting": st.column_config.NumberColumn(
                "Still waiting", format="localized", width=95, help=basis["waiting"]
            ),
            "conversations": st.column_config.NumberColumn(
                "Conversations", format="localized", width=115, help=basis["conversations"]
            ),
            "platform": st.column_config.TextColumn("Platform", width=110),
        },
    )
    if can_choose:
        st.caption("In the order in which the channels were connected. Choose a row to see that channel alone.")


def table(
    measured: dict[str, Measurement], channels: Sequence[Channel], minimum: int = Settings.minimum_n
) -> dict[str, dict[str, Any]]:
    """The rows, by channel id. Too few to say is left open rather than shown as if it were known."""
    beside = funnel(measured["answered"], minimum)
    parts = {name: {part.key: part for part in measurement.slices} for name, measurement in measured.items()}
    known = {channel.id: channel for channel in channels}
    rate, wait = measured["answered"].metric, measured["wait"].metric
    rows: dict[str, dict[str, Any]] = {}
    for key, started in parts["conversations"].items():
        answered, waited, waiting = (parts[name].get(key) for name in ("answered", "wait", "waiting"))
        platform = known[key].platform if key in known else ""
        rows[key] = {
            "channel": clean(scope_bar.told_apart(started.label, platform, channels)),
            "answered": _points(answered),
            "likely": _likely(rate, answered) if answered else "–",
            "beside": _SAID.get(beside.places[key]) if beside and key in beside.places else None,
            "wait": words.value(wait, waited.estimate) if waited else "–",
            "nine": words.value(wait, waited.tail) if waited and waited.tail else "–",
            "waiting": round(waiting.estimate.value or 0) if waiting else 0,
            "conversations": round(started.estimate.value or 0),
            "platform": scope_bar.platform_name(platform) or None,
        }
    return rows


def _likely(rate: Metric, part: Slice) -> str:
    if part.estimate.is_weak:
        return "too few to say" if part.estimate.n else "–"
    return words.likely(rate, part.estimate).removeprefix("likely ").removeprefix("between ")


def _points(part: Slice | None) -> float | None:
    return part.estimate.value * 100 if part and part.estimate.value is not None and not part.estimate.is_weak else None
