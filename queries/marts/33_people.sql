-- mart people: one row for each conversation that somebody of the audience took part in.
select
    t.author_key,
    t.conversation_key,
    any_value(t.thread_key)                 as thread_key,
    any_value(c.channel_key)                as channel_key,
    any_value(c.started_at)                 as started_at,
    min(t.effective_at)                     as joined_at
from told t
join new_conversations c using (conversation_key)
where not t.is_ours and t.author_key is not null
group by t.author_key, t.conversation_key
