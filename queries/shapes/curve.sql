-- shape curve: the curve in survival.sql step by step, to be drawn: the share that still waits after t seconds.
with {survival}
select totals.slice, n, still_waiting, longest, t, survival, lower_limit, upper_limit
from totals left join limited on limited.slice is not distinct from totals.slice
order by t
