-- The rows of the mart exchanges: new_exchanges with the clock of the social team. *_team are microseconds that it has been open
-- up to the instant (since 1970 where it has no opening hours): the ledger takes differences, and looks up no opening
-- hours. owed: when the promise runs out; ended: answered or withdrawn.
-- Opening hours are looked up by the hour: to find the last span among all takes five times as long.
with ends as not materialized (
    select *, epoch_us(asked_at) as asked, epoch_us(greatest(due_at, asked_at)) as owed,
        epoch_us(ended_at) as ended
    from new_exchanges
),
spans as materialized (
    select epoch_us(opens_at) as opens, epoch_us(closes_at) as closes, round(open_before * 1e6)::bigint as open_before
    from calendar_spans join social_team using (calendar)
),
reach as materialized (                     -- nothing changes before the first span that matters, nor after the last
    select
        greatest((select min(asked) from ends), (select min(opens) from spans)) // 3600000000 as first_hour,
        least((select max(greatest(asked, owed, ended)) from ends), (select max(closes) from spans)) // 3600000000 as last_hour
),
moments as (
    select opens as begins, opens, closes, open_before from spans
    union all
    select unnest(range(first_hour, last_hour + 1)) * 3600000000, null, null, null from reach
),
pieces as materialized (                    -- of an hour: from one opening to the next, with the span that began last
    select
        begins // 3600000000                as hour,
        begins,
        lead(begins, 1, 9223372036854775807) over (order by begins) as ends,
        coalesce(max(max(closes)) over (order by begins), begins) as closes,
        coalesce(max(max(open_before)) over (order by begins) + least(begins, max(max(closes)) over (order by begins))
            - max(max(opens)) over (order by begins), 0) as open_before
    from moments group by begins
)
select
    e.* exclude (asked, owed, ended),
    if(t.calendar is null, asked, a.open_before + greatest(least(asked, a.closes) - a.begins, 0)) as asked_team,
    if(t.calendar is null, owed, b.open_before + greatest(least(owed, b.closes) - b.begins, 0)) as owed_team,
    if(t.calendar is null, ended, c.open_before + greatest(least(ended, c.closes) - c.begins, 0)) as ended_team
from ends e
cross join social_team t
cross join reach r
left join pieces a on a.hour = greatest(least(asked // 3600000000, last_hour), first_hour) and asked < a.ends and asked >= a.begins
left join pieces b on b.hour = greatest(least(owed // 3600000000, last_hour), first_hour) and owed < b.ends and owed >= b.begins
left join pieces c on c.hour = greatest(least(ended // 3600000000, last_hour), first_hour) and ended < c.ends and ended >= c.begins
