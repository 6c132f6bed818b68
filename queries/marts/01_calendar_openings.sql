-- table calendar_openings: each opening of each calendar as instants, with the local day it belongs to and its midnight.
with days as (
    select unnest(generate_series(date '2005-01-01', last_day, interval 1 day))::date as day
    from (
        select make_date(greatest(year(max(seen_at)), 2005) + 1, 12, 31) as last_day
        from (
            select published_at as seen_at from messages union all select complete_until from channels
            union all select asked_at from handoffs union all select complete_until from handoff_sources
            union all select acted_at from handoff_acts
        )
    )
)
select
    c.calendar,
    d.day,
    timezone(c.zone, d.day::timestamp)::timestamp as begins_at,
    timezone(c.zone, d.day + c.opens)::timestamp as opens_at,
    timezone(c.zone, d.day + if(c.closes <= c.opens, 1, 0)::int + c.closes)::timestamp as closes_at
from calendars c
join days d on isodow(d.day) = c.weekday
anti join holidays h on h.calendar = c.calendar and h.day = d.day
where closes_at > opens_at
