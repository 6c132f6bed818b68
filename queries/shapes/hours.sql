-- shape hours: how much time in all. Items: seconds.
with clustered as (
    select slice, cluster, count(*) as items, fsum(seconds) as seconds, fsum(seconds * seconds) as squared
    from scoped group by slice, cluster
)
select
    slice,
    sum(if(cluster is null, items, 1))::bigint as n,
    fsum(seconds) / 3600                    as hours,
    fsum(if(cluster is null, squared, seconds * seconds)) / 3600 ^ 2 as hours_squared
from clustered group by slice
