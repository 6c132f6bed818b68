"""Local time by bound shifts is the database's own local time, over nights when clocks change."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import duckdb
import pytest

from queries.scope import Period, Scope
from queries.zones import Zone


@pytest.mark.parametrize("zone", ["Europe/London", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC"])
def test_every_quarter_of_an_hour_of_two_years_is_told_as_the_database_tells_it(zone: str) -> None:
    scope = Scope(Period(date(2024, 1, 1), date(2025, 12, 31)), zone=zone)
    since, until = scope.bounds()
    here = Zone.over(scope)
    with duckdb.connect() as connection:
        differing = connection.execute(
            f"select count(*) filter ({here.local} <> timezone($zone, timezone('UTC', basis_at))), count(*) "
            "from range($since::timestamp, $until::timestamp, interval 15 minutes) t(basis_at)",
            {"zone": zone, "since": since, "until": until, **here.values},
        ).fetchone()
    assert differing == (0, (until - since) // timedelta(minutes=15))


def test_a_night_when_clocks_change_is_found_to_the_second() -> None:
    here = Zone.over(Scope(Period(date(2026, 3, 28), date(2026, 3, 30)), zone="Europe/London"))
    assert here.values["turn_1"].replace(tzinfo=ZoneInfo("UTC")).isoformat() == "2026-03-29T01:00:00+00:00"
    assert (here.values["shift_0"], here.values["shift_1"]) == (timedelta(0), timedelta(hours=1))


def test_where_no_hour_is_off_nothing_is_added() -> None:
    assert Zone.over(Scope(Period(date(2026, 1, 1), date(2026, 1, 2)), zone="Europe/London")) == Zone("basis_at", {})
