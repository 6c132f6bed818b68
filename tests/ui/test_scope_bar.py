"""Periods count back from the data, not from today."""

from datetime import date, datetime

import pytest

from queries.channels import Channel
from queries.reading import About
from queries.scope import Period
from queries.settings import Settings
from ui.scope_bar import ALL, CLOCKS, LAST_MONTH, PERIODS, THIS_MONTH, channel_labels, period_of


def about(watermark, first_at=datetime(2018, 5, 2, 16), zone="UTC"):
    return About((), Settings(zone=zone), watermark, first_at, is_sample=False)


@pytest.mark.parametrize(
    ("preset", "since", "until"),
    [
        ("Last 7 days", date(2020, 3, 28), date(2020, 4, 3)),
        ("Last 90 days", date(2020, 1, 5), date(2020, 4, 3)),
        ("Last 365 days", date(2019, 4, 5), date(2020, 4, 3)),
        (THIS_MONTH, date(2020, 4, 1), date(2020, 4, 30)),
        (LAST_MONTH, date(2020, 3, 1), date(2020, 3, 31)),
        (ALL, date(2018, 5, 2), date(2020, 4, 3)),
    ],
)
def test_a_preset_ends_with_the_data(preset, since, until):
    assert period_of(preset, about(datetime(2020, 4, 3, 2, 41))) == Period(since, until)


def test_days_are_those_of_the_organisation():
    late = about(datetime(2020, 3, 31, 23, 30), zone="Europe/Berlin")
    assert period_of("Last 7 days", late).until == date(2020, 4, 1)
    assert period_of(THIS_MONTH, late) == Period(date(2020, 4, 1), date(2020, 4, 30))


def test_without_data_there_is_still_a_period():
    for preset in PERIODS[:-1]:
        assert period_of(preset, about(None, None)).days == 1


def test_no_two_channels_have_one_label():
    channels = [Channel(key, "x", str(key), None, "Help", None) for key in (1, 2)]
    assert [channel.key for channel in channel_labels(channels).values()] == [1, 2]


def test_the_clock_is_the_usual_one_until_somebody_chooses():
    assert next(iter(CLOCKS.values())) is None
    assert set(CLOCKS.values()) == {None, "wall", "business"}
