"""Where the figures come from: how fresh each channel is, what the last syncs did, and what could not be read."""

import csv
import io
from datetime import datetime, timedelta
from typing import Any

import pyarrow as pa
import streamlit as st

from queries import reading
from ui import frame, words
from ui.plain import cell, clean
from ui.scope_bar import platform_name
from ui.view import View

_LATE, _NOT_LATE = timedelta(days=1), "not late"
_SHOWN, _DOWNLOADED, _PAYLOAD = 200, 100_000, 2_000
_COUNTS = ("Conversations", "Posts of ours", "New", "Changed", "As before", "Not read", "Calls", "Quota units")
_OUTCOMES = {"complete": "complete", "partial": "not all read", "failed": "failed", None: "running, or cut short"}


def freshness(view: View, now: datetime) -> None:
    """Each channel: until when it has been seen in full, beside the others and beside the clock (UTC)."""
    zone = view.scope.zone
    channels = view.read("freshness")
    rows = [
        {
            "Channel": clean(row["name"]),
            "Platform": platform_name(row["platform"]),
            "Complete until": words.moment(row["complete_until"], zone) if row["complete_until"] else "not known",
            "State": _state(row["late"]),
            "Last message": words.moment(row["last_at"], zone) if row["last_at"] else "none",
            "Conversations": row["conversations"],
            "Posts of ours": row["posts"],
            "From": clean(row["source"]),
        }
        for row in channels
    ]
    late = sum(row["State"] not in (_NOT_LATE, "not known") for row in rows)
    lateness = f"{words.counted(late, 'channel is', 'channels are')} late" if late else "no channel is late"
    newest = max((row["complete_until"] for row in channels if row["complete_until"]), default=now)
    age = words.age(newest, now)
    note = f"the newest data is {age} old; measured by it, {lateness}" if age else lateness
    frame.section("How fresh it is", words.sentence(note))
    _table(
        rows,
        "Each channel, and until when it has been seen in full",
        "freshness",
        {
            "Channel": st.column_config.TextColumn(width=200, pinned=True),
            "Complete until": st.column_config.TextColumn(width=160),
            "Last message": st.column_config.TextColumn(width=160),
        },
    )


def history(view: View) -> None:
    """The last syncs and imports."""
    frame.section("Syncs and imports", "Newest first")
    runs = view.read("history", limit=_SHOWN)
    is_asked = any(row["calls"] for row in runs)
    rows = [
        {
            "When": words.moment(row["started_at"], view.scope.zone),
            "Source": clean(row["source"]),
            "Outcome": _OUTCOMES.get(row["outcome"], "–"),
            "Took": words.duration((row["finished_at"] - row["started_at"]).total_seconds())
            if row["finished_at"]
            else "–",
            "New": row["rows_new"],
            "Changed": row["rows_changed"],
            "As before": row["rows_same"],
            "Not read": row["rows_refused"],
            **({"Calls": row["calls"] or None, "Quota units": row["units"] or None} if is_asked else {}),
            "What happened": clean(row["detail"]),
        }
        for row in runs
    ]
    if not rows:
        st.caption("Nothing has been synced or imported by name yet.")
        return
    _table(
        rows,
        "The last syncs and imports, newest first",
        "history",
        {
            "When": st.column_config.TextColumn(width=150),
            "What happened": st.column_config.TextColumn(width=420),
        },
    )


def quarantine(view: View) -> None:
    """What could not be read, why, and as it came."""
    rows = view.read("quarantine", limit=_SHOWN, payload_length=300)
    total = rows[0]["total"] if rows else 0
    frame.section(
        "What could not be read",
        words.counted(total, "row is", "rows are") + " set aside (quarantine)" if total else "",
    )
    if not rows:
        st.caption("Every row could be read.")
        return
    st.caption("Such a row counts in no figure. Mend it at its source and import again: it then leaves this list.")
    _table(
        [
            {
                "Place": clean(row["place"]),
                "Why": clean(row["reason"]),
                "As it came": " ".join(clean(row["payload"]).split()),
                "Source": clean(row["source"]),
                "Seen": words.moment(row["seen_at"], view.scope.zone),
            }
            for row in rows
        ],
        "Rows that could not be read, with place and reason",
        "quarantine",
        {
            "Place": st.column_config.TextColumn(width=200),
            "Why": st.column_config.TextColumn(width=320),
            "As it came": st.column_config.TextColumn(width=360),
        },
    )
    st.download_button(
        "Download all as CSV",
        lambda: as_csv(reading.read(view.snapshot, "quarantine", {"limit": _DOWNLOADED, "payload_length": _PAYLOAD})),
        file_name="set-aside.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key="quarantine-csv",
    )


def as_csv(rows: list[dict[str, Any]]) -> bytes:
    """The rows as CSV that a spreadsheet opens without running anything that a stranger wrote."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["source", "place", "reason", "payload", "seen_at"])
    for row in rows:
        writer.writerow(
            [cell(row[name]) for name in ("source", "place", "reason", "payload")] + [row["seen_at"].isoformat() + "Z"]
        )
    return out.getvalue().encode("utf-8-sig")


def _state(late: timedelta | None) -> str:
    if late is None:
        return "not known"
    return f"{words.duration(late.total_seconds())} late" if late >= _LATE else _NOT_LATE


def _table(rows: list[dict[str, Any]], alt: str, key: str, columns: dict[str, Any]) -> None:
    st.dataframe(
        pa.Table.from_pylist(rows),
        hide_index=True,
        key=f"table-{key}",
        alt=alt,
        row_height=38,
        placeholder="–",
        height="content" if len(rows) <= 12 else 500,
        column_config={**{name: st.column_config.NumberColumn(format="localized") for name in _COUNTS}, **columns},
    )
