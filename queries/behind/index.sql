-- behind index: the conversations and posts of the cohort.
select conversation_key, any_value(handoff_key) as handoff_key, min(basis_at) as basis_at, null as state, null as amount
from chosen where due_at <= watermark group by conversation_key
