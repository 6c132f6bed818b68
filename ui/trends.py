"""The trend by week, of one figure at a time."""

import streamlit as st

from queries.metric import metrics
from ui import charts, words
from ui.frame import guarded
from ui.view import View

QUIET = {"displayModeBar": False}


@st.fragment
@guarded()
def by_week(view: View, *names: str) -> None:
    """A chart of one of the named metrics by week; the reader chooses which."""
    labels = {words.sentence(metrics()[name].label): name for name in names}
    chosen = st.segmented_control(
        "Figure",
        list(labels),
        default=next(iter(labels)),
        required=True,
        key="trend",
        label_visibility="collapsed",
        persist_state="session",
    )
    measurement = view.measure(labels[chosen or next(iter(labels))], by="week")
    if len([part for part in measurement.slices if part.estimate.value is not None]) < 2:
        st.caption("Too few weeks with data to draw a line: choose a longer period.")
        return
    st.plotly_chart(charts.trend(measurement), key="trend-chart", config=QUIET, alt=charts.describe_trend(measurement))
    st.caption(
        f"By week, {measurement.metric.basis}. Hollow: a week that is not whole, or too few to say."
        + ("" if measurement.metric.unit == "count" else " The band is likely between.")
    )


def hours_folded(view: View, title: str) -> None:
    """When people turn to us, behind its title: asked for only when it is opened."""
    box = st.expander(title, key="hours-folded", type="compact", on_change="rerun")
    if box.open:
        with box:
            by_hour(view)


@st.fragment
@guarded()
def by_hour(view: View) -> None:
    """When people turn to us; a click on an hour says how those conversations fared and leads to them."""
    started = view.measure("conversations.started", by="weekday_hour")
    event = st.plotly_chart(
        charts.hours(started),
        key="hours-chart",
        on_select="rerun",
        selection_mode="points",
        config=QUIET,
        alt=charts.describe_hours(started),
    )
    points = event["selection"]["points"]
    if not points:
        st.caption(
            "The stronger the colour, the more conversations began in that hour. Choose an hour to see how they fared."
        )
        return
    key = str(points[0]["customdata"][0])
    cell = {part.key: part for part in started.slices}[key]
    answered = {part.key: part for part in view.measure("conversations.reply_rate", by="weekday_hour").slices}.get(key)
    rate = view.measure("conversations.reply_rate").metric
    said = (
        f"{charts.hour_named(key)}: {words.counted(round(cell.estimate.value or 0), 'conversation', 'conversations')}"
    )
    if answered and answered.estimate.value is not None:
        why = words.reason(rate, answered.estimate)
        said += f"; {words.value(rate, answered.estimate)} of messages answered within a day"
        said += f" ({why})" if why else f" ({words.likely(rate, answered.estimate)})"
    with st.container(horizontal=True, vertical_alignment="center", key="hour-said"):
        st.markdown(said + ".", width="content")
        if st.button(
            "Read them", key="hour-read", type="tertiary", icon=":material/arrow_forward:", icon_position="right"
        ):
            st.switch_page("app_pages/day_to_day/conversations.py", query_params={"at": key})
