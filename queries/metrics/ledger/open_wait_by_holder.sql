-- title: Clock ledger while open
-- label: where the open waiting hours went
-- unit: hours
-- shape: hours
-- better: down
-- basis: by time asked
-- gives: holder, department
-- whole: select asked_at as basis_at, conversation_key, channel_key, is_alone, waited as seconds
--   from unlogged_waits where waited > 0
--   union all
--   select asked_at, conversation_key, channel_key, false, seconds from held_seconds
-- definition: The clock ledger with all closed hours apart: what nobody logged counts only while the social team was open,
--   as everybody else's part counts only while they were. The parts sum to the same whole.
-- why: Only open hours can be compared: at night nobody could have answered, logged or not.
select asked_at as basis_at, conversation_key, channel_key, if(is_outside_hours, '(outside hours)', holder) as holder, department, seconds
from ledger
