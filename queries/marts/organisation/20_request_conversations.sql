-- mart request_conversations: the conversations that a hand-off is about; the first is the one it is counted under.
with about as (
    select m.head_key as handoff_key, l.conversation_key, l.thread_key, arg_min(l.message_key, (m.asked_at, l.position)) as message_key,
        min((m.asked_at, l.position)) as place
    from merged m join linked l on l.handoff_key = m.root_key
    where l.conversation_key is not null
    group by all
)
select
    a.handoff_key, a.conversation_key, a.thread_key, a.message_key,
    row_number() over (partition by a.handoff_key order by place, a.conversation_key) = 1 as is_first,
    c.channel_key,
    t.topic
from about a
join conversations c on c.conversation_key = a.conversation_key and c.thread_key = a.thread_key
left join conversation_topics t on t.conversation_key = a.conversation_key and t.thread_key = a.thread_key and t.is_main
