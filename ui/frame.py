"""What stands around every page: its head, its sections, and what is shown when there is nothing or something fails."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from html import escape
from typing import Any, Literal

import streamlit as st

from queries.reading import About
from ui import ahead, scope_bar, words
from ui import view as views
from ui.plain import shown
from ui.view import View
from warehouse import NothingPublished, WarehouseError, current

_log = logging.getLogger("rapport")
_LATE = timedelta(days=1)
DATA_PAGE = "app_pages/behind_the_figures/data.py"


def open_page(page: st.Page, *, shows: Literal["figures", "messages", "sources"]) -> None:
    """Draw the head and the scope bar, and note what this run looks at.

    What the page shows decides what is said of the scope: figures are compared, and of sources all are shown.
    """
    try:
        snapshot = current(views.home())
        about = views.about(snapshot)
    except NothingPublished:
        views.look_away()
        _head(page, None)
        return
    except WarehouseError:  # the page keeps its title; guarded() says what is wrong
        views.look_away()
        _head(page, None)
        raise
    with st.container(
        key="top", horizontal=True, horizontal_alignment="distribute", vertical_alignment="top", gap="medium"
    ):
        _head(page, about)
        scope, chosen = scope_bar.scope_bar(about)
    view = views.look(snapshot, scope, about)
    if shows == "sources":  # the bar must be drawn all the same, or the scope would leave the URL
        st.html("<style>.st-key-scope { display: none; }</style>")
    elif shows == "figures" and about.watermark is not None:
        scope_bar.say_scope(scope, chosen, words.compared_with(view.measure("conversations.started", by="week")))
    else:
        scope_bar.say_scope(scope, chosen)


def need_view() -> View:
    """What this run looks at; shows the way to one's own data and stops the page where there is nothing yet."""
    view = views.view()
    if view is None or view.about.watermark is None:
        nothing_yet()
        st.stop()
    return view


def _head(page: st.Page, about: About | None) -> None:
    with st.container(key="head", gap="xsmall", width="stretch"):
        if about is not None and about.is_sample:
            with st.container(key="sample", horizontal=True, vertical_alignment="center", gap="small"):
                st.html('<p class="rp-over">Sample organisation</p>', width="content")
                st.page_link(
                    DATA_PAGE, label="Use your own data", icon=":material/arrow_forward:", icon_position="right"
                )
        st.title(page.title, anchor=False)
        st.html(f'<p class="rp-lead">{escape(page.help or "")}</p>')


def section(title: str, note: str = "") -> None:
    """A heading with a rule above it and a quiet note beside it."""
    st.html(f'<div class="rp-section"><h2>{escape(title)}</h2><p>{escape(note)}</p></div>')


def empty(title: str, sentence: str) -> None:
    """Nothing to show here, said as what it is."""
    st.html(f'<div class="rp-empty"><h2>{escape(title)}</h2><p>{escape(sentence)}</p></div>')


def nothing_yet() -> None:
    """No figures have been published: say how to get some."""
    with st.container(key="nothing-yet"):
        empty(
            "No conversations yet",
            "Rapport shows how an organisation converses once it has read some messages. Bring an "
            "export of a channel (CSV, Excel, JSON lines or Parquet) with one command, or by hand on the Data page.",
        )
        st.code("python -m connectors import FILE", language=None)
        st.page_link(
            DATA_PAGE, label="Import a file on the Data page", icon=":material/arrow_forward:", icon_position="right"
        )


def data_until(view: View, now: datetime) -> None:
    """Until when the data is complete, how long ago that is (UTC), and which channels are late."""
    if view.about.watermark is None:
        return

    def name(row: dict[str, Any]) -> str:
        return shown(scope_bar.told_apart(row["name"], row["platform"], view.about.channels))

    chosen = set(view.scope.channels)
    late = [
        f"{name(row)} {words.duration(row['late'].total_seconds())} late"
        for row in view.read("freshness")
        if row["late"] is not None and row["late"] >= _LATE and (not chosen or row["channel_key"] in chosen)
    ]
    more = f" and {len(late) - 4} more" if len(late) > 4 else ""
    named = f"; <b>{', '.join(late[:4])}{more}</b>" if late else ""
    age = words.age(view.about.watermark, now)
    ago = f", {age} ago" if age else ""
    st.html(
        f'<p class="rp-until">Data complete until {escape(words.moment(view.about.watermark, view.scope.zone))} '
        f"({escape(view.scope.zone)}){ago}{named}.</p>"
    )


@contextmanager
def guarded() -> Iterator[None]:
    """Say what went wrong in one sentence; the traceback goes to the log."""
    try:
        with ahead.drawing():
            yield
    except NothingPublished:
        nothing_yet()
    except WarehouseError as problem:
        _log.exception("The warehouse could not answer")
        st.html(
            f'<div class="rp-empty" role="alert"><h2>The data could not be read</h2><p>{shown(str(problem))}</p></div>'
        )
    except Exception:
        _log.exception("A page failed")
        st.error(
            "This page could not be drawn. The other pages still work; the log of the dashboard says what went wrong."
        )
