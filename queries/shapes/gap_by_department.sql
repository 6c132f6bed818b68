-- shape gap, by department: for each one's share of what is needed and of what is given, what their variances take. The
-- slice is the department.
with known as (select * from scoped where department is not null),
wholes as (select side, conversation_key, fsum(weight)::double as whole from known group by side, conversation_key),
whole as (select side, count(*) as clusters, fsum(whole) as whole, fsum(whole * whole) as whole_squared from wholes group by side),
parts as (
    select slice, side, conversation_key, fsum(weight)::double as part from known group by slice, side, conversation_key
),
everybody as (select department as slice from departments union select slice from known)
select
    d.slice, t.side, t.clusters as n, t.clusters, 0::double as unknown, coalesce(fsum(p.part), 0) as part, t.whole,
    coalesce(fsum(p.part * p.part), 0) as part_squared, coalesce(fsum(p.part * w.whole), 0) as part_times_whole, t.whole_squared
from everybody d
cross join whole t
left join parts p on p.slice = d.slice and p.side = t.side
left join wholes w on w.side = p.side and w.conversation_key = p.conversation_key
group by d.slice, t.side, t.clusters, t.whole, t.whole_squared
