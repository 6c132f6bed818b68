-- shape open, by period: what came less what went, added up from the beginning. Items: ended_at. Moves are added up by
-- quarter of an hour before they are told by local time: no zone is off by less.
with moves as (
    select basis_at as moved_at, 1 as step from scoped
    union all
    select greatest(ended_at, basis_at), -1 from scoped where ended_at <= watermark and ended_at < $until
),
quarters as (
    select time_bucket(interval 15 minutes, moved_at) as moved_at, sum(step) as step from moves group by 1
),
placed as (
    select
        sum(step)                           as step,
        date_trunc($unit, greatest(
            if($zone = 'UTC', moved_at, timezone($zone, timezone('UTC', moved_at))), $first_day::timestamp
        ))                                  as begins
    from quarters group by begins
),
periods as (
    select distinct date_trunc($unit, d) as begins
    from generate_series($first_day::timestamp, $last_day::timestamp, interval 1 day) g(d)
)
select begins as slice, sum(coalesce(step, 0)) over (order by begins)::bigint as n
from periods left join placed using (begins)
order by begins
