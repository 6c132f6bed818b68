"""Where each objective of the workbook stands, in a line: what for, which target, by when, how far, on what pace."""

from collections.abc import Sequence
from datetime import date
from html import escape

import streamlit as st

from queries.objectives import Objective, objectives
from ui import words
from ui.plain import shown
from ui.view import View
from warehouse import Snapshot

_IN_SIGHT = 4
_SIGNS = {"on track": "▲", "met": "✓", "at risk": "◆", "missed": "▼", "unmeasured": "○"}
_KINDS = {"on track": "good", "met": "good", "at risk": "risk", "missed": "bad", "unmeasured": "none"}


def objectives_block(view: View) -> None:
    """The objectives, first of all; nothing where the workbook has none."""
    found = _objectives(view.snapshot.identity, view.snapshot, view.settings.zone)
    if not found:
        return
    st.html(block(found[:_IN_SIGHT]))
    if len(found) > _IN_SIGHT:
        with st.expander(f"All objectives ({len(found)})", key="all-objectives", type="compact"):
            st.html(block(found[_IN_SIGHT:]))


@st.cache_data(show_spinner=False, max_entries=20)
def _objectives(identity: str, _snapshot: Snapshot, zone: str) -> list[Objective]:  # noqa: ARG001 (the key of the cache)
    return objectives(_snapshot, zone)


def block(found: Sequence[Objective]) -> str:
    """The objectives as a list in HTML, in the order of the workbook."""
    return f'<ul class="rp-objectives" aria-label="Objectives">{"".join(map(_line, found))}</ul>'


def _line(found: Objective) -> str:
    why = unmeasured(found)
    stands = f'<b>{escape(now(found))}</b> <span class="rp-as-of">{escape(as_of(found))}</span>'
    pace = f"{_SIGNS[found.pace]} {found.pace}"
    return (
        f'<li class="rp-objective rp-{_KINDS[found.pace]}"><span class="rp-goal"><span class="rp-for">Objective: '
        f"{shown(found.name)}</span> <span>{shown(goal(found))}</span></span>"
        f'<span class="rp-stands">{shown(why) if why else stands}</span>'
        f'<span class="rp-pace">{escape(pace)}</span>'
        f'<span class="rp-lead-to">{escape(leading_to(found))}</span></li>'
    )


def goal(found: Objective) -> str:
    """The target in words: `75 % answered within a day by May 2026`, `Cancellations: 400 or less by May 2026`."""
    target = _amount(found, found.target)
    by = f" by {_month(found.due)}" if found.due else ""
    if found.metric is None:
        return f"{found.figure}: {target} or {'less' if found.better == 'down' else 'more'}{by}"
    at_most = " at most" if found.better == "down" else ""
    label = found.metric.label
    return f"{target} {label}{at_most}{by}" if _is_share(found) else f"{label} {target}{at_most}{by}"


def now(found: Objective) -> str:
    """Where it stands; a dash where that is not known."""
    if found.now.value is None:
        return words.value(found.metric, found.now) if found.metric else "–"
    return _amount(found, found.now.value)


def as_of(found: Objective) -> str:
    """What the figure rests on: the last 90 days of the data, or those up to the due date; or the month it is of."""
    if found.as_of is None:
        return ""
    if found.metric is None:
        return f"in {_month(found.as_of)}"
    is_over = found.due is not None and found.due == found.as_of
    return f"in the 90 days to {words.day(found.as_of)}" if is_over else "in the last 90 days"


def leading_to(found: Objective) -> str:
    """Where the last months lead, for what is still on its way; empty where they do not say."""
    if found.forecast is None or found.pace not in ("on track", "at risk"):
        return ""
    floor = max(found.forecast, 0.0)
    reached = min(floor, 1.0) if _is_share(found) else floor
    return f"the last months lead to {_amount(found, reached)}"


def unmeasured(found: Objective) -> str:
    """Why nothing is said of where it stands; empty where something is."""
    if found.pace != "unmeasured":
        return ""
    if found.metric is not None and (why := words.reason(found.metric, found.now)):
        return f"not measured: {why}"
    return f"not measured: {found.now.reason or 'there is no data yet'}"


def _amount(found: Objective, value: float) -> str:
    if found.metric is not None:
        return words.amount(found.metric, value)
    return words.count(value) if float(value).is_integer() or abs(value) >= 100 else f"{value:.1f}"


def _is_share(found: Objective) -> bool:
    return found.metric is not None and found.metric.unit == "percent"


def _month(day: date) -> str:
    return f"{day:%B}{words.NBSP}{day.year}"
