-- behind distinct: the conversations in which somebody took part. No list is about one person.
select conversation_key, any_value(handoff_key) as handoff_key, min(basis_at) as basis_at, null as state, null as amount
from chosen where came_at <= watermark group by conversation_key
