"""Until when a scope is known, and which of its channels a figure rests on."""

from datetime import date, timedelta

import pytest

from queries.engine import watermark
from queries.measurement import Coverage
from queries.scope import Period, Scope
from tests.conversations import MONDAY, Teller

STARTED = "conversations.started"


def test_the_watermark_of_a_scope_is_the_latest_of_its_channels(teller: Teller) -> None:
    timeline = """
        1  Mon 09:00   ann [on us]: Hello?
        2  Thu 09:00   us: News!
        """
    teller.tell(timeline, until="Wed 12:00", late={"shop": "Tue 12:00"})
    tuesday, wednesday = MONDAY + timedelta(days=1, hours=12), MONDAY + timedelta(days=2, hours=12)
    one_day = Period(date(2024, 3, 4), date(2024, 3, 4))
    assert watermark(teller.snapshot) == wednesday
    assert watermark(teller.snapshot, Scope(one_day, (teller.channel("shop"),))) == tuesday
    assert watermark(teller.snapshot, Scope(one_day, platforms=("x",))) == wednesday
    assert watermark(teller.snapshot, Scope(one_day, platforms=("y",))) == wednesday  # borrowed: there is none
    assert teller.measure(STARTED, channels=(teller.channel("shop"),)).watermark == tuesday
    teller.tell(timeline, until=None)
    assert watermark(teller.snapshot) == MONDAY + timedelta(days=3, hours=9)  # the latest that was said
    teller.tell("", until=None)
    assert watermark(teller.snapshot) is None


def test_a_channel_without_data_of_the_period_is_named(teller: Teller) -> None:
    teller.tell("1  Mon 09:00  ann [on us]: Hello?", until="Mon+2w 00:00", late={"shop": "Tue 12:00"})
    week = Period(date(2024, 3, 11), date(2024, 3, 17))
    found = teller.measure(STARTED, period=week).coverage
    assert (found.counted, found.of, found.note) == (1, 2, "Shop has no data of this period.")
    assert teller.measure(STARTED, period=week, channels=(teller.channel("us"),)).coverage.note is None
    both = teller.measure(STARTED, period=Period(date(2024, 4, 1), date(2024, 4, 7))).coverage
    assert (both.counted, both.note) == (0, "Us and Shop have no data of this period.")
    teller.tell("1  Mon 09:00  ann [on us]: Hello?", until="Mon+2w 00:00", late={"shop": "Mon+1w 00:00"})
    assert teller.measure(STARTED, period=week).coverage.note is None  # its first instant has been seen


THREE_WEEKS = """
    1  Mon 09:00     ann [on us]: Hello?
    2  Mon+1w 09:00  ann [on us]: Hello?
    3  Mon+2w 09:00  ann [on us]: Hello?
"""
SECOND, THIRD = (Period(date(2024, 3, 4) + timedelta(7 * w), date(2024, 3, 10) + timedelta(7 * w)) for w in (1, 2))
NOT_ALIKE = ", so the change is not like for like."


@pytest.mark.parametrize(
    ("began", "note"),
    [
        ("4 Mon+2w 00:00 bob [on shop]: Hello?", f"Shop began after the earlier period{NOT_ALIKE}"),
        ("4 Mon+2w 00:00 shop: News!", f"Shop began after the earlier period{NOT_ALIKE}"),
        ("4 Sun+1w 23:59 bob [on shop]: Hello?", f"Shop began in the course of the earlier period{NOT_ALIKE}"),
        ("4 Tue+1w 09:00 bob [on shop]: Hello?", f"Shop began in the course of the earlier period{NOT_ALIKE}"),
        ("4 Mon+1w 16:48 bob [on shop]: Hello?", None),  # a tenth of the week
        ("4 Mon 09:00 bob [on shop]: Hello?", None),
        ("4 Mon+3w 00:00 bob [on shop]: Hello?", None),  # after both
        ("", None),  # never
    ],
)
def test_a_channel_that_is_in_the_later_period_only_is_named(teller: Teller, began: str, note: str | None) -> None:
    teller.tell(THREE_WEEKS + began, until="Mon+4w 00:00")
    found = teller.measure(STARTED, period=THIRD, compare="previous")
    assert found.before_period == SECOND
    assert (found.coverage.counted, found.coverage.of, found.coverage.note) == (2, 2, note)
    assert found.coverage.began_later == (note is not None)
    assert teller.measure(STARTED, period=THIRD).coverage == Coverage(2, 2)  # nothing to compare with
    own = {"custom_before": Period(date(2024, 3, 1), date(2024, 3, 3))}  # the data does not go back that far
    assert teller.measure(STARTED, period=THIRD, **own).coverage.note is None
    us = teller.measure(STARTED, period=THIRD, compare="previous", channels=(teller.channel("us"),))
    assert us.coverage == Coverage(1, 1)


def test_what_does_not_count_and_what_is_not_alike_stand_in_one_sentence(teller: Teller) -> None:
    """Jobs has been read until the Tuesday of the second week: it is in the earlier period only."""
    more = "4 Mon 09:00 cid [on jobs]: Hello?\n5 Tue+2w 09:00 bob [on shop]: Hello?"
    teller.tell(THREE_WEEKS + more, until="Mon+4w 00:00")
    teller.writer.execute("update channels set complete_until = timestamp '2024-03-12' where native_id = 'jobs'")
    teller.publish()
    found = teller.measure(STARTED, period=THIRD, compare="previous").coverage
    note = "jobs has no data of this period; Shop began after the earlier period, so the change is not like for like."
    assert found == Coverage(2, 3, note, began_later=1)
