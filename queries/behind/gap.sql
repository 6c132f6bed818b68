-- behind gap: what is needed of the departments asked for, and what they give.
select conversation_key, handoff_key, basis_at, side as state, null as amount
from chosen where len($departments) = 0 or list_contains($departments, department)
