-- shape open, by period: what came less what went, added up from the beginning. Items: ended_at.
with moves as (
    select basis_at as moved_at, 1 as step from scoped
    union all
    select greatest(ended_at, basis_at), -1 from scoped where ended_at <= watermark and ended_at < $until
),
placed as (
    select sum(step) as step,
        strftime(date_trunc($unit, greatest(timezone($zone, timezone('UTC', moved_at)), $first_day::timestamp)), '%Y-%m-%d') as slice
    from moves group by slice
),
periods as (
    select strftime(date_trunc($unit, d), '%Y-%m-%d') as slice
    from generate_series($first_day::timestamp, $last_day::timestamp, interval 1 day) g(d) group by slice
)
select slice, sum(coalesce(step, 0)) over (order by slice)::bigint as n
from periods left join placed using (slice)
order by slice
