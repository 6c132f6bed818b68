"""The hand-offs of one department: each a row with its state, its clocks, the public's question, and what to do."""

from datetime import datetime
from typing import Any

import streamlit as st

from ui import acting, frame, waits, words
from ui.listing import CONVERSATIONS, PAGE_SIZE, offset, page_key, page_numbers
from ui.plain import label, shown
from ui.view import View

#: What the filter offers, and what queries/reading/handoffs.sql calls it.
STATES = {
    "All of the period": "",
    "Open": "waiting",
    "Past the agreed time": "overdue",
    "Answered in time": "answered",
    "Answered late": "late",
    "Turned down: no time": "no time",
    "Turned down: not important": "not important",
    "Turned down: did not know": "does not know",
    "Passed on": "passed on",
    "Not needed any more": "closed",
    "Marked as wrong": "disputed",
    "No known conversation": "unlinked",
}
#: As an address names them: `state=overdue`, and `state=all` for everything of the period.
_NAMED = {asked or "all": said for said, asked in STATES.items()} | {"open": "Open"}
_KEY = "handoff-state"
_SAID = {
    "open": "open, still in time",
    "overdue": "past the agreed time",
    "answered": "answered in time",
    "late": "answered late",
    "closed": "not needed any more",
    "declined": "turned down",
    "no time": "turned down: no time",
    "not important": "turned down: not important to them",
    "does not know": "turned down: did not know",
}
_PROMISED = ("open", "answered")
_OPEN = ("open", "overdue")
_ALWAYS = datetime(1, 1, 1), datetime(9999, 1, 1)


def handoff_list(view: View, department: str, *, open_first: bool) -> None:
    """The filter, one page of rows, and the page numbers. What is open is shown whenever it was asked."""
    wanted = state_asked(open_first=open_first)
    if (named := st.query_params.get("state")) and named.casefold() not in _NAMED:
        st.warning(f"This link asks for a state that is not here: {label(named)}.", icon=":material/link_off:")
    # the address alone says which state is chosen, so that going back, or on to another link, shows what it says
    st.session_state[_KEY] = _NAMED[wanted or "all"]
    st.selectbox(
        "Which requests",
        list(STATES),
        key=_KEY,
        filter_mode=None,
        on_change=_choose_state,
        label_visibility="collapsed",
        width=260,
    )
    since, until = _ALWAYS if wanted in ("waiting", "overdue") else view.scope.bounds()
    asked: dict[str, Any] = {
        "since": since,
        "until": until,
        "departments": (department,),
        "channels": view.scope.channels,
        "topics": view.scope.topics,
        "state": wanted,
    }
    key = page_key("handoffs", asked)
    rows = view.read("handoffs", **asked, limit=PAGE_SIZE, offset=offset(key))
    if not rows:
        frame.empty("No such request", "None of this department fits. Choose another state or a longer period.")
        return
    total = rows[0]["total"]
    order = f", {_order(wanted, rows)}" if total > 1 else ""
    st.caption(f"{words.counted(total, 'request', 'requests')}{order}")
    with st.container(key="list-handoffs", gap=None):
        for row in rows:
            _draw(view, row)
    page_numbers(key, total)


def state_asked(*, open_first: bool) -> str:
    """The state that the address asks for, as queries/reading/handoffs.sql calls it; else the open ones, or all."""
    named = _NAMED.get(st.query_params.get("state", "").casefold())
    return STATES[named or ("Open" if open_first else "All of the period")]


def _choose_state() -> None:
    st.query_params["state"] = STATES[st.session_state[_KEY]] or "all"


def _order(wanted: str, rows: list[dict[str, Any]]) -> str:
    """In which order the rows stand."""
    undated = any(row["asked_at_latest"] and row["state"] in _OPEN for row in rows)
    last = ", those with no time of asking last" if undated else ""
    if wanted in ("waiting", "overdue"):
        return f"longest open first{last}"
    is_mixed = wanted in ("", "disputed", "unlinked")
    return f"the open ones first, longest open at the top{last}, then newest first" if is_mixed else "newest first"


