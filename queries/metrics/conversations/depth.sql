-- title: Conversation depth
-- label: questions in a conversation
-- unit: number
-- shape: median
-- better: none
-- basis: by start of the conversation
-- definition: The median number of questions that people put to us within seven days, in conversations that we answered
--   within seven days and that began at least seven days ago.
-- why: It tells small talk from cases: where it rises, people need several goes to get what they came for, or trust us with more.
select
    started_at as basis_at, conversation_key, channel_key,
    started_at + interval 7 days as due_at,
    exchanges_within_horizon as value
from conversations
where first_answer_at <= started_at + interval 7 days
