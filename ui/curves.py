"""The share that still waits for an answer as time goes by, as a step line with its likely band."""

import plotly.graph_objects as go

from queries.curves import Curve
from queries.scope import Clock
from ui import charts, theme, waits, words

_STEPS = 400  # more than a screen can show; the others are left out evenly


def still_waiting(curve: Curve, clock: Clock | None, promised: float | None, since: str = "the request") -> go.Figure:
    """The curve by time since what began the wait, to where hardly another answer comes; `promised` seconds are marked.

    What lies beyond the last wait seen is not drawn: nothing is known there.
    """
    end = min(curve.longest, _reach(curve, promised))
    in_days = clock != "business" and end >= 2.5 * words.DAY
    scale, unit = (words.DAY, "days") if in_days else (words.HOUR, "hours")
    unit = "opening hours" if clock == "business" else unit
    steps = [step for step in curve.steps if step.seconds <= end]
    steps = steps[:: max(1, len(steps) // _STEPS)]
    x = [0.0, *(step.seconds / scale for step in steps), end / scale]
    figure = go.Figure()
    lows = [1.0, *(step.low if step.low is not None else 0.0 for step in steps)]
    highs = [1.0, *(step.high if step.high is not None else 1.0 for step in steps)]
    for limits, fill in ((highs, None), (lows, "tonexty")):
        figure.add_scatter(
            x=x,
            y=[100 * limit for limit in (*limits, limits[-1])],
            mode="lines",
            line={"width": 0, "shape": "hv"},
            fill=fill,
            fillcolor=theme.BAND,
            hoverinfo="skip",
        )
    waiting = [1.0, *(step.waiting for step in steps)]
    figure.add_scatter(
        x=x,
        y=[100 * share for share in (*waiting, waiting[-1])],
        mode="lines",
        line={"color": theme.OURS, "width": 2, "shape": "hv"},
        customdata=[
            [f"{words.percent(share)} still waiting after {waits.length(at * scale, clock)}"]
            for share, at in zip((*waiting, waiting[-1]), x, strict=True)
        ],
        hovertemplate="%{customdata[0]}<extra></extra>",
    )
    if promised is not None and promised <= end:
        figure.add_vline(x=promised / scale, line={"color": theme.INK, "width": 1, "dash": "dot"})
        figure.add_annotation(
            x=promised / scale,
            y=1,
            yref="paper",
            yanchor="bottom",
            text=f"agreed: {waits.length(promised, clock)}",
            showarrow=False,
            font={"color": theme.MUTED, "size": 12},
        )
    charts.dress(figure, height=300)
    figure.update_layout(margin={"t": 24, "r": 12})
    figure.update_xaxes(title_text=f"{unit} since {since}", range=[0, end / scale])
    figure.update_yaxes(range=[0, 102], ticksuffix=f"{words.NBSP}%")
    return figure


def at(curve: Curve, seconds: float) -> float | None:
    """The share that still waits after so long; None beyond what has been seen."""
    if not curve.n or seconds > curve.longest:
        return None
    return next((step.waiting for step in reversed(curve.steps) if step.seconds <= seconds), 1.0)


def _reach(curve: Curve, promised: float | None) -> float:
    """Where nine in ten have their answer, or nearly all who ever get one, and well beyond the promise."""
    last = curve.steps[-1].waiting if curve.steps else 1.0
    level = max(0.1, last + 0.05 * (1 - last))
    settled = next((step.seconds for step in curve.steps if step.waiting <= level), curve.longest)
    return max(settled * 1.3, 3 * (promised or 0.0), float(words.HOUR))
