"""The day's quota of a source: counted over runs, never gone over, begun anew with the source's own day."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from fake_source import NOON, Clock, Events, Settings, messages, published, run, stream

from connectors.contract import Connector, Meter, Page, Quota, QuotaSpent
from warehouse import Home, open_writer

PACIFIC = "America/Los_Angeles"  # its day begins at 08:00 UTC in winter
THIRTY = Quota(30, PACIFIC)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


def pages_for_units(
    pages: int, units: int = 10, during: Callable[[int], None] = lambda _page: None
) -> Callable[[Meter, str | None], Iterator[Page]]:
    """So many pages of one message, each asked for with one call of so many units; read on where the last run ended."""

    def read(meter: Meter, since: str | None) -> Iterator[Page]:
        for number in range(int(since or 0), pages):
            meter.allow(units)
            meter.spend(units)
            during(number)
            yield Page(messages(number), cursor=str(number + 1))

    return read


def metered(pages: Any, quota: Any = THIRTY, connect: Any = lambda _settings, meter: meter) -> Connector:
    return Connector("fake", "Fake", Settings, connect, [stream(pages, cursor="token")], quota)


def at(clock: Clock, time: datetime) -> Clock:
    clock.time = time
    return clock


def test_a_sync_stops_before_the_quota_is_gone_and_goes_on_the_next_day(home: Home) -> None:
    source, clock = metered(pages_for_units(5)), Clock()
    (report,) = run(home, source, clock=clock)
    assert (report.outcome, report.changes.new, report.calls, report.units) == ("partial", 3, 3, 30)
    assert "next day begins at 2026-03-02 08:00 UTC. What came is kept" in (report.detail or "")
    assert clock.slept == [], "nobody waits for tomorrow"
    (report,) = run(home, source, clock=at(clock, NOON + timedelta(hours=19)))
    assert (report.outcome, report.calls) == ("partial", 0), "to have nothing left is no failure"
    (report,) = run(home, source, clock=at(clock, NOON + timedelta(hours=20)))
    assert (report.outcome, report.changes.new, report.units) == ("complete", 2, 20)
    assert published(home, "select calls, units from sync_runs order by started_at") == [(3, 30), (0, 0), (2, 20)]
    assert published(home, "select count(*) from messages") == [(5,)]


def test_what_a_killed_run_has_asked_counts(home: Home) -> None:
    def pulled(page: int) -> None:
        if page == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(home, metered(pages_for_units(5, during=pulled)))
    (report,) = run(home, metered(pages_for_units(5)))
    assert (report.outcome, report.units) == ("partial", 20), "ten were counted with the page that was kept"


def test_pages_that_hold_nothing_are_counted_as_they_go(home: Home) -> None:
    def empty(meter: Meter, _since: object) -> Iterator[Page]:
        meter.spend(10)
        yield Page([])
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(home, metered(empty))
    with open_writer(home, ()) as writer:
        assert writer.execute("select calls, units from sync_runs") == [(1, 10)]


def test_a_run_that_goes_over_midnight_counts_for_the_day_in_which_it_ends(home: Home) -> None:
    clock = at(Clock(), datetime(2026, 3, 2, 7, 59))

    def later(page: int) -> None:
        at(clock, datetime(2026, 3, 2, 7, 59) + timedelta(minutes=page))

    (report,) = run(home, metered(pages_for_units(2, during=later)), clock=clock)
    assert report.outcome == "complete"
    (report,) = run(home, metered(pages_for_units(5)), clock=clock)
    assert (report.outcome, report.units) == ("partial", 10)


def test_the_new_day_begins_in_the_middle_of_a_run(home: Home) -> None:
    clock = at(Clock(), datetime(2026, 3, 2, 7, 59))

    def later(page: int) -> None:
        at(clock, datetime(2026, 3, 2, 7, 59) + timedelta(minutes=page))

    (report,) = run(home, metered(pages_for_units(4, during=later)), clock=clock)
    assert (report.outcome, report.units) == ("complete", 40)


def test_shortly_before_midnight_the_run_waits_for_it(home: Home) -> None:
    clock = at(Clock(), datetime(2026, 3, 2, 7, 50))
    (report,) = run(home, metered(pages_for_units(5)), clock=clock)
    assert (report.outcome, report.units, sum(clock.slept)) == ("complete", 50, 600)


def test_a_quota_may_be_a_setting_and_one_that_is_gone_at_the_door_is_no_failure(home: Home) -> None:
    def connect(_settings: Settings, meter: Meter) -> Meter:
        meter.allow(5)
        meter.spend(5)
        return meter

    def quota(settings: Settings) -> Quota:
        return Quota(len(settings.token.get_secret_value()) - 6, PACIFIC)  # nine

    source = metered(pages_for_units(1, units=1), quota, connect)
    (report,) = run(home, source)
    assert (report.outcome, report.units) == ("complete", 6)
    (report,) = run(home, source)
    assert (report.outcome, report.units, report.changes.new) == ("partial", 0, 0)


def test_the_meter_asks_before_it_counts() -> None:
    meter = Meter(Quota(3, PACIFIC), now=lambda: NOON)
    meter.spend(2)
    meter.allow(1)
    with pytest.raises(QuotaSpent):
        meter.allow(2)
    assert (meter.calls, meter.units) == (1, 2)
    Meter().allow(10**9)


def test_calls_and_units_are_told(home: Home) -> None:
    events = Events()
    run(home, metered(pages_for_units(2)), progress=events)
    (finished,) = [event for event in events if event["event"] == "finished"]
    assert (finished["calls"], finished["units"]) == (2, 20)


def test_the_history_of_an_older_warehouse_has_asked_nothing(home: Home) -> None:
    run(home, metered(pages_for_units(2)))
    with open_writer(home, ()) as writer:
        for column in ("calls", "units"):
            writer.execute(f"alter table sync_runs drop column {column}")
        writer.execute("update meta set schema_version = 2")
    (report,) = run(home, metered(pages_for_units(3)))
    assert report.outcome == "complete"
    assert published(home, "select rows_new, calls, units from sync_runs order by rowid") == [(2, 0, 0), (1, 1, 10)]
