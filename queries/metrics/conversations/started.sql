-- title: Conversations started
-- label: conversations started
-- unit: count
-- shape: count
-- better: none
-- basis: by start of the conversation
-- definition: Conversations whose first audience message is in the period.
-- why: It says how often people turn to us or answer us. More is not better in itself: an outage starts many.
select started_at as basis_at, conversation_key, channel_key
from conversations
