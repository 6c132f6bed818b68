-- title: Evenness of ownership
-- label: how evenly departments help
-- unit: number
-- shape: evenness
-- better: none
-- basis: by time answered
-- gives: department
-- definition: From 0, one department gives every answer and input, to 1, all departments on the roster give as much:
--   the Shannon entropy of their shares, divided by the logarithm of how many departments there are. Not known with
--   fewer than two departments.
-- why: No one function owns social media. How even it should be is for the organisation to say: see the declared mix.
select spoken_at as basis_at, conversation_key, channel_key, department, 1 as weight
from answers
where is_public and department is not null
union all
select answered_at, coalesce(conversation_key, handoff_key), channel_key, department, 1
from requests
where answered_at is not null
