-- shape gap: the share that the departments asked for have of what is needed, less their share of what is given, with what
-- the variance of each takes. Items: side (need, given), weight, department.
with parts as (
    select slice, side, conversation_key, fsum(weight)::double as whole,
        coalesce(fsum(weight) filter (list_contains($departments, department)), 0)::double as part
    from scoped group by slice, side, conversation_key
)
select
    slice, side, count(*) as n, count(*) as clusters, 0::double as unknown, fsum(part) as part, fsum(whole) as whole,
    fsum(part * part) as part_squared, fsum(part * whole) as part_times_whole, fsum(whole * whole) as whole_squared
from parts where len($departments) > 0
group by slice, side
