"""The business clock of the marts against a reading in plain Python: any opening hours, in any zone, on any night."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries import marts
from queries.engine import measure
from queries.scope import Scope
from tests import facts
from tests.conversations import ALWAYS, Hours, Promise, Teller, said
from tests.reference_metrics import Calendar, business_seconds, survival_quantile
from warehouse import Snapshot, Writer, publish

LAWS = settings(max_examples=15)
FIRST = "conversations.first_response"
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

#: Nights in 2024 when clocks change, by zone; Lord Howe's move by half an hour, Kolkata's never.
NIGHTS = {
    "UTC": [date(2024, 2, 29)],
    "Europe/Berlin": [date(2024, 3, 31), date(2024, 10, 27)],
    "America/New_York": [date(2024, 3, 10), date(2024, 11, 3)],
    "America/Havana": [date(2024, 3, 10), date(2024, 11, 3)],  # at midnight
    "Australia/Lord_Howe": [date(2024, 4, 7), date(2024, 10, 6)],
    "Pacific/Auckland": [date(2024, 4, 7), date(2024, 9, 29)],
    "America/Santiago": [date(2024, 4, 7), date(2024, 9, 8)],
    "Asia/Kolkata": [date(2024, 12, 31)],
}
CLOCKS = st.one_of(
    st.builds(time, st.integers(0, 23), st.sampled_from((0, 30))),
    st.sampled_from((time(0), time(1), time(2), time(2, 15), time(3), time(23, 59, 59))),
)


@dataclass(frozen=True)
class Wait:
    """A question and its answer, or none yet, on the channel that works by a calendar."""

    calendar: int
    asked: datetime
    answered: datetime | None


@dataclass(frozen=True)
class Office:
    """Opening hours, what is promised in seconds of them, and until when the channel has been seen."""

    hours: Calendar
    promise: int
    seen_until: datetime

    def open_between(self, start: datetime, end: datetime) -> float:
        """Seconds of opening hours."""
        seconds = business_seconds(self.hours, start, end)
        assert seconds is not None
        return seconds


@st.composite
def offices(draw: st.DrawFn) -> tuple[Office, datetime]:
    """Several intervals a day, overnight, overlapping; holidays; and a night about which things happen."""
    zone = draw(st.sampled_from(sorted(NIGHTS)))
    night = draw(st.sampled_from(NIGHTS[zone]))
    intervals = draw(
        st.lists(st.tuples(st.integers(1, 7), CLOCKS, CLOCKS), min_size=1, max_size=9, unique_by=lambda row: row[:2])
    )
    holidays = draw(st.frozensets(st.integers(-3, 3).map(lambda days: night + days * DAY), max_size=2))
    midnight = datetime.combine(night, time(), ZoneInfo(zone)).astimezone(UTC).replace(tzinfo=None)
    seen_until = midnight + draw(st.integers(-24, 200)) * HOUR
    return Office(
        Calendar(zone, tuple(intervals), holidays), draw(st.sampled_from((1, 600, 3600, 28800))), seen_until
    ), midnight


@st.composite
def situations(draw: st.DrawFn) -> tuple[list[Office], list[Wait]]:
    """A few offices with a dozen questions each, asked and answered in the days around their night."""
    found: list[Office] = []
    waits: list[Wait] = []
    moments = st.builds(
        lambda hours, seconds: hours * HOUR + timedelta(seconds=seconds),
        st.integers(-60, 60),
        st.sampled_from((0, 0, 0, 1, 900, 1800, 3599)),
    )
    for number in range(draw(st.integers(1, 3))):
        office, midnight = draw(offices())
        found.append(office)
        for asked, answered in draw(st.lists(st.tuples(moments, st.none() | moments), min_size=4, max_size=12)):
            later = None if answered is None else midnight + max(asked, answered)
            waits.append(Wait(number, midnight + asked, later))
    return found, waits


@pytest.fixture(scope="module")
def writer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Writer]:
    with facts.warehouse(tmp_path_factory.mktemp("clock")) as opened:
        yield opened


def build(writer: Writer, offices: list[Office], waits: list[Wait]) -> None:
    facts.clear(writer)
    for number, office in enumerate(offices):
        name = f"office{number}"
        channel = {"platform": "x", "native_id": name, "calendar": name, "complete_until": office.seen_until}
        writer.upsert("channels", [channel])
        rows = [(name, office.hours.zone, *interval) for interval in office.hours.hours]
        for row in rows:
            writer.execute("insert into calendars values ($1, $2, $3, $4, $5)", row)
        for day in office.hours.holidays:
            writer.execute("insert into holidays values ($1, $2, null)", [name, day])
        writer.execute(
            "insert into promises select null, channel_key, null, $2, 'business', null, null "
            "from channels where native_id = $1",
            [name, office.promise],
        )
    messages = []
    for number, wait in enumerate(waits):
        place = {"channel_id": f"office{wait.calendar}"}
        messages.append(said(f"q{number}", wait.asked, "ann", **place))
        if wait.answered is not None:
            messages.append(said(f"a{number}", wait.answered, "us", parent_id=f"q{number}", **place))
    with writer.transaction():
        writer.upsert_messages(messages)
    marts.refresh(writer)


@LAWS
@given(situations())
def test_business_time_and_promises_are_those_of_the_second_opinion(
    writer: Writer, situation: tuple[list[Office], list[Wait]]
) -> None:
    offices, waits = situation
    build(writer, offices, waits)
    rows = writer.execute(
        "select native_id, answered_open - asked_open, due_at "
        "from exchanges join messages on exchange_key = message_key"
    )
    assert len(rows) == len(waits)
    for name, seconds, due_at in rows:
        wait = waits[int(name[1:])]
        office = offices[wait.calendar]
        assert seconds == (None if wait.answered is None else office.open_between(wait.asked, wait.answered)), name
        if office.open_between(wait.asked, wait.asked + 60 * DAY) >= office.promise:  # else it is long closed
            just_before = due_at - timedelta(microseconds=1)
            assert office.open_between(wait.asked, due_at) == pytest.approx(office.promise, abs=1e-6)
            assert office.open_between(wait.asked, just_before) < office.promise
    publish(writer)
    snapshot = Snapshot(writer.home)
    for number, office in enumerate(offices):
        ((key,),) = snapshot.rows("select channel_key from channels where native_id = $1", [f"office{number}"])
        found = measure(snapshot, FIRST, Scope(ALWAYS, (key,), clock="business", compare="none"))
        seen = [wait for wait in waits if wait.calendar == number and wait.asked <= office.seen_until]
        items = [
            (office.open_between(wait.asked, min(ended, office.seen_until)), ended <= office.seen_until)
            for wait in seen
            for ended in [wait.answered or datetime.max]
        ]
        assert found.estimate.n == len(items)
        assert found.estimate.value == survival_quantile(items, 0.5)


@LAWS
@given(situations(), st.booleans())
def test_the_clock_of_the_social_team_is_that_of_the_second_opinion_whenever_it_is_open(
    writer: Writer, situation: tuple[list[Office], list[Wait]], is_short: bool
) -> None:
    """Also when it moves to another office, which builds no conversation, and in a full build after that."""
    offices, waits = situation
    if is_short:  # several openings within an hour
        shifts = tuple((day, time(9, minute), time(9, minute + 7)) for day in range(1, 8) for minute in (5, 25, 50))
        offices = [replace(offices[0], hours=replace(offices[0].hours, hours=shifts)), *offices[1:]]
    build(writer, offices, waits)
    writer.execute("insert into departments (department, position, is_social_team) values ('Care', 1, true)")
    kinds = []
    for office in (None, *range(len(offices))):
        calendar = None if office is None else f"office{office}"
        writer.execute("update departments set calendar = $1", [calendar])
        kinds.append(marts.refresh(writer).kind)
        rows = writer.execute(
            "select native_id, ended_team - asked_team, owed_team - asked_team, due_at "
            "from exchanges join messages on exchange_key = message_key"
        )
        assert len(rows) == len(waits)
        for name, until_ended, until_owed, due_at in rows:
            wait = waits[int(name[1:])]
            for found, end in ((until_ended, wait.answered), (until_owed, max(due_at, wait.asked))):
                assert (found is None) == (end is None)
                if found is not None and end is not None:
                    always = (end - wait.asked).total_seconds()
                    seconds = always if office is None else offices[office].open_between(wait.asked, end)
                    assert found == round(seconds * 1e6), (name, office)
        moved = facts.mart_rows(writer)
        assert marts.refresh(writer, full=True).kind == "full"
        assert facts.mart_rows(writer) == moved
    assert kinds == ["organisation"] * (1 + len(offices))


@pytest.fixture(scope="module")
def teller(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Teller]:
    with facts.warehouse(tmp_path_factory.mktemp("hours")) as opened:
        yield Teller(opened)


NIGHT_AND_DAY = """
    1  Fri 16:00       ann: Hello?
    2  Mon+1w 10:00    us > 1: Hello.
    """


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (Hours("09:00", "17:00"), 2),  # Friday 16–17, Monday 9–10
        (Hours("22:00", "06:00"), 8 + 6 - 6),  # Friday 22 to Saturday 6; Monday's own night has not begun
        (Hours("00:00", "00:00", days=["Sat", "Sun"]), 48),  # closes when it opens: the whole day
        (Hours("09:00", "17:00", days=["Tue"]), 0),
        (Hours("09:00", "17:00", zone="America/New_York"), 6),  # 16:00 to 22:00 UTC on Friday; on Monday from 13:00
    ],
)
def test_hours_a_reader_can_count(teller: Teller, hours: Hours, expected: float) -> None:
    teller.tell(NIGHT_AND_DAY, hours=hours)
    assert teller.value(FIRST, clock="business") == expected * 3600


def test_a_holiday_is_closed_but_what_opened_the_evening_before_goes_on(teller: Teller) -> None:
    teller.tell(NIGHT_AND_DAY, hours=Hours("22:00", "06:00", days=["Fri", "Sat", "Sun"]))
    assert teller.value(FIRST, clock="business") == 24 * 3600
    teller.writer.execute(
        "insert into holidays values ('office', date '2024-03-09', 'a Saturday'), ('else', date '2024-03-10', '')"
    )
    teller.publish()
    assert teller.value(FIRST, clock="business") == 16 * 3600


def test_hours_that_overlap_or_meet_count_once(teller: Teller) -> None:
    teller.tell(NIGHT_AND_DAY, hours=Hours("09:00", "17:00"))
    teller.writer.execute("""
        insert into calendars values
            ('office', 'UTC', 5, '10:00', '12:00'), ('office', 'UTC', 5, '16:30', '18:00'),
            ('office', 'UTC', 5, '18:00', '19:00')
    """)
    teller.publish()
    assert teller.value(FIRST, clock="business") == (3 + 1) * 3600  # Friday 16–19, Monday 9–10


def test_who_still_waits_is_counted_with_the_opening_hours_up_to_the_watermark(teller: Teller) -> None:
    teller.tell("1  Fri 16:00  ann [on us]: Hello?", until="Mon+1w 10:00", hours=Hours("09:00", "17:00"))
    found = teller.measure(FIRST, clock="business")
    assert (found.estimate.value, found.estimate.at_least) == (None, 2 * 3600)


def test_opening_hours_go_on_for_years_after_the_last_message_until_the_watermark(teller: Teller) -> None:
    """Seen until 1 March 2027 at noon: on the business clock the question waits for each working day until then."""
    teller.tell("1  2024-03-01 17:00  ann [on us]: Hello?", until="2027-03-01 12:00", hours=Hours("09:00", "17:00"))
    days = [date(2024, 3, 2) + DAY * number for number in range((date(2027, 3, 1) - date(2024, 3, 2)).days)]
    working = sum(day.isoweekday() <= 5 for day in days)
    assert teller.measure(FIRST, clock="business").estimate.at_least == (working * 8 + 3) * 3600


def test_a_withdrawn_question_waited_the_opening_hours_until_it_went(teller: Teller) -> None:
    teller.tell("1  Fri 16:00  ann [on us] [deleted Mon+1w 09:30]: Hello?", hours=Hours("09:00", "17:00"))
    assert teller.measure(FIRST, clock="business").estimate.at_least == 1.5 * 3600


def test_the_coverage_names_the_channels_that_have_no_hours(teller: Teller) -> None:
    timeline = """
        1  Mon 09:00   ann [on us]: Hello?
        2  Mon 10:00   us > 1: Hello.
        3  Mon 09:00   bob [on shop]: Hello?
        4  Mon 12:00   shop > 3: Hello.
        """
    teller.tell(timeline, hours=Hours("09:00", "17:00"))
    both = teller.measure(FIRST, clock="business")
    assert (both.coverage.counted, both.coverage.of, both.coverage.note) == (2, 2, None)
    teller.writer.execute("update channels set calendar = 'nobody has written it' where native_id = 'shop'")
    teller.publish()
    one = teller.measure(FIRST, clock="business")
    assert (one.coverage.counted, one.coverage.of) == (1, 2)
    assert one.coverage.note == "Shop has no opening hours, so no business time."
    assert (one.estimate.value, one.estimate.n) == (3600, 1)
    by_channel = {part.key: part.estimate for part in teller.measure(FIRST, by="channel", clock="business").slices}
    assert (by_channel["x:us"].value, by_channel["x:shop"].value, by_channel["x:shop"].n) == (3600, None, 0)
    wall = teller.measure(FIRST)
    assert (wall.coverage.note, wall.estimate.n) == (None, 2)
    rate = teller.measure("conversations.reply_rate", clock="business")  # the clock never changes a promise
    assert (rate.coverage.note, rate.estimate.value) == (None, 1)


@pytest.mark.parametrize(
    ("seconds", "due"),
    [
        (1, datetime(2024, 3, 8, 16, 0, 1)),
        (3600, datetime(2024, 3, 8, 17)),  # the hour that is left of Friday, to its last second
        (3601, datetime(2024, 3, 11, 9, 0, 1)),
        (9 * 3600, datetime(2024, 3, 11, 17)),
    ],
)
def test_a_promise_ends_when_so_many_opening_hours_have_passed(teller: Teller, seconds: int, due: datetime) -> None:
    teller.tell(NIGHT_AND_DAY, hours=Hours("09:00", "17:00"), promises=[Promise(seconds, "business")])
    assert teller.rows("select due_at from exchanges") == [(due,)]
