-- shape open: what is open at the end of the period, or at the watermark if that is earlier. Items: ended_at.
-- The watermark has been seen; the first instant after the period is no part of it.
select
    slice,
    count(*)                                as n,
    quantile_cont(epoch(as_of - basis_at), [0.5, 0.9]) as ages,
    max(epoch(as_of - basis_at))                  as oldest
from (
    select *, least(watermark, $until::timestamp) as as_of from scoped
)
where ended_at is null or ended_at > watermark or ended_at >= $until
group by slice
