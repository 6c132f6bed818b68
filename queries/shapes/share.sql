-- shape share: the part that the departments asked for have in all that is known. Items: weight, department (null: not
-- known). Sums over conversations let the interval see that what one conversation holds goes together.
with clustered as (
    select slice, conversation_key, fsum(weight)::double as whole,
        coalesce(fsum(weight) filter (len($departments) = 0 or list_contains($departments, department)), 0)::double as part
    from scoped where department is not null
    group by slice, conversation_key
),
totals as (
    select slice, count(*) filter (department is not null) as n, coalesce(fsum(weight) filter (department is null), 0)::double as unknown
    from scoped group by slice
)
select
    t.slice, t.n, t.unknown,
    count(whole) as clusters, coalesce(fsum(part), 0) as part, coalesce(fsum(whole), 0) as whole,
    coalesce(fsum(part * part), 0) as part_squared, coalesce(fsum(part * whole), 0) as part_times_whole,
    coalesce(fsum(whole * whole), 0) as whole_squared
from totals t left join clustered c on c.slice is not distinct from t.slice
group by t.slice, t.n, t.unknown
