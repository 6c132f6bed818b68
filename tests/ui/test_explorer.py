"""The explorer offers what there is, says how to ask for it elsewhere, and shows what comes from outside as text."""

import csv
import io
import json
import shlex
from dataclasses import replace
from datetime import date, datetime

import pytest

from queries import __main__ as command_line
from queries.engine import measure
from queries.measurement import Coverage, Estimate, Measurement, Slice
from queries.metric import FOLDER, metrics
from queries.reading import about
from queries.scope import Period, Scope
from tests.browser import organisation
from ui import bars, charts, theme
from ui.asked_elsewhere import command, file_text
from ui.explorer import CUTS, WHOLE, by_area, cuts_of, figure_name, usual_cut
from ui.explorer_figure import anchor, change, facts, reason, value
from ui.parts_table import as_csv, table
from ui.view import View
from warehouse import Home, Snapshot

SCOPE = Scope(Period(date(2026, 9, 1), date(2026, 11, 19)))
HOSTILE = '=HYPERLINK("https://example.invalid","x")'


def measured(name="conversations.reply_rate", estimate=None, by="channel", slices=(), **more):
    return Measurement(
        metrics()[name],
        more.pop("scope", SCOPE),
        datetime(2026, 11, 20),
        estimate or Estimate(0.61, 0.59, 0.63, 2850),
        Coverage(1, 1),
        by=by,
        slices=tuple(slices),
        **more,
    )


def part(key, estimate, label=None):
    return Slice(key, label or key, estimate)


PARTS = (
    part("x:1", Estimate(0.7, 0.6, 0.8, 90)),
    part("x:2", Estimate(0.5, 0.1, 0.9, 4, "too few to say"), HOSTILE),
    part("x:3", Estimate(None, reason="nothing to judge in this period")),
)


def test_every_metric_can_be_chosen_in_the_order_of_reading():
    names = by_area()
    assert sorted(names) == sorted(metrics())
    assert [name.split(".")[0] for name in names[:1] + names[-1:]] == ["conversations", "ledger"]
    labels = [figure_name(name) for name in names]
    assert len(set(labels)) == len(labels)
    assert figure_name("conversations.reply_rate") == "Conversations · Answered within a day"


@pytest.mark.parametrize("name", metrics())
def test_only_cuts_that_a_metric_has_are_offered_and_the_usual_is_one_of_them(name):
    metric = metrics()[name]
    cuts = cuts_of(metric, {})
    assert set(cuts) <= CUTS.keys()
    assert usual_cut(metric) in cuts
    assert ("holder" in cuts) == ("holder" in metric.gives)
    assert WHOLE in cuts
    assert "topic" not in cuts_of(metric, {"topic": False})


def test_bars_stand_in_the_order_of_the_slices_and_say_what_is_not_known():
    found = measured(slices=PARTS)
    figure = bars.bars(found, lambda estimate: value(found, estimate))
    (drawn,) = figure.data
    assert [key for key, _ in drawn.customdata] == ["x:1", "x:2", "x:3"]
    assert list(drawn.x) == pytest.approx([70, 50, None])
    assert list(drawn.error_x.array) == pytest.approx([10, 0, 0])
    assert list(drawn.marker.color) == [theme.OURS, theme.PAPER, theme.PAPER]
    assert figure.layout.yaxis.categoryarray == ("row 2", "row 1", "row 0")
    said = [note.text for note in figure.layout.annotations]
    assert said == ["not known", "all: 61\u00a0%"]


def test_parts_of_a_sum_are_not_held_against_it():
    found = measured("conversations.started", Estimate(30, 20, 40, 30), slices=[part("x:1", Estimate(30, n=30))])
    assert not bars.bars(found, lambda estimate: value(found, estimate)).layout.annotations


