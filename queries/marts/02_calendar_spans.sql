-- table calendar_spans: when each calendar is open, as instants, with the seconds it has been open before. The business
-- time between two instants is the difference of their open seconds. Intervals that overlap or meet are one.
with days as (
    select unnest(generate_series(date '2005-01-01', last_day, interval 1 day))::date as day
    from (
        select make_date(greatest(year(max(seen_at)), 2005) + 1, 12, 31) as last_day
        from (select published_at as seen_at from messages union all select complete_until from channels)
    )
),
opened as (
    select
        c.calendar,
        timezone(c.zone, d.day + c.opens)::timestamp as opens_at,
        timezone(c.zone, d.day + if(c.closes <= c.opens, 1, 0)::int + c.closes)::timestamp as closes_at
    from calendars c
    join days d on isodow(d.day) = c.weekday
    anti join holidays h on h.calendar = c.calendar and h.day = d.day
),
marked as (
    select *, opens_at > max(closes_at) over (
        partition by calendar order by opens_at, closes_at rows between unbounded preceding and 1 preceding) as is_apart
    from opened where closes_at > opens_at
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
