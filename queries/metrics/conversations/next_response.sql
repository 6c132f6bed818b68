-- title: Next response time
-- label: wait after a follow-up
-- unit: duration
-- shape: wait
-- better: down
-- basis: by start of the conversation
-- definition: The time by which half of all later questions in a conversation have our answer; beside it, the time by which nine in ten
--   have. Those still waiting are counted with the time they have waited so far.
-- why: Many answer the first message fast and then let go. Whoever comes back with a question is still talking to us.
select
    started_at as basis_at, conversation_key, channel_key,
    asked_at as started_at, answered_at as ended_at, withdrawn_at as stopped_at,
    asked_open as started_open, answered_open as ended_open, withdrawn_open as stopped_open
from exchanges
where ordinal > 1
