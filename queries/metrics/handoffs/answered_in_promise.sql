-- title: Answered within the promise
-- label: answered in the time agreed
-- unit: percent
-- shape: rate
-- better: up
-- basis: by time asked
-- about: handoffs
-- gives: department, topic
-- definition: Of all requests whose agreed time is up, answered or not, the share that the department answered within
--   the promise that was in force when it was asked. Requests for which no promise is agreed are counted beside it.
-- why: A promise between colleagues is what makes a promise to the public possible.
select
    asked_at as basis_at, handoff_key, coalesce(conversation_key, handoff_key) as conversation_key, channel_key, source, calendar, department, topic,
    due_at,
    coalesce(answered_at <= due_at, false) as hit
from requests
