"""What is to put right in the organisation's workbook, with a link to each cell, and what loaded all the same."""

import re
from html import escape
from typing import Any

import streamlit as st

from ui import frame, words
from ui.plain import label, shown
from ui.view import View

_SHOWN = 50
_RUNS = 200  # of the history, to find when it was last written to
_CELL = re.compile(
    r"https://docs\.google\.com/spreadsheets/d/[\w-]{20,}/edit#gid=\d+(?:&range=[A-Z]{0,3}\d*(?::\d+)?)?"
)


def workbook(view: View) -> None:
    """The workbook as it was read last; nothing where there is none."""
    tabs = view.read("workbook_tabs")
    problems = view.read("workbook_problems", limit=_SHOWN)
    if not tabs and not problems:
        return
    total = problems[0]["total"] if problems else 0
    frame.section(
        "Your workbook", f"{words.counted(total, 'thing', 'things')} to put right" if total else "nothing to put right"
    )
    held = ", ".join(f"{label(tab['title'])} ({words.counted(tab['rows_read'], 'row', 'rows')})" for tab in tabs)
    st.markdown(f"When it was last read it held {held or 'no rows that could be read'}. {left_out(tabs)}")
    if said := written_back(view.read("history", limit=_RUNS), view.scope.zone):
        st.caption(said)
    if not problems:
        return
    st.html(f'<ul class="rp-problems">{"".join(map(problem_item, problems))}</ul>')
    if total > _SHOWN:
        st.caption(f"And {words.count(total - _SHOWN)} more.")
    st.caption("Correct them in the workbook itself; they leave this list when it is read again.")


def left_out(tabs: list[dict[str, Any]]) -> str:
    """How many rows of these tabs are not in the figures."""
    refused = sum(tab["refused"] for tab in tabs)
    if not refused:
        return "All of them are in the figures."
    return f"{words.counted(refused, 'row was', 'rows were')} left out; all others are in the figures."


def written_back(runs: list[dict[str, Any]], zone: str) -> str | None:
    """When hand-offs of the dashboard were last written to the workbook, and what came of it; runs newest first."""
    last = next((run for run in runs if run["source"] == "write-back"), None)
    if last is None:
        return None
    return f"Last written to on {words.moment(last['started_at'], zone)}. {label(last['detail'])}"


def problem_item(problem: dict[str, Any]) -> str:
    """One problem as an item of a list, in HTML."""
    mark = '<span class="rp-mark">left out</span> ' if problem["refused"] else ""
    address = cell_address(problem["link"])
    where = f'href="{escape(address, quote=True)}" target="_blank" rel="noopener noreferrer"' if address else ""
    link = f" <a {where}>Open it in Google Sheets</a>" if where else ""
    return f"<li>{mark}{shown(problem['sentence'])}{link}</li>"


def cell_address(link: str | None) -> str | None:
    """The address of a place in a spreadsheet of Google's; None for any other."""
    found = _CELL.fullmatch(link or "")
    return found[0] if found else None
