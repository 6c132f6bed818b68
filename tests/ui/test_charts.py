"""Charts are pure functions from a measurement to a figure."""

from datetime import date, datetime, timedelta

import pytest

from queries.measurement import Coverage, Estimate, Measurement, Slice
from queries.metric import metrics
from queries.scope import Period, Scope
from ui import charts, theme
from ui.sparkline import sparkline

SCOPE = Scope(Period(date(2026, 9, 7), date(2026, 10, 18)))
MONDAY = date(2026, 9, 7)


def weeks(values, **of_all):
    return tuple(
        Slice(
            (MONDAY + timedelta(weeks=place)).isoformat(),
            f"week of {MONDAY + timedelta(weeks=place)}",
            Estimate(value, value and value * 0.9, value and value * 1.1, 40, **of_all)
            if value is not None
            else Estimate(None),
        )
        for place, value in enumerate(values)
    )


def measured(name, slices=(), **more):
    return Measurement(
        metrics()[name], SCOPE, datetime(2026, 10, 19), Estimate(0.6, n=40), Coverage(1, 1), slices=slices, **more
    )


def line(figure):
    return next(trace for trace in figure.data if trace.mode == "lines+markers")


def hollow(figure):
    return next(trace for trace in figure.data if trace.mode == "markers")


def test_a_trend_of_shares_is_drawn_in_percent_with_its_band_and_a_label():
    figure = charts.trend(measured("conversations.reply_rate", weeks([0.5, 0.6, 0.7]), before=Estimate(0.66, n=50)))
    assert list(line(figure).y) == pytest.approx([50, 60, 70])
    assert list(figure.data[0].y) == pytest.approx([55, 66, 77, 63, 54, 45])
    texts = [note.text for note in figure.layout.annotations]
    assert any("70" in text for text in texts)
    assert any(text.replace("\u00a0", " ") == "before<br>66 %" for text in texts)
    assert figure.layout.yaxis.range == (0, 102)
    assert figure.layout.showlegend is False


@pytest.mark.parametrize(
    ("seconds", "top", "unit"), [(40, 40, "s"), (1200, 20, "min"), (18000, 5, "h"), (432000, 5, "d")]
)
def test_a_trend_of_waits_has_an_axis_in_a_unit_that_people_use(seconds, top, unit):
    figure = charts.trend(measured("conversations.first_response", weeks([seconds / 2, seconds])))
    assert max(line(figure).y) == pytest.approx(top)
    assert figure.layout.yaxis.ticksuffix.strip("\u00a0") == unit


def test_a_week_that_is_not_whole_or_weak_is_hollow_and_stands_beside_the_line():
    slices = weeks([0.5, 0.6, 0.7])
    partial = Slice(slices[2].key, slices[2].label, slices[2].estimate, is_partial=True)
    figure = charts.trend(measured("conversations.reply_rate", (*slices[:2], partial)))
    assert list(line(figure).y) == [pytest.approx(50), pytest.approx(60), None]
    assert list(hollow(figure).y) == [None, None, pytest.approx(70)]
    assert hollow(figure).marker.color == theme.PAPER
    assert "60" in figure.layout.annotations[0].text
    assert len(figure.data[0].x) == 4  # the band is drawn over whole weeks only
    weak = charts.trend(measured("conversations.reply_rate", weeks([0.5, 0.6], reason="too few to say")))
    assert list(line(weak).y) == [None, None]
    assert not weak.layout.annotations


def test_a_week_without_data_is_a_gap_and_not_a_zero():
    drawn = line(charts.trend(measured("conversations.reply_rate", weeks([0.5, None, 0.7]))))
    assert list(drawn.y) == [pytest.approx(50), None, pytest.approx(70)]
    assert not drawn.connectgaps


def test_the_band_breaks_where_the_line_breaks():
    figure = charts.trend(measured("conversations.reply_rate", weeks([0.5, 0.6, None, 0.7, None, 0.8, 0.9, 0.8])))
    bands = [trace for trace in figure.data if trace.fill == "toself"]
    assert [sorted({str(day) for day in band.x}) for band in bands] == [
        ["2026-09-07", "2026-09-14"],
        ["2026-10-12", "2026-10-19", "2026-10-26"],
    ]


def test_the_hours_have_a_bar_for_each_cell_which_says_its_key():
    slices = (Slice("3-14", "Wednesday 14:00", Estimate(7, n=7)), Slice("7-0", "Sunday 00:00", Estimate(2, n=2)))
    figure = charts.hours(measured("conversations.started", slices))
    cells = {
        cell[0]: (trace.base, colour, cell[1])
        for trace in figure.data
        for cell, colour in zip(trace.customdata, trace.marker.color, strict=True)
    }
    assert len(cells) == 7 * 24
    assert cells["3-14"] == (4, 7, "Wednesday, 14:00 to 15:00<br><b>7 conversations</b>")
    assert cells["7-0"][:2] == (0, 2)
    assert cells["1-0"][:2] == (6, 0)


def test_charts_are_described_in_words():
    rate = measured("conversations.reply_rate", weeks([0.5, 0.7]))
    assert charts.describe_trend(rate).replace("\u00a0", " ") == (
        "Answered within a day by week, from 50 % in the week of 2026-09-07 to 70 % in the week of 2026-09-14"
    )
    slices = (Slice("3-14", "", Estimate(7, n=7)),)
    assert "Wednesday, 14:00 to 15:00: 7" in charts.describe_hours(measured("conversations.started", slices))
    assert "none in this period" in charts.describe_hours(measured("conversations.started"))


def test_a_sparkline_needs_three_weeks_and_breaks_where_one_is_missing():
    assert sparkline(weeks([1, 2])) == ""
    assert sparkline(weeks([1, 2, 3])).count("polyline") == 1
    assert sparkline(weeks([1, 2, None, 3, 4])).count("polyline") == 2
