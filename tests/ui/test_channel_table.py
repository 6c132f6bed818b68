"""The channels side by side."""

from dataclasses import replace
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


def test_a_channel_stands_beside_the_others_only_as_far_as_chance_allows():
    """60 of 100 on the whole: 55 is no different, 20 is lower, and of 5 messages nothing is said."""
    found = {key: measured(name) for key, name in channel_table.COLUMNS.items()}
    more = (*CHANNELS, Channel(4, "x", "4", "jobs", None, None))
    rates = zip(more, ((0.68, 400), (0.55, 100), (0.2, 100), (0.2, 5)), strict=True)
    slices = tuple(Slice(one.id, one.name, Estimate(rate, 0.0, 1.0, n)) for one, (rate, n) in rates)
    found["answered"] = replace(found["answered"], estimate=Estimate(0.6, 0.5, 0.7, 605), slices=slices)
    found["conversations"] = replace(found["conversations"], slices=slices)
    rows = channel_table.table(found, more)
    assert [row["beside"] for row in rows.values()] == [
        "higher than by chance",
        "no clear difference",
        "lower than by chance",
        None,
    ]
    alone = {key: replace(one, slices=one.slices[:2]) for key, one in found.items()}
    assert [row["beside"] for row in channel_table.table(alone, more).values()] == [None, None]
