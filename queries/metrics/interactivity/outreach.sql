-- title: Outreach
-- label: conversations we opened
-- unit: count
-- shape: count
-- better: none
-- basis: by start of the conversation
-- definition: Conversations that we opened by joining a thread that did not address us and did not lie on a channel of
--   ours.
-- why: Going to where people talk, without being called, is the most sociable thing a company can do.
select started_at as basis_at, conversation_key, channel_key
from conversations
where is_outreach
