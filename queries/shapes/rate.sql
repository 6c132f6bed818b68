-- shape rate. Items: hit, due_at (when the item can be judged). Only items due at their watermark count.
with clustered as (
    select
        slice,
        count(*) filter (due_at <= watermark)::int         as size,
        count(*) filter (hit and due_at <= watermark)::int as hits,
        count(*) filter (due_at > watermark)::int          as not_due,
        count(*) filter (due_at is null)::int              as never_due
    from scoped group by slice, conversation_key
)
select
    slice,
    sum(size)::bigint                       as n,
    sum(hits)::bigint                       as hits,
    count(*) filter (size > 0)              as clusters,
    sum(hits * hits)::bigint                as hits_squared,
    sum(hits * size)::bigint                as hits_times_size,
    sum(size * size)::bigint                as size_squared,
    sum(not_due)::bigint                    as not_due,
    sum(never_due)::bigint                  as never_due
from clustered group by slice
