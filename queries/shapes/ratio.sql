-- shape ratio: how much of a whole. Items: part, whole.
with clustered as (
    select slice, conversation_key, fsum(part) as part, fsum(whole) as whole
    from scoped group by slice, conversation_key
)
select
    slice, count(*) as n, 0::double as unknown, count(*) as clusters, fsum(part) as part, fsum(whole) as whole,
    fsum(part * part) as part_squared, fsum(part * whole) as part_times_whole, fsum(whole * whole) as whole_squared
from clustered group by slice
