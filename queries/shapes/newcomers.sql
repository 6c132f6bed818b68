-- shape newcomers: distinct people of each slice who had not been here before. Items: shortest_history, beside those of
-- arrivals.
with {arrivals}
select
    slice, people - again as n, (select min(basis_at) from items) as history_since,
    (select any_value(shortest_history) from items) as shortest_history, slice_start
from arrivals
