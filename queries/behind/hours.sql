-- behind hours: every conversation with its part of the time, in seconds.
select conversation_key, any_value(handoff_key) as handoff_key, min(basis_at) as basis_at, null as state, fsum(seconds) as amount
from chosen group by conversation_key
