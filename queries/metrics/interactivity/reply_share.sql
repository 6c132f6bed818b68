-- title: Reply share
-- label: posts that answer somebody
-- unit: percent
-- shape: rate
-- better: up
-- basis: by time posted
-- labels: none
-- definition: Of everything we say in public or in messages, the share said in conversation: our turns in conversations,
--   divided by those and our broadcasts together. Automated messages are left out.
-- why: Interactivity, not reach, is what makes a channel social. Whoever only broadcasts scores near zero.
select spoken_at as basis_at, conversation_key, channel_key, is_alone, spoken_at as due_at, true as hit
from our_turns
union all
select published_at, post_key, channel_key, true, published_at, false
from posts
where not is_automated