def _draw(view: View, row: dict[str, Any]) -> None:
    key = row["handoff_key"]
    with st.container(key=f"handoff-{key}", gap=None):
        st.html(handoff_html(row, view.scope.zone))
        with st.container(key=f"does-{key}", horizontal=True, gap="small"):
            if row["message_id"] and st.button(
                "Read the conversation", key=f"read-{key}", type="tertiary", icon=":material/forum:"
            ):
                st.switch_page(CONVERSATIONS, query_params={"thread": row["message_id"]})
            acting.handoff_actions(view, key, row["department"], key=key, is_open=row["state"] in _OPEN)


def handoff_html(row: dict[str, Any], zone: str) -> str:
    """One hand-off as HTML."""
    marks = [said for said, is_so in _marks(row) if is_so]
    question = shown(row["question"], limit=400) if row["question"] else '<span class="rp-gone">no words noted</span>'
    public = f'<p class="rp-handoff-public"><q>{shown(row["text"], limit=220)}</q></p>' if row["text"] else ""
    note = f'<p class="rp-item-about">Note: {shown(row["note"], limit=300)}</p>' if row["note"] else ""
    dispute = (
        f'<p class="rp-item-about">Marked as wrong: {shown(row["dispute"], limit=300)}</p>' if row["dispute"] else ""
    )
    return (
        f'<article class="rp-item{" rp-late" if row["state"] in ("overdue", "late") else ""}">'
        f'<p class="rp-item-figure">{_figure(row)}<small>{shown(state_said(row))}</small></p>'
        f'<div><p class="rp-item-text">{question}</p>{public}'
        f'<p class="rp-item-about">{"".join(f"<span class=rp-mark>{mark}</span>" for mark in marks)}'
        f"{' · '.join(_about(row, zone))}</p>{note}{dispute}</div></article>"
    )


def state_said(row: dict[str, Any]) -> str:
    """Where it stands, in words."""
    state = row["state"]
    if state in _PROMISED and row["due_at"] is None:
        return str(state)
    if state == "passed on" and row["passed_to"]:
        return f"passed on to {row['passed_to']}"
    return _SAID.get(state, str(state))


def _figure(row: dict[str, Any]) -> str:
    """How long it was or is open; a dash where no more is known than that it was there."""
    seconds = row["wall_seconds"]
    if seconds is None or seconds < 0 or (row["asked_at_latest"] and seconds < 1):
        return "–"
    return "just asked" if row["state"] in _OPEN and seconds < 1 else words.duration(seconds)


def _marks(row: dict[str, Any]) -> list[tuple[str, bool]]:
    reminders = len(row["reminders"] or ())
    return [
        ("approval", row["kind"] == "approval"),
        ("marked as wrong", row["dispute"] is not None),
        (f"reminded {words.counted(reminders, 'time', 'times')}", reminders > 0),
        ("no known conversation", not row["is_linked"]),
    ]


def _about(row: dict[str, Any], zone: str) -> list[str]:
    """When, by whom, until when it was agreed, and where it stands in the log; as HTML."""
    asked = words.moment(row["asked_at"], zone)
    said = [f"asked {'by ' + shown(row['asked_by']) + ' ' if row['asked_by'] else ''}{asked}"]
    if row["asked_at_latest"]:
        said[0] += " at the latest"
    if row["due_at"] is not None:
        said.append(f"agreed by {words.moment(row['due_at'], zone)}")
    if row["answered_at"] is not None:
        by = f" by {shown(row['answered_by'])}" if row["answered_by"] else ""
        at_latest = " at the latest" if row["answered_at_latest"] else ""
        said.append(f"answered{by} {words.moment(row['answered_at'], zone)}{at_latest}")
    if row["open_for"] is not None and (row["wall_seconds"] or 0) >= 1:
        said.append(f"{waits.length(max(row['open_for'], 0.0), 'business')} of it in opening hours")
    return said + [shown(row[name]) for name in ("topic", "place") if row[name]]
