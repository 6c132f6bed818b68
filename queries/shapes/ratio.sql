-- shape ratio: how much of a whole. Items: part, whole.
with clustered as (
    select slice, conversation_key, sum(part) as part, sum(whole) as whole
    from scoped group by slice, conversation_key
)
select
    slice, count(*) as n, 0::double as unknown, count(*) as clusters, sum(part) as part, sum(whole) as whole,
    sum(part * part) as part_squared, sum(part * whole) as part_times_whole, sum(whole * whole) as whole_squared
from clustered group by slice
