-- title: Two-way conversations
-- label: came back after our answer
-- unit: percent
-- shape: rate
-- items: one a conversation
-- better: up
-- basis: by start of the conversation
-- definition: Of the conversations that we answered within seven days and that began at least seven days ago, the share
--   in which the audience went on, with more than thanks, within seven days of the start.
-- why: A conversation takes two turns on each side. Where every answer ends it, there is a counter and not a talk.
select
    started_at as basis_at, conversation_key, channel_key,
    started_at + interval 7 days as due_at,
    coalesce(further_at <= started_at + interval 7 days, false) as hit
from conversations
where first_answer_at <= started_at + interval 7 days
