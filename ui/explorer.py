"""The explorer: any figure, cut any way, in any period, down to the messages behind it. All of it is in the address.

`?metric=conversations.reply_rate&by=channel&part=x:1&state=did`; `?show=findings` for what follows from the figures.
"""

from dataclasses import replace
from html import escape

import streamlit as st

from queries.funnel import Funnel, funnel
from queries.measurement import Measurement
from queries.metric import Metric, metrics
from queries.slices import SLICES, has_slice
from ui import bars, charts, curves, frame, scope_bar, waits, words
from ui.asked_elsewhere import elsewhere
from ui.behind import behind_it, part_said
from ui.explorer_figure import AREAS, figure_html, value
from ui.findings import findings
from ui.parts_table import as_csv, parts_table
from ui.plain import label, shown
from ui.trends import QUIET
from ui.view import View

USUAL = "conversations.reply_rate"
WHOLE = "whole"
_PERIODS = ("week", "month", "quarter")
CUTS = {
    WHOLE: "As a whole",
    "channel": "Channel",
    "platform": "Platform",
    "department": "Department",
    "topic": "Topic",
    "audience": "Audience",
    "week": "Week",
    "month": "Month",
    "quarter": "Quarter",
    "weekday_hour": "Weekday and hour",
    "holder": "Who held it",
    "reason": "Reason",
}
_SHOWS = {"figure": "Any figure", "findings": "Findings"}
_NARROW = ("by", "part", "state")


def explorer(view: View) -> None:
    """The choice at the head, and below it what was chosen."""
    show = "findings" if st.query_params.get("show") == "findings" else "figure"
    st.session_state["explorer-show"] = show
    st.segmented_control(
        "What to look at",
        list(_SHOWS),
        key="explorer-show",
        required=True,
        format_func=_SHOWS.__getitem__,
        on_change=_note_show,
        label_visibility="collapsed",
    )
    if show == "findings":
        findings(view)
    else:
        _figure(view)


def metric_asked() -> Metric:
    """The metric that the address asks for; the usual one where it asks for none or for one that is not here."""
    return metrics().get(st.query_params.get("metric", USUAL), metrics()[USUAL])


def cuts_of(metric: Metric, about_labels: dict[str, bool]) -> list[str]:
    """The ways in which a figure can be cut here: those it has, and labels only where the workbook names some."""
    return [WHOLE, *(by for by in SLICES if has_slice(metric, by) and about_labels.get(by, True))]


def usual_cut(metric: Metric) -> str:
    """How a figure is cut where nobody said: by what it is about, else by week."""
    if "holder" in metric.gives:
        return "holder"
    if metric.shape in ("share", "gap"):
        return "department"
    return "week" if has_slice(metric, "week") else WHOLE


def by_area() -> list[str]:
    """All metrics by name, area by area in the order of reading."""
    order = list(AREAS)
    return sorted(
        metrics(), key=lambda name: order.index(area) if (area := metrics()[name].area) in order else len(order)
    )


def figure_name(name: str) -> str:
    """A metric in the list: `Conversations · Answered within a day`."""
    metric = metrics()[name]
    return f"{AREAS.get(metric.area, words.sentence(metric.area))} · {words.sentence(metric.label)}"


def told_apart(view: View, measured: Measurement) -> Measurement:
    """With channels of one name told apart by their platforms."""
    if measured.by != "channel":
        return measured
    known = {channel.id: channel for channel in view.about.channels}
    return replace(
        measured,
        slices=tuple(
            replace(part, label=scope_bar.told_apart(part.label, known[part.key].platform, view.about.channels))
            if part.key in known
            else part
            for part in measured.slices
        ),
    )


def _figure(view: View) -> None:
    metric = _choose_metric()
    by = _choose_cut(view, metric)
    measured = told_apart(view, view.measure(metric.name, by=None if by == WHOLE else by))
    st.html(figure_html(view, measured))
    part = st.query_params.get("part") if measured.by else None
    if part is not None and part not in {one.key for one in measured.slices}:
        st.warning(f"This link asks for a part that is not here: {label(part)}.", icon=":material/link_off:")
        part = None
    _parts(view, measured)
    elsewhere(view, measured)
    frame.section("Behind it", "What the figure is made of")
    if part is not None:
        _say_part(measured, part)
    behind_it(view, measured, part)


