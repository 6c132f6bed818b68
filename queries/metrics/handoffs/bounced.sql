-- title: Bounced
-- label: passed on unanswered
-- unit: percent
-- shape: rate
-- better: down
-- basis: by time asked
-- about: handoffs
-- gives: department, topic
-- definition: Of all requests, the share that the department passed on to another without an answer.
-- why: A request that goes from desk to desk costs the public a day at each.
select
    asked_at as basis_at, handoff_key, coalesce(conversation_key, handoff_key) as conversation_key, channel_key, source, calendar, department, topic,
    asked_at as due_at,
    coalesce(outcome = 'passed on', false) as hit
from requests
