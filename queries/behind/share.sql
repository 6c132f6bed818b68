-- behind share: every item of a department that is known and asked for.
select conversation_key, handoff_key, basis_at, null as state, null as amount
from chosen
where department is not null and (len($departments) = 0 or list_contains($departments, department))
