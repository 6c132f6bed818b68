-- behind open: what is open at the end of the period, and how long it has been, in seconds.
select conversation_key, handoff_key, basis_at, null as state,
    epoch(least(watermark, $until::timestamp) - basis_at) as amount
from chosen
where ended_at is null or ended_at > watermark or ended_at >= $until
