"""What follows from the figures: had they answered sooner, what silence goes with, and six symptoms."""

from html import escape

import streamlit as st

from queries.diagnosis import Evidence, Finding, Verdict
from queries.measurement import Estimate
from queries.replay import Bounds, Replay
from queries.risk import RiskDifference
from ui import frame, words
from ui.plain import shown
from ui.view import View

HOURS = (1, 2, 4, 8, 24)
_USUAL_HOURS = 4
ALL = "All departments"
_KIND: dict[Verdict, str] = {
    "clear signs": "bad",
    "some signs": "risk",
    "no sign": "good",
    "not enough evidence": "unknown",
}

REPLAY_RULE = (
    "Only waits in which a department was asked after the question, and answered before we answered in public, can "
    "move. Each such answer is taken to come at the latest so long after it was asked, on the clock of the department; "
    "our public answer then comes earlier by as much as the last of them did. At the least, what is unanswered would "
    "have stayed so; at the most, it would have been answered as fast as its channel usually reacts."
)
RISK_RULE = (
    "Of the questions about which a department was asked: those where a colleague missed the agreed time, against "
    "those where all kept it, like with like by channel and topic. Questions answered before it could be known are "
    "left out. It says what goes together, not what causes what."
)
DIAGNOSIS_RULE = (
    "A sign is read off a figure only where all of its likely range lies beyond the mark. A symptom is as clear as its "
    "clearest sign, and absent only where every figure that can speak says so. The marks are conventions, the same for "
    "everybody."
)


def findings(view: View) -> None:
    """The three findings in the scope of the view; the way to what would make them speak where no request is known."""
    if not view.has_requests:
        frame.empty(
            "No request to a department is known",
            "What colleagues make possible can be told once the log of hand-offs is here: bring the workbook, or ask a "
            "department from any conversation.",
        )
    else:
        _replay(view)
        _risk(view)
    frame.section("Six things organisations say of themselves", "Each looked for in the figures of this period")
    st.html("".join(finding_html(finding) for finding in view.diagnose()))
    st.caption(DIAGNOSIS_RULE)


def _replay(view: View) -> None:
    frame.section("Had they answered sooner", "The waits of the public, played again")
    with st.container(horizontal=True, vertical_alignment="center", gap="medium", key="replay-choice"):
        asked = st.query_params.get("of", ALL)
        st.session_state["replay-of"] = asked if asked in view.about.departments else ALL
        st.selectbox(
            "Who",
            [ALL, *view.about.departments],
            key="replay-of",
            filter_mode=None,
            on_change=_note,
            args=("of", "replay-of"),
            label_visibility="collapsed",
            width=260,
        )
        within = st.query_params.get("within", "")
        st.session_state["replay-within"] = int(within) if within in map(str, HOURS) else _USUAL_HOURS
        st.segmented_control(
            "Within",
            HOURS,
            key="replay-within",
            required=True,
            format_func=lambda hours: words.counted(hours, "hour", "hours"),
            on_change=_note,
            args=("within", "replay-within"),
            label_visibility="collapsed",
        )
    who, hours = st.session_state["replay-of"], st.session_state["replay-within"]
    found = view.replay(hours * words.HOUR, () if who == ALL else (who,))
    st.html(
        f'<p class="rp-sentence rp-found">{shown(replay_said(found, who, hours))}</p>'
        f'<p class="rp-quiet-note">{shown(replay_rests(found))}</p>'
    )
    st.caption(REPLAY_RULE)


def _note(name: str, key: str) -> None:
    st.query_params[name] = str(st.session_state[key])


def _risk(view: View) -> None:
    frame.section("When a colleague is late", "What silence inside goes with outside")
    found = view.risk()
    st.html(
        f'<p class="rp-sentence rp-found">{escape(risk_said(found))}</p>'
        f'<p class="rp-quiet-note">{escape(risk_rests(found))}</p>'
    )
    st.caption(RISK_RULE)


