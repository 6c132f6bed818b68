-- shape evenness: how much each department gives. Items: weight, department.
select slice, department, fsum(weight)::double as weight, (select count(*) from departments) as departments
from scoped where department is not null group by slice, department
