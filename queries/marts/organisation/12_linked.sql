-- temp linked: the conversation that each link of a hand-off leads to, by id or else by address; null where none is found
-- (yet). Where an id may mean several messages, one in a conversation goes before a post of ours. `subject` is what two
-- hand-offs have in common when they are about the same thing.
with platforms as (
    select platform, list_contains((select list(distinct platform) from channels), platform) as is_ours
    from (select platform from channels union select platform from handoff_links where platform is not null)
),
named as (
    select l.handoff_key, l.link, unnest(l.native_ids) as native_id, generate_subscripts(l.native_ids, 1) as place, l.platform
    from handoff_links l
),
candidates as (
    select n.handoff_key, n.link, n.place, message_key(p.platform, n.native_id) as message_key
    from named n
    join platforms p on n.platform = p.platform or (p.is_ours and n.platform is null)
        or (p.is_ours and n.platform in (select platform from platforms where not is_ours))
    union all
    select l.handoff_key, l.link, 1000, m.message_key
    from handoff_links l
    join messages m on m.permalink_key = l.permalink_key
),
found as (
    select c.handoff_key, c.link, t.message_key, t.conversation_key, t.thread_key
    from candidates c join thread_messages t using (message_key)
    qualify row_number() over (
        partition by c.handoff_key, c.link order by t.conversation_key is null, c.place, t.message_key) = 1
)
select
    l.handoff_key, l.link, l.position, f.message_key, f.conversation_key, f.thread_key,
    coalesce(f.conversation_key, hash(lower(trim(l.link)))) as subject
from (select handoff_key, link, min(rowid) as position from handoff_links group by handoff_key, link) l
left join found f on f.handoff_key = l.handoff_key and f.link = l.link
