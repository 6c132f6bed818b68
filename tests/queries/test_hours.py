"""A period of one hour: what happened in it, compared with the same hour of another day."""

import json
from datetime import date, datetime

import pytest

from queries.__main__ import main
from queries.scope import Compare, Hours, Period, Scope, earlier
from tests.conversations import Teller

STARTED, REPLY, WAITING = "conversations.started", "conversations.reply_rate", "conversations.waiting"
TUESDAY = date(2024, 3, 5)
NINE = Hours(TUESDAY, TUESDAY, 9, 10)

MORNING = """
    0  Mon 08:00      zoe: Hello?
    1  Mon 09:15      ann: Hello?
    2  Tue 08:59:59   bob: Hello?
    3  Tue 09:00      cid: Hello?
    4  Tue 09:30      us > 3: Hello.
    5  Tue 09:59:59   dan: Hello?
    6  Tue 10:00      eve: Hello?
    7  Thu 10:00      us > 5: Hello, at last.
"""


def test_an_hour_holds_what_began_in_it_and_is_compared_with_the_same_hour_of_the_day_before(teller: Teller) -> None:
    teller.tell(MORNING, until="Fri 10:00")
    found = teller.measure(STARTED, period=NINE, compare="previous")
    assert (found.estimate.value, found.before and found.before.value) == (2, 1)  # cid and dan; ann
    assert found.before_period == Hours(date(2024, 3, 4), date(2024, 3, 4), 9, 10)
    assert teller.rate(REPLY, period=NINE) == (1, 2)  # dan waited for two days
    assert teller.value(WAITING, period=NINE) == 4  # at ten: zoe, ann, bob and dan; eve has just come


@pytest.mark.parametrize("by", ["week", "month", "channel", "weekday_hour"])
def test_the_slices_of_an_hour_hold_what_it_holds(teller: Teller, by: str) -> None:
    teller.tell(MORNING, until="Fri 10:00")
    slices = teller.measure(STARTED, period=NINE, by=by).slices
    assert sum(part.estimate.value or 0 for part in slices) == 2
    assert all(part.is_partial for part in slices) is (by in ("week", "month"))


@pytest.mark.parametrize(
    ("compare", "before"),
    [("previous", (4, 4)), ("weekdays", (27, 27)), ("year", (7, 7))],
)
def test_hours_are_compared_with_those_of_other_days(compare: Compare, before: tuple[int, int]) -> None:
    found = earlier(NINE, compare)
    assert (type(found), found.since.day, found.until.day) == (Hours, *before)
    assert found.ends[0].endswith("T09") and found.ends[1].endswith("T10")


def test_an_hour_on_the_first_of_a_month_is_not_a_month() -> None:
    assert earlier(Hours(date(2024, 3, 1), date(2024, 3, 1), 9, 10), "previous").since == date(2024, 2, 29)


def test_hours_are_those_of_the_zone_also_in_the_night_when_clocks_change() -> None:
    night = Hours(date(2024, 3, 30), date(2024, 3, 31), 22, 4)
    assert night.bounds("UTC") == (datetime(2024, 3, 30, 22), datetime(2024, 3, 31, 4))
    assert night.bounds("Europe/Berlin") == (datetime(2024, 3, 30, 21), datetime(2024, 3, 31, 2))  # five hours, not six
    assert Hours(TUESDAY, TUESDAY, 0, 24).bounds("Europe/Berlin") == Period(TUESDAY, TUESDAY).bounds("Europe/Berlin")


def test_the_part_of_it_that_ends_with_a_day_has_all_hours_of_that_day() -> None:
    whole = Hours(TUESDAY, date(2024, 3, 7), 9, 10)
    assert whole.up_to(date(2024, 3, 6)) == Hours(TUESDAY, date(2024, 3, 6), 9, 24)
    assert whole.up_to(date(2024, 3, 9)) is whole
    assert Scope(whole).seen(datetime(2024, 3, 6, 12)) == Hours(TUESDAY, date(2024, 3, 6), 9, 24)


def test_hours_that_end_before_they_begin_are_refused_in_words() -> None:
    with pytest.raises(ValueError, match=r"The period ends \(2024-03-05T09\) before it begins \(2024-03-05T09\)"):
        Hours(TUESDAY, TUESDAY, 9, 9)


@pytest.mark.parametrize(
    ("asked", "period", "value"),
    [
        (("2024-03-05T09", "2024-03-05T10"), ("2024-03-05T09", "2024-03-05T10"), 2),
        (("2024-03-05T09:00", "2024-03-05"), ("2024-03-05T09", "2024-03-06T00"), 3),
        (("2024-03-05", "2024-03-05T09"), ("2024-03-05T00", "2024-03-05T09"), 1),
        (("2024-03-04T09", "2024-03-05T00"), ("2024-03-04T09", "2024-03-05T00"), 1),
        (("2024-03-05", "2024-03-05"), ("2024-03-05", "2024-03-05"), 4),
    ],
)
def test_hours_are_asked_for_on_the_command_line(
    teller: Teller, asked: tuple[str, str], period: tuple[str, str], value: int, capsys: pytest.CaptureFixture[str]
) -> None:
    teller.tell(MORNING, until="Fri 10:00")
    home = ["--warehouse", str(teller.writer.home.folder)]
    assert main(["measure", STARTED, "--since", asked[0], "--until", asked[1], "--format", "json", *home]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["period"]["since"], found["period"]["until"], found["value"]) == (*period, value)


@pytest.mark.parametrize("said", ["2024-03-05T25", "2024-03-05T9", "2024-03-05T09:30", "T09"])
def test_what_is_no_hour_is_refused_with_how_to_write_one(
    teller: Teller, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["measure", STARTED, "--since", said, "--warehouse", str(teller.writer.home.folder)])
    assert "write it as 2026-11-30, or with an hour as 2026-11-30T14" in capsys.readouterr().err
