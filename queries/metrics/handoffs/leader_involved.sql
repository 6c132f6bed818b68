-- title: Leader involved
-- label: answered with a leader
-- unit: percent
-- shape: rate
-- better: up
-- basis: by time asked
-- about: handoffs
-- gives: department, topic
-- definition: Of all requests, the share that a leader answered or joined in answering, by the roster as of then.
-- why: Where leaders take part, departments find the time.
select
    asked_at as basis_at, handoff_key, coalesce(conversation_key, handoff_key) as conversation_key, channel_key, source, calendar, department, topic,
    asked_at as due_at,
    is_leader_involved as hit
from requests
