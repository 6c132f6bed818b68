-- title: Clock ledger
-- label: where the waiting hours went
-- unit: hours
-- shape: hours
-- better: down
-- basis: by time asked
-- gives: holder, department
-- whole: select asked_at as basis_at, conversation_key, channel_key, is_alone, waited as seconds
--   from unlogged_waits where waited > 0
--   union all
--   select asked_at, conversation_key, channel_key, false, seconds from held_seconds
-- definition: All hours that the public waited for an answer, by who held the clock: the departments that had been
--   asked, while they were open; the social team otherwise; nobody logged, once the promise to the public was past
--   without a request; and the hours outside opening times. The parts sum to the whole.
-- why: Help desks stop the clock while a colleague is silent. Here it keeps running, with a name on it.
select asked_at as basis_at, conversation_key, channel_key, holder, department, seconds
from ledger
