"""Who waits for us and on whom: how many by how long and by holder, and each of them, longest first."""

from collections.abc import Mapping
from datetime import datetime
from html import escape
from typing import Any

import streamlit as st

from ui import frame, words
from ui.acting import ask_form, handoff_actions
from ui.lane import ENDS
from ui.listing import PAGE_SIZE, Item, author, listing, offset, page_key, page_numbers
from ui.plain import label
from ui.scope_bar import told_apart
from ui.view import View

_BANDS = ("under a day", "1 to 3 days", "3 to 7 days", "1 to 4 weeks", "over 4 weeks")
_BACK, _NOBODY = "(social team)", "(no hand-off logged)"
_HOLDERS = {_BACK: "back with us", _NOBODY: "no hand-off logged"}


def queue(view: View) -> None:
    """The whole of the page Waiting."""
    asked = _asked(view)
    bands = view.read("waiting_by_age", **asked)
    total = sum(band["waiting"] for band in bands)
    if total == 0:
        _nobody(view)
        return
    _head(view, bands, total)
    band = _chosen_band(bands)
    holder = _chosen_holder(view.read("waiting_by_holder", **asked))
    asked |= {"age_from": float(band["age_from"]) if band else 0.0, "age_to": float(band["age_to"]) if band else 1e12}
    asked["holder"] = holder
    key = page_key("waiting", asked)
    rows = view.read("waiting", **asked, limit=PAGE_SIZE, offset=offset(key))
    if not rows:
        st.caption("Nobody has waited so long with these. Choose another length of time, or all.")
        return
    listing("waiting", [_item(row, view) for row in rows], lambda item: _todo(view, item))
    page_numbers(key, rows[0]["total"])


def _asked(view: View) -> dict[str, Any]:
    _, until = view.scope.bounds()
    return {
        "until": until,
        "watermark": view.about.watermark,
        "channels": view.scope.channels,
        "platforms": view.scope.platforms,
        "departments": view.scope.departments,
        "topics": view.scope.topics,
        "audiences": view.scope.audiences,
        "holder": "",
    }


def _as_of(view: View) -> datetime:
    _, until = view.scope.bounds()
    assert view.about.watermark is not None  # noqa: S101 (a view without data is stopped before)
    return min(until, view.about.watermark)


def _nobody(view: View) -> None:
    if view.about.first_at is None:
        frame.empty("Nobody is waiting", "Nobody has written to you in this data.")
        return
    when = words.moment(_as_of(view), view.scope.zone)
    frame.empty("Nobody is waiting", f"Everybody who needed an answer by {when} has one.")


def _head(view: View, bands: list[dict[str, Any]], total: int) -> None:
    oldest = view.measure("conversations.waiting").details.get("oldest", 0.0)
    st.html(
        f'<div class="rp-waiting"><p class="rp-value">{words.count(total)}</p>'
        f"<p>{'message waits' if total == 1 else 'messages wait'} for an answer as of "
        f"{escape(words.moment(_as_of(view), view.scope.zone))}. The oldest is {words.duration(oldest)} old.</p></div>"
        + _bar([band["waiting"] for band in bands])
    )


def _chosen_band(bands: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The length of time that the reader has chosen; None for any."""
    options = {"All": None} | {
        f"{words.sentence(name)}: {words.count(band['waiting'])}": band
        for name, band in zip(_BANDS, bands, strict=True)
        if band["waiting"]
    }
    chosen = st.pills(
        "How long they have waited",
        list(options),
        default="All",
        required=True,
        key="ages",
        label_visibility="collapsed",
    )
    return options.get(chosen or "All")


def _chosen_holder(rows: list[dict[str, Any]]) -> str:
    """On whom: the holder that the reader has chosen, or that the address asks for; '' for all of them."""
    if all(row["holder"] == _NOBODY for row in rows):  # nothing to choose from where nothing is logged
        return ""
    options = {"All": ""} | {
        label(f"{words.sentence(_HOLDERS.get(row['holder'], row['holder']))}: {words.count(row['n'])}"): row["holder"]
        for row in rows
    }
    wanted = st.query_params.get("holder", "")
    chosen = st.pills(
        "On whom they wait",
        list(options),
        default=next((said for said, holder in options.items() if holder == wanted), "All"),
        required=True,
        key="holders",
        label_visibility="visible",
    )
    return str(options.get(chosen or "All", ""))


def _item(row: dict[str, Any], view: View) -> Item:
    owner = f"{row['topic']}, owned by {row['owner']}" if row["topic"] and row["owner"] else row["topic"]
    return Item(
        id=row["id"],
        figure=words.duration(row["age"]),
        text=row["text"],
        about=(
            author(row),
            told_apart(row["channel"], row["platform"], view.about.channels),
            f"since {words.moment(row['asked_at'], view.scope.zone)}",
            owner,
        ),
        marks=[mark for mark, is_so in (("follow-up", row["is_follow_up"]), ("hidden", row["is_hidden"])) if is_so],
        whom=on_whom(row) if view.about.departments or row["handoffs"] or row["last_end"] else None,
        is_warning=bool(row["is_past_promise"]),
        more={"owner": row["owner"], "handoffs": row["handoffs"]},
    )


def on_whom(row: Mapping[str, Any]) -> str:
    """Who holds it: each department that was asked, who gave it back to us, or that nobody was asked."""
    as_of, last = row["as_of"], row["last_end"]
    said = [_held(handoff, as_of) for handoff in row["handoffs"]]
    if last and last["outcome"] == "passed on":
        said.append(f"{last['department']} passed it on" + (f" to {last['passed_to']}" if last["passed_to"] else ""))
    elif last and not said:
        done = ENDS.get(last["outcome"], "answered")
        said.append(f"Back with us: {last['department']} {done} {_ago(as_of, last['ended_at'])}")
    return "; ".join(said) or "Nobody asked: no hand-off logged"


def _held(handoff: Mapping[str, Any], as_of: datetime) -> str:
    what = "asked to approve" if handoff["kind"] == "approval" else "asked"
    by = f" by {handoff['asked_by']}" if handoff["asked_by"] else ""
    said = f"{handoff['department']}, {what} {_ago(as_of, handoff['asked_at'])}{by}"
    due = handoff["due_at"]
    if due is None or handoff["promise_seconds"] is None:
        return f"{said}, no time agreed"
    agreed = f"the agreed {words.agreed(handoff['promise_seconds'], handoff['promise_clock'])}"
    if due < as_of:
        return f"{said}, {words.duration((as_of - due).total_seconds())} past {agreed}"
    return f"{said}, {words.duration((due - as_of).total_seconds())} left of {agreed}"


def _ago(as_of: datetime, then: datetime) -> str:
    return f"{words.duration(max(0.0, (as_of - then).total_seconds()))} ago"


def _todo(view: View, item: Item) -> None:
    """Ask somebody about it, or note what came of what was asked."""
    key = f"waiting-{item.id}"
    ask_form(view, item.id, key=key, suggested=item.more["owner"])
    for handoff in item.more["handoffs"]:
        handoff_actions(view, handoff["handoff_key"], handoff["department"], key=f"{key}-{handoff['handoff_key']}")


def _bar(counts: list[int]) -> str:
    """The ages as one bar, the older the darker; the pills below say the same in words."""
    parts = "".join(
        f'<i class="rp-age-{place}" style="flex-grow:{number}"></i>' for place, number in enumerate(counts) if number
    )
    return f'<div class="rp-ages" aria-hidden="true">{parts}</div>'
