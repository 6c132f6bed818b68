-- title: Reciprocity
-- label: balance of the talk
-- unit: number
-- shape: ratio
-- better: up
-- basis: by start of the conversation
-- definition: How even a conversation is: the messages of the side that wrote less, divided by those of the side that
--   wrote more, thanks and automated messages left out; 0 where we never answered. The mean over all conversations.
-- why: A conversation is carried by both sides.
select
    started_at as basis_at, conversation_key, channel_key,
    if(first_answer_at is null, 0,
        least(our_messages, audience_messages_saying_more) / greatest(our_messages, audience_messages_saying_more, 1)) as part,
    1 as whole
from conversations
