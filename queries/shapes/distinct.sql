-- shape distinct: how many different ones. Items: who, came_at. Who comes after the watermark is not there yet.
select slice, count(distinct who) as n from scoped where came_at <= watermark group by slice
