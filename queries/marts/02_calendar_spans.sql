-- table calendar_spans: when each calendar is open, as instants, with the seconds it has been open before. The business
-- time between two instants is the difference of their open seconds. Intervals that overlap or meet are one.
with marked as (
    select *, opens_at > max(closes_at) over (
        partition by calendar order by opens_at, closes_at rows between unbounded preceding and 1 preceding) as is_apart
    from calendar_openings
),
merged as (
    select calendar, min(opens_at) as opens_at, max(closes_at) as closes_at
    from (select *, count(*) filter (is_apart) over (partition by calendar order by opens_at, closes_at) as island from marked)
    group by calendar, island
)
select
    calendar, opens_at, closes_at,
    coalesce(sum(epoch(closes_at - opens_at)) over (
        partition by calendar order by opens_at rows between unbounded preceding and 1 preceding), 0) as open_before
from merged
