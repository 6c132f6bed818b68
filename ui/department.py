"""One department: its figures, how long requests wait, how that goes by month, and each of its rows."""

from dataclasses import replace
from html import escape
from urllib.parse import urlencode, urlsplit

import streamlit as st

from queries.curves import Curve
from queries.departments import Department, departments
from queries.measurement import Measurement
from ui import charts, curves, frame, words
from ui.departments import Row, next_step, promise, row_html, rows, value
from ui.handoff_list import handoff_list, state_asked
from ui.plain import label, shown
from ui.trends import QUIET
from ui.view import View

_THIS_MACHINE = ("127.0.0.1", "localhost", "::1")
TRENDS = ("handoffs.answered_in_promise", "handoffs.time_to_answer")


def department_asked() -> str | None:
    """The department that the address asks for."""
    return st.query_params.get("department") or None


def department_page(view: View, name: str) -> None:
    """Everything about one department, at an address of its own."""
    st.button("All departments", key="department-back", type="tertiary", icon=":material/arrow_back:", on_click=_back)
    known = {one.name.casefold(): one for one in departments(view.snapshot)}
    one = known.get(" ".join(name.split()).casefold())
    if one is None:
        names = ", ".join(found.name for found in known.values())
        there = f"There are: {names}." if names else "None is known yet."
        frame.empty(f"There is no department {' '.join(name.split())[:80]}", f"The link is mistyped or old. {there}")
        return
    inside = replace(view, scope=replace(view.scope, departments=(one.name,)))
    row = next((row for row in rows(inside) if row.department.name == one.name), None)
    st.html(f'<div class="rp-thread-head"><h2>{shown(one.name)}</h2><p>{shown(words.sentence(promise(one)))}</p></div>')
    open_first = row is not None and row.count("open") > 0
    _link(open_first=open_first)
    if row is not None:
        st.html(row_html(row, is_named=False))
        if said := next_step([row]):
            st.caption(label(said))
        if row.undisputed:
            _twice(row)
    waits = inside.measure("handoffs.time_to_answer", by="month")
    left, right = st.columns(2, gap="large")
    with left:
        _curve(inside, one, waits)
    with right:
        _months(inside)
    frame.section("Requests", "What was asked, what came of it, and whose question is behind it")
    handoff_list(inside, one.name, open_first=open_first)


def _back() -> None:
    st.query_params.pop("department", None)
    st.query_params.pop("state", None)


def _link(*, open_first: bool) -> None:
    """The address of exactly these rows, to be sent to the head of the department."""
    base = (st.context.url or "").split("?")[0]
    asked = {key: st.query_params.get_all(key) for key in st.query_params}
    # also what nobody has chosen: the address must say what is shown, whatever is usual where it is opened
    asked.setdefault("period", [st.session_state["period"]])
    asked["state"] = [state_asked(open_first=open_first) or "all"]
    is_here = urlsplit(base).hostname in _THIS_MACHINE
    with st.popover("Link to these rows", icon=":material/link:", type="tertiary"):
        st.caption(
            "For those who can open this dashboard: these rows, in this period and state."
            + (" This address opens on this machine only." if is_here else "")
        )
        st.code(f"{base}?{urlencode(asked, doseq=True)}", language=None, wrap_lines=True)


def _twice(row: Row) -> None:
    """The figures as logged, and without the rows that somebody has marked as wrong."""
    assert row.undisputed is not None  # noqa: S101 (asked by the caller)
    lines = [
        f"<tr><th>{words.sentence(with_all.metric.label)}</th>{_figure(with_all)}{_figure(without)}</tr>"
        for with_all, without in zip((row.rate, row.wait), row.undisputed, strict=True)
    ]
    marked = words.counted(row.count("disputed"), "row is", "rows are")
    st.html(
        f'<p class="rp-lead">{marked} marked as wrong, so each figure stands here twice.</p>'
        f'<table class="rp-twice"><thead><tr><th></th><th>As logged</th><th>Without the rows marked as wrong</th></tr>'
        f"</thead><tbody>{''.join(lines)}</tbody></table>"
    )


def _figure(measured: Measurement) -> str:
    why = words.reason(measured.metric, measured.estimate)
    sure = words.likely(measured.metric, measured.estimate) if measured.metric.unit == "percent" else ""
    rests = words.counted(measured.estimate.n, "request", "requests")
    more = why or ", ".join(said for said in (sure, rests) if said)
    return f"<td><b>{value(measured)}</b> <span>{escape(more)}</span></td>"


def _curve(view: View, one: Department, waits: Measurement) -> None:
    frame.section("How long requests wait", "The share still waiting for an answer")
    if waits.estimate.n < view.settings.minimum_n:
        st.caption(f"Too few to say: {words.counted(waits.estimate.n, 'request', 'requests')}.")
        return
    found = view.curve(waits)
    promised = one.promise_seconds if one.promise_clock == waits.scope.clock and one.promise_seconds else None
    st.plotly_chart(
        curves.still_waiting(found, waits.scope.clock, promised),
        key="department-curve",
        config=QUIET,
        alt=_heard(one.name, found, promised),
    )
    clock = "Only opening hours count. " if waits.scope.clock == "business" else ""
    st.caption(
        f"{words.counted(found.n, 'request', 'requests')}, {words.count(found.still_waiting)} without an answer, "
        f"counted as long as they waited. {clock}The band is likely between."
    )


def _heard(name: str, found: Curve, promised: float | None) -> str:
    """The curve in one sentence, for those who hear the page."""
    said = f"Share of requests to {name} still waiting, over time"
    share = curves.at(found, promised) if promised else None
    return f"{said}: {words.percent(share)} when the agreed time is up" if share is not None else said


def _months(view: View) -> None:
    frame.section("Month by month")
    labels = {words.sentence(view.measure(name).metric.label): name for name in TRENDS}
    chosen = st.segmented_control(
        "Figure", list(labels), default=next(iter(labels)), required=True, key="department-trend",
        label_visibility="collapsed",
    )  # fmt: skip
    measured = view.measure(labels[chosen or next(iter(labels))], by="month")
    known = [part for part in measured.slices if part.estimate.value is not None]
    if len(known) < 2:
        st.caption("Too few months with an answer to draw a line: choose a longer period.")
        return
    told = "; ".join(f"{part.label} {words.value(measured.metric, part.estimate)}" for part in known)
    st.plotly_chart(
        charts.trend(measured),
        key="department-months",
        config=QUIET,
        alt=f"{measured.metric.label} by month: {label(told)}",
    )
    opening = measured.metric.unit == "duration" and measured.scope.clock == "business"
    st.caption(
        "Hollow: a month that is not whole, or too few to say. The band is likely between."
        + (" Only opening hours count; a day here is 24 of them." if opening else "")
    )
