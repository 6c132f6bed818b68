"""What the counts of a department say of requests with no time of asking, and of those asked after the period."""

from datetime import timedelta

import pytest

from queries import marts
from queries.reading import read
from tests.browser import organisation
from warehouse import Home, Snapshot, current, open_writer, publish

END = organisation.END


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    home = Home(tmp_path_factory.mktemp("counts") / "warehouse")
    organisation.build(home.folder)
    with open_writer(home, marts.TEXT_VERDICTS) as writer:
        with writer.transaction():
            for key, department, asked in ((900, "Sustainability", END), (901, "Legal", END + timedelta(hours=2))):
                writer.execute(
                    "insert into handoffs (handoff_key, source, native_id, department, asked_at, asked_at_latest) "
                    "values ($1, 'book', $1::varchar, $2, $3, true)",
                    [key, department, asked],
                )
        marts.refresh(writer)
        publish(writer)
    return current(home)


def counts(snapshot: Snapshot, until: timedelta = timedelta(days=1)) -> dict[str, dict[str, object]]:
    values = {"since": END - timedelta(days=90), "until": END + until, "channels": (), "topics": ()}
    return {row["department"]: row for row in read(snapshot, "by_department", values)}


def test_a_request_with_no_time_of_asking_is_open_for_at_least_nothing(snapshot: Snapshot) -> None:
    found = counts(snapshot)["Sustainability"]
    assert (found["open"], found["oldest"], found["is_oldest_least"], found["undated"]) == (1, 0, True, 1)
    engineering = counts(snapshot)["Engineering"]
    assert (engineering["oldest"], engineering["is_oldest_least"], engineering["undated"]) == (3 * 86400, False, 0)


def test_what_was_asked_after_the_period_or_the_data_is_counted_apart(snapshot: Snapshot) -> None:
    assert [(found["asked"], found["later"]) for found in (counts(snapshot)["Legal"],)] == [(12, 1)]
    early = counts(snapshot, -timedelta(days=4))
    assert (early["Legal"]["asked"], early["Legal"]["later"]) == (11, 2)
    assert (early["Sustainability"]["asked"], early["Sustainability"]["later"]) == (0, 1)
