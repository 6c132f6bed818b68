-- What stands behind a figure, by key: conversations with what opened them, posts of ours, requests to departments.
-- One row a key, in no order; `id` is null where nothing can be opened.
with conversation as (
    select conversation_key, thread_key, channel_key from conversations where conversation_key in (select unnest($keys::ubigint[]))
),
opening as (                                -- the first that the audience said
    select t.conversation_key, arg_min(t.message_key, (t.effective_at, t.depth)) as message_key
    from thread_messages t
    join messages m using (message_key)
    left join authors a on a.author_key = m.author_key
    where t.thread_key in (select thread_key from conversation)
        and t.conversation_key in (select conversation_key from conversation)
        and not coalesce(a.is_ours, false)
    group by t.conversation_key
),
request as (
    select r.handoff_key, r.department, r.question, r.channel_key, c.message_key
    from requests r
    left join request_conversations c on c.handoff_key = r.handoff_key and c.is_first
    where r.handoff_key in (select unnest($keys::ubigint[]))
),
found as (
    select conversation_key as key, 'conversation' as kind, o.message_key, c.channel_key, null as department, null as question
    from conversation c join opening o using (conversation_key)
    union all
    select post_key, 'post', post_key, channel_key, null, null
    from posts where post_key in (select unnest($keys::ubigint[]))
    union all
    select handoff_key, 'request', message_key, channel_key, department, question from request
)
select
    f.key, f.kind, f.department, f.question,
    m.platform || ':' || m.native_id        as id,
    coalesce(s.title, '@' || s.handle, s.native_id) as channel,
    coalesce(m.platform, s.platform)        as platform,
    a.handle, a.display_name, a.native_id   as author_id,
    left(m.text, 600)                       as text
from found f
left join messages m on m.message_key = f.message_key
left join channels s on s.channel_key = f.channel_key
left join authors a on a.author_key = m.author_key