def _choose_metric() -> Metric:
    asked, metric = st.query_params.get("metric"), metric_asked()
    if asked is not None and asked != metric.name:
        st.warning(f"This link asks for a figure that is not here: {label(asked)}.", icon=":material/link_off:")
    st.session_state["explorer-metric"] = metric.name
    st.selectbox(
        "Figure",
        by_area(),
        key="explorer-metric",
        format_func=figure_name,
        on_change=_note_metric,
        label_visibility="collapsed",
        icon=":material/search:",
        width=520,
    )
    return metric


def _choose_cut(view: View, metric: Metric) -> str:
    about = view.about
    has = {"department": bool(about.departments), "topic": bool(about.topics), "audience": bool(about.audiences)}
    options = cuts_of(metric, has | ({"department": True} if "department" in metric.gives else {}))
    asked = st.query_params.get("by")
    by = asked if asked in options else usual_cut(metric)
    if asked is not None and asked not in options:
        st.warning(f"This link asks for a cut that this figure has not: {label(asked)}.", icon=":material/link_off:")
    by = by if by in options else WHOLE
    st.session_state["explorer-by"] = by
    st.pills(
        "Cut by",
        options,
        key="explorer-by",
        required=True,
        format_func=CUTS.__getitem__,
        on_change=_note_cut,
        label_visibility="collapsed",
    )
    return by


def _note_show() -> None:
    for name in ("metric", *_NARROW):
        st.query_params.pop(name, None)
    st.query_params["show"] = st.session_state["explorer-show"]


def _note_metric() -> None:
    metric = metrics()[st.session_state["explorer-metric"]]
    by = st.query_params.get("by")
    for name in _NARROW:
        st.query_params.pop(name, None)
    st.query_params["metric"] = metric.name
    if by is not None and (by == WHOLE or (by in SLICES and has_slice(metric, by))):
        st.query_params["by"] = by


def _note_cut() -> None:
    for name in ("part", "state"):
        st.query_params.pop(name, None)
    st.query_params["by"] = st.session_state["explorer-by"]


def _note_part(part: str) -> None:
    st.query_params.pop("state", None)
    st.query_params["part"] = part


def _any_part() -> None:
    st.query_params.pop("part", None)
    st.query_params.pop("state", None)


def _parts(view: View, measured: Measurement) -> None:
    """The chart that suits the cut, with the table beside it."""
    if measured.by is None:
        if measured.metric.shape == "wait":
            frame.section("How long it takes", "The share that still waits, as time goes by")
            _curve(view, measured)
        return
    frame.section(f"By {CUTS[measured.by].lower()}", _order_said(measured.by))
    if not measured.slices:
        st.caption("Nothing to cut: there is nothing of this period.")
        return
    key = f"parts-{abs(hash((measured.metric.name, measured.scope, measured.by, view.snapshot.identity)))}"
    minimum = view.settings.minimum_n
    beside = funnel(measured, minimum)
    wide, narrow = st.columns(2, gap="large")
    with wide:
        picked = _chart(measured, beside, f"{key}-chart")
        if beside and beside.is_overdispersed:
            st.caption("These parts differ in general, so it is no news that one of them stands out.")
    with narrow:
        chosen = parts_table(measured, beside, CUTS[measured.by], key)
        st.download_button(
            "Download these figures (CSV)",
            as_csv(measured, minimum),
            file_name=_file_name(measured),
            mime="text/csv",
            key="explorer-csv",
            on_click="ignore",
            type="tertiary",
            icon=":material/download:",
        )
    _take_choice(key, picked, chosen)