def replay_said(found: Replay, who: str, hours: int) -> str:
    """One sentence: how many more would have been answered in time, at the least and at the most."""
    now = found.actual.estimate
    if found.rate is None or now.value is None or now.is_weak:
        return f"Too few to say: {words.counted(now.n, 'question was', 'questions were')} due in this period."
    name = "all departments" if who == ALL else who
    within = words.counted(hours, "hour", "hours")
    if not found.more.high:
        return f"Had {name} answered within {within}, no more questions would have been answered in time."
    rates = _between(Bounds(100 * found.rate.low, 100 * found.rate.high), ".1f")
    more = _between(found.more, ",.0f")
    question = "question" if more == "1" else "questions"
    return (
        f"Had {name} answered within {within}, {more} more {question} would have been answered within a day "
        f"({100 * now.value:.1f}{words.NBSP}→{words.NBSP}{rates}{words.NBSP}%)."
    )


def replay_rests(found: Replay) -> str:
    """What the replay rests on."""
    due = words.counted(found.actual.estimate.n, "question", "questions")
    moved = words.counted(found.moved, "answer in public", "answers in public")
    return f"{due} due in this period; {moved} would have come sooner. Hours count on each department's own clock."


def risk_said(found: RiskDifference) -> str:
    """One sentence: how much more often nobody answered in time where a colleague was late; never what caused it."""
    estimate = found.estimate
    if estimate.value is None or found.exposed_risk is None or found.others_risk is None:
        return f"Too few to say: {words.counted(estimate.n, 'question', 'questions')} to compare."
    points = words.counted(round(abs(100 * estimate.value)), "point", "points")
    often = f"{points} {'more' if estimate.value >= 0 else 'less'} often"
    if not is_clear(estimate):
        return f"No clear difference: {often} without an answer in time where a colleague was late ({_ends(estimate)})."
    return (
        f"Where a colleague was late, {_of_100(found.exposed_risk)} questions had no answer in time; where none was, "
        f"{_of_100(found.others_risk)}. Like with like, that is {often} ({_ends(estimate)}): associated with it, "
        "whatever the cause."
    )


def risk_rests(found: RiskDifference) -> str:
    """What the comparison rests on, and what it had to leave out."""
    said = (
        f"{words.counted(found.exposed, 'question', 'questions')} with a late colleague, "
        f"{words.count(found.others)} without"
    )
    if found.dropped_strata:
        pairs = words.counted(found.dropped_strata, "pair", "pairs")
        said += f"; {pairs} of channel and topic left out, where only one of the two occurs"
    return said + "."


def finding_html(found: Finding) -> str:
    """One symptom with its verdict, and every figure that may show it with its marks."""
    signs = "".join(f"<li>{_sign(evidence)}</li>" for evidence in found.evidence)
    return (
        f'<section class="rp-symptom rp-{_KIND[found.verdict]}"><h3>{escape(words.sentence(found.symptom.name))}</h3>'
        f'<p class="rp-pace">{escape(words.sentence(found.verdict))}</p><ul>{signs}</ul></section>'
    )


def is_clear(estimate: Estimate) -> bool:
    """Whether a difference excludes chance."""
    return estimate.low is not None and estimate.high is not None and not estimate.low <= 0 <= estimate.high


def _sign(evidence: Evidence) -> str:
    sign, metric = evidence.sign, evidence.measurement.metric
    why = words.reason(metric, evidence.estimate)
    reason = f", “{sign.reason}”" if sign.reason else ""
    sure = why or ", ".join(
        said for said in (words.likely(metric, evidence.estimate), words.resting_on(metric, evidence.estimate)) if said
    )
    side = "over" if sign.is_high_bad else "under"
    marks = f"a sign {side} {words.amount(metric, sign.some)}, clear {side} {words.amount(metric, sign.clear)}"
    return (
        f"{escape(words.sentence(metric.label) + reason)}: <b>{escape(words.value(metric, evidence.estimate))}</b> "
        f"<span>({escape(sure)}; {escape(marks)})</span> <i>{escape(evidence.verdict)}</i>"
    )


def _between(bounds: Bounds, form: str) -> str:
    low, high = f"{bounds.low:{form}}", f"{bounds.high:{form}}"
    return low if low == high else f"{low} to {high}"


def _ends(estimate: Estimate) -> str:
    return f"likely between {100 * (estimate.low or 0):.0f} and {100 * (estimate.high or 0):.0f} points".replace(
        "-", "−"
    )


def _of_100(share: float) -> str:
    return f"{100 * share:.0f} of 100"
