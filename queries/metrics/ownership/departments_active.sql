-- title: Active departments
-- label: departments that take part
-- unit: count
-- shape: distinct
-- better: up
-- basis: by time answered
-- gives: department
-- definition: How many departments gave a public answer or an answer to a colleague who asked.
-- why: The conversation is as wide as the organisation that takes part in it.
select spoken_at as basis_at, conversation_key, channel_key, department, department as who, spoken_at as came_at
from answers
where is_public and department is not null
union all
select answered_at, coalesce(conversation_key, handoff_key), channel_key, department, department, answered_at
from requests
where answered_at is not null
