-- The conversations that a post of ours drew, oldest first.
select
    m.platform || ':' || m.native_id        as id,
    c.started_at,
    a.handle,
    a.display_name,
    a.native_id                             as author_id,
    left(m.text, 300)                       as text,
    c.first_answer_at is not null           as is_answered
from conversations c
join messages m on m.message_key = c.conversation_key
left join authors a on a.author_key = c.author_key
where c.post_key = message_key($platform, $native_id)
order by c.started_at, c.conversation_key
limit $limit
