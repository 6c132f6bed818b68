"""Ask a department, and note what came of it: two blocks for any row, and the line that tells what was done last.

Each opening of a form has an id of its own under which its act is sent, so that a second click or another run of the
script changes nothing.
"""

import time
import uuid
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from queries.departments import departments
from ui import act_process, words
from ui import view as views
from ui.act_process import Told
from ui.plain import label, shown
from ui.view import View
from warehouse import Home, WarehouseError, current

_LAST, _NAME, _FORM = "rapport.acted", "rapport.name", "rapport.act-id"
_KEPT = 600  # seconds for which the last act stands at the foot of the page
_LONGEST = 2000  # signs of a question or a note

KINDS = {"input": "What to answer", "approval": "Approval of our answer"}
ENDS = ("Answered", "Turned down", "Passed on", "Not needed any more", "Reminded")
REASONS = {"no time": "No time", "not important": "Not important to them", "does not know": "They do not know"}
ACTS = {
    "asked": "asked",
    "reminded": "reminded",
    "answered": "noted as answered",
    "declined": "noted as turned down",
    "passed on": "noted as passed on",
    "closed": "noted as not needed any more",
    "disputed": "marked as wrong",
}
_DURING_SYNC = "A sync is running: it shows here as soon as the sync has taken it in."
_SOON = "The figures follow in a moment."


@dataclass(frozen=True)
class Acted:
    """The act told of at the foot of the page."""

    sentence: str
    act_id: str | None
    is_undo: bool
    later: str
    """Why the figures do not show it yet; empty when they do."""
    at: float


def ask_form(view: View, message_id: str, *, key: str, suggested: str | None = None) -> None:
    """A button that opens the form by which a department is asked about a message, given as `platform:native_id`."""
    if st.button("Ask a department", key=f"ask-{key}", type="tertiary", icon=":material/forward_to_inbox:"):
        _begin()
        _ask(view, message_id, key, suggested)


def handoff_actions(view: View, handoff_key: str, department: str, *, key: str, is_open: bool = True) -> None:
    """Buttons that note what came of a hand-off, that its row is wrong, and show what was noted before."""
    with st.container(key=f"acts-{key}", horizontal=True, gap="small", width="content"):
        if is_open and st.button("What came of it", key=f"end-{key}", type="tertiary", icon=":material/task_alt:"):
            _begin()
            _end(view, handoff_key, department, key)
        if st.button("This row is wrong", key=f"dispute-{key}", type="tertiary", icon=":material/flag:"):
            _begin()
            _dispute(view, handoff_key, department, key)


def last_act() -> None:
    """What was done last, with its undo, at the foot of any page; waits there for a sync that has still to show it."""
    last: Acted | None = st.session_state.get(_LAST)
    if last is None or time.time() - last.at > _KEPT:
        return
    with st.container(key="acted", horizontal=True, vertical_alignment="center", gap="small"):
        st.html(f'<p class="rp-acted" role="status">{shown(f"{last.sentence} {last.later}")}</p>', width="stretch")
        if last.act_id and not last.is_undo:
            st.button("Undo", key="acted-undo", type="tertiary", on_click=undo, args=(last.act_id,))
        st.button("Close", key="acted-close", type="tertiary", on_click=_forget)
    if last.later:
        _watch(last, views.home())


def undo(act_id: str) -> None:
    """Take an act back; for callbacks."""
    told = act_process.act(views.home(), "undo", act_id, by=_name())
    sentence = told.sentence if told.state in ("failed", "unchanged") else "It is undone."
    _keep(sentence, replace(told, act_id=act_id), is_undo=True)


def acts(view: View, handoff_key: str = "", *, key: str, limit: int = 20) -> None:
    """What people noted, newest first, of one hand-off or of all; what stands can be undone."""
    rows = view.read("acts", handoff_key=handoff_key, limit=limit)
    if not rows:
        st.caption("Nothing has been noted here yet.")
    for place, row in enumerate(rows):
        with st.container(key=f"act-{key}-{place}", horizontal=True, vertical_alignment="center", gap="small"):
            st.html(act_html(row, view.scope.zone), width="stretch")
            if row["undone_at"] is None and st.button("Undo", key=f"undo-{key}-{row['act_id']}", type="tertiary"):
                undo(row["act_id"])
                st.rerun()


