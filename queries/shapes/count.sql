-- shape count. Items: nothing more than where and when. How much days vary, weekday by weekday so that a quiet Sunday is no
-- surprise, tells how sure the count is; days on which nothing came count, too.
with daily as (
    select slice, basis_at::date as day, count(*) as came from scoped group by slice, day
),
by_weekday as (
    select slice, sum(came) as came, sum(came * came) as squared, (max(day) - min(day)) // 7 + 1 as days
    from daily group by slice, isodow(day)
)
select
    slice, sum(came)::bigint as n, sum(days)::int as days, count(*)::int as weekdays,
    sum(squared - came * came / days)::double as unexplained
from by_weekday group by slice
