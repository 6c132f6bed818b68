-- shape share: the part that the departments asked for have in all that is known. Items: weight, department (null: not
-- known). Sums over conversations let the interval see that what one conversation holds goes together; what is not known
-- is one sum (known_in is null).
with clustered as (
    select
        slice, if(department is null, null, conversation_key) as known_in, count(*) as items, fsum(weight)::double as whole,
        coalesce(fsum(weight) filter (len($departments) = 0 or list_contains($departments, department)), 0)::double as part
    from scoped group by slice, known_in
)
select
    slice,
    coalesce(sum(items) filter (known_in is not null), 0)::bigint as n,
    coalesce(fsum(whole) filter (known_in is null), 0) as unknown,
    count(known_in)                         as clusters,
    coalesce(fsum(part) filter (known_in is not null), 0) as part,
    coalesce(fsum(whole) filter (known_in is not null), 0) as whole,
    coalesce(fsum(part * part) filter (known_in is not null), 0) as part_squared,
    coalesce(fsum(part * whole) filter (known_in is not null), 0) as part_times_whole,
    coalesce(fsum(whole * whole) filter (known_in is not null), 0) as whole_squared
from clustered group by slice
