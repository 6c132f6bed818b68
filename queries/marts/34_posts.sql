-- mart posts: one row a broadcast of ours, in however many parts (definition: broadcast), and what it drew.
with parts as (
    select
        p.post_key,
        any_value(p.thread_key)             as thread_key,
        min(p.effective_at)                 as published_at,
        arg_min(coalesce(u.channel_key, u.own_channel_key), (p.effective_at, p.depth)) as channel_key,
        count(*)::int                       as parts,
        bool_and(not p.is_human)            as is_automated,
        bool_or(u.is_invitation)            as is_invitation
    from placed p
    join utterances u using (message_key)
    where p.strand_key is null
    group by p.post_key
),
drawn as (
    select post_key, count(*)::int as conversations, min(started_at) as first_conversation_at
    from new_conversations where post_key is not null group by post_key
)
select parts.*, coalesce(conversations, 0) as conversations, first_conversation_at
from parts left join drawn using (post_key)