def test_what_comes_from_outside_is_text_in_chart_and_file():
    found = measured(slices=[part("x:1", PARTS[0].estimate, "<img src=x onerror=alert(1)>"), PARTS[1]])
    figure = bars.bars(found, lambda estimate: value(found, estimate))
    assert "<img" not in figure.layout.yaxis.ticktext[0]
    assert "<img" not in figure.data[0].customdata[0][1]
    rows = list(csv.DictReader(io.StringIO(as_csv(found).decode("utf-8-sig"))))
    assert rows[2]["slice"] == f"'{HOSTILE}"
    assert [float(row["value"]) for row in rows] == [0.61, 0.7, 0.5]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_the_file_is_a_formula(start):
    found = measured(slices=[part("x:1", PARTS[0].estimate, f"{start}1+1")])
    assert list(csv.reader(io.StringIO(as_csv(found).decode("utf-8-sig"), newline="")))[2][4] == f"'{start}1+1"


def test_a_negative_figure_stays_a_number_in_the_file():
    found = measured("ownership.gap", Estimate(-3.5, -5, -2, 40), by=None)
    (row,) = csv.DictReader(io.StringIO(as_csv(found).decode("utf-8-sig")))
    assert (row["value"], row["low"]) == ("-3.5", "-5")


def test_the_table_leaves_open_what_is_too_few_to_say():
    first, weak, unknown = table(measured(slices=PARTS))
    assert (first["value"], first["likely"]) == (pytest.approx(70), "60 – 80\u00a0%")
    assert (weak["value"], weak["likely"], weak["n"]) == (None, "too few to say", 4)
    assert (unknown["value"], unknown["likely"]) == (None, None)


def test_cells_of_weekday_and_hour_that_rest_on_too_little_are_hatched():
    found = measured(by="weekday_hour", slices=[part("1-9", PARTS[0].estimate), part("1-10", PARTS[1].estimate)])
    monday = charts.hours(found).data[-1]
    assert (monday.marker.pattern.shape[9], monday.marker.pattern.shape[10]) == ("", "/")
    assert "70\u00a0%" in monday.customdata[9][1]


def test_hours_of_opening_time_stay_hours():
    scope = replace(SCOPE, clock="business")
    found = measured("handoffs.time_to_answer", Estimate(120 * 3600, 90 * 3600, 150 * 3600, 40), by=None, scope=scope)
    assert value(found) == "120\u00a0h"
    assert "in opening hours" in facts(found)
    assert "40 requests" in facts(found)


def test_a_wait_that_is_not_reached_is_said_as_such():
    found = measured("conversations.first_response", Estimate(None, n=40, at_least=432000.0, reason="x"), by=None)
    assert value(found) == "over 5\u00a0days"
    assert reason(found, found.estimate).startswith("not yet known: more than half still wait")
    assert change(found) == ""


def test_the_file_of_a_metric_is_shown_as_it_is():
    assert file_text("conversations.reply_rate") == (FOLDER / "conversations" / "reply_rate.sql").read_text("utf-8")


def test_anchors_are_plain_and_one_a_metric():
    anchors = {anchor(name) for name in metrics()}
    assert len(anchors) == len(metrics())
    assert all(found.replace("-", "").isalnum() for found in anchors)


@pytest.mark.parametrize(
    "asked",
    [
        {"name": "conversations.reply_rate", "by": "channel"},
        {"name": "handoffs.time_to_answer", "by": "department", "departments": (organisation.HOSTILE, "Legal")},
        {"name": "conversations.first_response", "by": None, "clock": "wall", "compare": "year", "platforms": ("x",)},
    ],
    ids=lambda asked: asked["name"],
)
def test_the_command_gives_the_same_figure(asked, tmp_path, capsys):
    organisation.build(tmp_path / "o'r g")
    snapshot = Snapshot(Home(tmp_path / "o'r g"))
    name, by = asked.pop("name"), asked.pop("by")
    known = about(snapshot)
    scope = replace(SCOPE, channels=(known.channels[0].key,) if "platforms" in asked else (), **asked)
    found = measure(snapshot, name, scope, by)
    program, *words = shlex.split(command(View(snapshot, scope, known), found, str(tmp_path / "o'r g")))
    assert [program, *words[:2]] == ["python", "-m", "queries"]
    assert command_line.main([*words[2:], "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["value"], told["n"]) == (found.estimate.value, found.estimate.n)
    assert [one["n"] for one in told["slices"]] == [one.estimate.n for one in found.slices]
    assert told["comparison"]["period"]["since"] == found.before_period.since.isoformat()
