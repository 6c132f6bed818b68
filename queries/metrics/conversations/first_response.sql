-- title: First response time
-- label: typical wait
-- unit: duration
-- shape: wait
-- items: one a conversation
-- better: down
-- basis: by start of the conversation
-- definition: The time by which half of all first questions have our answer; beside it, the time by which nine in ten
--   have. Those still waiting are counted with the time they have waited so far.
-- why: The first answer decides whether somebody feels heard. Leaving out the unanswered would make silence look fast.
select
    started_at as basis_at, conversation_key, channel_key,
    asked_at as started_at, answered_at as ended_at, withdrawn_at as stopped_at,
    asked_open as started_open, answered_open as ended_open, withdrawn_open as stopped_open
from exchanges
where ordinal = 1