def _take_choice(key: str, *picked: str | None) -> None:
    """Look into the part that has just been chosen in chart or table; what was chosen before is not chosen again."""
    before: tuple[str | None, ...] = st.session_state.get(f"{key}-taken", (None, None))
    st.session_state[f"{key}-taken"] = picked
    fresh = [part for part, was in zip(picked, before, strict=True) if part is not None and part != was]
    if fresh:
        _note_part(fresh[0])
        st.rerun()


def _chart(measured: Measurement, beside: Funnel | None, key: str) -> str | None:
    """Draw the chart; gives the key of the part that was chosen in it, if any."""
    by = measured.by
    known = [part for part in measured.slices if part.estimate.value is not None]
    if by in _PERIODS:
        if len(known) < 2:
            st.caption(f"Too few {CUTS[by].lower()}s with data to draw a line: choose a longer period.")
            return None
        st.plotly_chart(charts.trend(measured), key=key, config=QUIET, alt=_trend_said(measured))
        note = "Hollow: not whole, or too few to say."
        note += "" if measured.metric.unit == "count" else " The band is likely between."
        opening = measured.metric.unit == "duration" and measured.scope.clock == "business"
        st.caption(note + (" Only opening hours count; a day here is 24 of them." if opening else ""))
        return None
    if by == "weekday_hour":
        figure, alt = charts.hours(measured), f"{words.sentence(measured.metric.label)} by weekday and hour"
        note = "The stronger the colour, the higher the figure."
        note += "" if measured.metric.unit == "count" else " Hatched: too few to say."
    else:
        figure = bars.bars(measured, lambda estimate: value(measured, estimate), beside)
        alt = bars.describe(measured, lambda estimate: value(measured, estimate))
        note = "The thin lines are likely between. Hollow: too few to say."
    event = st.plotly_chart(figure, key=key, on_select="rerun", selection_mode="points", config=QUIET, alt=alt)
    st.caption(f"{note} Choose a part to see what lies behind it.")
    points = event["selection"]["points"]
    return str(points[0]["customdata"][0]) if points else None


def _trend_said(measured: Measurement) -> str:
    known = [part for part in measured.slices if part.estimate.value is not None and not part.is_partial]
    head = f"{words.sentence(measured.metric.label)} by {CUTS[measured.by or WHOLE].lower()}"
    if not known:
        return f"{head}: not enough data"
    first, last = known[0], known[-1]
    return (
        f"{head}, from {value(measured, first.estimate)} ({first.label}) to {value(measured, last.estimate)} "
        f"({last.label})"
    )


def _curve(view: View, measured: Measurement) -> None:
    if measured.estimate.n < view.settings.minimum_n:
        st.caption(f"Too few to say: {words.counted(measured.estimate.n, 'wait', 'waits')}.")
        return
    found = view.curve(measured)
    clock = measured.scope.clock
    since = "the request" if measured.metric.is_about_handoffs else "the question"
    st.plotly_chart(
        curves.still_waiting(found, clock, None, since),
        key="explorer-curve",
        config=QUIET,
        alt=f"Share still waiting, over time; half are answered by {waits.value(measured)}",
    )
    hours = "Only opening hours count. " if clock == "business" else ""
    st.caption(
        f"{words.counted(found.n, 'wait', 'waits')}, {words.count(found.still_waiting)} without an answer, counted as "
        f"long as they waited. {hours}The band is likely between."
    )


def _say_part(measured: Measurement, part: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="explorer-part"):
        st.html(
            f'<p class="rp-scope"><span class="rp-chip">{shown(part_said(measured, part))}</span></p>', width="content"
        )
        st.button("All of them", key="explorer-any-part", type="tertiary", on_click=_any_part)


def _order_said(by: str) -> str:
    if by in _PERIODS or by == "weekday_hour":
        return ""
    order = {
        "channel": "In the order in which the channels were connected",
        "department": "In the order of the roster",
        "topic": "In the order of the workbook",
        "audience": "In the order of the workbook",
        "holder": "In the order of the roster",
    }.get(by, "By name")
    return f"{order}; never ranked"


def _file_name(measured: Measurement) -> str:
    period = measured.scope.period
    return escape(f"{measured.metric.name}-by-{measured.by}-{period.since}-{period.until}.csv")
