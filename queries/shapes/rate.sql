-- shape rate. Items: hit, due_at (when the item can be judged). Only items due at their watermark count.
with clustered as (
    select slice, conversation_key, count(*) as size, count(*) filter (hit) as hits
    from scoped where due_at <= watermark
    group by slice, conversation_key
),
younger as (
    select slice, count(*) filter (due_at is not null) as not_due, count(*) filter (due_at is null) as never_due
    from scoped where due_at > watermark or due_at is null group by slice
)
select
    slice,
    coalesce(sum(size), 0)::bigint          as n,
    coalesce(sum(hits), 0)::bigint          as hits,
    count(size)                             as clusters,
    coalesce(sum(hits * hits), 0)::bigint   as hits_squared,
    coalesce(sum(hits * size), 0)::bigint   as hits_times_size,
    coalesce(sum(size * size), 0)::bigint   as size_squared,
    coalesce(any_value(not_due), 0)         as not_due,
    coalesce(any_value(never_due), 0)       as never_due
from clustered full join younger using (slice)
group by slice
