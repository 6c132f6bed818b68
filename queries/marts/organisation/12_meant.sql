-- temp meant: the messages that each link of a hand-off may mean, by id or else by address, the best guess first. Kept as a
-- table of its own, so that the millions of messages are looked through for these few, and not the other way round.
with platforms as (
    select platform, list_contains((select list(distinct platform) from channels), platform) as is_ours
    from (select platform from channels union select platform from handoff_links where platform is not null)
),
named as (
    select l.handoff_key, l.link, unnest(l.native_ids) as native_id, generate_subscripts(l.native_ids, 1) as place, l.platform
    from handoff_links l
)
select n.handoff_key, n.link, n.place, message_key(p.platform, n.native_id) as message_key
from named n
join platforms p on n.platform = p.platform or (p.is_ours and n.platform is null)
    or (p.is_ours and n.platform in (select platform from platforms where not is_ours))
union all
select l.handoff_key, l.link, 1000, m.message_key
from handoff_links l
join messages m on m.permalink_key = l.permalink_key
