-- shape mean: the mean of a number. Items: value.
with clustered as (
    select slice, conversation_key, fsum(value) as part, count(*) as whole
    from scoped where value is not null group by slice, conversation_key
)
select
    slice, fsum(whole)::bigint as n, count(*) as clusters, fsum(part)::double as part, fsum(whole)::double as whole,
    fsum(part * part)::double as part_squared, fsum(part * whole)::double as part_times_whole,
    fsum(whole * whole)::double as whole_squared
from clustered group by slice
