-- temp clocked: business clocks of exchanges on channels that have a calendar. Seconds of opening hours up to each instant.
with kept as (
    select coalesce(asked_key, withdrawn_key) as exchange_key, calendar,
        coalesce(asked_at, withdrawn_asked_at) as asked_at, answered_at, withdrawn_at
    from rounds
    join strand_channels using (strand_key)
    join channels using (channel_key)
    where (asked_at is not null or withdrawn_asked_at is not null)
        and calendar in (select calendar from calendar_spans)
)
select
    k.exchange_key,
    k.calendar,
    open_seconds(a.open_before, a.opens_at, a.closes_at, k.asked_at) as asked_open,
    open_seconds(b.open_before, b.opens_at, b.closes_at, k.answered_at) as answered_open,
    open_seconds(c.open_before, c.opens_at, c.closes_at, k.withdrawn_at) as withdrawn_open
from kept k
asof left join calendar_spans a on a.calendar = k.calendar and a.opens_at <= k.asked_at
asof left join calendar_spans b on b.calendar = k.calendar and b.opens_at <= k.answered_at
asof left join calendar_spans c on c.calendar = k.calendar and c.opens_at <= k.withdrawn_at
