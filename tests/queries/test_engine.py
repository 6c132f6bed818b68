"""Laws of scope, slices and comparison that hold for every metric."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.engine import SLICES, UnknownName, measure
from queries.measurement import Measurement
from queries.metric import metrics
from queries.scope import Period, Scope
from queries.slices import has_slice, next_start, starts
from tests import facts
from tests.conversations import MONDAY, Teller, said

LAWS = settings(max_examples=15)
STARTED, WAITING = "conversations.started", "conversations.waiting"
RATES = (
    "conversations.reply_rate",
    "conversations.ever_answered",
    "conversations.two_way",
    "interactivity.reply_share",
)
PERIODS = ("week", "month", "quarter")
ZONES = ("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Kiritimati")
DAYS = 200


def busy_months() -> list[dict[str, Any]]:
    """Two hundred days of talk on two channels and elsewhere, always the same; most of it around clock changes."""
    random = Random(20240304)  # noqa: S311
    found = []
    for number in range(150):
        begin = MONDAY + timedelta(minutes=random.choice((random.randrange(DAYS * 1440), random.randrange(40 * 1440))))
        place: dict[str, Any] = {"channel_id": random.choice(("us", "us", "shop", None))}
        if random.random() < 0.2:
            found.append(said(f"p{number}", begin, random.choice(("us", "shop")), "News!", **place))
            begin += timedelta(hours=random.randrange(80))
        parent = f"p{number}" if found and found[-1]["native_id"] == f"p{number}" else None
        for turn in range(random.choice((1, 1, 2, 2, 3, 4, 6))):
            name = f"m{number}.{turn}"
            author = f"ann{random.randrange(60)}" if turn % 2 == 0 else "us"
            found.append(said(name, begin, author, parent_id=parent, **place))
            begin += timedelta(minutes=random.choice((1, 30, 300, 1440, 1441, 12000)))
            parent = name
    return found


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Teller]:
    """The busy months; `shop` was not seen to their end."""
    with facts.warehouse(tmp_path_factory.mktemp("busy")) as writer:
        teller = Teller(writer)
        teller.tell(busy_months(), until="Mon+26w 12:00", late={"shop": "Mon+12w 12:00"})
        yield teller


@st.composite
def scopes(draw: st.DrawFn) -> dict[str, Any]:
    since = MONDAY.date() + timedelta(draw(st.integers(-10, DAYS)))
    return {
        "period": Period(since, since + timedelta(draw(st.integers(0, 120)))),
        "zone": draw(st.sampled_from(ZONES)),
        "platforms": draw(st.sampled_from(((), (), ("x",)))),
    }


def hits(found: Measurement) -> int:
    return int(found.details.get("hits", 0))


# Slices --------------------------------------------------------------------------------------------------------------


@LAWS
@given(scopes(), st.data(), st.sampled_from((STARTED, *RATES)))
def test_slices_of_what_can_be_added_sum_to_the_total(
    busy: Teller, scope: dict[str, Any], data: st.DataObject, name: str
) -> None:
    by = data.draw(st.sampled_from([by for by in SLICES if has_slice(metrics()[name], by)]))
    found = busy.measure(name, by, **scope)
    assert sum(part.estimate.n for part in found.slices) == found.estimate.n
    if name in RATES:
        among = sum((part.estimate.value or 0) * part.estimate.n for part in found.slices)
        assert among == pytest.approx(hits(found))
    keys = [part.key for part in found.slices]
    assert len(set(keys)) == len(keys)
    assert [part.label for part in found.slices if not part.label] == []


@LAWS
@given(scopes(), st.sampled_from(PERIODS))
def test_what_waits_at_the_end_of_the_last_slice_is_the_total_and_of_every_slice_that_of_its_end(
    busy: Teller, scope: dict[str, Any], unit: str
) -> None:
    found = busy.measure(WAITING, unit, **scope)
    assert found.slices[-1].estimate.value == found.estimate.value
    for part in found.slices[:-1][-3:]:
        last = next_start(date.fromisoformat(part.key), unit) - timedelta(1)  # type: ignore[arg-type]
        at_its_end = busy.value(WAITING, **{**scope, "period": Period(scope["period"].since, last)})
        assert part.estimate.value == at_its_end, part.label


def test_a_question_deleted_before_it_took_effect_never_waited(teller: Teller) -> None:
    """Its clock runs from what it replies to, whatever its own stamp says; weeks without a move carry on."""
    teller.tell(
        """
        1  Mon 09:00        bob: Hello?
        2  Thu+2w 09:00     us: News!
        3  Mon 10:00        ann [deleted Mon 11:00] > 2: Why?
        """
    )
    found = teller.measure(WAITING, "week", period=Period(date(2024, 3, 4), date(2024, 3, 31)))
    assert [part.estimate.value for part in found.slices] == [1, 1, 1, 1]  # bob


@pytest.mark.parametrize("by", ["channel", "platform", "weekday_hour"])
def test_what_waits_is_cut_by_where_and_when_it_was_asked(busy: Teller, by: str) -> None:
    found = busy.measure(WAITING, by, period=Period(date(2024, 4, 1), date(2024, 4, 30)))
    assert sum(part.estimate.value or 0 for part in found.slices) == found.estimate.value
    assert found.estimate.value


@LAWS
@given(scopes(), st.sampled_from(PERIODS))
def test_a_slice_of_a_whole_period_is_the_measure_of_that_period(
    busy: Teller, scope: dict[str, Any], unit: str
) -> None:
    """Also for what cannot be added: medians, quantiles, and people, who are counted once in each slice."""
    for name in ("conversations.first_response", "conversations.depth", "people.returning"):
        for part in busy.measure(name, unit, **scope).slices[1:-1][:2]:
            first = date.fromisoformat(part.key)
            whole = Period(first, next_start(first, unit) - timedelta(1))  # type: ignore[arg-type]
            alone = busy.measure(name, **{**scope, "period": whole})
            assert (part.estimate, part.tail) == (alone.estimate, alone.tail), (name, part.label)


def test_one_channel_asked_for_is_its_slice(busy: Teller) -> None:
    for name in metrics():
        whole = busy.measure(name, "channel")
        assert [part.key for part in whole.slices][:2] == ["x:us", "x:shop"]
        assert [part.label for part in whole.slices][:2] == ["Us", "Shop"]
        for channel, part in zip(("us", "shop"), whole.slices, strict=False):
            alone = busy.measure(name, "channel", channels=(busy.channel(channel),))
            assert alone.estimate == part.estimate, name
            assert [one.key for one in alone.slices] == [part.key]


def test_what_lies_on_no_channel_has_a_slice_of_its_own(teller: Teller) -> None:
    teller.tell("1  Mon 09:00  ann: Does anybody know a good shop?")
    assert {part.key: part.estimate.value for part in teller.measure(STARTED, "channel").slices} == {
        "x:us": 0,
        "x:shop": 0,
        "elsewhere": 1,
    }
    assert {part.key: part.estimate.value for part in teller.measure(STARTED, "platform").slices} == {
        "x": 0,
        "elsewhere": 1,
    }
    assert teller.value(STARTED, channels=(teller.channel("us"), teller.channel("shop"))) == 0
    assert teller.value(STARTED, platforms=("x",)) == 0
    assert teller.value(STARTED) == 1


# Clocks and zones ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "hours", "at_two"), [("2024-03-31", 23, 0), ("2024-10-27", 25, 2), ("2024-06-02", 24, 1)]
)
def test_a_day_on_which_clocks_change_has_its_hours_in_their_slices(
    teller: Teller, day: str, hours: int, at_two: int
) -> None:
    """A question each half past the hour, UTC, from Saturday noon to Monday noon; Sunday is asked for, in Berlin."""
    sunday = datetime.fromisoformat(day)
    teller.tell(
        [said(str(hour), sunday + timedelta(hours=hour, minutes=30), f"p{hour}") for hour in range(-12, 36)],
        until="2024-12-31 00:00",
    )
    found = teller.measure(STARTED, "weekday_hour", period=Period(sunday.date(), sunday.date()), zone="Europe/Berlin")
    assert found.estimate.value == hours
    filled = {part.key: part.estimate.value for part in found.slices if part.estimate.value}
    assert filled == {f"7-{hour}": at_two if hour == 2 else 1 for hour in range(24) if hour != 2 or at_two}
    assert len(found.slices) == 7 * 24
    assert found.slices[0].label == "Monday 00:00"
    assert found.slices[-1].label == "Sunday 23:00"


def test_the_zone_decides_on_which_day_something_happened(teller: Teller) -> None:
    teller.tell(
        """
        1  Mon 23:30   ann: Hello?
        2  Tue 03:30   bob: Hello?
        """
    )
    monday = Period(date(2024, 3, 4), date(2024, 3, 4))
    assert {
        zone: teller.value(STARTED, period=monday, zone=zone) for zone in ("UTC", "Europe/Berlin", "America/New_York")
    } == {"UTC": 1, "Europe/Berlin": 0, "America/New_York": 2}
    week = Period(date(2024, 3, 4), date(2024, 3, 10))
    tokyo = teller.measure(STARTED, "weekday_hour", period=week, zone="Asia/Tokyo")
    assert {part.label: part.estimate.value for part in tokyo.slices if part.estimate.value} == {
        "Tuesday 08:00": 1,
        "Tuesday 12:00": 1,
    }


def test_a_week_begins_on_monday_at_midnight_of_the_zone(teller: Teller) -> None:
    teller.tell("1  Sun 23:30  ann: Hello?")
    two_weeks = Period(date(2024, 3, 4), date(2024, 3, 17))
    for zone, values in (("UTC", [1, 0]), ("Europe/Berlin", [0, 1])):
        found = teller.measure(STARTED, "week", period=two_weeks, zone=zone)
        assert [(part.key, part.estimate.value) for part in found.slices] == list(
            zip(["2024-03-04", "2024-03-11"], values, strict=True)
        )


# Periods -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("by", "labels"),
    [
        (
            "week",
            [
                "week of 26 Feb 2024",
                "week of 4 Mar 2024",
                "week of 11 Mar 2024",
                "week of 18 Mar 2024",
                "week of 25 Mar 2024",
                "week of 1 Apr 2024",
            ],
        ),
        ("month", ["February 2024", "March 2024", "April 2024"]),
        ("quarter", ["Q1 2024", "Q2 2024"]),
    ],
)
def test_periods_are_all_there_and_say_which_are_partial(teller: Teller, by: str, labels: list[str]) -> None:
    """Asked from 29 February to 3 April, seen until the 2nd: the first is cut, the last is cut and still running."""
    teller.tell("1  Mon 09:00  ann: Hello?", until="2024-04-02 12:00")
    found = teller.measure(STARTED, by, period=Period(date(2024, 2, 29), date(2024, 4, 3)))
    assert [part.label for part in found.slices] == labels
    assert [part.is_partial for part in found.slices] == [True] + [False] * (len(labels) - 2) + [True]


@pytest.mark.parametrize(("until", "is_partial"), [("2024-03-31 23:59", True), ("2024-03-31 23:59:59", False)])
def test_a_whole_period_is_partial_only_while_it_runs(teller: Teller, until: str, is_partial: bool) -> None:
    teller.tell("1  Mon 09:00  ann: Hello?", until=until)
    found = teller.measure(STARTED, "month", period=Period(date(2024, 3, 1), date(2024, 3, 31)))
    assert [part.is_partial for part in found.slices] == [found.is_partial] == [is_partial]


@given(st.dates(date(2020, 1, 1), date(2026, 1, 1)), st.integers(0, 500), st.sampled_from(PERIODS))
def test_periods_follow_each_other_from_the_first_day_to_the_last(first: date, days: int, unit: Any) -> None:
    period = Period(first, first + timedelta(days))
    found = starts(period, unit)
    assert found[0] <= period.since < next_start(found[0], unit)
    assert found[-1] <= period.until < next_start(found[-1], unit)
    assert [next_start(day, unit) for day in found[:-1]] == found[1:]
    assert all(day.weekday() == 0 if unit == "week" else day.day == 1 for day in found)


# Comparison ----------------------------------------------------------------------------------------------------------


@LAWS
@given(scopes(), st.sampled_from(sorted(metrics())), st.sampled_from(("previous", "year")))
def test_a_comparison_is_the_same_question_over_the_earlier_period(
    busy: Teller, scope: dict[str, Any], name: str, compare: str
) -> None:
    found = busy.measure(name, **{**scope, "compare": compare})
    assert found.before_period is not None
    assert found.before is not None
    first = "asked_at) from requests" if metrics()[name].is_about_handoffs else "started_at) from conversations"
    begins = busy.rows(f"select min({first}")[0][0]
    since, until = found.before_period.bounds(scope["zone"])
    if begins is None or begins > since + (until - since) / 10:
        assert found.before.value is None
        assert found.before.reason == "the data does not go back that far"
        assert found.change is not None
        assert found.change.verdict == "unknown"
    else:
        assert found.before == busy.measure(name, **{**scope, "period": found.before_period}).estimate


@pytest.mark.parametrize("since", [date(2024, 4, 1), date(2024, 5, 20), date(2024, 6, 10)])  # before it, and over it
def test_a_period_of_ones_own_choice_is_compared_with_as_it_is(busy: Teller, since: date) -> None:
    own = Period(since, since + timedelta(days=29))
    found = busy.measure(STARTED, period=Period(date(2024, 6, 1), date(2024, 6, 30)), custom_before=own)
    assert found.before == busy.measure(STARTED, period=own).estimate
    assert found.before is not None
    assert found.before.value
    assert found.change is not None
    assert found.change.difference == (found.estimate.value or 0) - found.before.value


def test_no_comparison_is_made_where_none_is_asked_for(busy: Teller) -> None:
    found = busy.measure(STARTED)
    assert (found.before_period, found.before, found.change) == (None, None, None)


# What is asked -------------------------------------------------------------------------------------------------------


def test_values_from_outside_are_bound_whatever_they_say(busy: Teller) -> None:
    hostile = ("x' or '1'='1", "x'); drop table messages; --", "$since", "{shape}", "x\x00", "☃", "%")
    for name in metrics():
        for by in (None, "channel", "week", "platform"):
            if by and not has_slice(metrics()[name], by):
                continue
            for scope in ({"platforms": hostile}, {"topics": hostile}, {"audiences": hostile}):
                found = busy.measure(name, by, **scope)
                assert found.estimate.n == 0, name
                assert not found.estimate.value, name
        if not metrics()[name].is_about_handoffs:
            assert busy.measure(name, platforms=hostile).coverage.of == 0
        assert busy.measure(name, departments=hostile).estimate.value in (None, 0), name
    assert busy.value(STARTED, platforms=("x",))


def test_names_in_the_data_are_data(teller: Teller) -> None:
    name = "us'); drop table channels; --"
    teller.tell([said("1", MONDAY, "ann", channel_id=name)])
    found = teller.measure(STARTED, "channel")
    assert {part.key: part.estimate.value for part in found.slices} == {"x:us": 0, "x:shop": 0, f"x:{name}": 1}


def test_a_metric_or_slice_that_does_not_exist_is_refused_with_those_that_do(busy: Teller) -> None:
    scope = Scope(Period(date(2024, 3, 4), date(2024, 3, 4)))
    with pytest.raises(UnknownName) as no_metric:
        measure(busy.snapshot, "conversations.likes", scope)
    assert str(no_metric.value).startswith(
        "There is no metric 'conversations.likes'. There are: conversations.asked_again, "
    )
    with pytest.raises(UnknownName) as no_slice:
        measure(busy.snapshot, STARTED, scope, "mood")
    assert str(no_slice.value) == f"There is no slice 'mood'. There are: {', '.join(SLICES)}."


@pytest.mark.parametrize(
    ("name", "by", "sentence"),
    [
        (STARTED, "holder", "Conversations started cannot be cut by holder."),
        ("handoffs.asked", "reason", "Hand-offs cannot be cut by reason."),
        ("people.core", "week", "Core cannot be cut by week."),
    ],
)
def test_a_slice_that_a_metric_lacks_is_refused_in_words(busy: Teller, name: str, by: str, sentence: str) -> None:
    assert not has_slice(metrics()[name], by)
    with pytest.raises(UnknownName) as lacking:
        busy.measure(name, by)
    assert str(lacking.value) == sentence


def test_settings_of_the_warehouse_decide_what_is_too_few(teller: Teller) -> None:
    teller.tell("\n".join(f"{number} Mon 09:00 p{number}: Hello?" for number in range(9)))
    assert teller.measure("conversations.reply_rate").estimate.reason == "too few to say"
    teller.writer.execute("insert into settings values ('minimum_n', '9')")
    teller.publish()
    assert teller.measure("conversations.reply_rate").estimate.reason is None
