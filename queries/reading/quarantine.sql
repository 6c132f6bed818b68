-- What could not be read and why, newest first; `total` counts all of it.
select source, place, reason, left(payload, $payload_length) as payload, seen_at, count(*) over () as total
from quarantine
order by seen_at desc, source, place
limit $limit
