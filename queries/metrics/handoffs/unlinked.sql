-- title: Unlinked
-- label: requests without a known conversation
-- unit: percent
-- shape: rate
-- better: down
-- basis: by time asked
-- about: handoffs
-- gives: department, topic
-- definition: Of all requests, the share whose conversation cannot be found by the link that was given.
-- why: It says how complete the log is, and so how much the other figures can be trusted.
select
    asked_at as basis_at, handoff_key, coalesce(conversation_key, handoff_key) as conversation_key, channel_key, source, calendar, department, topic,
    asked_at as due_at,
    not is_linked as hit
from requests
