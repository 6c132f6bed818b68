-- behind evenness: everything that a department gave.
select conversation_key, handoff_key, basis_at, null as state, null as amount
from chosen where department is not null
