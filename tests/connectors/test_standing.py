"""A source that lists what stands under a message: what is not in the list has been deleted."""

from pathlib import Path
from typing import Any

import pytest
from fake_source import Clock, always, at, message, published, run, source, stream

from connectors.contract import Page, Standing
from warehouse import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def under(parent: int | None, number: int, **more: Any) -> dict[str, Any]:
    return message(number, parent_id=None if parent is None else str(parent), **more)


def standing(parent: int, *numbers: int, **more: Any) -> Standing:
    return Standing("fake", str(parent), [str(number) for number in numbers], **more)


#: A post with two threads; under the first one two replies, under one of them another.
THREADS = [under(None, 1), under(1, 10), under(10, 11), under(10, 12), under(12, 13), under(1, 20), under(20, 21)]


def sync(home: Home, *pages: Page, minutes: float = 0) -> Any:
    clock = Clock()
    clock.sleep(60 * minutes)
    (report,) = run(home, source(stream(always(*pages))), clock=clock)
    return report


def deleted(home: Home) -> dict[str, Any]:
    return dict(published(home, "select native_id, deleted_at from messages where deleted_at is not null"))


def test_what_is_listed_no_more_is_deleted_at_the_latest_now(home: Home) -> None:
    sync(home, Page(THREADS))
    report = sync(home, Page([], standing=[standing(20)]), minutes=5)
    assert deleted(home) == {"21": at(5)}
    assert (report.changes.new, report.changes.changed) == (0, 1)


def test_all_that_stands_under_it_goes_with_it(home: Home) -> None:
    sync(home, Page(THREADS))
    sync(home, Page([], standing=[standing(1, 20)]), minutes=5)
    assert set(deleted(home)) == {"10", "11", "12", "13"}


def test_a_list_that_says_the_same_again_changes_nothing(home: Home) -> None:
    sync(home, Page(THREADS))
    sync(home, Page([], standing=[standing(1, 20)]), minutes=5)
    report = sync(home, Page([], standing=[standing(1, 20), standing(20, 21)]), minutes=9)
    assert (report.changes.new, report.changes.changed) == (0, 0)
    assert set(deleted(home).values()) == {at(5)}


def test_what_is_listed_again_is_there_again(home: Home) -> None:
    sync(home, Page(THREADS))
    sync(home, Page([], standing=[standing(1, 10)]), minutes=5)
    sync(home, Page([], standing=[standing(1, 10, 20), standing(20, 21)]), minutes=9)
    assert deleted(home) == {}


def test_what_is_older_than_the_list_goes_back_is_not_judged(home: Home) -> None:
    sync(home, Page([under(None, 1), under(1, 5), under(1, 6), under(1, 7)]))
    sync(home, Page([], standing=[standing(1, 7, since=at(6))]), minutes=9)
    assert set(deleted(home)) == {"6"}


def test_what_is_hidden_stays_hidden_until_it_is_listed(home: Home) -> None:
    sync(home, Page([under(None, 1), under(1, 5, hidden_at=at(1), hidden_by="us")]))
    sync(home, Page([], standing=[standing(1)]), minutes=5)
    hidden = "select hidden_at, hidden_by, deleted_at from messages where native_id = '5'"
    assert published(home, hidden) == [(at(1), "us", None)]
    sync(home, Page([], standing=[standing(1, 5)]), minutes=6)
    assert published(home, hidden) == [(None, None, None)]


def test_rows_and_what_stands_beside_them_are_one_page(home: Home) -> None:
    sync(home, Page([under(None, 1), under(1, 5)]))
    sync(home, Page([under(1, 6)], standing=[standing(1, 6)]), minutes=5)
    assert set(deleted(home)) == {"5"}


def test_the_conversations_follow(home: Home) -> None:
    sync(home, Page([under(None, 1, author_id="us", is_ours=True), under(1, 5, text="And when?")]))
    waiting = "select count(*) from exchanges where answered_at is null and withdrawn_at is null"
    assert published(home, waiting) == [(1,)]
    sync(home, Page([], standing=[standing(1)]), minutes=5)
    assert published(home, waiting) == [(0,)]


def test_pages_that_only_list_are_no_loop(home: Home) -> None:
    sync(home, Page(THREADS))
    report = sync(home, Page([], standing=[standing(20)]), Page([], standing=[standing(10, 11)]), minutes=5)
    assert (report.outcome, set(deleted(home))) == ("complete", {"21", "12", "13"})
