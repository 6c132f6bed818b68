"""Much of everything: figures that a reader can check, of 5,000 channels, 200 departments, ten years, and one day.

A thread of 100,000 comments stands with the golden timelines (G17). Facts are made in SQL, because Python would take
longer than the marts.
"""

from datetime import date

from queries.scope import Period
from tests.conversations import Teller

MESSAGE = """
    create or replace temp table asked as
    select 'x' as platform, native_id, channel_id, author_id, null::varchar as author_handle,
        null::varchar as author_name, is_ours, parent_id, null::varchar as thread_id,
        null::varchar as quoted_id, null::varchar[] as addressed_to,
        null::varchar as kind, published_at, null::timestamp as edited_at, null::timestamp as deleted_at,
        null::timestamp as hidden_at, null::varchar as hidden_by, false as is_automated, false as is_spam,
        true as is_public, published_at as first_seen_at, 'Why?' as text, null::varchar as permalink,
        null::bigint as reactions, null::bigint as shares, null::varchar as sent_by
    from (
        select 'q' || i as native_id, {channel} as channel_id, 'p' || i as author_id, false as is_ours,
            null::varchar as parent_id, {asked_at} as published_at
        from range({n}) numbers(i)
        union all
        select 'a' || i, {channel}, {channel}, true, 'q' || i, {asked_at} + interval 1 hour
        from range({n}) numbers(i) where i % 2 = 0
    )
"""


def tell(teller: Teller, n: int, channel: str, asked_at: str) -> None:
    """So many questions, every other one answered after an hour."""
    teller.writer.run_script(MESSAGE.format(n=n, channel=channel, asked_at=asked_at))
    with teller.writer.transaction():
        teller.writer.load_messages("asked")
    teller.publish()


def test_of_five_thousand_channels_each_counts_and_some_can_be_chosen(teller: Teller) -> None:
    """Each was asked once; every other one answered. One channel more has heard nothing."""
    teller.tell("", until="Mon+2w 00:00")
    teller.writer.run_script("""
        insert into channels by name
        select 'x' as platform, 'c' || i as native_id, timestamp '2024-03-18' as complete_until
        from range(5001) numbers(i)
    """)
    tell(teller, 5000, "'c' || i", "timestamp '2024-03-04 09:00'")
    found = teller.measure("conversations.ever_answered")
    assert (found.estimate.value, found.estimate.n) == (1 / 2, 5000)
    assert (found.coverage.counted, found.coverage.of) == (5003, 5003)
    keys = dict(teller.rows("select native_id, channel_key from channels"))
    chosen = tuple(keys[f"c{number}"] for number in (*range(99), 5000))
    parts = teller.measure("conversations.ever_answered", "channel", channels=chosen).slices
    values = {part.key: part.estimate.value for part in parts}
    assert values == {"x:c5000": None, **{f"x:c{number}": 1 - number % 2 for number in range(99)}}
    assert teller.rate("conversations.ever_answered", channels=chosen) == (50, 99)


def test_two_hundred_departments_with_one_hand_off_each_stand_in_roster_order(teller: Teller) -> None:
    """Every other one answers within its four hours; of each alone it is too few to say."""
    teller.tell("", until="Mon+2w 00:00")
    teller.writer.run_script("""
        insert into departments by name
        select 'Department ' || i as department, 200 - i as position from range(200) numbers(i);
        insert into promises (department, target_seconds, clock)
        select 'Department ' || i, 4 * 3600, 'wall' from range(200) numbers(i);
        insert into handoffs by name
        select i::ubigint as handoff_key, 'log' as source, i::varchar as native_id, 'Department ' || i as department,
            timestamp '2024-03-04 09:00' as asked_at, if(i % 2 = 0, timestamp '2024-03-04 13:00', null) as answered_at,
            if(i % 2 = 0, 'answered', null) as outcome
        from range(200) numbers(i)
    """)
    teller.publish()
    found = teller.measure("handoffs.answered_in_promise", "department")
    assert (found.estimate.value, found.estimate.n, found.estimate.reason) == (1 / 2, 200, None)
    assert [part.key for part in found.slices] == [f"Department {number}" for number in reversed(range(200))]
    assert {(part.estimate.value, part.estimate.n, part.estimate.reason) for part in found.slices} == {
        (0, 1, "too few to say"),
        (1, 1, "too few to say"),
    }
    assert teller.value("ownership.departments_active") == 100
    assert teller.rate("handoffs.answered_in_promise", departments=("Department 7",)) == (0, 1)


def test_ten_years_have_forty_quarters_and_lose_no_day(teller: Teller) -> None:
    """A question a day at noon from 2014 to 2023: 3,652 days, two leap years among them."""
    teller.tell("", until="2024-03-01 00:00")
    tell(teller, 3652, "'us'", "timestamp '2014-01-01 12:00' + i * interval 1 day")
    decade = Period(date(2014, 1, 1), date(2023, 12, 31))
    found = teller.measure("conversations.started", "quarter", period=decade)
    assert (found.estimate.value, len(found.slices)) == (3652, 40)
    counts = {part.key: part.estimate.value for part in found.slices}
    assert (counts["2014-01-01"], counts["2016-01-01"], counts["2023-10-01"]) == (90, 91, 92)
    assert sum(value or 0 for value in counts.values()) == 3652
    weeks = teller.measure("conversations.reply_rate", "week", period=decade).slices
    assert (len(weeks), sum(part.estimate.n for part in weeks)) == (522, 3652)
    assert teller.value("conversations.waiting") == 1826
    assert (
        teller.measure("conversations.waiting").details["oldest"]
        == (date(2024, 3, 1) - date(2014, 1, 2)).days * 86400 - 12 * 3600
    )


def test_one_day_has_its_own_figures_and_is_cut_into_its_hours(teller: Teller) -> None:
    """The shortest period is a day; an hour of it is a cell of the week. Monday: at 9:00 two, at 23:00 one."""
    teller.tell(
        """
        1  Sun 23:59:59      ann: Hello?
        2  Mon+1w 09:00      bob: Hello?
        3  Mon+1w 09:59:59   cid: Hello?
        4  Mon+1w 23:59:59   dan: Hello?
        5  Tue+1w 00:00      eve: Hello?
        """
    )
    monday = Period(date(2024, 3, 11), date(2024, 3, 11))
    found = teller.measure("conversations.started", "weekday_hour", period=monday, compare="previous")
    assert {part.key: part.estimate.value for part in found.slices if part.estimate.value} == {"1-9": 2, "1-23": 1}
    assert (found.estimate.value, len(found.slices)) == (3, 168)
    assert found.before_period == Period(date(2024, 3, 10), date(2024, 3, 10))
    assert teller.measure("conversations.reply_rate", period=monday).estimate.reason == "too few to say"
