-- The last syncs and imports, newest first.
select source, started_at, finished_at, outcome, rows_new, rows_changed, rows_same, rows_refused, calls, units, detail
from sync_runs
order by started_at desc
limit $limit
