-- shape mean: the mean of a number. Items: value.
with clustered as (
    select slice, conversation_key, sum(value) as part, count(*) as whole
    from scoped where value is not null group by slice, conversation_key
)
select
    slice, sum(whole)::bigint as n, count(*) as clusters, sum(part)::double as part, sum(whole)::double as whole,
    sum(part * part)::double as part_squared, sum(part * whole)::double as part_times_whole,
    sum(whole * whole)::double as whole_squared
from clustered group by slice
