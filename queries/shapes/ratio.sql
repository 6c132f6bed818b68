-- shape ratio: how much of a whole. Items: part, whole.
with clustered as (
    select
        slice, cluster, count(*) as items, fsum(part) as part, fsum(whole) as whole,
        fsum(part * part) as part_squared, fsum(part * whole) as part_times_whole, fsum(whole * whole) as whole_squared
    from scoped group by slice, cluster
)
select
    slice, sum(if(cluster is null, items, 1))::bigint as n, 0::double as unknown, n as clusters,
    fsum(part) as part, fsum(whole) as whole,
    fsum(if(cluster is null, part_squared, part * part)) as part_squared,
    fsum(if(cluster is null, part_times_whole, part * whole)) as part_times_whole,
    fsum(if(cluster is null, whole_squared, whole * whole)) as whole_squared
from clustered group by slice
