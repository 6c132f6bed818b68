"""The departments in the order of the roster, credit first: what each made possible, how long it takes, what is open.

They are compared with their own promises and their own earlier period. Beside each other it is only said whether one
differs by more than chance; they are never ranked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any

import streamlit as st

from queries import estimates
from queries.departments import Department, departments
from queries.funnel import Place, funnel
from queries.measurement import Estimate, Measurement
from ui import acting, frame, waits, words
from ui.ledger import whole_organisation
from ui.plain import label, shown
from ui.sentences import OUTSIDE, UNLOGGED, credited
from ui.standing import figures
from ui.view import View

FIGURES = ("handoffs.answered_in_promise", "handoffs.time_to_answer")
SHARES = ("ownership.need_share", "ownership.answer_share")
_NOTHING = Estimate(None, reason="nothing to judge in this period")
REASONS = {"no_time": "no time", "not_important": "not important to them", "does_not_know": "did not know"}


@dataclass(frozen=True)
class Row:
    """What is known of one department. The measurements are its own, with their comparison."""

    department: Department
    rate: Measurement
    wait: Measurement
    need: Estimate = _NOTHING
    """The share of what people write about that is theirs …"""
    answers: Estimate = _NOTHING
    """… and of the public answers that they give."""
    counts: Mapping[str, Any] = field(default_factory=dict)
    """As queries/reading/by_department.sql gives them; empty where nothing was ever asked."""
    undisputed: tuple[Measurement, Measurement] | None = None
    """Rate and wait without the rows marked as wrong; None where there are none."""
    places: tuple[Place | None, Place | None] = (None, None)
    """How its rate and its wait stand beside those of the others; None where that cannot be said."""

    def count(self, name: str) -> int:
        """A count; 0 where nothing was ever asked."""
        return int(self.counts.get(name) or 0)


def rows(view: View) -> list[Row]:
    """A row for each department that can be asked: all but the social team, unless that was asked too."""
    counts = {row["department"]: row for row in view.read("by_department", **_asked(view))}
    rates, lengths = (_parts(view, metric) for metric in FIGURES)
    undisputed: dict[str, tuple[Measurement, Measurement]] = {}
    if any(row["disputed"] for row in counts.values()):
        without = replace(view, scope=replace(view.scope, without_disputed=True))
        others = _parts(without, FIGURES[0]), _parts(without, FIGURES[1])
        undisputed = {
            name: (others[0][name], others[1][name])
            for name, row in counts.items()
            if row["disputed"] and name in others[0]
        }
    whole = whole_organisation(view)
    places = [_places(view, metric) for metric in FIGURES]
    shares = [{part.key: part.estimate for part in whole.measure(metric, by="department").slices} for metric in SHARES]
    return [
        Row(
            one,
            rates[one.name],
            lengths[one.name],
            shares[0].get(one.name, _NOTHING),
            shares[1].get(one.name, _NOTHING),
            counts.get(one.name, {}),
            undisputed.get(one.name),
            (places[0].get(one.name), places[1].get(one.name)),
        )
        for one in departments(view.snapshot)
        if one.name in rates and (not one.is_social_team or one.name in counts)
    ]


def _asked(view: View) -> dict[str, Any]:
    since, until = view.scope.bounds()
    return {"since": since, "until": until, "channels": view.scope.channels, "topics": view.scope.topics}


def _parts(view: View, metric: str) -> dict[str, Measurement]:
    """A metric for each department, compared with its own earlier period."""
    whole = view.measure(metric, by="department")
    period = whole.before_period
    earlier: dict[str, Estimate] = {}
    is_known = whole.before is not None and (whole.before.value is not None or whole.before.at_least is not None)
    if period is not None and is_known:
        scope = replace(view.scope, period=period, compare="none", custom_before=None)
        earlier = {part.key: part.estimate for part in view.measure(metric, by="department", scope=scope).slices}
    found = {}
    for part in whole.slices:
        before = earlier.get(part.key)
        change = estimates.change(part.estimate, before, whole.metric.better) if before else None
        found[part.key] = replace(
            whole, estimate=part.estimate, tail=part.tail, details=part.details, before=before, change=change, slices=()
        )
    return found


def _places(view: View, metric: str) -> Mapping[str, Place]:
    found = funnel(view.measure(metric, by="department"), view.settings.minimum_n)
    return found.places if found else {}


def overview(view: View) -> None:
    """Who made answers possible, how complete the log is, and one row a department; choosing one opens it."""
    found = rows(view)
    if not found:
        _no_departments()
        return
    if not any(row.counts for row in found):
        how_to_start()
    else:
        st.html(f'<div class="rp-credit">{_paragraphs(view)}</div>')
    with st.container(key="list-departments", gap=None):
        for place, row in enumerate(found):
            name = row.department.name
            with st.container(key=f"row-department-{place}", gap=None):
                st.html(row_html(row))
                st.button(
                    f"Open {label(name)}",
                    key=f"open-department-{place}",
                    on_click=choose,
                    args=(name,),
                )
    st.caption(
        "In the order of the workbook; each is compared with its own promise and past, and with the others only by "
        "whether chance alone could make the difference. Requests count by the time they were asked. Choose one to see "
        "its rows."
    )
    if said := next_step(found):
        st.caption(label(said))
    with st.expander("What was noted here lately", key="acts-lately"):
        acting.acts(view, key="lately")


def choose(name: str) -> None:
    """Open one department at an address that can be passed on; for callbacks."""
    st.query_params.pop("state", None)
    st.query_params["department"] = name


def _paragraphs(view: View) -> str:
    """Credit first, where the figures bear it; then how far the log can be trusted."""
    whole = whole_organisation(view)
    sentence = credited(figures(view))
    unlinked = view.measure("handoffs.unlinked").estimate
    quiet = [
        completeness(unlinked, whole.measure("ledger.open_wait_by_holder", by="holder")),
        known_of(*(whole.measure(metric) for metric in SHARES)),
    ]
    credit = f'<p class="rp-credited">{shown(sentence.text)}</p>' if sentence else ""
    return f"{credit}<p>{escape(' '.join(said for said in quiet if said))}</p>"


def completeness(unlinked: Estimate, held: Measurement) -> str:
    """How far the log can be trusted: which requests lead to no conversation, which waits have none logged."""
    said = []
    if unlinked.value is not None:
        said.append(f"{words.percent(1 - unlinked.value)} of the requests lead to a known conversation")
    hours = {part.key: part.estimate.value or 0.0 for part in held.slices if part.key != OUTSIDE}
    if total := sum(hours.values()):
        said.append(f"{words.percent(hours.get(UNLOGGED, 0.0) / total)} of the waiting hours have no hand-off logged")
    return f"How complete the log is: {' and '.join(said)}." if said else "Nothing was asked in this period."


def known_of(need: Measurement, answers: Measurement) -> str:
    """How much is known of whose questions and whose answers these are; empty where nothing is."""
    said = [
        f"{words.percent(share.details['known'])} of {what}"
        for share, what in (
            (need, "the topics that people raise have an owner"),
            (answers, "public answers say whose they are"),
        )
        if share.details.get("known")
    ]
    return f"Shares are of what is known: {' and '.join(said)}." if said else ""


def row_html(row: Row, *, is_named: bool = True) -> str:
    """One department as HTML: name and promise, whose questions these are, credit, waits, what is open."""
    weak = " rp-weak" if words.reason(row.rate.metric, row.rate.estimate) else ""
    return (
        f'<article class="rp-dept{weak}">{_name(row, is_named=is_named)}'
        f"{_cell('Answered in the time agreed', value(row.rate), rate_facts(row))}"
        f"{_cell('Typical wait', value(row.wait), wait_facts(row))}"
        f"{_cell('Open now', words.count(row.count('open')), open_facts(row))}"
        f"{_cell('Asked', words.count(row.count('asked')), ended_facts(row))}</article>"
    )


def _name(row: Row, *, is_named: bool) -> str:
    name = f'<h3 class="rp-dept-name">{shown(row.department.name)}</h3>' if is_named else ""
    said = [promise(row.department), *share_facts(row)] if is_named else share_facts(row)
    return f'<div>{name}<p class="rp-dept-quiet">{"".join(f"<span>{escape(fact)}</span>" for fact in said)}</p></div>'


def _cell(title: str, figure: str, facts: Sequence[str]) -> str:
    below = "".join(f"<span>{shown(fact)}</span>" for fact in facts if fact)
    return (
        f'<div><p class="rp-dept-label">{escape(title)}</p><p class="rp-dept-figure">{escape(figure)}</p>'
        f'<p class="rp-dept-quiet">{below}</p></div>'
    )


def promise(department: Department) -> str:
    """What it has agreed to: `answers within 4 opening hours`."""
    seconds = department.promise_seconds
    if not seconds:
        return "no promise agreed"
    if department.promise_clock == "business":
        hours = seconds / words.HOUR
        number = f"{hours:.1f}".removesuffix(".0")
        return f"answers within {number} opening {'hour' if number == '1' else 'hours'}"
    return f"answers within {words.duration(seconds)}, round the clock"


def rate_facts(row: Row) -> list[str]:
    """How sure the share is, what it rests on, how it has changed, and what is not in it."""
    rate, details = row.rate, row.rate.details
    why = words.reason(rate.metric, rate.estimate)
    said = [why] if why else [words.likely(rate.metric, rate.estimate), words.resting_on(rate.metric, rate.estimate)]
    said += [changed(rate), _beside(row, 0)]
    if none := round(details.get("never_due", 0)):
        said.append(f"{words.count(none)} with no promise agreed, not in it")
    if row.undisputed:
        said.append(f"without rows marked as wrong: {_undisputed(row.undisputed[0])}")
    return said


def wait_facts(row: Row) -> list[str]:
    """How sure the typical wait is, nine in ten, and what it is without the rows marked as wrong."""
    said = [*waits.facts(row.wait), _beside(row, 1)]
    if row.undisputed:
        said.append(f"without rows marked as wrong: {_undisputed(row.undisputed[1])}")
    return said


def _beside(row: Row, figure: int) -> str:
    place = row.places[figure]
    return words.beside_others((row.rate, row.wait)[figure].metric, place) if place else ""


def _undisputed(measured: Measurement) -> str:
    why = words.reason(measured.metric, measured.estimate)
    requests = words.counted(measured.estimate.n, "request", "requests")
    return why if "too few" in why else f"{value(measured)} ({requests})"


def value(measured: Measurement) -> str:
    """A figure in its unit, and a wait on its clock."""
    is_wait = measured.metric.unit == "duration"
    return waits.value(measured) if is_wait else words.value(measured.metric, measured.estimate)


def changed(measured: Measurement) -> str:
    """How it compares with the earlier period, in words that claim no more than is known."""
    said = words.change(measured)
    verdict = measured.change.verdict if measured.change else None
    return f"{said}, more than chance" if verdict in ("better", "worse") else said


def open_facts(row: Row) -> list[str]:
    """What is past the agreed time, and since when the oldest waits."""
    if not row.count("open"):
        return []
    overdue = row.count("overdue")
    late = f"{words.count(overdue)} past the agreed time" if overdue else ""
    return [late, _oldest(float(row.counts["oldest"]), is_least=bool(row.counts.get("is_oldest_least")))]


def _oldest(seconds: float, *, is_least: bool) -> str:
    if seconds < 1:
        return "no time of asking noted" if is_least else "just asked"
    return f"oldest {'at least ' if is_least else ''}{words.duration(seconds)}"


def ended_facts(row: Row) -> list[str]:
    """What else became of the requests, and how many were asked when the period had ended."""
    said = []
    if later := row.count("later"):
        said.append(f"{words.count(later)} more since this period ended")
    if declined := row.count("declined"):
        said.append(f"{words.count(declined)} turned down{_reasons(row)}")
    if passed := row.count("passed_on"):
        said.append(f"{words.count(passed)} passed on")
    if disputed := row.count("disputed"):
        said.append(f"{words.counted(disputed, 'row', 'rows')} marked as wrong")
    return said


def _reasons(row: Row) -> str:
    known = {name: row.count(key) for key, name in REASONS.items() if row.count(key)}
    if len(known) < 2:
        return "".join(f": {name}" for name in known)
    return f": {', '.join(f'{number} {name}' for name, number in known.items())}"


def share_facts(row: Row) -> list[str]:
    """The share of questions that are theirs beside that of public answers, and the mix that was declared."""
    said = []
    if row.need.value is not None and not row.need.is_weak:
        said.append(f"{words.percent(row.need.value)} of what people ask about is theirs")
    if row.answers.value is not None and not row.answers.is_weak:
        said.append(f"{words.percent(row.answers.value)} of public answers come from them")
    if said and row.department.declared_share is not None:
        said.append(f"declared: {words.percent(row.department.declared_share)}")
    return said


def next_step(found: Sequence[Row]) -> str:
    """What to fill in so that departments can be judged of which nothing can be said yet; empty where nothing lacks."""
    unjudged = [row for row in found if row.counts and row.rate.estimate.value is None]
    unpromised = [row.department.name for row in unjudged if not row.department.promise_seconds]
    said = []
    if unpromised:
        named = ", ".join(unpromised) if len(unpromised) < 4 else "each department"
        said.append(f"what is agreed with {named} (tab Promises)")
    if any(row.count("undated") for row in unjudged):
        said.append("when each was asked (Asked at, tab Hand-offs)")
    return f"So that this can be judged, fill in the workbook: {' and '.join(said)}." if said else ""


def how_to_start() -> None:
    """Nothing was ever asked: say in two sentences how to begin."""
    frame.empty(
        "No hand-offs yet",
        "Ask a department from any message on the page Waiting, and its answer counts here. Or keep a list in a "
        "workbook, in which only a link and a department are needed, and import it on the Data page.",
    )
    st.code("python -m connectors workbook new FILE.xlsx", language=None)


def _no_departments() -> None:
    frame.empty(
        "No departments yet",
        "Departments are known as soon as one has been asked, from any message on the page Waiting, or when a workbook "
        "names them. The command below writes a workbook to fill in; import it on the Data page.",
    )
    st.code("python -m connectors workbook new FILE.xlsx", language=None)
