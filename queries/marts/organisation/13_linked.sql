-- temp linked: the conversation that each link of a hand-off leads to; null where none is found (yet). Where an id may mean
-- several messages, one in a conversation goes before a post of ours. `subject` is what two hand-offs have in common when
-- they are about the same thing.
with found as (
    select c.handoff_key, c.link, t.message_key, t.conversation_key, t.thread_key
    from meant c join thread_messages t using (message_key)
    qualify row_number() over (
        partition by c.handoff_key, c.link order by t.conversation_key is null, c.place, t.message_key) = 1
)
select
    l.handoff_key, l.link, l.position, f.message_key, f.conversation_key, f.thread_key,
    coalesce(f.conversation_key, hash(lower(trim(l.link)))) as subject
from (select handoff_key, link, min(rowid) as position from handoff_links group by handoff_key, link) l
left join found f on f.handoff_key = l.handoff_key and f.link = l.link
