-- shape rate, where each item is a conversation or a post of its own: nothing hangs together, so the sums of squares are
-- those of single items.
select
    slice,
    count(*) filter (due_at <= watermark)          as n,
    count(*) filter (hit and due_at <= watermark)  as hits,
    n as clusters, hits as hits_squared, hits as hits_times_size, n as size_squared,
    count(*) filter (due_at > watermark)           as not_due,
    count(*) filter (due_at is null)               as never_due
from scoped group by slice
