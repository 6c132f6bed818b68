-- shape share, by department: each one's part in all that is known; none is a part, too. The slice is the department. Items
-- that are alone (cluster is null) are a whole of their own.
with known as (select slice, cluster, weight::double as weight from scoped where department is not null),
alone as (
    select slice, count(*) as items, fsum(weight) as part, fsum(weight * weight) as squared
    from known where cluster is null group by slice
),
wholes as (select cluster, count(*) as items, fsum(weight) as whole from known where cluster is not null group by cluster),
whole as (
    select fsum(items) as n, fsum(clusters) as clusters, fsum(whole) as whole, fsum(whole_squared) as whole_squared
    from (
        select fsum(items) as items, count(*) as clusters, fsum(whole) as whole, fsum(whole * whole) as whole_squared from wholes
        union all
        select fsum(items), fsum(items), fsum(part), fsum(squared) from alone
    )
),
together as (select slice, cluster, fsum(weight) as part from known where cluster is not null group by slice, cluster),
parts as (
    select slice, part, squared as part_squared, squared as part_times_whole from alone
    union all
    select slice, fsum(part), fsum(part * part), fsum(part * whole) from together join wholes using (cluster) group by slice
),
everybody as (select department as slice from departments union select slice from known)
select
    d.slice, t.n::bigint as n, t.clusters::bigint as clusters, 0::double as unknown, coalesce(fsum(p.part), 0) as part, t.whole,
    coalesce(fsum(p.part_squared), 0) as part_squared, coalesce(fsum(p.part_times_whole), 0) as part_times_whole, t.whole_squared
from everybody d
cross join whole t
left join parts p on p.slice = d.slice
where t.whole > 0
group by d.slice, t.n, t.clusters, t.whole, t.whole_squared
