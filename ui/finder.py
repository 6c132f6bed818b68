"""Find a conversation: by words, by where it stands, by the hour it began."""

from typing import Any

import streamlit as st

from queries.reading import STATES
from ui import charts, frame, words
from ui.listing import PAGE_SIZE, Item, author, listing, offset, page_key, page_numbers
from ui.plain import label
from ui.scope_bar import told_apart
from ui.view import View


def finder(view: View) -> None:
    """Search and filters, and the conversations of the period that fit, newest first."""
    hour = _hour()
    with st.container(horizontal=True, vertical_alignment="center", gap="medium", key="finder"):
        sought = st.text_input(
            "Find words",
            type="search",
            key="find-words",
            placeholder="Words in any message",
            persist_state="session",
            label_visibility="collapsed",
            icon=":material/search:",
            width=320,
            max_chars=200,
        )
        state = st.segmented_control(
            "Where it stands",
            STATES,
            default=STATES[0],
            required=True,
            key="find-state",
            format_func=words.sentence,
            persist_state="session",
            label_visibility="collapsed",
        )
    if hour:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.html(
                f'<p class="rp-scope"><span class="rp-chip">Began on {charts.hour_named(hour)}</span></p>',
                width="content",
            )
            if st.button("Any hour", key="any-hour", type="tertiary"):
                del st.query_params["at"]
                st.rerun()
    since, until = view.scope.bounds()
    weekday, began = map(int, hour.split("-")) if hour else (None, None)
    asked: dict[str, Any] = {
        "since": since,
        "until": until,
        "channels": view.scope.channels,
        "platforms": view.scope.platforms,
        "departments": view.scope.departments,
        "topics": view.scope.topics,
        "audiences": view.scope.audiences,
        "zone": view.scope.zone,
        "words": (sought or "").strip(),
        "state": state,
        "weekday": weekday,
        "hour": began,
    }
    name = "our_posts" if state == "our posts" else "found"
    key = page_key(name, asked)
    rows = view.read(name, **asked, limit=PAGE_SIZE, offset=offset(key))
    if not rows:
        frame.empty(
            "Nothing found", "No conversation of this period fits. Take a longer period, other words, or another state."
        )
        return
    st.caption(_said(rows[0]["total"], state, (sought or "").strip()))
    listing("found", [_item(row, view) for row in rows])
    page_numbers(key, rows[0]["total"])


def _hour() -> str | None:
    """The hour that the address asks for, `3-14` for Wednesday at two; None where it asks for none or for nonsense."""
    weekday, _, hour = st.query_params.get("at", "").partition("-")
    is_hour = weekday in set("1234567") and hour.isdecimal() and int(hour) < 24
    return f"{weekday}-{int(hour)}" if is_hour else None


def _said(found: int, state: str, sought: str) -> str:
    things = ("post of ours", "posts of ours") if state == "our posts" else ("conversation", "conversations")
    said = words.counted(found, *things)
    if state not in ("any", "our posts"):
        said += {
            "waiting": ", still waiting",
            "answered": ", answered",
            "came back": ", people came back after our answer",
        }[state]
    return said + (f", with “{label(sought)}”" if sought else "") + ", newest first"


def _item(row: dict[str, Any], view: View) -> Item:
    when = words.day(row["started_at"].date(), year=True)
    channel = told_apart(row["channel"], row["platform"], view.about.channels)
    if "conversations" in row:
        drew = words.counted(row["conversations"], "conversation", "conversations")
        return Item(
            row["id"],
            when,
            row["text"],
            (channel,),
            [f"drew {drew}" if row["conversations"] else "drew none"],
            is_ours=True,
        )
    marks = []
    if row["waiting_since"] is not None:
        marks.append("waiting")
    elif row["first_answer_at"] is not None:
        marks.append(f"answered after {words.duration(row['waited'])}" if row["waited"] >= 0 else "answered")
    if row["came_back"]:
        marks.append("came back")
    messages = words.counted(row["audience_messages"] + row["our_messages"], "message", "messages")
    return Item(
        row["id"],
        when,
        row["text"],
        (author(row), channel, messages),
        marks,
        is_warning=row["waiting_since"] is not None
        and view.about.watermark is not None
        and view.about.watermark - row["waiting_since"] > view.settings.public_promise,
    )
