-- title: Returning participants
-- label: people who come back
-- unit: percent
-- shape: returning
-- better: up
-- basis: by start of the conversation
-- definition: Of the people who take part in conversations of the period, the share who had taken part in another one
--   within 180 days before it began. Not known while the data goes back less far.
-- why: People who come back trust that somebody is there.
select started_at as basis_at, conversation_key, channel_key, author_key, joined_at, previous_at, previous_joined_at,
    interval 180 days as lookback
from people
