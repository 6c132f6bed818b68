-- table calendar_days: the days on which each calendar opens, numbered, from their midnight to their last closing.
select
    calendar,
    min(begins_at)                          as begins_at,
    max(closes_at)                          as closes_at,
    row_number() over (partition by calendar order by day) as number
from calendar_openings
group by calendar, day
