-- What is to put right in the workbook, as it was read last; `total` counts all of it, `all_refused` what was left out.
select place, sentence, refused, link, count(*) over () as total, count(*) filter (refused) over () as all_refused
from workbook_problems
order by position
limit $limit
