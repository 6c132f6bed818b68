-- title: Overdue
-- label: past the agreed time
-- unit: count
-- shape: open
-- better: down
-- basis: as of the end of the period
-- about: handoffs
-- gives: department, topic
-- definition: Requests that are open past the time agreed at the end of the period, or at the end of the data if that is
--   earlier, with how long they have been overdue.
-- why: Each is a promise between colleagues that is being broken now.
select
    due_at as basis_at, handoff_key, coalesce(conversation_key, handoff_key) as conversation_key, channel_key, source, calendar, department, topic,
    coalesce(answered_at, ended_at) as ended_at
from requests
where due_at is not null and coalesce(coalesce(answered_at, ended_at) > due_at, true)
