-- behind ratio: every conversation with its own ratio.
select conversation_key, any_value(handoff_key) as handoff_key, min(basis_at) as basis_at, null as state,
    fsum(part) / nullif(fsum(whole), 0)     as amount
from chosen group by conversation_key
