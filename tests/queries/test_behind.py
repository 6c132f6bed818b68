"""What is listed behind a figure is what the figure counted: for every metric, and for every part of every slice."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from queries import marts
from queries.behind import FOLDER, Behind, behind
from queries.engine import measure
from queries.measurement import Estimate, Measurement
from queries.metric import metrics
from queries.scope import Period, Scope
from queries.slices import SLICES, has_slice
from tests.browser import organisation
from warehouse import Home, Snapshot, open_writer, publish

END = organisation.END
YEAR = Scope(Period(END.date().replace(year=2025), END.date()), compare="none")
#: Shapes that count people or weigh things up: as many conversations lie behind them as there are, and none where none.
NOT_ONE_BY_ONE = ("distinct", "returning", "newcomers", "core", "index", "gap")
#: One metric of each shape, about conversations and about requests.
OF_EACH_SHAPE = {(metric.shape, metric.about, bool(metric.gives)): name for name, metric in metrics().items()}.values()


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    """Half a year on three channels, five departments, two topics that overlap, an audience, some answers signed."""
    folder: Path = tmp_path_factory.mktemp("behind") / "warehouse"
    organisation.build(folder)
    with open_writer(Home(folder), marts.TEXT_VERDICTS) as writer:
        with writer.transaction():
            for position, (name, words) in enumerate([("Orders", ["order"]), ("Numbers", ["1*", "order 2*"])]):
                writer.execute(
                    "insert into topics (topic, position, words, department) values ($1, $2, $3, 'Engineering')",
                    [name, position, words],
                )
            for handle in ("p1", "p2", "p3"):
                writer.execute("insert into audiences values ('Regulars', 0, $1, null)", [handle])
        marts.refresh(writer)
        publish(writer)
    yield Snapshot(Home(folder))


def counted(found: Behind) -> int:
    """How many of the items the figure rests on."""
    return sum(items for state, items in found.states.items() if state not in ("not due", "never due"))


def agrees(snapshot: Snapshot, measured: Measurement, part: str | None, estimate: Estimate, hits: float | None) -> None:
    found = behind(snapshot, measured, part)
    if measured.metric.shape in NOT_ONE_BY_ONE:
        if estimate.reason is None:
            assert bool(found.total) == bool(estimate.n)
    else:
        assert counted(found) == estimate.n
    if hits is not None:
        assert found.states.get("did", 0) == hits
    assert len(found.things) == min(found.total, 20)


@pytest.mark.parametrize("name", metrics())
def test_as_many_as_the_figure_counts(snapshot, name):
    measured = measure(snapshot, name, YEAR)
    agrees(snapshot, measured, None, measured.estimate, measured.details.get("hits"))


@pytest.mark.parametrize("name", OF_EACH_SHAPE)
def test_as_many_as_each_slice_counts(snapshot, name):
    for by in SLICES:
        metric = metrics()[name]
        if not has_slice(metric, by) or (metric.shape in ("share", "gap") and by == "department"):
            continue  # a department's share rests on what all departments did
        measured = measure(snapshot, metric, YEAR, by=by)
        parts = [part for part in measured.slices if part.estimate.n]
        for part in {part.key: part for part in (*parts[:1], *parts[-1:])}.values():
            agrees(snapshot, measured, part.key, part.estimate, part.details.get("hits"))


def test_there_is_a_reading_of_every_shape():
    assert {file.stem for file in FOLDER.glob("*.sql")} == {metric.shape for metric in metrics().values()}


def test_a_share_lists_what_its_department_did(snapshot):
    measured = measure(snapshot, "ownership.need_share", YEAR, by="department")
    share = {part.key: part.estimate for part in measured.slices}["Engineering"]
    assert share.value == 1.0
    assert behind(snapshot, measured, "Engineering").total == behind(snapshot, measured).total > 0
    assert behind(snapshot, measured, "Legal").total == 0


def test_pages_hold_everything_once(snapshot):
    measured = measure(snapshot, "handoffs.asked", YEAR)
    pages = [behind(snapshot, measured, limit=10, offset=offset).things for offset in range(0, 60, 10)]
    things = [thing for page in pages for thing in page]
    assert len(things) == measured.estimate.n == 54
    assert len({thing.text for thing in things}) == 54
    assert [thing.at for thing in things] == sorted((thing.at for thing in things), reverse=True)


def test_one_state_alone(snapshot):
    measured = measure(snapshot, "handoffs.answered_in_promise", YEAR)
    for state in ("did", "did not", "never due"):
        found = behind(snapshot, measured, state=state, limit=100)
        assert {thing.state for thing in found.things} == {state}
        assert len(found.things) == found.states[state]


def test_the_longest_wait_is_first(snapshot):
    found = behind(snapshot, measure(snapshot, "conversations.waiting", YEAR))
    waits = [thing.amount for thing in found.things]
    assert waits == sorted(waits, reverse=True)
    assert all(thing.kind == "conversation" and thing.id and thing.text for thing in found.things)


def test_what_was_open_at_the_end_of_a_week(snapshot):
    measured = measure(snapshot, "conversations.waiting", YEAR, by="week")
    earlier, now = measured.slices[-8], measured.slices[-1]
    assert earlier.estimate.n != now.estimate.n
    for part in (earlier, now):
        assert behind(snapshot, measured, part.key).total == part.estimate.n


def test_posts_of_ours_are_read_too(snapshot):
    (thing, *_) = behind(snapshot, measure(snapshot, "interactivity.sparked", YEAR)).things
    assert thing.kind == "post"
    assert thing.text.startswith("A view of the river")


def test_nothing_lies_behind_an_empty_period(snapshot):
    before = replace(YEAR, period=Period(YEAR.period.since.replace(year=2001), YEAR.period.until.replace(year=2001)))
    for name in metrics():
        assert behind(snapshot, measure(snapshot, name, before)).things == ()


def test_who_was_heard_the_month_before_is_not_new_this_month(snapshot):
    measured = measure(snapshot, "people.new_voices", YEAR, by="month")
    last = measured.slices[-1]
    assert last.estimate.value == behind(snapshot, measured, last.key).total == 1
    assert behind(snapshot, measured).total > 100
