-- shape share, by department: each one's part in all that is known. The slice is the department.
with known as (select * from scoped where department is not null),
wholes as (select conversation_key, sum(weight)::double as whole from known group by conversation_key),
whole as (select count(*) as clusters, sum(whole) as whole, sum(whole * whole) as whole_squared from wholes),
parts as (select slice, conversation_key, sum(weight)::double as part, count(*) as items from known group by slice, conversation_key)
select
    p.slice, (select count(*) from known) as n, 0::double as unknown,
    any_value(t.clusters) as clusters, sum(part) as part, any_value(t.whole) as whole,
    sum(part * part) as part_squared, sum(part * w.whole) as part_times_whole, any_value(t.whole_squared) as whole_squared
from parts p join wholes w using (conversation_key), whole t
group by p.slice
