-- title: New voices
-- label: people heard for the first time
-- unit: count
-- shape: newcomers
-- better: up
-- basis: by start of the conversation
-- definition: How many of the people who take part had not been seen in the 365 days before the period. Not known
--   while the data goes back less than 90 days before it.
-- why: A conversation that nobody new joins becomes a club.
select started_at as basis_at, conversation_key, channel_key, author_key, joined_at, previous_at, previous_joined_at,
    interval 365 days as lookback, interval 90 days as shortest_history
from people
