-- title: Ownership gap
-- label: questions theirs minus answers theirs
-- unit: points
-- shape: gap
-- better: down
-- basis: by time asked or answered
-- gives: department
-- definition: Each department's share of what people write about (need share), less its share of what is given: public
--   answers and answers to colleagues who asked. In points of a hundred; above 0 it gets more questions than it
--   helps to answer. Asked for one department or by department.
-- why: Where the gap is wide, somebody else does the talking for those who know.
select started_at as basis_at, conversation_key, channel_key, department, 'need' as side, share as weight
from conversation_topics
where department is not null
union all
select spoken_at as basis_at, conversation_key, channel_key, department, 'given', 1
from answers
where is_public and department is not null
union all
select answered_at, coalesce(conversation_key, handoff_key), channel_key, department, 'given', 1
from requests
where answered_at is not null
