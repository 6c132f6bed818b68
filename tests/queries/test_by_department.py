"""The counts beside the figures of a department agree with the metrics."""

from collections.abc import Iterator

import pytest

from queries.engine import measure
from queries.reading import read
from queries.scope import Period, Scope
from tests.browser import organisation
from warehouse import Home, Snapshot, current

SCOPE = Scope(Period(organisation.END.date().replace(month=8), organisation.END.date()), compare="none")


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    folder = tmp_path_factory.mktemp("counts") / "warehouse"
    organisation.build(folder)
    yield current(Home(folder))


def test_the_counts_agree_with_the_metrics(snapshot: Snapshot) -> None:
    since, until = SCOPE.bounds()
    counts = read(snapshot, "by_department", {"since": since, "until": until, "channels": (), "topics": ()})
    for column, metric in (("asked", "handoffs.asked"), ("overdue", "handoffs.overdue")):
        measured = measure(snapshot, metric, SCOPE, by="department")
        figures = {part.key: part.estimate.value for part in measured.slices if part.estimate.value}
        assert {row["department"]: row[column] for row in counts if row[column]} == figures
    declined = measure(snapshot, "handoffs.declined", SCOPE, by="department")
    hits = {part.key: part.details["hits"] for part in declined.slices if part.details.get("hits")}
    assert {row["department"]: row["declined"] for row in counts if row["declined"]} == hits == {"Engineering": 2}
    bounced = measure(snapshot, "handoffs.bounced", SCOPE, by="department")
    assert sum(row["passed_on"] for row in counts) == sum(part.details.get("hits", 0) for part in bounced.slices) == 0
    engineering = next(row for row in counts if row["department"] == "Engineering")
    assert (engineering["asked"], engineering["open"], engineering["no_time"]) == (40, 2, 2)


def test_what_is_open_does_not_hang_on_the_period(snapshot: Snapshot) -> None:
    day = organisation.END.replace(year=2020)
    counts = read(snapshot, "by_department", {"since": day, "until": day, "channels": (), "topics": ()})
    engineering = next(row for row in counts if row["department"] == "Engineering")
    assert (engineering["asked"], engineering["open"], engineering["overdue"]) == (0, 2, 2)
    assert engineering["oldest"] == 3 * 86400
