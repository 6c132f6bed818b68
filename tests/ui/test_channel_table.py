"""The channels side by side."""

from datetime import date, datetime

from queries.channels import Channel
from queries.measurement import Coverage, Estimate, Measurement, Slice
from queries.metric import metrics
from queries.scope import Period, Scope
from ui import channel_table, scope_bar

CHANNELS = (
    Channel(1, "facebook", "1", None, "Brackenlight", None),
    Channel(2, "instagram", "2", None, "Brackenlight", None),
    Channel(3, "x", "3", "help", None, None),
)


def measured(name):
    slices = tuple(Slice(channel.id, channel.name, Estimate(0.0, n=0)) for channel in CHANNELS)
    scope = Scope(Period(date(2026, 9, 7), date(2026, 10, 18)))
    return Measurement(
        metrics()[name], scope, datetime(2026, 10, 19), Estimate(0.0), Coverage(1, 1), by="channel", slices=slices
    )


def test_channels_of_one_name_are_told_apart_by_their_platform():
    rows = channel_table.table({key: measured(name) for key, name in channel_table.COLUMNS.items()}, CHANNELS)
    assert [row["channel"] for row in rows.values()] == ["Brackenlight · Facebook", "Brackenlight · Instagram", "@help"]
    assert [row["platform"] for row in rows.values()] == ["Facebook", "Instagram", "X"]


def test_a_channel_that_is_not_known_has_no_name():
    assert scope_bar.told_apart(None, "x", CHANNELS) == ""