def act_html(row: dict[str, Any], zone: str) -> str:
    """One act as a line: of whom, what, when, by whom, and whether it was taken back."""
    who = f" by {shown(row['acted_by'])}" if row["acted_by"] else ""
    said = ACTS[row["act"]]
    if row["act"] == "passed on" and row["department"]:
        said += f" to {shown(row['department'])}"
    if row["reason"]:
        said += f" ({shown(row['reason'])})"
    gone = f' <span class="rp-mark">undone {words.moment(row["undone_at"], zone)}</span>' if row["undone_at"] else ""
    note = f"<br><q>{shown(row['note'], limit=300)}</q>" if row["note"] else ""
    return (
        f'<p class="rp-act{" rp-undone" if gone else ""}"><b>{shown(row["asked_of"])}</b> {said} '
        f"{words.moment(row['acted_at'], zone)}{who}{gone}{note}</p>"
    )


@st.dialog("Ask a department", icon=":material/forward_to_inbox:")
def _ask(view: View, message_id: str, key: str, suggested: str | None) -> None:
    known = [department.name for department in departments(view.snapshot)]
    with _form(f"ask-form-{key}"):
        department = st.selectbox(
            "Department",
            known,
            index=known.index(suggested) if suggested in known else None,
            placeholder="Choose or type a name",
            accept_new_options=True,
            key=f"ask-department-{key}",
            help="Whose question is this? The owner of the topic stands here where the workbook names one.",
        )
        kind = st.segmented_control(
            "What you need",
            list(KINDS),
            default="input",
            required=True,
            format_func=KINDS.__getitem__,
            key=f"ask-kind-{key}",
        )
        question = st.text_area("What you ask", max_chars=_LONGEST, key=f"ask-question-{key}")
        by, when = _who_and_when(view, key)
        is_sent = st.form_submit_button("Ask", key=f"ask-send-{key}", type="primary")
    act_id = _act_id()
    if is_sent and not department:
        st.error("Choose the department that you ask.")
    elif is_sent:
        told = _send(
            "ask", message_id, act_id=act_id, department=department, kind=kind, question=question, by=by, asked_at=when
        )
        st.session_state[f"ask-told-{key}"] = (act_id, told)
        if told.state in ("shown", "noted"):
            _keep(f"{department} is asked.", replace(told, act_id=told.act_id or act_id))
            st.rerun()
    asked_in, told = st.session_state.get(f"ask-told-{key}", (None, None))
    if told is None or asked_in != act_id:
        return
    if told.state == "failed":
        st.error(label(told.sentence))
    elif told.state == "unchanged":
        st.info(label(f"{department} was asked about this already, and it is open: nothing was changed."))
        if st.button("Note a reminder instead", key=f"ask-again-{key}"):
            again = _send("ask", message_id, act_id=act_id, department=department, kind=kind, by=by, again=True)
            _finish(again, f"{department} was reminded.")


@st.dialog("What came of it", icon=":material/task_alt:")
def _end(view: View, handoff_key: str, department: str, key: str) -> None:
    st.html(f'<p class="rp-over">{shown(department)}</p>')
    end = st.segmented_control("What came of it", ENDS, default=ENDS[0], required=True, key=f"end-which-{key}")
    reason = passed_to = note = None
    with _form(f"end-form-{key}"):
        if end == "Turned down":
            reason = st.selectbox("Why", list(REASONS), format_func=REASONS.__getitem__, key=f"end-why-{key}")
        if end == "Passed on":
            others = [one.name for one in departments(view.snapshot) if one.name != department]
            passed_to = st.selectbox(
                "To whom", others, index=None, placeholder="Choose or type a name", accept_new_options=True,
                key=f"end-whom-{key}",
            )  # fmt: skip
        if end != "Reminded":
            note = st.text_area("Note", max_chars=_LONGEST, key=f"end-note-{key}", height=90)
        by, when = _who_and_when(view, key)
        is_sent = st.form_submit_button("Note it", key=f"end-send-{key}", type="primary")
    act_id = _act_id()
    if is_sent and end == "Passed on" and not passed_to:
        st.error("Choose to whom it was passed on.")
    elif is_sent:
        if end == "Reminded":
            told = _send("remind", handoff_key, act_id=act_id, by=by, when=when)
            sentence = f"Noted: {department} was reminded."
        else:
            told = _send(
                "answer", handoff_key, act_id=act_id, by=by, when=when, note=note, declined=reason,
                passed_to=passed_to, closed=end == "Not needed any more",
            )  # fmt: skip
            sentence = f"Noted of {department}: {str(end).lower()}."
        _finish(told, sentence)
    with st.expander("What was noted before", key=f"end-history-{key}"):
        acts(view, handoff_key, key=f"end-{key}")


