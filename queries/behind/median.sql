-- behind median: every item that can be judged, with its number.
select conversation_key, handoff_key, basis_at, null as state, value::double as amount
from chosen where due_at <= watermark and value is not null
