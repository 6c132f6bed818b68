-- mart our_turns: one row each time we took our turn in a conversation (definition: turn), with who spoke: account, colleague
-- that the source names, and signature of its last message, which is where people sign; voice_key stands for all three.
-- is_alone: no other turn in its conversation.
with repeated as (                          -- conversations in which we went on speaking; in others a round is a turn
    select distinct conversation_key from rounds where audience_messages = 0
),
turns as (
    select r.conversation_key, r.thread_key, c.channel_key, r.answered_at as spoken_at, r.answer_key as message_key, r.is_direct
    from rounds r
    anti join repeated using (conversation_key)
    join strand_channels c using (strand_key)
    where r.answered_at is not null
    union all
    select
        r.conversation_key,
        any_value(r.thread_key),
        any_value(c.channel_key),
        min(r.answered_at),
        arg_max(r.answer_key, r.round),
        bool_or(r.is_direct)
    from (
        select *, count(*) filter (audience_messages > 0) over (partition by conversation_key order by round) as turn
        from rounds semi join repeated using (conversation_key)
    ) r
    join strand_channels c using (strand_key)
    where r.answered_at is not null
    group by r.conversation_key, r.turn
)
select
    t.* exclude (is_direct),
    b.author_key, b.sent_by, nullif(b.signature, '') as signature,
    hash(b.author_key, b.sent_by, nullif(b.signature, '')) as voice_key,
    b.is_public and not t.is_direct         as is_public
from (select *, count(*) over (partition by conversation_key) = 1 as is_alone from turns) t
join building b using (message_key)
