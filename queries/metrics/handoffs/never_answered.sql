-- title: Never answered
-- label: requests that got no answer
-- unit: percent
-- shape: rate
-- better: down
-- basis: by time asked
-- about: handoffs
-- gives: department, topic
-- definition: Of all requests older than ten opening days of the department (14 days where no calendar is known), or
--   ended without an answer, the share that has no answer.
-- why: Late can be explained; never teaches people to stop asking.
select
    asked_at as basis_at, handoff_key, coalesce(conversation_key, handoff_key) as conversation_key, channel_key, source, calendar, department, topic,
    if(answered_at is null, least(ended_at, judged_at), judged_at) as due_at,
    answered_at is null as hit
from requests
