-- title: Core
-- label: people who keep talking with us
-- unit: count
-- shape: core
-- better: up
-- basis: as of the end of the period
-- definition: How many people took part, in the 90 days to the end of the period, in at least three conversations that
--   went back and forth: we answered, and somebody came back, within seven days.
-- why: They are the ones who answer for you when you sleep.
select p.started_at as basis_at, p.conversation_key, p.channel_key, p.author_key, greatest(p.joined_at, c.further_at) as joined_at
from people p
join conversations c using (conversation_key, thread_key)
where c.first_answer_at <= c.started_at + interval 7 days and c.further_at <= c.started_at + interval 7 days
