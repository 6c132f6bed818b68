"""What is said of a department: no more than the figures bear, in hours that mean what they say."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from queries.curves import Curve, Step
from queries.departments import Department
from queries.measurement import Change, Coverage, Estimate, Measurement
from queries.metric import metrics
from queries.scope import Period, Scope
from ui import curves, theme, waits
from ui.departments import Row, completeness, next_step, promise, row_html, share_facts
from ui.handoff_list import _figure

HOUR = 3600.0
LEGAL = Department("Legal <b>", False, 0.05, True, 16 * 3600, "business")
SCOPE = Scope(Period(date(2026, 9, 1), date(2026, 11, 29)), clock="business")


def measured(name, estimate, **more):
    return Measurement(metrics()[name], SCOPE, datetime(2026, 11, 30), estimate, Coverage(1, 1), **more)


def row(rate, wait=None, **more):
    return Row(
        LEGAL,
        measured("handoffs.answered_in_promise", rate, details=more.pop("details", {})),
        wait or measured("handoffs.time_to_answer", Estimate(30 * HOUR, 20 * HOUR, 40 * HOUR, 50)),
        **more,
    )


def said(found):
    return row_html(found).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("seconds", "clock", "words"),
    [
        (14400, "business", "answers within 4 opening hours"),
        (3600, "business", "answers within 1 opening hour"),
        (5400, "business", "answers within 1.5 opening hours"),
        (14400, "wall", "answers within 4 h, round the clock"),
        (None, None, "no promise agreed"),
    ],
)
def test_a_promise_in_plain_words(seconds, clock, words):
    department = replace(LEGAL, promise_seconds=seconds, promise_clock=clock)
    assert promise(department).replace("\u00a0", " ") == words


def test_a_figure_on_too_few_is_grey_and_says_so():
    assert "rp-weak" in said(row(Estimate(0.5, 0.1, 0.9, 3, "too few to say")))
    assert "too few to say: 3 requests" in said(row(Estimate(0.5, 0.1, 0.9, 3, "too few to say")))
    assert "rp-weak" not in said(row(Estimate(0.5, 0.4, 0.6, 90)))


@pytest.mark.parametrize(
    ("places", "there", "not_there"),
    [
        (("within", "above"), ("no different from the others, as far as can be seen", "longer than chance"), "lower"),
        (("below", "perhaps below"), ("lower than chance would make it", "perhaps shorter than the others"), "higher"),
        (("too few to say", None), (), "than"),
    ],
)
def test_beside_the_others_only_what_is_more_than_chance_is_said(places, there, not_there):
    found = said(row(Estimate(0.5, 0.4, 0.6, 90), places=places))
    assert all(words in found for words in there)
    assert not_there not in found


def test_requests_without_a_promise_are_counted_beside_the_figure():
    assert "7 with no promise agreed, not in it" in said(row(Estimate(0.5, 0.4, 0.6, 90), details={"never_due": 7}))


def test_what_became_of_requests_is_counted_with_reasons():
    counts = {
        "asked": 60,
        "open": 3,
        "overdue": 2,
        "oldest": 9 * 86400,
        "declined": 5,
        "no_time": 3,
        "does_not_know": 2,
    }
    found = said(row(Estimate(0.5, 0.4, 0.6, 90), counts=counts))
    assert "5 turned down: 3 no time, 2 did not know" in found
    assert "2 past the agreed time" in found
    assert "oldest 9 days" in found


@pytest.mark.parametrize(
    ("oldest", "is_least", "words"),
    [
        (0, True, "no time of asking noted"),
        (0, False, "just asked"),
        (-5, False, "just asked"),
        (9 * 86400, True, "oldest at least 9 days"),
    ],
)
def test_an_age_that_is_none_is_not_said(oldest, is_least, words):
    counts = {"asked": 0, "open": 1, "oldest": oldest, "is_oldest_least": is_least, "later": 1}
    found = said(row(Estimate(None, reason="nothing to judge in this period"), counts=counts))
    assert words in found
    assert "0 s" not in found
    assert "1 more since this period ended" in found


@pytest.mark.parametrize(
    ("seconds", "state", "is_latest", "figure"),
    [
        (0.0, "open", True, "–"),
        (0.0, "open", False, "just asked"),
        (-60.0, "open", False, "–"),
        (None, "open", False, "–"),
        (86400.0, "overdue", True, "1 day"),
        (0.0, "answered", False, "0 s"),
    ],
)
def test_a_row_is_headed_by_an_age_only_where_there_is_one(seconds, state, is_latest, figure):
    assert (
        _figure({"wall_seconds": seconds, "state": state, "asked_at_latest": is_latest}).replace("\u00a0", " ")
        == figure
    )


def test_where_nothing_can_be_judged_it_says_what_to_fill_in():
    nothing = Estimate(None, reason="nothing to judge in this period")
    unpromised = replace(row(nothing, counts={"asked": 1}), department=replace(LEGAL, promise_seconds=None))
    assert next_step([unpromised]) == (
        "So that this can be judged, fill in the workbook: what is agreed with Legal <b> (tab Promises)."
    )
    undated = row(nothing, counts={"asked": 1, "undated": 1})
    assert next_step([undated]).endswith("fill in the workbook: when each was asked (Asked at, tab Hand-offs).")
    assert next_step([unpromised] * 4 + [undated]).endswith(
        "what is agreed with each department (tab Promises) and when each was asked (Asked at, tab Hand-offs)."
    )
    assert next_step([row(nothing, counts={"asked": 1}), row(nothing)]) == ""
    assert next_step([row(Estimate(0.5, 0.4, 0.6, 90), counts={"asked": 90, "undated": 3})]) == ""


def test_names_are_text():
    assert "Legal &lt;b&gt;" in said(row(Estimate(0.5, 0.4, 0.6, 90)))


def test_without_the_disputed_rows_both_figures_stand():
    undisputed = (
        measured("handoffs.answered_in_promise", Estimate(0.64, 0.5, 0.7, 88)),
        measured("handoffs.time_to_answer", Estimate(26 * HOUR, 20 * HOUR, 40 * HOUR, 48)),
    )
    found = said(row(Estimate(0.5, 0.4, 0.6, 90), undisputed=undisputed))
    assert "50 %" in found
    assert "without rows marked as wrong: 64 % (88 requests)" in found
    assert "without rows marked as wrong: 26 h (48 requests)" in found


def test_shares_that_rest_on_too_little_are_not_said():
    weak = Estimate(0.5, 0.1, 0.9, 3, "too few to say")
    assert share_facts(row(weak, need=weak, answers=weak)) == []
    known = share_facts(row(weak, need=Estimate(0.24, 0.2, 0.3, 400), answers=weak))
    assert [fact.replace("\u00a0", " ") for fact in known] == [
        "24 % of what people ask about is theirs",
        "declared: 5 %",
    ]


def test_how_complete_the_log_is():
    held = measured("ledger.wait_by_holder", Estimate(100, n=9))
    assert completeness(Estimate(None, reason="nothing"), held) == "Nothing was asked in this period."
    assert "98\u00a0% of the requests lead to a known conversation" in completeness(Estimate(0.02, n=90), held)


def test_opening_hours_stay_hours_and_others_become_days():
    for clock, value in (("business", "55 h"), ("wall", "2 d 7 h")):
        assert waits.length(55 * HOUR, clock).replace("\u00a0", " ") == value
    wait = measured(
        "handoffs.time_to_answer",
        Estimate(55 * HOUR, 40 * HOUR, None, 50),
        tail=Estimate(None, n=50, at_least=300 * HOUR),
        before=Estimate(30 * HOUR, 20 * HOUR, 38 * HOUR, 50),
        change=Change(25 * HOUR, HOUR, 40 * HOUR, "worse"),
        details={"still_waiting": 12},
    )
    assert [fact.replace("\u00a0", " ") for fact in waits.facts(wait)] == [
        "likely over 40 h",
        "nine in ten: not yet known, over 300 h",
        "was 30 h: worse, more than chance",
        "12 without an answer, counted",
        "in opening hours",
    ]


CURVE = Curve(
    40, 4, 30 * HOUR, (Step(2 * HOUR, 0.8, 0.7, 0.9), Step(6 * HOUR, 0.4, 0.3, 0.5), Step(20 * HOUR, 0.1, None, 0.2))
)


def test_the_curve_is_drawn_from_all_to_the_last_that_is_seen():
    figure = curves.still_waiting(CURVE, "business", 8 * HOUR)
    line = next(trace for trace in figure.data if trace.line.color == theme.OURS)
    assert line.x[0] == 0
    assert line.y[0] == 100
    assert list(line.y[1:4]) == pytest.approx([80, 40, 10])
    assert max(line.x) <= 30
    assert line.line.shape == "hv"
    assert figure.layout.xaxis.title.text == "opening hours since the request"
    assert [shape.x0 for shape in figure.layout.shapes] == [8]
    assert all(low <= high for low, high in zip(figure.data[1].y, figure.data[0].y, strict=True))


def test_the_curve_can_be_asked_at_a_moment():
    assert curves.at(CURVE, HOUR) == 1.0
    assert curves.at(CURVE, 6 * HOUR) == 0.4
    assert curves.at(CURVE, 31 * HOUR) is None
