"""The page of results says what the figures say."""

from bench import report

_SMALL = {
    "full rebuild of the marts": 1.0,
    "10 k new messages, upsert and marts": 0.1,
    "rebuild ÷ Polars": 0.8,
    "marts in SQLite": 8.0,
    "memory of the page, MB": 140.0,
    "marts in PostgreSQL": "no PostgreSQL here",
}
_LARGE = {**_SMALL, "full rebuild of the marts": 10.0, "rebuild ÷ Polars": 1.2, "memory of the page, MB": 151.0}


def _verdicts(measured):
    known = {size: report.completed(figures) for size, figures in measured.items()}
    return {goal.figure: (size, is_met) for goal, size, _, is_met in report.judged(known)}


def test_a_goal_is_judged_at_the_size_it_is_meant_for():
    found = _verdicts({1_000_000: _SMALL, 10_000_000: _LARGE})
    assert found["rebuild ÷ Polars"] == (10_000_000, False)
    assert found["memory of the page, MB"] == (10_000_000, False)
    assert found["10 k new messages ÷ full rebuild"] == (10_000_000, True)


def test_without_that_size_it_is_judged_at_the_largest_there_is():
    found = _verdicts({1_000_000: _SMALL})
    assert found["rebuild ÷ Polars"] == (1_000_000, True)
    assert found["10 k new messages ÷ full rebuild"] == (1_000_000, False)
    assert "(meant for 10,000,000)" in report.page({1_000_000: _SMALL})


def test_growth_is_the_exponent_of_time_over_size():
    known = {1_000_000: _SMALL, 10_000_000: _LARGE}
    assert report.growth(known, "full rebuild of the marts") == 1.0
    assert report.growth(known, "10 k new messages, upsert and marts") == 0.0
    assert report.growth(known, "rebuild ÷ Polars") is None
    assert report.growth({1_000_000: _SMALL}, "full rebuild of the marts") is None


def test_what_was_not_measured_is_named_with_its_reason():
    said = report.page({1_000_000: _SMALL}).split("## What was not measured")[1]
    assert "marts in PostgreSQL, 1,000,000 messages: no PostgreSQL here." in said
    assert "goal “shared page ÷ Polars, 365 d”: no figure." in said


def test_the_peers_are_told_in_times_of_ours():
    said = report.page({1_000_000: _SMALL})
    assert "| marts of conversations | 1.25 | – | 8.00 | – |" in said


def test_a_busy_machine_is_named_and_is_no_figure():
    said = report.page({1_000_000: {**_SMALL, report.LOAD: 6.25}})
    assert "load average up to 6.2." in said
    assert "| load average |" not in said


def test_the_number_of_goals_met_is_counted():
    assert "2 of 3 goals that were measured are met." in report.page({1_000_000: _SMALL})


def test_a_click_at_once_is_told_and_the_one_asked_ahead_is_judged():
    clicks = {"click ÷ constant data, 365 d, at once": 9.0, "click ÷ constant data, 365 d": 1.25}
    said = report.page({10_000_000: {**_LARGE, **clicks}})
    goals, figures = said.split("## Goals")[1].split("## All figures")
    assert "| click ÷ constant data, 365 d | ≤ 1.3 | 1.25 | 10,000,000 | met |" in goals
    assert "at once" not in goals
    assert "| click ÷ constant data, 365 d, at once | 9.00 |" in figures
