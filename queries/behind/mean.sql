-- behind mean: every item with its number.
select conversation_key, handoff_key, basis_at, null as state, value::double as amount
from chosen where value is not null
