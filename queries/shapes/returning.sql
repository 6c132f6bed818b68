-- shape returning: distinct people of each slice, and those of them who had been here before.
with {arrivals}
select slice, people as n, again as hits, (select min(basis_at) from items) as history_since, lookback, slice_start
from arrivals
