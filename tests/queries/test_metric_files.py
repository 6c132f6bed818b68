"""A metric is one file that says all there is to know of it, over a SELECT that anybody can paste."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import duckdb
import pytest

from queries import engine, marts, organisation
from queries.metric import FOLDER, Metric, Shape, metrics, parse
from tests import facts
from tests.conversations import Teller

NAMES = sorted(metrics())
VISITS = {"author_key", "joined_at", "lookback", "previous_at", "previous_joined_at"}
HEAD = """-- title: A title
-- label: a label
-- unit: percent
-- shape: rate
-- better: up
-- basis: by time asked
-- definition: One line
--   and another.
-- why: Because.
"""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A published file with one answered question."""
    with facts.warehouse(tmp_path_factory.mktemp("files")) as writer:
        Teller(writer).tell(
            """
            1  Mon 09:00   ann: Hello?
            2  Mon 10:00   us > 1: Hello.
            """
        )
        yield writer.home.published_file


@pytest.mark.parametrize("name", NAMES)
def test_the_head_says_everything_a_reader_needs(name: str) -> None:
    metric = metrics()[name]
    assert (FOLDER / f"{metric.area}/{name.partition('.')[2]}.sql").is_file()
    for sentence in (metric.definition, metric.why):
        assert re.fullmatch(r"[A-Z].{20,}\.", sentence), sentence
    assert metric.label[0].islower()
    assert metric.title[0].isupper()
    assert re.match("by |as of ", metric.basis)


def test_no_two_metrics_have_one_title_or_label() -> None:
    for words in ({metric.title for metric in metrics().values()}, {metric.label for metric in metrics().values()}):
        assert len(words) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_select_runs_alone_when_pasted_with_its_head(name: str, file: Path) -> None:
    metric = metrics()[name]
    text = (FOLDER / f"{name.replace('.', '/')}.sql").read_text(encoding="utf-8")
    assert "$" not in text
    with duckdb.connect(str(file), read_only=True) as shell:
        pasted = shell.execute(text)
        columns = {column[0] for column in pasted.description}
        assert columns >= {"basis_at", "conversation_key", "channel_key"}
        assert len(columns) == len(pasted.description)
        assert pasted.fetchall() == shell.execute(metric.sql).fetchall()
    wanted = {
        "count": set(),
        "rate": {"hit", "due_at"},
        "median": {"value", "due_at"},
        "open": {"ended_at"},
        "returning": VISITS,
        "wait": {"started_at", "ended_at", "stopped_at", "started_open", "ended_open", "stopped_open"},
        "share": {"weight", "department"},
        "ratio": {"part", "whole"},
        "mean": {"value"},
        "hours": {"seconds"},
        "distinct": {"who", "came_at"},
        "newcomers": VISITS | {"shortest_history"},
        "core": {"author_key", "joined_at"},
        "index": {"component", "part", "whole", "due_at"},
        "gap": {"side", "weight", "department"},
        "evenness": {"weight", "department"},
    }
    of_a_log = {"handoff_key", "source", "calendar"} if metric.is_about_handoffs else set()
    everywhere = {"basis_at", "conversation_key", "channel_key"}
    if metric.shape in ("rate", "ratio", "hours", "share"):
        columns -= {"is_alone"}
    assert columns == everywhere | wanted[metric.shape] | of_a_log | set(metric.gives)


def test_every_metric_holds_its_units_and_shapes_together() -> None:
    units = {
        "count": {"count"},
        "rate": {"percent"},
        "wait": {"duration"},
        "open": {"count"},
        "median": {"number"},
        "returning": {"percent"},
        "share": {"percent"},
        "ratio": {"percent", "number"},
        "mean": {"number"},
        "hours": {"hours"},
        "distinct": {"count"},
        "newcomers": {"count"},
        "core": {"count"},
        "index": {"score"},
        "gap": {"points"},
        "evenness": {"number"},
    }
    assert all(metric.unit in units[metric.shape] for metric in metrics().values())


def test_a_head_is_read_over_several_lines_and_left_out_of_the_sql() -> None:
    metric = parse("area.name", HEAD + "select 1;\n-- not the head\n")
    assert metric == Metric(
        "area.name",
        "A title",
        "a label",
        "percent",
        "rate",
        "up",
        "by time asked",
        "One line and another.",
        "Because.",
        metric.sql,
    )
    assert metric.area == "area"
    assert (metric.about, metric.gives, metric.is_about_handoffs) == ("conversations", (), False)
    assert parse("a.b", HEAD + "select 1;").sql == "select 1"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("-- why: Because.\n", ""), "Metric a.b does not say its why: add it to the head of its file."),
        (
            ("unit: percent", "unit: bananas"),
            "Metric a.b has unit 'bananas'; it may be count, percent, duration, number, hours, score, points.",
        ),
        (("better: up", "better: sideways"), "Metric a.b has better 'sideways'; it may be up, down, none."),
        (("shape: rate", "shape: round"), "has shape 'round'"),
        (
            ("-- why:", "-- about: weather\n-- why:"),
            "Metric a.b has about 'weather'; it may be conversations, handoffs.",
        ),
    ],
)
def test_a_head_that_lacks_something_is_refused_in_words(change: tuple[str, str], sentence: str) -> None:
    with pytest.raises(ValueError, match=re.escape(sentence)):
        parse("a.b", HEAD.replace(*change) + "select 1")


def test_each_shape_a_metric_may_have_has_a_file_and_an_estimate() -> None:
    assert {metric.shape for metric in metrics().values()} == set(get_args(Shape))
    for metric in metrics().values():
        assert engine.shape_sql(metric.shape).startswith(f"-- shape {metric.shape}")
    for shape in ("share", "gap"):
        assert engine.shape_sql(f"{shape}_by_department").startswith(f"-- shape {shape}, by department: ")


def test_a_head_may_say_whose_clock_its_items_have_and_which_labels_they_bring() -> None:
    metric = parse("a.b", HEAD + "-- about: handoffs\n-- gives: department, reason\nselect 1")
    assert (metric.about, metric.is_about_handoffs, metric.gives) == ("handoffs", True, ("department", "reason"))


def test_every_file_of_the_marts_says_in_its_head_what_it_makes() -> None:
    for step in marts.STEPS:
        assert re.match(rf"-- {'view' if step in marts.VIEWS else 'temp'} {step}: .", marts.sql(step)), step
    for mart in marts.MARTS:
        assert re.match(rf"-- mart {mart}: .", marts.sql(mart)), mart
    kinds = {step: "mart" if step in organisation.TABLES else "temp" for step in organisation.STEPS}
    kinds |= dict.fromkeys(organisation.VIEWS, "view")
    files = {file.stem[3:]: file for file in organisation.FOLDER.glob("*.sql")}
    assert kinds.keys() == files.keys()
    for step, kind in kinds.items():
        assert re.match(rf"-- {kind} {step}: .", files[step].read_text(encoding="utf-8")), step
