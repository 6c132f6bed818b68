"""What follows from the figures is said with its bounds, what it rests on, and no more than that."""

from datetime import date

from queries.diagnosis import SYMPTOMS, Evidence, Finding
from queries.measurement import Coverage, Estimate, Measurement
from queries.metric import metrics
from queries.replay import Bounds, Replay
from queries.risk import RiskDifference
from queries.scope import Period, Scope
from ui.findings import ALL, finding_html, replay_rests, replay_said, risk_rests, risk_said

SCOPE = Scope(Period(date(2026, 9, 1), date(2026, 11, 19)))


def measured(name, estimate):
    return Measurement(metrics()[name], SCOPE, None, estimate, Coverage(1, 1))


def replay(more, rate, estimate=None, moved=12):
    actual = measured("conversations.reply_rate", estimate or Estimate(0.6, 0.55, 0.65, 200))
    return Replay((), 4 * 3600, actual, more, rate, moved)


def test_a_replay_says_the_least_and_the_most():
    found = replay(Bounds(10, 14), Bounds(0.65, 0.67))
    assert replay_said(found, ALL, 4).replace("\u00a0", " ") == (
        "Had all departments answered within 4 hours, 10 to 14 more questions would have been answered within a day "
        "(60.0 → 65.0 to 67.0 %)."
    )
    assert replay_rests(found).startswith("200 questions due in this period; 12 answers in public")


def test_a_replay_that_changes_nothing_says_so():
    said = replay_said(replay(Bounds(0, 0), Bounds(0.6, 0.6)), "Legal", 1)
    assert said == "Had Legal answered within 1 hour, no more questions would have been answered in time."


def test_a_replay_of_little_is_too_few_to_say():
    few = Estimate(0.5, 0.1, 0.9, 4, "too few to say")
    assert replay_said(replay(Bounds(1, 1), Bounds(0.7, 0.7), few), ALL, 4).startswith("Too few to say: 4 questions")
    assert replay_said(replay(Bounds(0, 0), None, Estimate(None, reason="x")), ALL, 4).startswith("Too few to say")


def risk(estimate, exposed=60, others=80):
    return RiskDifference(estimate, exposed, others, 0.4, 0.25, dropped_strata=3)


def test_what_goes_together_is_never_called_a_cause():
    said = risk_said(risk(Estimate(0.15, 0.05, 0.25, 140)))
    assert "40 of 100 questions had no answer in time; where none was, 25 of 100" in said
    assert "15 points more often (likely between 5 and 25 points): associated with it, whatever the cause" in said
    assert risk_rests(risk(Estimate(0.15, 0.05, 0.25, 140))) == (
        "60 questions with a late colleague, 80 without; 3 pairs of channel and topic left out, where only one of the "
        "two occurs."
    )


def test_a_difference_that_may_be_chance_is_no_difference():
    said = risk_said(risk(Estimate(0.15, -0.05, 0.35, 140)))
    assert said.startswith("No clear difference: 15 points more often")
    assert "associated" not in said


def test_too_few_to_compare_gives_no_figure():
    assert risk_said(risk(Estimate(None, n=9, reason="fewer"), 3, 6)) == "Too few to say: 9 questions to compare."


def test_a_symptom_shows_every_figure_with_its_marks():
    symptom = SYMPTOMS[-1]
    evidence = tuple(
        Evidence(sign, measured(sign.metric, estimate), estimate, sign.read(estimate))
        for sign, estimate in zip(
            symptom.signs, (Estimate(0.4, 0.36, 0.44, 300), Estimate(0.2, 0.1, 0.3, 5, "too few to say")), strict=True
        )
    )
    drawn = finding_html(Finding(symptom, "clear signs", evidence)).replace("\u00a0", " ")
    assert "Timely answers are impossible" in drawn
    assert "Clear signs" in drawn
    assert "<b>40 %</b>" in drawn
    assert "likely between 36 and 44 %, 300 messages; a sign under 75 %, clear under 50 %" in drawn
    assert "too few to say: 5 conversations; a sign over 25 %, clear over 50 %" in drawn
    assert "<i>not enough evidence</i>" in drawn
