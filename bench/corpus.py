"""A synthetic corpus of any size, for measuring: 3.5 messages a conversation, 6 platforms, 20 channels, 3 years.

Ids are snowflakes in order of time, every seventh conversation hangs under a broadcast, 12 % get no answer, waits are
log-normal with a median of about two hours. Pseudo-random numbers are hashes of the row's number, so that the same
size always gives the same rows.
"""

import sys
from pathlib import Path

import duckdb

CHANNELS = 20
LAST_INSTANT = "2026-06-30 00:00:00"

_CORPUS = """
create temp macro dice(i, salt) as (hash(i * 1000003 + salt) % 1000000) / 1000000.0;
create temp macro normal(i, salt) as sqrt(-2 * ln(dice(i, salt) + 1e-7)) * cos(2 * pi() * dice(i, salt + 1));

create temp table talk as              -- one row a conversation
select
    i, (hash(i) % {channels})::int as channel,
    timestamp '{last}' - to_seconds(86400.0 * 1095 * (1 - i / {conversations}::double)) as asked_at,
    case when dice(i, 1) < 0.12 then 1
        else (2 + floor(-1.95 * ln(dice(i, 2) + 1e-7)))::int end as messages,
    exp(8.9 + 1.6 * normal(i, 3)) as wait,
    dice(i, 5) < 0.14 as is_under_post
from range({conversations}) t(i);

create temp table said as
select
    i, channel, k, is_under_post,
    asked_at + to_seconds(case when k = 0 then 0 else wait * (1 + 0.35 * (k - 1)) end) as published_at,
    k % 2 = 1 as is_ours
from talk, unnest(range(messages)) u(k)
union all
select -i - 1, channel, 0, false, asked_at - interval 1 hour, true from talk where is_under_post and i % 3 = 0;

create temp table numbered as
select *, 1600000000000000000 + (epoch_ms(published_at) - 1577836800000) * 4194304 // 1024 * 8
    + row_number() over (order by published_at, i, k) as id
from said where published_at <= timestamp '{last}';

create temp view export as
select
    n.id::varchar as tweet_id,
    case
        when n.is_ours then 'account' || n.channel
        else 'person' || (hash(n.i) % greatest({conversations} // 3, 1))
    end as author,
    not n.is_ours as inbound,
    strftime(n.published_at, '%Y-%m-%d %H:%M:%S') as created_at,
    coalesce(parent.id, post.id)::varchar as in_reply_to,
    'account' || n.channel as channel,
    case
        when n.is_ours and n.i < 0 then 'News from us about number ' || (-n.i) || '. Read more on our page.'
        when n.is_ours then 'Hello, thank you for writing. We have looked at case ' || n.i || ', more tomorrow. ^AB'
        when n.k >= 2 and n.i % 3 = 0 then 'Thanks a lot!'
        else 'My connection at number ' || n.i || ' is down since ' || (n.i % 24) || ' h, when will it work?'
    end as text
from numbered n
left join numbered parent on parent.i = n.i and parent.k = n.k - 1 and n.k > 0
left join numbered post on post.i = -(n.i - n.i % 3) - 1 and n.is_under_post and n.k = 0 and n.i >= 0
order by n.id
"""


def write(file: Path, messages: int) -> None:
    """Write about so many messages to a `.csv` or `.parquet` file, in order of time."""
    with duckdb.connect() as connection:
        connection.execute(_CORPUS.format(channels=CHANNELS, last=LAST_INSTANT, conversations=int(messages / 3.24)))
        connection.execute(
            "copy (select * from export) to $1 (header)"
            if file.suffix == ".csv"
            else "copy (select * from export) to $1",
            [str(file)],
        )


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]))
