"""Charts: each a pure function from a measurement to a Plotly figure. Colours are the theme's, by their signs."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import plotly.graph_objects as go

from queries.measurement import Estimate, Measurement, Slice
from queries.metric import Metric
from ui import theme, words
from ui.sparkline import unbroken

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_UNITS = ((words.DAY, "d"), (words.HOUR, "h"), (words.MINUTE, "min"), (1, "s"))


def trend(measurement: Measurement) -> go.Figure:
    """Weeks as a line with its likely band; the earlier period as a dotted line; the last whole week labelled.

    A week that is not whole, or rests on too little, is a hollow mark beside the line; one that is not known is a gap.
    """
    metric = measurement.metric
    known = [part for part in measurement.slices if part.estimate.value is not None]
    scale, suffix = scale_of(metric, known)
    is_firm = {part.key: not (part.is_partial or part.estimate.is_weak) for part in known}
    figure = go.Figure()
    if metric.unit != "count":
        _band(figure, [(place, part) for place, part in enumerate(measurement.slices) if is_firm.get(part.key)], scale)
    for firm in (True, False):
        wanted = {key for key, value in is_firm.items() if value is firm}
        _weeks(figure, measurement, wanted, scale, is_firm=firm)
    firm_parts = [part for part in known if is_firm[part.key]]
    if firm_parts:
        last = firm_parts[-1]
        figure.add_annotation(
            x=date.fromisoformat(last.key),
            y=(last.estimate.value or 0.0) / scale,
            text=words.value(metric, last.estimate),
            showarrow=False,
            xanchor="left",
            xshift=8,
            yshift=11,
            font={"color": theme.OURS, "size": 14},
        )
    dress(figure, height=300)
    if metric.unit != "count" and measurement.before and measurement.before.value is not None:
        _before(figure, metric, measurement.before, scale)
    figure.update_yaxes(ticksuffix=suffix, rangemode="tozero", range=[0, 102] if metric.unit == "percent" else None)
    _date_axis(figure, [date.fromisoformat(part.key) for part in measurement.slices])
    return figure


def _weeks(figure: go.Figure, measurement: Measurement, wanted: set[str], scale: float, *, is_firm: bool) -> None:
    slices = measurement.slices
    figure.add_scatter(
        x=[date.fromisoformat(part.key) for part in slices],
        y=[(part.estimate.value or 0.0) / scale if part.key in wanted else None for part in slices],
        mode="lines+markers" if is_firm else "markers",
        line={"color": theme.OURS, "width": 2},
        marker={
            "size": 7,
            "color": theme.OURS if is_firm else theme.PAPER,
            "line": {"color": theme.OURS, "width": 1.5},
        },
        customdata=[[_said(measurement.metric, part)] for part in slices],
        hovertemplate="%{customdata[0]}<extra></extra>",
    )


def _band(figure: go.Figure, firm: Sequence[tuple[int, Slice]], scale: float) -> None:
    """One polygon for each unbroken part of the line, so that the band breaks where the line does."""
    limited = [
        (place, part) for place, part in firm if part.estimate.low is not None and part.estimate.high is not None
    ]
    for run in unbroken(limited):
        if len(run) < 2:
            continue
        days = [date.fromisoformat(part.key) for _, part in run]
        highs = [(part.estimate.high or 0.0) / scale for _, part in run]
        lows = [(part.estimate.low or 0.0) / scale for _, part in run]
        figure.add_scatter(
            x=[*days, *reversed(days)],
            y=[*highs, *reversed(lows)],
            fill="toself",
            fillcolor=theme.BAND,
            line={"width": 0},
            mode="lines",
            hoverinfo="skip",
        )


def _before(figure: go.Figure, metric: Metric, before: Estimate, scale: float) -> None:
    """A dotted line at the earlier value, named in the margin, where it covers nothing."""
    level = (before.value or 0.0) / scale
    figure.add_hline(y=level, line={"color": theme.MUTED, "width": 1, "dash": "dot"})
    figure.add_annotation(
        x=1,
        xref="paper",
        xanchor="left",
        xshift=6,
        y=level,
        align="left",
        showarrow=False,
        text=f"before<br>{words.value(metric, before)}",
        font={"color": theme.MUTED, "size": 12},
    )


def _date_axis(figure: go.Figure, days: Sequence[date]) -> None:
    step = max(1, -(-len(days) // 6))
    labelled = days[::-1][::step]
    spans_years = bool(days) and days[0].year != days[-1].year
    figure.update_xaxes(tickvals=labelled, ticktext=[words.day(when, year=spans_years) for when in labelled], ticks="")


def hours(measurement: Measurement) -> go.Figure:
    """Weekday × hour as a field of bars one cell high: bars report clicks and fill the width, heat-map cells do not.

    Cells that rest on too little are hatched.
    """
    cells = {part.key: part for part in measurement.slices}
    is_count = measurement.metric.unit == "count"
    most = max((part.estimate.value or 0.0 for part in measurement.slices), default=0.0)
    figure = go.Figure()
    for weekday in range(7, 0, -1):
        row = [cells.get(f"{weekday}-{hour}") for hour in range(24)]
        figure.add_bar(
            x=list(range(24)),
            y=[1] * 24,
            base=7 - weekday,
            marker={
                "color": [(part.estimate.value or 0.0) if part else 0.0 for part in row],
                "coloraxis": "coloraxis",
                "line": {"color": theme.PAPER, "width": 2},
                "pattern": {
                    "shape": ["" if is_count or (part and not part.estimate.is_weak) else "/" for part in row],
                    "fgcolor": theme.PAPER,
                    "size": 4,
                    "solidity": 0.5,
                },
            },
            customdata=[
                [f"{weekday}-{hour}", _cell(measurement.metric, weekday, hour, part)] for hour, part in enumerate(row)
            ],
            hovertemplate="%{customdata[1]}<extra></extra>",
        )
    dress(figure, height=290)
    figure.update_layout(
        margin_r=8,
        barmode="overlay",
        bargap=0,
        coloraxis={"colorscale": theme.SCALE, "cmin": 0, "cmax": most or 1, "showscale": False},
    )
    figure.update_yaxes(
        tickvals=[7 - weekday + 0.5 for weekday in range(1, 8)],
        ticktext=[name[:3] for name in _WEEKDAYS],
        showgrid=False,
        range=[0, 7],
    )
    figure.update_xaxes(
        tickvals=list(range(0, 24, 3)),
        ticktext=[f"{hour:02d}:00" for hour in range(0, 24, 3)],
        showgrid=False,
        showline=False,
        ticks="",
        range=[-0.5, 23.5],
    )
    return figure


def hour_named(key: str) -> str:
    """A cell in words: `Wednesday, 14:00 to 15:00`."""
    weekday, hour = map(int, key.split("-"))
    return f"{_WEEKDAYS[weekday - 1]}, {hour:02d}:00 to {(hour + 1) % 24:02d}:00"


def describe_trend(measurement: Measurement) -> str:
    """What the trend shows, for those who do not see it."""
    parts = [part for part in measurement.slices if part.estimate.value is not None and not part.is_partial]
    if not parts:
        return f"{words.sentence(measurement.metric.label)} by week: not enough data"
    metric, first, last = measurement.metric, parts[0], parts[-1]
    return (
        f"{words.sentence(metric.label)} by week, from {words.value(metric, first.estimate)} in the {first.label} "
        f"to {words.value(metric, last.estimate)} in the {last.label}"
    )


def describe_hours(measurement: Measurement) -> str:
    """What the field of hours shows, for those who do not see it."""
    known = [part for part in measurement.slices if part.estimate.value]
    if not known:
        return "When people start conversations, by weekday and hour: none in this period"
    busiest = max(known, key=lambda part: part.estimate.value or 0.0)
    return (
        "When people start conversations, by weekday and hour; most on "
        f"{hour_named(busiest.key)}: {words.value(measurement.metric, busiest.estimate)}"
    )


def _said(metric: Metric, part: Slice) -> str:
    lines = [words.sentence(part.label) + (" (not whole)" if part.is_partial else "")]
    lines.append(f"<b>{words.value(metric, part.estimate)}</b>")
    if metric.unit != "count":
        lines += [
            words.likely(metric, part.estimate),
            words.reason(metric, part.estimate) or words.resting_on(metric, part.estimate),
        ]
    return "<br>".join(line for line in lines if line)


def _cell(metric: Metric, weekday: int, hour: int, part: Slice | None) -> str:
    if metric.unit != "count" and part is not None:
        return _said(metric, Slice(part.key, hour_named(part.key), part.estimate))
    one, many = words.COUNTED.get(metric.name, ("case", "cases"))
    number = round(part.estimate.value or 0) if part else 0
    return f"{hour_named(f'{weekday}-{hour}')}<br><b>{words.counted(number, one, many)}</b>"


def scale_of(metric: Metric, parts: Sequence[Slice]) -> tuple[float, str]:
    """By what to divide values for the axis, and the unit to write on it."""
    if metric.unit == "percent":
        return 0.01, f"{words.NBSP}%"
    if metric.unit == "duration":
        most = max((part.estimate.value or 0.0 for part in parts), default=0.0)
        size, unit = next(((size, unit) for size, unit in _UNITS if most >= 1.5 * size), (1, "s"))
        return size, f"{words.NBSP}{unit}"
    return 1.0, ""


def dress(figure: go.Figure, height: int) -> None:
    """The quiet frame of every chart."""
    axis: dict[str, Any] = {
        "showgrid": True,
        "gridcolor": theme.HAIRLINE,
        "gridwidth": 1,
        "zeroline": False,
        "fixedrange": True,
        "title": None,
        "tickfont": {"color": theme.MUTED, "size": 12},
    }
    figure.update_layout(
        height=height,
        margin={"l": 0, "r": 64, "t": 18, "b": 0},
        showlegend=False,
        dragmode=False,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": theme.TEXT_FACE, "color": theme.INK},
        hoverlabel={
            "bgcolor": theme.INK,
            "bordercolor": theme.INK,
            "font": {"color": theme.PAPER, "family": theme.TEXT_FACE, "size": 13},
        },
        xaxis={**axis, "showgrid": False, "showline": True, "linecolor": theme.HAIRLINE, "automargin": True},
        yaxis={**axis, "automargin": True, "nticks": 5},
    )
