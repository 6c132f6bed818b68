-- mart posts: one row a broadcast of ours, in however many parts (definition: broadcast), and what it drew.
with parts as (
    select
        post_key,
        any_value(thread_key)               as thread_key,
        min(effective_at)                   as published_at,
        arg_min(channel_key, (effective_at, depth)) as channel_key,
        count(*)::int                       as parts,
        bool_and(not is_human)              as is_automated,
        bool_or(is_invitation)              as is_invitation
    from aside
    where strand_key is null
    group by post_key
),
drawn as (
    select post_key, count(*)::int as conversations, min(started_at) as first_conversation_at
    from new_conversations where post_key is not null group by post_key
)
select parts.*, coalesce(conversations, 0) as conversations, first_conversation_at
from parts left join drawn using (post_key)
