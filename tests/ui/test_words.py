"""Figures in plain words."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from queries.measurement import Change, Coverage, Estimate, Measurement
from queries.metric import metrics
from queries.scope import Period, Scope
from ui import words

RATE, WAIT = metrics()["conversations.reply_rate"], metrics()["conversations.first_response"]
STARTED, WAITING = metrics()["conversations.started"], metrics()["conversations.waiting"]
SCOPE = Scope(Period(date(2026, 9, 1), date(2026, 11, 29)))


def plain(text):
    return text.replace(words.NBSP, " ")


def measured(metric, estimate, **more):
    return Measurement(metric, SCOPE, datetime(2026, 11, 30), estimate, Coverage(1, 1), **more)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 s"),
        (45, "45 s"),
        (59.6, "1 min"),
        (720, "12 min"),
        (3599, "1 h"),
        (3600, "1 h"),
        (20400, "5 h 40 min"),
        (11 * 3600 + 1700, "11 h"),
        (86399, "1 day"),
        (86400, "1 day"),
        (86400 + 3600, "1 d 1 h"),
        (2 * 86400, "2 days"),
        (5 * 86400 + 2 * 3600, "5 d 2 h"),
        (9 * 86400 + 86399, "10 days"),
        (19 * 86400 + 5000, "19 days"),
        (2234 * 86400, "2,234 days"),
    ],
)
def test_a_duration_is_said_as_people_say_it(seconds, said):
    assert plain(words.duration(seconds)) == said


@pytest.mark.parametrize(
    ("fraction", "said"),
    [(0, "0 %"), (0.042, "4.2 %"), (0.04, "4 %"), (0.6149, "61 %"), (0.0996, "10 %"), (1, "100 %")],
)
def test_a_share_shows_tenths_only_where_they_matter(fraction, said):
    assert plain(words.percent(fraction)) == said


@pytest.mark.parametrize(
    ("seconds", "clock", "said"),
    [
        (14400, "business", "4 opening hours"),
        (3600, "business", "1 opening hour"),
        (1800, "business", "30 opening minutes"),
        (5400, "business", "1.5 opening hours"),
        (172800, "wall", "2 days"),
    ],
)
def test_a_promise_is_said_on_its_clock(seconds, clock, said):
    assert plain(words.agreed(seconds, clock)) == said


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("ledger.wait_by_holder", 31248.4, "31,248 h"),
        ("ledger.wait_by_holder", 1.52, "1.5 h"),
        ("interactivity.index", 63.4, "63"),
        ("ownership.gap", 12.0, "+12 points"),
        ("ownership.gap", -3.0, "−3 points"),
        ("handoffs.reminders", 0.46, "0.46"),
        ("handoffs.reminders", 0.4, "0.4"),
        ("handoffs.reminders", 10.04, "10"),
        ("conversations.depth", 2.52, "2.5"),
        ("ownership.evenness", 0.0, "0"),
    ],
)
def test_every_unit_has_its_words(name, value, said):
    assert plain(words.amount(metrics()[name], value)) == said


def test_an_interval_is_said_once_with_its_unit():
    assert plain(words.likely(RATE, Estimate(0.61, 0.59, 0.63, 2850))) == "likely between 59 and 63 %"
    assert plain(words.likely(RATE, Estimate(1, 0.996, 1, 922))) == "likely between 99.6 and 100.0 %"
    assert plain(words.likely(WAIT, Estimate(20400, 18000, 21600, 99))) == "likely between 5 h and 6 h"


def test_an_interval_that_is_open_says_so():
    assert plain(words.likely(WAIT, Estimate(20400, 18000, None, 99))) == "likely over 5 h"
    assert words.likely(WAIT, Estimate(20400, None, None, 99)) == ""


def test_a_median_that_is_not_reached_is_not_a_figure():
    unknown = Estimate(None, n=50, at_least=5 * 86400, reason="not yet known: more than half still wait")
    assert plain(words.value(WAIT, unknown)) == "over 5 days"
    assert plain(words.reason(WAIT, unknown)) == "not yet known: more than half still wait after 5 days"


def test_too_few_is_said_with_what_was_counted():
    assert words.reason(RATE, Estimate(0.5, 0.1, 0.9, 4, "too few to say")) == "too few to say: 4 messages"
    assert words.reason(RATE, Estimate(0.5, 0.1, 0.9, 40)) == ""


@pytest.mark.parametrize("verdict", ["better", "worse", "changed", "no clear change"])
def test_a_change_names_what_was_and_the_verdict(verdict):
    shown = measured(
        RATE, Estimate(0.61, n=99), before=Estimate(0.66, n=99), change=Change(-0.05, -0.08, -0.02, verdict)
    )
    assert plain(words.change(shown)) == f"was 66 %: {verdict}"


def test_no_change_is_claimed_where_there_is_nothing_to_compare_with():
    before = Period(date(2026, 6, 3), date(2026, 8, 31))
    nothing = measured(
        RATE,
        Estimate(0.61, n=99),
        before_period=before,
        before=Estimate(None, reason="the data does not go back that far"),
        change=Change(None, None, None, "unknown"),
    )
    assert words.change(nothing) == ""
    assert words.compared_with(nothing) == "nothing to compare with: the data does not go back that far"
    something = replace(nothing, before=Estimate(0.5, n=40))
    assert plain(words.compared_with(something)) == "compared with 3 Jun – 31 Aug 2026"
    running = replace(something, watermark=datetime(2026, 9, 20, 8))
    assert plain(words.compared_with(running)).startswith("still running: as far as it has come, compared with ")
    own = replace(running, scope=replace(running.scope, custom_before=before))
    assert plain(words.compared_with(own)) == "compared with 3 Jun – 31 Aug 2026"


def test_too_few_before_is_no_change():
    shown = measured(
        RATE, Estimate(0.61, n=99), before=Estimate(0.5, n=3), change=Change(0.1, None, None, "too few to say")
    )
    assert plain(words.change(shown)) == "was 50 %: too few to say"


def test_what_stands_beside_a_wait():
    shown = measured(
        WAIT,
        Estimate(20400, 18000, 21600, 2850),
        tail=Estimate(3 * 86400, n=2850),
        details={"still_waiting": 131, "not_due": 0},
    )
    assert [plain(fact) for fact in words.facts(shown)] == [
        "likely between 5 h and 6 h",
        "nine in ten answered by 3 days",
        "2,850 first messages",
        "131 still waiting, counted",
    ]


def test_a_count_has_no_interval_beside_it():
    assert words.facts(measured(STARTED, Estimate(817, 762, 875, 817))) == []
    assert [
        plain(fact) for fact in words.facts(measured(WAITING, Estimate(131, n=131), details={"oldest": 19 * 86400}))
    ] == ["oldest 19 days"]


def test_dates_are_british():
    assert plain(words.period(Period(date(2026, 9, 3), date(2026, 12, 1)))) == "3 Sep – 1 Dec 2026"
    assert plain(words.period(Period(date(2025, 12, 3), date(2026, 1, 1)))) == "3 Dec 2025 – 1 Jan 2026"
    assert plain(words.period(Period(date(2026, 9, 3), date(2026, 9, 3)))) == "3 Sep 2026"
    assert plain(words.moment(datetime(2026, 7, 1, 23, 30), "Europe/London")) == "2 Jul 2026, 00:30"


@pytest.mark.parametrize(
    ("days", "said"),
    [(-1, ""), (2, ""), (2.1, "2 days"), (21, "21 days"), (60, "60 days"), (61, "2 months"), (2240, "6 years")],
)
def test_the_age_of_the_data_is_said_from_two_days_on(days, said):
    now = datetime(2026, 11, 21)
    assert plain(words.age(now - timedelta(days=days), now)) == said


def test_a_figure_can_be_heard_whole():
    shown = measured(
        RATE, Estimate(0.61, 0.59, 0.63, 2850), before=Estimate(0.66, n=9), change=Change(-0.05, -0.08, -0.02, "worse")
    )
    assert plain(words.summary(shown)) == (
        "Answered within a day: 61 %, likely between 59 and 63 %, was 66 %: worse, 2,850 messages"
    )


def test_every_metric_says_what_it_counts():
    assert set(words.COUNTED) == set(metrics())
