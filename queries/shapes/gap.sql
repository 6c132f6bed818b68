-- shape gap: the share that the departments asked for have of what is needed, less their share of what is given, with what
-- the variance of each takes. Items: side (need, given), weight, department.
with parts as (
    select slice, side, conversation_key, sum(weight)::double as whole,
        coalesce(sum(weight) filter (list_contains($departments, department)), 0)::double as part
    from scoped group by slice, side, conversation_key
)
select
    slice, side, count(*) as n, count(*) as clusters, 0::double as unknown, sum(part) as part, sum(whole) as whole,
    sum(part * part) as part_squared, sum(part * whole) as part_times_whole, sum(whole * whole) as whole_squared
from parts where len($departments) > 0
group by slice, side
