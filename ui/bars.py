"""The parts of a figure as bars with their likely ends, in their own order: they are not ranked."""

from collections.abc import Callable, Sequence

import plotly.graph_objects as go

from queries.funnel import Funnel
from queries.measurement import Estimate, Measurement, Slice
from ui import charts, theme, words
from ui.plain import figure_text

_ROW = 34
_MOST_LETTERS = 32

Said = Callable[[Estimate], str]


def bars(measurement: Measurement, said: Said, beside: Funnel | None = None) -> go.Figure:
    """One bar a slice, and the whole as a dotted line where parts can be compared with it. `said` words an estimate.

    `beside` says how each stands beside the others; it is told under the hand.

    What rests on too little is hollow and has no ends: they would dwarf the others. What is not known has no bar, and
    its row says so.
    """
    parts = measurement.slices
    scale, suffix = _scale(measurement)
    figure = go.Figure()
    rows = [f"row {place}" for place in range(len(parts))]  # a mere number would be a place on the axis
    figure.add_bar(
        x=[None if part.estimate.value is None else part.estimate.value / scale for part in parts],
        y=rows,
        orientation="h",
        width=0.62,
        marker={
            "color": [theme.PAPER if part.estimate.is_weak else theme.OURS for part in parts],
            "line": {"color": theme.OURS, "width": 1.2},
        },
        error_x=_reaches(parts, scale),
        customdata=[[part.key, hover(measurement, part, said, beside)] for part in parts],
        hovertemplate="%{customdata[1]}<extra></extra>",
    )
    for row, part in zip(rows, parts, strict=True):
        if part.estimate.value is None:
            _say_nothing(figure, row, said(part.estimate))
    charts.dress(figure, height=56 + _ROW * max(2, len(parts)))
    if _is_comparable(measurement):
        _whole(figure, measurement, scale, said)
    figure.update_layout(margin={"r": 16, "t": 28 if _is_comparable(measurement) else 8})
    figure.update_yaxes(
        tickvals=rows,
        ticktext=[_short(part.label) for part in parts],
        type="category",
        categoryorder="array",
        categoryarray=rows[::-1],
        showgrid=False,
        nticks=None,
        tickfont={"color": theme.INK, "size": 13},
    )
    is_share = measurement.metric.unit == "percent"
    figure.update_xaxes(
        ticksuffix=suffix, showgrid=True, rangemode="tozero", range=[0, 102] if is_share else None, nticks=6
    )
    return figure


def hover(measurement: Measurement, part: Slice, said: Said, beside: Funnel | None = None) -> str:
    """What is said of a bar under the hand; texts from outside as text."""
    metric, estimate = measurement.metric, part.estimate
    lines = [figure_text(words.sentence(part.label)), f"<b>{said(estimate)}</b>"]
    lines.append(words.reason(metric, estimate) or words.resting_on(metric, estimate))
    lines.append(words.beside_others(metric, beside.places[part.key]) if beside else "")
    return "<br>".join(line for line in lines if line)


def describe(measurement: Measurement, said: Said) -> str:
    """What the bars show, for those who do not see them."""
    known = [part for part in measurement.slices if part.estimate.value is not None]
    head = f"{words.sentence(measurement.metric.label)}, {words.counted(len(measurement.slices), 'part', 'parts')}"
    told = "; ".join(f"{part.label} {said(part.estimate)}" for part in known[:8])
    more = f"; and {len(known) - 8} more" if len(known) > 8 else ""
    return f"{head}: {told}{more}" if told else f"{head}, none of them known"


def _scale(measurement: Measurement) -> tuple[float, str]:
    """Hours of opening time stay hours: no day has 24 of them."""
    if measurement.metric.unit == "duration" and measurement.scope.clock == "business":
        return words.HOUR, f"{words.NBSP}h"
    return charts.scale_of(measurement.metric, [*measurement.slices, *_ends(measurement.slices)])


def _ends(parts: Sequence[Slice]) -> list[Slice]:
    """The upper ends as if they were values, so that the axis is marked in a unit that suits them."""
    firm = [part for part in parts if part.estimate.high and not part.estimate.is_weak]
    return [Slice(part.key, part.label, Estimate(part.estimate.high)) for part in firm]


def _reaches(parts: Sequence[Slice], scale: float) -> dict[str, object]:
    def reach(part: Slice, end: float | None) -> float:
        value = part.estimate.value
        return 0.0 if value is None or end is None or part.estimate.is_weak else abs(end - value) / scale

    return {
        "type": "data",
        "symmetric": False,
        "array": [reach(part, part.estimate.high) for part in parts],
        "arrayminus": [reach(part, part.estimate.low) for part in parts],
        "color": theme.INK,
        "thickness": 1.2,
        "width": 4,
    }


def _is_comparable(measurement: Measurement) -> bool:
    """Parts of counts and sums are smaller than the whole by nature: it is no mark for them."""
    additive = measurement.metric.unit in ("count", "hours") or measurement.metric.shape in ("share", "gap")
    return not additive and measurement.estimate.value is not None


def _whole(figure: go.Figure, measurement: Measurement, scale: float, said: Said) -> None:
    level = (measurement.estimate.value or 0.0) / scale
    figure.add_vline(x=level, line={"color": theme.MUTED, "width": 1, "dash": "dot"})
    figure.add_annotation(
        x=level,
        y=1,
        yref="paper",
        yanchor="bottom",
        showarrow=False,
        text=f"all: {said(measurement.estimate)}",
        font={"color": theme.MUTED, "size": 12},
    )


def _say_nothing(figure: go.Figure, row: str, said: str) -> None:
    figure.add_annotation(
        x=0,
        xanchor="left",
        y=row,
        showarrow=False,
        text=said if said != "–" else "not known",
        font={"color": theme.MUTED, "size": 12},
        xshift=4,
    )


def _short(label: str) -> str:
    text = words.sentence(label)
    return figure_text(text if len(text) <= _MOST_LETTERS else text[: _MOST_LETTERS - 1].rstrip() + "…")
