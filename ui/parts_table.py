"""The parts of a figure as a table that can be sorted, and as a file that a spreadsheet opens and never runs."""

import csv
import io
from typing import Any

import pyarrow as pa
import streamlit as st

from queries.funnel import Funnel
from queries.measurement import Estimate, Measurement, Slice
from queries.report import as_rows
from queries.settings import Settings
from ui import words
from ui.explorer_figure import likely, reason, value
from ui.plain import cell, clean

#: What is divided by what to be shown, and how, by unit. Waits are shown in hours, so that they can be sorted.
_SHOWN: dict[str, tuple[float, str]] = {
    "percent": (0.01, "%.1f %%"),
    "duration": (words.HOUR, "%.1f h"),
    "hours": (1.0, "localized"),
    "number": (1.0, "%.2f"),
    "points": (1.0, "%+.0f"),
    "score": (1.0, "%.0f"),
}
_MOST_SHOWN = 14


def parts_table(measured: Measurement, beside: Funnel | None, heading: str, key: str) -> str | None:
    """Draw the table; gives the key of the part that the reader has just chosen, if any.

    `beside` says how each part stands beside the others, where that can be said.
    """
    rows = table(measured, beside)
    unit = measured.metric.unit
    form = _SHOWN.get(unit, (1.0, "localized"))[1]
    event = st.dataframe(
        pa.Table.from_pylist(rows, schema=_schema(measured, beside)),
        key=key,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        height="content" if len(rows) <= _MOST_SHOWN else 35 * (_MOST_SHOWN + 1),
        placeholder="–",
        alt=f"{words.sentence(measured.metric.label)}, part by part",
        column_config={
            "part": st.column_config.TextColumn(heading, pinned=True, width=170),
            "value": st.column_config.NumberColumn("Hours" if unit == "hours" else "Figure", format=form, width=80),
            "likely": st.column_config.TextColumn("Likely between", width=120),
            "tail": st.column_config.NumberColumn("Nine in ten by", format="%.1f h", width=100),
            "n": st.column_config.NumberColumn("Rests on", format="localized", width=75),
            "beside": st.column_config.TextColumn("Beside the others", width=260),
        },
    )
    chosen = event["selection"]["rows"]
    return measured.slices[chosen[0]].key if chosen and chosen[0] < len(measured.slices) else None


def table(measured: Measurement, beside: Funnel | None = None) -> list[dict[str, Any]]:
    """The rows. Too few to say is left open rather than shown as if it were known."""
    scale = _SHOWN.get(measured.metric.unit, (1.0, ""))[0]
    return [
        {
            "part": clean(words.sentence(part.label)) + (" (not whole)" if part.is_partial else ""),
            "value": _number(measured, part.estimate, scale),
            "likely": _likely(measured, part) or None,
            "tail": part.tail.value / scale if part.tail and part.tail.value and not part.tail.is_weak else None,
            "n": part.estimate.n,
            "beside": words.beside_others(measured.metric, beside.places[part.key]) or None if beside else None,
        }
        for part in measured.slices
    ]


def as_csv(measured: Measurement, minimum: int = Settings.minimum_n) -> bytes:
    """The whole and its parts, as the command line gives them: seconds, fractions, and no cell that is a formula."""
    rows = as_rows(measured, minimum)
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, rows[0])
    writer.writeheader()
    writer.writerows(
        {name: cell(said) if isinstance(said, str) else said for name, said in row.items()} for row in rows
    )
    return b"\xef\xbb\xbf" + out.getvalue().encode()  # spreadsheets take a file without the mark for another alphabet


def _number(measured: Measurement, estimate: Estimate, scale: float) -> float | None:
    if estimate.is_weak or estimate.value is None:
        return None
    return float(round(estimate.value)) if measured.metric.unit == "hours" else estimate.value / scale


def _likely(measured: Measurement, part: Slice) -> str:
    if part.estimate.at_least is not None:
        return value(measured, part.estimate)
    if why := reason(measured, part.estimate):
        return why.split(":", 1)[0] if part.estimate.n else ""
    said = likely(measured, part.estimate).removeprefix("likely ").removeprefix("between ")
    if measured.metric.unit == "points":
        return said.replace(f"{words.NBSP}points", "").replace(" and ", " to ")
    return said.replace(" and ", " – ")


def _schema(measured: Measurement, beside: Funnel | None) -> "pa.Schema":
    fields = [("part", pa.string()), ("value", pa.float64())]
    if measured.metric.unit != "count":
        fields.append(("likely", pa.string()))
    if measured.metric.unit == "duration":
        fields.append(("tail", pa.float64()))
    if measured.metric.unit != "count":
        fields.append(("n", pa.int64()))
    return pa.schema([*fields, ("beside", pa.string())] if beside else fields)
