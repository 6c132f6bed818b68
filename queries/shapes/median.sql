-- shape median. Items: value, due_at. How often each value occurs among items due at their watermark.
select slice, value::double as value, count(*) as items
from scoped where due_at <= watermark and value is not null
group by slice, value order by slice, value
