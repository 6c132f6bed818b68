"""Who waits for us: how many by how long, and each of them, longest first."""

from html import escape
from typing import Any

import streamlit as st

from ui import frame, words
from ui.listing import PAGE_SIZE, Item, author, listing, offset, page_key, page_numbers
from ui.scope_bar import told_apart
from ui.view import View

_BANDS = ("under a day", "1 to 3 days", "3 to 7 days", "1 to 4 weeks", "over 4 weeks")


def queue(view: View) -> None:
    """The whole of the page Waiting."""
    _, until = view.scope.bounds()
    asked: dict[str, Any] = {
        "until": until,
        "watermark": view.about.watermark,
        "channels": view.scope.channels,
        "platforms": view.scope.platforms,
        "departments": view.scope.departments,
        "topics": view.scope.topics,
        "holder": "",
    }
    bands = view.read("waiting_by_age", **asked)
    total = sum(band["waiting"] for band in bands)
    assert view.about.watermark is not None  # noqa: S101 (a view without data is stopped before)
    as_of = min(until, view.about.watermark)
    if view.about.first_at is None:
        frame.empty("Nobody is waiting", "Nobody has written to you in this data.")
        return
    if total == 0:
        frame.empty(
            "Nobody is waiting", f"Everybody who needed an answer by {words.moment(as_of, view.scope.zone)} has one."
        )
        return
    oldest = view.measure("conversations.waiting").details.get("oldest", 0.0)
    st.html(
        f'<div class="rp-waiting"><p class="rp-value">{words.count(total)}</p>'
        f"<p>{'message waits' if total == 1 else 'messages wait'} for an answer as of "
        f"{escape(words.moment(as_of, view.scope.zone))}. The oldest is {words.duration(oldest)} old.</p></div>"
        + _bar([band["waiting"] for band in bands])
    )
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
    band = options.get(chosen or "All")
    asked |= {"age_from": float(band["age_from"]) if band else 0.0, "age_to": float(band["age_to"]) if band else 1e12}
    key = page_key("waiting", asked)
    rows = view.read("waiting", **asked, limit=PAGE_SIZE, offset=offset(key))
    listing("waiting", [_item(row, view) for row in rows])
    page_numbers(key, band["waiting"] if band else total)


def _item(row: dict[str, Any], view: View) -> Item:
    return Item(
        id=row["id"],
        figure=words.duration(row["age"]),
        text=row["text"],
        about=(
            author(row),
            told_apart(row["channel"], row["platform"], view.about.channels),
            f"since {words.moment(row['asked_at'], view.scope.zone)}",
        ),
        marks=[mark for mark, is_so in (("follow-up", row["is_follow_up"]), ("hidden", row["is_hidden"])) if is_so],
        is_warning=row["age"] > view.settings.public_promise.total_seconds(),
    )


def _bar(counts: list[int]) -> str:
    """The ages as one bar, the older the darker; the pills below say the same in words."""
    parts = "".join(
        f'<i class="rp-age-{place}" style="flex-grow:{number}"></i>' for place, number in enumerate(counts) if number
    )
    return f'<div class="rp-ages" aria-hidden="true">{parts}</div>'