@st.dialog("This row is wrong", icon=":material/flag:")
def _dispute(view: View, handoff_key: str, department: str, key: str) -> None:
    st.html(
        f'<p class="rp-over">{shown(department)}</p><p class="rp-lead">The row stays as it was logged, with a mark. '
        "The figures of the department are then shown twice: as logged, and without such rows.</p>"
    )
    with _form(f"dispute-form-{key}"):
        note = st.text_area("What is wrong with it", max_chars=_LONGEST, key=f"dispute-note-{key}")
        by = _who(key)
        is_sent = st.form_submit_button("Mark the row", key=f"dispute-send-{key}", type="primary")
    act_id = _act_id()
    if is_sent and not (note or "").strip():
        st.error("Say what is wrong with it.")
    elif is_sent:
        told = _send("dispute", handoff_key, act_id=act_id, by=by, note=note)
        _finish(told, f"A row of {department} is marked as wrong.")
    with st.expander("What was noted before", key=f"dispute-history-{key}"):
        acts(view, handoff_key, key=f"dispute-{key}")


def _send(*words: str, **options: str | bool | None) -> Told:
    with st.spinner("Noting it"):
        return act_process.act(views.home(), *words, **options)  # type: ignore[arg-type]


def _finish(told: Told, sentence: str) -> None:
    """Close the form where the act is done; else say why not."""
    if told.state == "failed":
        st.error(label(told.sentence))
    elif told.state == "unchanged":
        st.info(label(told.sentence))
    else:
        _keep(sentence, told)
        st.rerun()


def _form(key: str) -> DeltaGenerator:
    """What is typed runs nothing before it is sent: the page stays still, and the place where one types is kept."""
    return st.form(key, border=False, enter_to_submit=False)


def _who_and_when(view: View, key: str) -> tuple[str | None, str | None]:
    by = _who(key)
    # the calendar opens on focus and would cover the button for those who come by keyboard
    with st.expander("At another time", key=f"act-at-{key}", type="compact"):
        when: datetime | None = st.datetime_input(
            "When (empty: now)", value=None, format="DD/MM/YYYY", step=60, key=f"act-when-{key}"
        )
    if view.about.is_sample and view.about.watermark:
        st.caption(f"In the sample organisation it is always {words.moment(view.about.watermark, view.scope.zone)}.")
    return by, f"{when:%Y-%m-%d %H:%M}" if when else None


def _who(key: str) -> str | None:
    by = st.text_input("Your name", value=_name() or "", max_chars=100, key=f"act-by-{key}")
    if by:
        st.session_state[_NAME] = by
    return by or None


def _name() -> str | None:
    name: str | None = st.session_state.get(_NAME)
    return name


def _begin() -> None:
    st.session_state[_FORM] = uuid.uuid4().hex


def _act_id() -> str:
    found: str = st.session_state.setdefault(_FORM, uuid.uuid4().hex)
    return found


def _keep(sentence: str, told: Told, *, is_undo: bool = False) -> None:
    later = "" if told.state != "noted" else _DURING_SYNC if told.sentence else _SOON
    act_id = None if told.state == "failed" else told.act_id
    st.session_state[_LAST] = Acted(sentence, act_id, is_undo, later, time.time())


def _forget() -> None:
    st.session_state.pop(_LAST, None)


@st.fragment(run_every=2.0)
def _watch(last: Acted, home: Home) -> None:
    """Draw the page anew as soon as the figures hold what was noted."""
    try:
        rows = views.read(current(home), "acts", handoff_key="", limit=100)
    except WarehouseError:
        return
    if any(row["act_id"] == last.act_id and (row["undone_at"] is not None) == last.is_undo for row in rows):
        st.session_state[_LAST] = replace(last, later="")
        st.rerun()
