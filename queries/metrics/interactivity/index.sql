-- title: Interactivity index
-- label: interactivity
-- unit: score
-- shape: index
-- better: up
-- basis: by start of the conversation
-- labels: none
-- definition: From 0 to 100: the geometric mean of answered within the promise, came back after our answer, posts that
--   answer somebody, and balance of the talk, over the conversations that began in the period and at least seven
--   days ago. If one of the four is 0, it is 0; if one is not known, neither is the index. Followers do not enter.
-- why: Whoever only broadcasts scores near 0, however many follow.
with cohort as (
    select conversation_key, channel_key, started_at as basis_at, started_at + interval 7 days as due_at, first_answer_at, further_at,
        our_messages, audience_messages_saying_more
    from conversations
)
select basis_at, conversation_key, c.channel_key, greatest(c.due_at, e.due_at) as due_at, 'answered within the promise' as component,
    coalesce(answered_at <= e.due_at, false)::int::double as part, 1 as whole
from cohort c join exchanges e using (conversation_key)
where withdrawn_at is null or withdrawn_at >= e.due_at
union all
select basis_at, conversation_key, channel_key, due_at, 'came back after our answer', coalesce(further_at <= due_at, false)::int, 1
from cohort where first_answer_at <= due_at
union all
select basis_at, conversation_key, c.channel_key, due_at, 'posts that answer somebody', 1, 1
from cohort c join our_turns t using (conversation_key) where t.spoken_at <= c.due_at
union all
select published_at, post_key, channel_key, published_at + interval 7 days, 'posts that answer somebody', 0, 1
from posts where not is_automated
union all
select basis_at, conversation_key, channel_key, due_at, 'balance of the talk',
    if(first_answer_at is null, 0,
        least(our_messages, audience_messages_saying_more) / greatest(our_messages, audience_messages_saying_more, 1)), 1
from cohort
