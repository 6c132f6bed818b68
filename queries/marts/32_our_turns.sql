-- mart our_turns: one row each time we took our turn in a conversation (definition: turn).
select
    r.conversation_key,
    r.thread_key,
    c.channel_key,
    r.answered_at                           as spoken_at
from rounds r
join strand_channels c using (strand_key)
where r.answered_at is not null
qualify (r.audience_messages > 0 or lag(r.answered_at) over (partition by r.conversation_key order by r.round) is null)
