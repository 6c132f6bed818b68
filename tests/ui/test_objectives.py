"""Objectives in a line each: what for, which target, how far, on what pace."""

from datetime import date
from html import unescape

import pytest

from queries.measurement import Estimate
from queries.metric import metrics
from queries.objectives import Objective
from ui import words
from ui.objectives import as_of, block, goal, leading_to, now, unmeasured

RATE, WAIT = metrics()["conversations.reply_rate"], metrics()["conversations.first_response"]


def objective(metric=RATE, **more):
    known = {
        "name": "Nobody waits overnight",
        "metric": metric,
        "figure": None,
        "target": 0.75,
        "due": date(2026, 12, 31),
        "owner": None,
        "better": "up",
        "now": Estimate(0.61, 0.59, 0.63, 2850),
        "as_of": date(2026, 11, 30),
        "pace": "at risk",
    }
    return Objective(**{**known, **more})


def plain(text):
    return text.replace(words.NBSP, " ")


CANCELLATIONS = {
    "metric": None,
    "figure": "Cancellations",
    "target": 400.0,
    "better": "down",
    "now": Estimate(431.0, n=1),
    "as_of": date(2026, 10, 31),
}


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (objective(), "75 % answered within a day by December 2026"),
        (objective(due=None), "75 % answered within a day"),
        (objective(WAIT, target=14400.0, better="down"), "typical wait 4 h at most by December 2026"),
        (objective(**CANCELLATIONS), "Cancellations: 400 or less by December 2026"),
        (objective(**{**CANCELLATIONS, "better": "up", "target": 4.5}), "Cancellations: 4.5 or more by December 2026"),
    ],
)
def test_the_target_in_words(found, said):
    assert plain(goal(found)) == said


def test_where_it_stands_and_what_that_rests_on():
    assert (plain(now(objective())), plain(as_of(objective()))) == ("61 %", "in the last 90 days")
    over = objective(as_of=date(2026, 12, 31), pace="missed")
    assert plain(as_of(over)) == "in the 90 days to 31 Dec 2026"
    typed = objective(**CANCELLATIONS)
    assert (plain(now(typed)), plain(as_of(typed))) == ("431", "in October 2026")


@pytest.mark.parametrize("pace", ["on track", "at risk", "met", "missed"])
def test_a_line_says_its_pace_in_words_beside_the_sign(pace):
    drawn = block([objective(pace=pace)])
    assert pace in drawn
    assert "61" in drawn
    assert "not measured" not in drawn


def test_where_the_months_lead_is_said_only_of_what_is_on_its_way():
    assert plain(leading_to(objective(forecast=0.643))) == "the last months lead to 64 %"
    assert plain(leading_to(objective(forecast=1.2))) == "the last months lead to 100 %"
    assert plain(leading_to(objective(WAIT, forecast=-50.0))) == "the last months lead to 0 s"
    assert leading_to(objective(forecast=0.643, pace="missed")) == ""
    assert leading_to(objective()) == ""


@pytest.mark.parametrize(
    ("estimate", "why"),
    [
        (Estimate(None, reason="there is no data yet"), "not measured: there is no data yet"),
        (Estimate(0.5, 0.1, 0.9, 4, "too few to say"), "not measured: too few to say: 4 messages"),
    ],
)
def test_what_is_not_measured_says_why_and_shows_no_figure(estimate, why):
    found = objective(now=estimate, pace="unmeasured")
    assert unmeasured(found) == why
    assert why in block([found])
    assert "50" not in block([found])


def test_a_name_is_shown_as_text():
    drawn = block([objective(name="<script>alert(1)</script>")])
    assert "<script>" not in drawn
    assert "<script>alert(1)</script>" in unescape(drawn)
