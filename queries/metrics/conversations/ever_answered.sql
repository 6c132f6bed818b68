-- title: Ever answered
-- label: answered at all
-- unit: percent
-- shape: rate
-- items: one a conversation
-- better: up
-- basis: by start of the conversation
-- definition: Of all conversations that began at least seven days ago, the share in which one of us answered within
--   seven days of the start.
-- why: A late answer is better than none; none at all says that nobody listens.
select
    started_at as basis_at, conversation_key, channel_key,
    started_at + interval 7 days as due_at,
    coalesce(first_answer_at <= started_at + interval 7 days, false) as hit
from conversations
