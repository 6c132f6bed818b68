-- title: Hand-offs
-- label: requests to departments
-- unit: count
-- shape: count
-- better: none
-- basis: by time asked
-- about: handoffs
-- gives: department, topic
-- definition: Requests for input or approval that a department was asked in the period. Asked again of the same
--   department while it is open: a reminder, not a second request.
-- why: It says how often the people who answer in public cannot answer alone.
select
    asked_at as basis_at, handoff_key, coalesce(conversation_key, handoff_key) as conversation_key, channel_key, source, calendar, department, topic
from requests
