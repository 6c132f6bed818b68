"""Every slice agrees with a reading in plain Python: on a town by place and time, on random worlds by department."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings

from queries.engine import measure
from queries.measurement import Slice
from queries.metric import metrics
from queries.scope import Period, Scope
from queries.slices import has_slice, next_start
from tests import facts
from tests.conversations import Teller
from tests.queries.test_handoffs_second_opinion import LAWS, begin, lines, worlds
from tests.queries.test_metrics_second_opinion import COMPARED, READINGS, published, town
from tests.reference import Corpus, Id, build
from tests.reference_handoffs import Request, World, ledger, requests
from tests.reference_metrics import Figure
from tests.strategies import CHANNELS, OURS, START
from warehouse import Snapshot

SEEN_UNTIL = START + timedelta(days=45)
PERIOD = Period(START.date() - timedelta(40), START.date() + timedelta(50))
SCOPE = Scope(PERIOD, compare="none")


@pytest.fixture(scope="module")
def opinions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Snapshot, Corpus]]:
    with facts.warehouse(tmp_path_factory.mktemp("slices")) as writer:
        messages = town(Random(20240305))  # noqa: S311
        seen = [type(one)(one.platform, one.native_id, one.handle, None, SEEN_UNTIL) for one in CHANNELS]
        yield published(writer, messages, seen), build(messages, seen, OURS)


def where(by: str, key: str) -> tuple[datetime, datetime, set[Id] | None]:
    """The period and the channels of a slice, as the second opinion takes them."""
    since, until = PERIOD.since, PERIOD.until + timedelta(1)
    if by in ("week", "month", "quarter"):
        first = datetime.fromisoformat(key).date()
        since, until = max(first, since), min(next_start(first, by), until)
        names = None
    else:
        names = {
            (one.platform, one.native_id)
            for one in CHANNELS
            if key in (one.platform, f"{one.platform}:{one.native_id}")
        }
    return datetime.combine(since, time()), datetime.combine(until, time()), names


def check(name: str, by: str, part: Slice, corpus: Corpus) -> bool:
    """Whether there was something to compare."""
    if part.key == "elsewhere":
        return False  # the second opinion cannot be asked for what lies on no channel alone
    since, until, names = where(by, part.key)
    if since > SEEN_UNTIL and name != "conversations.waiting":
        assert (part.estimate.value, part.estimate.n) == (None, 0)
        return False
    expected = READINGS[name](corpus, since, until, names)
    assert part.estimate.value == pytest.approx(expected.value), (name, by, part.key)
    if expected.value is not None:
        assert part.estimate.n == expected.n, (name, by, part.key)
    return expected.n > 0 and expected.value is not None


@pytest.mark.parametrize("by", ["channel", "platform", "week", "month", "quarter"])
def test_every_slice_of_every_metric_is_that_of_the_second_opinion(opinions: tuple[Snapshot, Corpus], by: str) -> None:
    snapshot, corpus = opinions
    compared = known = 0
    for name in COMPARED:
        if has_slice(metrics()[name], by):
            parts = measure(snapshot, name, SCOPE, by).slices
            known += sum(check(name, by, part, corpus) for part in parts)
            compared += len(parts)
    assert known > 0.3 * compared


@pytest.mark.parametrize("name", ["conversations.started", "conversations.reply_rate", "interactivity.reply_share"])
def test_every_hour_of_the_week_is_the_sum_of_these_hours_in_the_second_opinion(
    opinions: tuple[Snapshot, Corpus], name: str
) -> None:
    snapshot, corpus = opinions
    hour, cells = datetime.combine(PERIOD.since, time()), dict[str, list[Figure]]()
    while hour < datetime.combine(PERIOD.until + timedelta(1), time()):
        figure = READINGS[name](corpus, hour, hour + timedelta(hours=1), None)
        cells.setdefault(f"{hour.isoweekday()}-{hour.hour}", []).append(figure)
        hour += timedelta(hours=1)
    found = {part.key: part.estimate for part in measure(snapshot, name, SCOPE, "weekday_hour").slices}
    assert found.keys() == cells.keys()
    for key, figures in cells.items():
        n = sum(figure.n for figure in figures)
        hits = sum(figure.value * figure.n for figure in figures if figure.value is not None)
        value = n if name == "conversations.started" else hits / n if n else None
        assert (found[key].n, found[key].value) == (n, pytest.approx(value)), key
    assert sum(estimate.n > 0 for estimate in found.values()) > 10


# Departments ---------------------------------------------------------------------------------------------------------


@settings(LAWS, max_examples=3)  # each publishes a warehouse
@given(worlds())
def test_hand_offs_by_department_and_reason_and_hours_by_holder_are_those_of_the_second_opinion(
    teller: Teller, world: World
) -> None:
    begin(teller, world)
    with teller.writer.transaction():
        teller.organisation.tell("\n".join(line for ask in world.asks for line in lines(ask)))
    teller.publish()
    asked = requests(world)

    def counted(name: str, by: str) -> dict[str, tuple[int, float | None]]:
        parts = teller.measure(name, by).slices
        return {part.key: (part.estimate.n, part.estimate.value) for part in parts if part.estimate.n}

    def expected(value: Callable[[Request], float]) -> dict[str, tuple[int, Any]]:
        found: dict[str, list[float]] = {}
        for one in asked:
            found.setdefault(one.department, []).append(value(one))
        return {key: (len(values), pytest.approx(sum(values) / len(values))) for key, values in found.items()}

    assert counted("handoffs.bounced", "department") == expected(lambda one: one.outcome == "passed on")
    assert counted("handoffs.unlinked", "department") == expected(lambda one: not one.conversations)
    assert counted("handoffs.reminders", "department") == expected(lambda one: len(one.reminders))
    ended = Counter(one.outcome for one in asked if one.outcome)
    refused = {"no time"}
    assert counted("handoffs.declined", "reason") == {key: (n, key in refused) for key, n in ended.items()}
    held: dict[str, float] = {}
    for (_, _, holder), seconds in ledger(world, asked).items():
        held[holder] = held.get(holder, 0) + seconds / 3600
    hours = {key: value for key, (_, value) in counted("ledger.wait_by_holder", "holder").items()}
    assert hours == pytest.approx(held)


@pytest.mark.parametrize("name", [name for name, metric in metrics().items() if metric.items])
def test_what_is_said_to_be_one_a_conversation_is(opinions: tuple[Snapshot, Corpus], name: str) -> None:
    snapshot, _ = opinions
    counted = snapshot.rows(f"select count(*), count(distinct conversation_key) from ({metrics()[name].sql})")[0]
    assert counted[0] == counted[1] > 0
