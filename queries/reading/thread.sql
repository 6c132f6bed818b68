-- One conversation, or one post of ours with what we added to it, found by the id of any message in it; in order.
with wanted as (
    select t.thread_key, t.conversation_key, t.post_key
    from thread_messages t
    where t.message_key = message_key($platform, $native_id)
),
told as (
    select t.*
    from thread_messages t, wanted w
    where t.thread_key = w.thread_key
        and case when w.conversation_key is null
            then t.conversation_key is null and t.post_key is not distinct from w.post_key
            else t.conversation_key = w.conversation_key or (t.conversation_key is null and t.post_key = w.post_key)
        end
    order by t.effective_at, t.depth
    limit $limit
)
select
    m.platform || ':' || m.native_id        as id,
    m.platform,
    t.conversation_key is null              as is_post,
    t.effective_at,
    t.depth,
    t.verdict,
    t.needs_reply,
    coalesce(a.is_ours, false)              as is_ours,
    m.is_automated,
    m.published_at,
    m.edited_at,
    m.deleted_at,
    m.hidden_at,
    m.hidden_by,
    m.kind,
    m.is_public,
    m.text,
    m.permalink,
    m.sent_by,
    a.handle,
    a.display_name,
    a.native_id                             as author_id,
    a.erased_at,
    coalesce(s.title, '@' || s.handle, s.native_id) as channel,
    c.started_at,
    o.topic,
    o.department                            as owner,
    e.asked_at                              as exchange_asked_at,
    e.answered_at                           as exchange_answered_at,
    e.withdrawn_at                          as exchange_withdrawn_at
from told t
join messages m using (message_key)
left join authors a on a.author_key = m.author_key
left join conversations c on c.conversation_key = t.conversation_key and c.thread_key = t.thread_key
left join conversation_topics o on o.conversation_key = t.conversation_key and o.thread_key = t.thread_key and o.is_main
left join channels s on s.channel_key = coalesce(c.channel_key, m.channel_key)
left join exchanges e on e.exchange_key = t.message_key and e.thread_key = t.thread_key
order by t.effective_at, t.depth, try_cast(m.native_id as hugeint), m.native_id
