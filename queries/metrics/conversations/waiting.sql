-- title: Backlog
-- label: still waiting
-- unit: count
-- shape: open
-- better: down
-- basis: as of the end of the period
-- definition: Questions that wait for our answer at the end of the period, or at the end of the data if that is earlier,
--   with how long they have waited.
-- why: Each is a person who is looking at our silence now.
select asked_at as basis_at, conversation_key, channel_key, ended_at
from exchanges
