-- shape newcomers: distinct people of each slice who had not been here within the lookback before it began, on whatever
-- channel. Items: author_key, joined_at, lookback, shortest_history.
with now as (
    select slice, author_key, any_value(slice_start) as slice_start, any_value(lookback) as lookback,
        any_value(shortest_history) as shortest_history
    from scoped where joined_at <= watermark group by slice, author_key
)
select
    slice,
    count(*) filter (not exists (
        select 1 from seen e
        where e.author_key = now.author_key and e.joined_at <= e.watermark
            and e.basis_at >= (select min(slice_start - lookback) from now) and e.basis_at < (select max(slice_start) from now)
            and e.basis_at < now.slice_start and e.basis_at >= now.slice_start - now.lookback
    ))                                      as n,
    (select min(basis_at) from items)       as history_since,
    any_value(shortest_history)             as shortest_history,
    min(slice_start)                        as slice_start
from now group by slice
