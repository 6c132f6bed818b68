-- title: Declined
-- label: requests turned down
-- unit: percent
-- shape: rate
-- better: down
-- basis: by time asked
-- about: handoffs
-- gives: department, topic, reason
-- definition: Of all requests that came to an end, the share that the department turned down because it had no time, did
--   not think it important, or did not know.
-- why: The reasons say what to change: time, priorities or knowledge.
select
    asked_at as basis_at, handoff_key, coalesce(conversation_key, handoff_key) as conversation_key, channel_key, source, calendar, department, topic,
    outcome as reason,
    coalesce(answered_at, ended_at) as due_at,
    outcome in ('no time', 'not important', 'does not know', 'declined') as hit
from requests
