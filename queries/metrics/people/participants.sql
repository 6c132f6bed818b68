-- title: Participants
-- label: people in conversation
-- unit: count
-- shape: distinct
-- better: up
-- basis: by start of the conversation
-- definition: How many different people of the audience took part in conversations of the period.
-- why: People count, not messages: ten questions of one person are one voice.
select started_at as basis_at, conversation_key, channel_key, author_key as who, joined_at as came_at
from people
