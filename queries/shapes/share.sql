-- shape share: the part that the departments asked for have in all that is known. Items: weight, department (null: not
-- known). Sums over conversations let the interval see that what one conversation holds goes together; items that are alone
-- (cluster is null) are summed at once, and so is what is not known.
with parts as (
    select slice, cluster, department is not null as is_known, weight::double as whole,
        if(len($departments) = 0 or list_contains($departments, department), whole, 0) as part
    from scoped
),
clustered as (
    select
        slice, is_known, if(is_known, cluster, null) as known_in, count(*) as items, fsum(part) as part, fsum(whole) as whole,
        fsum(part * part) as part_squared, fsum(part * whole) as part_times_whole, fsum(whole * whole) as whole_squared
    from parts group by slice, is_known, known_in
)
select
    slice,
    coalesce(sum(items) filter (is_known), 0)::bigint as n,
    coalesce(fsum(whole) filter (not is_known), 0) as unknown,
    coalesce(sum(if(known_in is null, items, 1)) filter (is_known), 0)::bigint as clusters,
    coalesce(fsum(part) filter (is_known), 0) as part,
    coalesce(fsum(whole) filter (is_known), 0) as whole,
    coalesce(fsum(if(known_in is null, part_squared, part * part)) filter (is_known), 0) as part_squared,
    coalesce(fsum(if(known_in is null, part_times_whole, part * whole)) filter (is_known), 0) as part_times_whole,
    coalesce(fsum(if(known_in is null, whole_squared, whole * whole)) filter (is_known), 0) as whole_squared
from clustered group by slice
