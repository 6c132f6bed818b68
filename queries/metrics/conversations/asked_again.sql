-- title: Asked again
-- label: had to ask once more
-- unit: percent
-- shape: rate
-- items: one a conversation
-- better: none
-- basis: by start of the conversation
-- definition: Of the conversations that we answered within seven days and that began at least seven days ago, the
--   share in which what people said next, within seven days of the start, was a question again.
-- why: Were we clear? Some questions lead on; many of them mean that the first answer did not help.
select
    started_at as basis_at, conversation_key, channel_key,
    started_at + interval 7 days as due_at,
    coalesce(asked_again_at <= started_at + interval 7 days, false) as hit
from conversations
where first_answer_at <= started_at + interval 7 days
