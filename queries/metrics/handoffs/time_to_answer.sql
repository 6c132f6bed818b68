-- title: Time to answer
-- label: typical wait for a colleague
-- unit: duration
-- shape: wait
-- better: down
-- basis: by time asked
-- about: handoffs
-- gives: department, topic
-- definition: The time by which half of all requests have the answer of the department; beside it, the time by which
--   nine in ten have. Requests still open are counted with the time they have waited so far; one that was declined or
--   passed on has no answer and never shortens the figure.
-- why: While a colleague is silent, somebody outside is waiting.
select
    asked_at as basis_at, handoff_key, coalesce(conversation_key, handoff_key) as conversation_key, channel_key, source, calendar, department, topic,
    asked_at as started_at, answered_at as ended_at, null::timestamp as stopped_at,
    asked_open as started_open, answered_open as ended_open, null::double as stopped_open
from requests
