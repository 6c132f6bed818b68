-- The rows of the mart people: new_people with the visit before each, on whatever channel: when the last conversation that
-- the same person took part in began, and when they had joined it. So nobody needs to be looked up to know who came back.
select
    *,
    lag(started_at) over visits             as previous_at,
    lag(joined_at) over visits              as previous_joined_at
from new_people
window visits as (partition by author_key order by started_at, conversation_key)
