"""The head of the start page: what the figures say in a few sentences, and one conversation behind them to read."""

from dataclasses import replace
from typing import Any

import streamlit as st

from queries.departments import departments
from ui import frame, ledger, words
from ui.listing import CONVERSATIONS
from ui.plain import shown
from ui.sentences import HOURS, OUTSIDE, UNLOGGED, Figures, Sentence, holding_most, most_hours, sentences
from ui.view import View, noted

WAITING = "app_pages/day_to_day/waiting.py"
DEPARTMENTS = "app_pages/at_a_glance/departments.py"


def in_sentences(view: View) -> None:
    """Up to four sentences, each with the way to what it rests on."""
    said = sentences(figures(view))
    if not said:
        return
    with st.container(key="sentences", gap="medium", horizontal=True):
        for place, sentence in enumerate(said):
            with st.container(key=f"sentence-{place}", gap=None):
                st.html(f'<p class="rp-sentence">{shown(sentence.text)}</p>')
                if st.button(
                    "See the requests" if sentence.evidence == "department" else "See who waits",
                    key=f"evidence-{place}",
                    type="tertiary",
                    icon=":material/arrow_forward:",
                    icon_position="right",
                ):
                    _lead_to(sentence)


@noted
def figures(view: View) -> Figures:
    """What the sentences are made of, in the scope of the view; the clock is a matter between all departments."""
    promised = view.measure("handoffs.answered_in_promise", by="department")
    before = promised.before_period
    earlier = replace(view.scope, period=before, compare="none", custom_before=None) if before else None
    found = Figures(
        rate=view.measure("conversations.reply_rate"),
        internal=ledger.between_all(view, "ledger.internal_share", None),
        holders=ledger.between_all(view, *ledger.HELD),
        promised=promised,
        promised_before=view.measure("handoffs.answered_in_promise", by="department", scope=earlier)
        if earlier
        else None,
        need=ledger.between_all(view, "ownership.need_share", "department"),
        answers=ledger.between_all(view, "ownership.answer_share", "department"),
        teams=ledger.teams(view),
        has_opening_hours=frozenset(part.name for part in departments(view.snapshot) if part.has_hours),
        has_handoffs=view.has_requests,
        minimum=view.settings.minimum_n,
    )
    name = holding_most(found)
    if not name:
        return found
    return replace(found, replay=ledger.whole_organisation(view).replay(HOURS * 3600, (name,)))


def read_one(view: View) -> None:
    """One real question behind the figures: the public one held longest by the department that held most hours."""
    name, row = held_longest(view)
    if row is None:
        return
    frame.section("Read one", f"The question of this period that {name} held longest")
    with st.container(key="read-one", gap=None):
        st.html(
            f'<blockquote class="rp-read-one">{shown(row["text"], limit=280)}</blockquote>'
            f'<p class="rp-quiet-note">{shown(whose(row))}</p>'
        )
        if st.button(
            "Read this conversation",
            key="read-one-open",
            type="tertiary",
            icon=":material/arrow_forward:",
            icon_position="right",
        ):
            st.switch_page(CONVERSATIONS, query_params={"thread": row["id"]})


@noted
def held_longest(view: View) -> tuple[str | None, dict[str, Any] | None]:
    """The department that held most hours, and the public question that it held longest; None where there is none."""
    name = most_hours(ledger.between_all(view, *ledger.HELD), ledger.teams(view), view.scope.departments)
    since, until = view.scope.bounds()
    asked: dict[str, Any] = {
        "since": since,
        "until": until,
        "channels": view.scope.channels,
        "platforms": view.scope.platforms,
        "holder": name,
    }
    rows = view.read("held_longest", **asked) if name else []
    return name, rows[0] if rows else None


def whose(row: dict[str, Any]) -> str:
    """How long it waited and with whom: `Waited 6 days. Open hours in that time: Engineering 41 h; closed 4 d 7 h.`"""
    said = {UNLOGGED: "no hand-off logged", "(social team)": "the social team"}
    parts = [part for part in row["holders"] if part["seconds"] >= words.MINUTE]
    held = ", ".join(
        f"{said.get(part['holder'], part['holder'])} {words.duration(part['seconds'])}"
        for part in parts
        if part["holder"] != OUTSIDE
    )
    closed = "".join(f"; closed {words.duration(part['seconds'])}" for part in parts if part["holder"] == OUTSIDE)
    begin = "Still waiting after" if row["is_waiting"] else "Waited"
    return f"{begin} {words.duration(row['waited'])}. Open hours in that time: {held}{closed}."


def _lead_to(sentence: Sentence) -> None:
    if sentence.evidence in ("questions", "waiting"):
        st.switch_page(WAITING, query_params={})
    else:
        asked_for = {"department": sentence.department, "state": "overdue" if sentence.is_late else ""}
        st.switch_page(DEPARTMENTS, query_params={key: value for key, value in asked_for.items() if value})
