-- shape share, by department: each one's part in all that is known; none is a part, too. The slice is the department.
with known as (select * from scoped where department is not null),
wholes as (select conversation_key, fsum(weight)::double as whole from known group by conversation_key),
whole as (select count(*) as clusters, fsum(whole) as whole, fsum(whole * whole) as whole_squared from wholes),
parts as (
    select slice, conversation_key, fsum(weight)::double as part from known group by slice, conversation_key
),
everybody as (select department as slice from departments union select slice from known)
select
    d.slice, (select count(*) from known) as n, t.clusters, 0::double as unknown, coalesce(fsum(p.part), 0) as part, t.whole,
    coalesce(fsum(p.part * p.part), 0) as part_squared, coalesce(fsum(p.part * w.whole), 0) as part_times_whole, t.whole_squared
from everybody d
cross join whole t
left join parts p on p.slice = d.slice
left join wholes w on w.conversation_key = p.conversation_key
where t.whole > 0
group by d.slice, t.clusters, t.whole, t.whole_squared
