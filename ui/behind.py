"""What lies behind a figure, to be read: its conversations, posts or requests, each a row that opens in the reader."""

import streamlit as st

from queries.behind import State, Thing
from queries.measurement import Measurement
from ui import frame, waits, words
from ui.explorer_figure import value
from ui.listing import PAGE_SIZE, Item, listing, offset, page_key, page_numbers
from ui.plain import label
from ui.scope_bar import told_apart
from ui.view import View

_STATE = "state"
#: Where a list is of conversations, whatever the figure counts.
_CONVERSATIONS = ("distinct", "returning", "newcomers", "core", "index")


def behind_it(view: View, measured: Measurement, part: str | None) -> None:
    """One page of what lies behind a figure or one of its parts; the address says of which state, if of one."""
    asked = {"metric": measured.metric.name, "by": measured.by, "part": part, "scope": measured.scope}
    wanted = st.query_params.get(_STATE) or None
    every = view.behind(measured, part, None, PAGE_SIZE, 0)
    states = [state for state in every.states if state is not None]
    state = next((state for state in states if state == wanted), None)
    if len(states) > 1:
        _choose_state(measured, every.states, state)
    key = page_key("behind", {**asked, "state": state})
    found = view.behind(measured, part, state, PAGE_SIZE, offset(key))
    total = every.states.get(state, 0) if state else every.total
    if not total:
        frame.empty("Nothing to read", "Nothing lies behind this figure. Take a longer period, or another part.")
        return
    st.caption(_said(measured, total))
    listing("behind", [_item(view, measured, thing) for thing in found.things])
    page_numbers(key, total)


def state_name(measured: Measurement, state: State) -> str:
    """How an item stands, in words."""
    named: dict[State, str] = {
        "did": words.sentence(measured.metric.label),
        "did not": "Not",
        "not due": "Too early to tell",
        "never due": "Nothing agreed",
        "ended": "Answered",
        "open": "No answer",
        "need": "What people ask",
        "given": "What is answered",
    }
    return named[state]


def _choose_state(measured: Measurement, states: dict[State | None, int], chosen: State | None) -> None:
    order: list[State] = ["did", "did not", "not due", "never due", "ended", "open", "need", "given"]
    options = ["", *(state for state in order if states.get(state))]
    said = {"": f"All {words.count(sum(states.values()))}"} | {
        state: f"{label(state_name(measured, state))}: {words.count(states[state])}"
        for state in order
        if states.get(state)
    }
    st.session_state["behind-state"] = chosen or ""
    st.segmented_control(
        "Which of them",
        options,
        key="behind-state",
        required=True,
        format_func=said.__getitem__,
        on_change=_note_state,
        label_visibility="collapsed",
    )


def _note_state() -> None:
    if st.session_state["behind-state"]:
        st.query_params[_STATE] = st.session_state["behind-state"]
    else:
        st.query_params.pop(_STATE, None)


def _said(measured: Measurement, total: int) -> str:
    metric = measured.metric
    names = words.COUNTED.get(metric.name, ("item", "items"))
    if metric.shape in _CONVERSATIONS:
        names = ("conversation", "conversations")
    order = {
        "wait": "longest wait first",
        "open": "longest first",
        "hours": "most hours first",
        "ratio": "largest share first",
        "mean": "largest first",
    }.get(metric.shape, "newest first")
    return f"{words.counted(total, *names)}, {order}. Choose one to read it."


def _item(view: View, measured: Measurement, thing: Thing) -> Item:
    day, _, hour = words.moment(thing.at, view.scope.zone).partition(", ")
    amount = _amount(measured, thing)
    channel = told_apart(thing.channel, thing.platform or "", view.about.channels) if thing.channel else None
    is_shown = thing.state is not None and measured.metric.shape not in ("wait",)
    marks = [state_name(measured, thing.state).lower()] if is_shown and thing.state else []
    if thing.state == "did":
        marks = [measured.metric.label]
    if thing.state == "open":
        marks = ["no answer"]
    return Item(
        id=thing.id or "",
        figure=amount or day,
        text=thing.text if thing.kind != "gone" else None,
        about=(
            f"asked {thing.department}" if thing.department else thing.author,
            channel,
            f"{day}, {hour}" if amount else hour,
        ),
        marks=[*marks, *(["no conversation known"] if thing.kind == "request" and not thing.id else [])],
        is_ours=thing.kind == "post",
    )


def _amount(measured: Measurement, thing: Thing) -> str:
    """What an item adds to the figure, in its unit; empty where it is no more than one of many."""
    if thing.amount is None:
        return ""
    shape = measured.metric.shape
    if shape == "wait":
        return waits.length(max(thing.amount, 0.0), measured.scope.clock)
    if shape == "open":
        return words.duration(max(thing.amount, 0.0))
    if shape == "hours":
        return words.hours(thing.amount / words.HOUR)
    if shape == "ratio":
        return words.percent(thing.amount)
    return f"{thing.amount:.2f}".rstrip("0").rstrip(".")


def part_said(measured: Measurement, part: str) -> str:
    """The chosen part and its figure, in words; the key as it is where there is no such part."""
    found = next((one for one in measured.slices if one.key == part), None)
    return f"{words.sentence(found.label)}: {value(measured, found.estimate)}" if found else part
