"""The golden timelines that are long: thousands of messages in a thread, a hundred thousand comments under a post."""

from datetime import timedelta
from typing import Any

from tests import facts
from tests.conversations import MONDAY, Teller, said

WAITING = "conversations.waiting"


def thread(length: int, name: str, seconds: int = 3600) -> list[dict[str, Any]]:
    """Ann and we in turns, each message a reply to the one before."""
    return [
        said(
            f"{name}{number}",
            MONDAY + timedelta(seconds=seconds * number),
            ("ann", "us")[number % 2],
            "And now?",
            parent_id=f"{name}{number - 1}" if number else None,
        )
        for number in range(length)
    ]


def test_g17_a_deep_thread_is_one_conversation(teller: Teller) -> None:
    deep = thread(119, "a") + thread(130, "b") + thread(5000, "c", seconds=60)
    teller.tell(reversed(deep))
    assert teller.value("conversations.started") == 3
    assert teller.rows("select max(ordinal) from exchanges group by conversation_key order by 1") == [
        (60,),
        (65,),
        (2500,),
    ]  # 119 messages are 60 of hers and 59 of ours
    assert teller.rows("select max(depth) from thread_messages") == [(4999,)]
    assert teller.value(WAITING) == 1  # the last message of the 119


def test_g17_each_of_a_hundred_thousand_comments_under_one_post_is_a_conversation(teller: Teller) -> None:
    """Made in SQL, because Python would take longer than the marts; every hundredth is answered after a minute."""
    facts.clear(teller.writer)
    teller.writer.run_script("""
        create or replace temp table comments as
        select 'x' as platform, i::varchar as native_id, null::varchar as channel_id,
            if(i = 0 or i > 100000, 'us', 'p' || i) as author_id, null::varchar as author_handle,
            null::varchar as author_name, i = 0 or i > 100000 as is_ours,
            case when i > 100000 then ((i - 100000) * 100)::varchar when i > 0 then '0' end as parent_id,
            null::varchar as thread_id, null::varchar as quoted_id, null::varchar[] as addressed_to,
            null::varchar as kind,
            timestamp '2024-03-04' + to_seconds(if(i > 100000, (i - 100000) * 100 + 60, i)) as published_at,
            null::timestamp as edited_at, null::timestamp as deleted_at, null::timestamp as hidden_at,
            null::varchar as hidden_by, false as is_automated, false as is_spam, true as is_public,
            timestamp '2024-03-04' as first_seen_at, 'Why?' as text, null::varchar as permalink,
            null::bigint as reactions, null::bigint as shares, null::varchar as sent_by
        from range(101001) numbers(i)
    """)
    with teller.writer.transaction():
        teller.writer.load_messages("comments")
    teller.publish()
    assert teller.value("conversations.started") == 100_000
    assert teller.value(WAITING) == 99_000
    assert teller.rows("select count(*), sum(conversations) from posts") == [(1, 100_000)]
    assert teller.rows(
        "select distinct epoch(answered_at - asked_at) from exchanges where answered_at is not null"
    ) == [(60,)]
