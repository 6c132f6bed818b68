-- into exchanges: business clocks, for channels that have a calendar. Seconds of opening hours up to each instant.
with clocked as (
    select e.exchange_key, e.asked_at, e.answered_at, c.calendar
    from new_exchanges e join channels c using (channel_key)
    where c.calendar in (select calendar from calendar_spans)
)
select
    k.exchange_key,
    open_seconds(a.open_before, a.opens_at, a.closes_at, k.asked_at) as asked_open,
    open_seconds(b.open_before, b.opens_at, b.closes_at, k.answered_at) as answered_open
from clocked k
asof left join calendar_spans a on a.calendar = k.calendar and a.opens_at <= k.asked_at
asof left join calendar_spans b on b.calendar = k.calendar and b.opens_at <= k.answered_at
