-- mart our_turns: one row each time we took our turn in a conversation (definition: turn), with who spoke: account, colleague
-- that the source names, and signature of its last message, which is where people sign.
with turns as (
    select
        r.conversation_key,
        any_value(r.thread_key)             as thread_key,
        any_value(c.channel_key)            as channel_key,
        min(r.answered_at)                  as spoken_at,
        arg_max(r.answer_key, r.round)      as message_key,
        bool_or(r.is_direct)                as is_direct
    from (
        select *, count(*) filter (audience_messages > 0) over (partition by conversation_key order by round) as turn
        from rounds
    ) r
    join strand_channels c using (strand_key)
    where r.answered_at is not null
    group by r.conversation_key, r.turn
)
select t.* exclude (is_direct), b.author_key, b.sent_by, nullif(b.signature, '') as signature, b.is_public and not t.is_direct as is_public
from turns t join building b using (message_key)
