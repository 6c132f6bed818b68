-- shape rate. Items: hit, due_at (when the item can be judged). Only items due at their watermark count. The squares of
-- those that are alone are they themselves: each is 0 or 1.
with clustered as (
    select
        slice, cluster,
        count(*) filter (due_at <= watermark)         as size,
        count(*) filter (hit and due_at <= watermark) as hits,
        count(*) filter (due_at > watermark)          as not_due,
        count(*) filter (due_at is null)              as never_due
    from scoped group by slice, cluster
)
select
    slice,
    sum(size)::bigint                       as n,
    sum(hits)::bigint                       as hits,
    sum(if(cluster is null, size, (size > 0)::bigint))::bigint as clusters,
    sum(hits * if(cluster is null, 1, hits))::bigint as hits_squared,
    sum(hits * if(cluster is null, 1, size))::bigint as hits_times_size,
    sum(size * if(cluster is null, 1, size))::bigint as size_squared,
    sum(not_due)::bigint                    as not_due,
    sum(never_due)::bigint                  as never_due
from clustered group by slice
