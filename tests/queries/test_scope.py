"""Periods, zones and what they are compared with."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.scope import Compare, Period, Scope, earlier, last_days

DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))
ZONES = st.sampled_from(
    ("UTC", "Europe/Berlin", "America/Havana", "Australia/Lord_Howe", "Asia/Kolkata", "Africa/Cairo")
)


def period(since: str, until: str) -> Period:
    return Period(date.fromisoformat(since), date.fromisoformat(until))


def test_a_period_that_ends_before_it_begins_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match=r"The period ends \(2024-03-01\) before it begins \(2024-03-02\)\."):
        period("2024-03-02", "2024-03-01")


@pytest.mark.parametrize(
    ("zone", "days", "first", "after"),
    [
        ("UTC", ("2024-03-04", "2024-03-04"), "2024-03-04 00:00", "2024-03-05 00:00"),
        ("Europe/Berlin", ("2024-03-04", "2024-03-04"), "2024-03-03 23:00", "2024-03-04 23:00"),
        ("Europe/Berlin", ("2024-03-31", "2024-03-31"), "2024-03-30 23:00", "2024-03-31 22:00"),  # 23 hours
        ("Europe/Berlin", ("2024-10-27", "2024-10-27"), "2024-10-26 22:00", "2024-10-27 23:00"),  # 25 hours
        (
            "America/Havana",
            ("2024-11-03", "2024-11-03"),
            "2024-11-03 04:00",
            "2024-11-04 05:00",
        ),  # midnight comes twice
        ("America/Havana", ("2024-03-10", "2024-03-10"), "2024-03-10 05:00", "2024-03-11 04:00"),  # midnight is skipped
        ("Asia/Kolkata", ("2024-03-04", "2024-03-05"), "2024-03-03 18:30", "2024-03-05 18:30"),
    ],
)
def test_days_begin_at_midnight_of_the_zone(zone: str, days: tuple[str, str], first: str, after: str) -> None:
    assert period(*days).bounds(zone) == (datetime.fromisoformat(first), datetime.fromisoformat(after))


@given(DAYS, st.integers(0, 40), ZONES)
def test_days_that_follow_each_other_leave_no_gap(first: date, days: int, zone: str) -> None:
    all_days = [first + timedelta(number) for number in range(days + 1)]
    ends = [Period(day, day).bounds(zone) for day in all_days]
    assert all(one[1] == two[0] for one, two in pairwise(ends))
    assert Period(first, all_days[-1]).bounds(zone) == (ends[0][0], ends[-1][1])
    assert all(timedelta(hours=23) <= until - since <= timedelta(hours=25) for since, until in ends)


@pytest.mark.parametrize(
    ("now", "compare", "before"),
    [
        (("2024-03-01", "2024-03-10"), "previous", ("2024-02-01", "2024-02-10")),  # the same part of the month before
        (("2024-03-01", "2024-03-31"), "previous", ("2024-02-01", "2024-02-29")),  # a whole month, the whole one before
        (("2024-02-01", "2024-02-29"), "previous", ("2024-01-01", "2024-01-31")),
        (("2024-03-01", "2024-03-30"), "previous", ("2024-02-01", "2024-02-29")),
        (("2024-01-01", "2024-01-31"), "previous", ("2023-12-01", "2023-12-31")),
        (
            ("2024-03-01", "2024-04-01"),
            "previous",
            ("2024-01-29", "2024-02-29"),
        ),  # not within a month: as many days before
        (("2024-03-04", "2024-03-10"), "previous", ("2024-02-26", "2024-03-03")),
        (("2024-03-04", "2024-03-10"), "weekdays", ("2024-02-26", "2024-03-03")),
        (("2024-03-04", "2024-03-05"), "weekdays", ("2024-02-26", "2024-02-27")),  # Monday and Tuesday
        (("2024-03-01", "2024-03-10"), "weekdays", ("2024-02-16", "2024-02-25")),  # Friday to Sunday of the next week
        (("2024-03-01", "2024-03-31"), "weekdays", ("2024-01-26", "2024-02-25")),
        (("2024-03-04", "2024-03-10"), "year", ("2023-03-06", "2023-03-12")),  # 52 weeks: Monday to Sunday again
        (("2024-03-01", "2024-03-31"), "year", ("2023-03-03", "2023-04-02")),
    ],
)
def test_a_period_is_compared_with(now: tuple[str, str], compare: Compare, before: tuple[str, str]) -> None:
    assert earlier(period(*now), compare) == period(*before)


@given(DAYS, st.integers(1, 400))
def test_what_is_compared_never_overlaps_and_weekdays_match_where_that_is_asked(first: date, days: int) -> None:
    now = Period(first, first + timedelta(days - 1))
    assert earlier(now, "previous").until < now.since
    for compare in ("year", "weekdays"):
        before = earlier(now, compare)
        assert (before.days, before.since.weekday()) == (now.days, now.since.weekday())
    assert 1 <= (now.since - earlier(now, "weekdays").until).days <= 7


def test_a_running_period_is_compared_with_the_part_that_has_been_seen() -> None:
    march = Scope(period("2024-03-01", "2024-03-31"))
    seen = datetime(2024, 3, 10, 12)
    assert march.is_partial(seen)
    before = march.before(seen)
    assert before is not None
    assert before.period == period("2024-02-01", "2024-02-10")
    assert before.before(seen) is None  # a comparison has none of its own
    weekdays = replace(march, compare="weekdays").before(seen)
    assert weekdays is not None
    assert weekdays.period == period("2024-02-16", "2024-02-25")  # ten days, Friday to Sunday
    assert not march.is_partial(datetime(2024, 3, 31, 23, 59, 59))
    assert not march.is_partial(None)
    whole = march.before(datetime(2024, 4, 2))
    assert whole is not None
    assert whole.period == period("2024-02-01", "2024-02-29")


def test_the_day_of_the_watermark_is_that_of_the_zone() -> None:
    late = datetime(2024, 3, 10, 23, 30)  # the 11th in Berlin, still the 10th in New York
    for zone, day in (("Europe/Berlin", "2024-03-11"), ("America/New_York", "2024-03-10")):
        assert last_days(late, 7, zone) == Period(date.fromisoformat(day) - timedelta(6), date.fromisoformat(day))
        before = Scope(period("2024-03-01", "2024-03-31"), zone=zone).before(late)
        assert before is not None
        assert before.period.until == date.fromisoformat(day).replace(month=2)


def test_a_period_that_has_not_begun_at_the_watermark_is_compared_by_its_first_day() -> None:
    before = Scope(period("2024-03-04", "2024-03-10")).before(datetime(2024, 2, 1))
    assert before is not None
    assert before.period == period("2024-03-03", "2024-03-03")


def test_a_period_of_ones_own_goes_before_the_others() -> None:
    own = period("2020-01-01", "2020-01-07")
    scope = Scope(period("2024-03-04", "2024-03-10"), (3,), ("x",), "business", "Asia/Tokyo", "none", own)
    assert scope.before(None) == Scope(own, (3,), ("x",), "business", "Asia/Tokyo", "none")
    assert Scope(own, compare="none").before(None) is None


@given(st.datetimes(datetime(2015, 1, 1), datetime(2030, 1, 1)), ZONES)
def test_the_last_days_end_with_the_day_of_the_watermark(watermark: datetime, zone: str) -> None:
    first, after = last_days(watermark, 1, zone).bounds(zone)
    assert first <= watermark < after
