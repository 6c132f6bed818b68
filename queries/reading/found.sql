-- Conversations that began in the period, newest first: one page of them, with `total`. Filtered by state and words.
-- Those that lie past their channel's last full sync are there too, though no figure counts them yet.
-- `state` is one of queries/reading.py STATES but 'our posts'; `words` is looked for as it is, in any message.
with scoped as (
    select c.*, s.platform, coalesce(s.title, '@' || s.handle, s.native_id) as channel
    from conversations c
    left join channels s using (channel_key)
    left join conversation_topics l on l.conversation_key = c.conversation_key and l.is_main
    left join author_audiences u on u.author_key = c.author_key
    where c.started_at >= $since and c.started_at < $until
        and (len($channels::int[]) = 0 or list_contains($channels::int[], c.channel_key))
        and (len($platforms::varchar[]) = 0 or list_contains($platforms::varchar[], s.platform))
        and (len($departments::varchar[]) = 0 or list_contains($departments::varchar[], l.department))
        and (len($topics::varchar[]) = 0 or list_contains($topics::varchar[], l.topic))
        and (len($audiences::varchar[]) = 0 or list_contains($audiences::varchar[], u.audience))
        and ($weekday::int is null or isodow(timezone($zone, timezone('UTC', c.started_at))) = $weekday)
        and ($hour::int is null or hour(timezone($zone, timezone('UTC', c.started_at))) = $hour)
),
open as (
    select conversation_key, min(asked_at) as waiting_since
    from exchanges
    where answered_at is null and withdrawn_at is null and conversation_key in (select conversation_key from scoped)
    group by conversation_key
),
hits as (
    select distinct t.conversation_key
    from thread_messages t
    join messages m using (message_key)
    where $words <> '' and t.conversation_key in (select conversation_key from scoped)
        and contains(lower(m.text), lower($words))
),
kept as (
    select scoped.*, open.waiting_since
    from scoped
    left join open using (conversation_key)
    where ($words = '' or conversation_key in (select conversation_key from hits))
        and case $state
            when 'waiting' then open.waiting_since is not null
            when 'answered' then first_answer_at is not null and open.waiting_since is null
            when 'came back' then further_at is not null
            else true
        end
),
page as (
    select *, count(*) over () as total from kept order by started_at desc, conversation_key limit $limit offset $offset
),
opening as (                                -- the first that the audience said; messages are read once for it all
    select
        t.conversation_key,
        arg_min({id: m.platform || ':' || m.native_id, platform: m.platform, author_key: m.author_key, text: left(m.text, 600)},
            (t.effective_at, t.depth)) as said
    from thread_messages t
    join messages m using (message_key)
    left join authors a on a.author_key = m.author_key
    where t.thread_key in (select thread_key from page) and t.conversation_key in (select conversation_key from page)
        and not coalesce(a.is_ours, false)
    group by t.conversation_key
)
select
    said.id,
    page.started_at,
    page.last_at,
    page.channel,
    said.platform,
    a.handle,
    a.display_name,
    a.native_id                             as author_id,
    said.text,
    page.audience_messages,
    page.our_messages,
    page.first_answer_at,
    epoch(page.first_answer_at - page.started_at) as waited,
    page.waiting_since,
    page.further_at is not null             as came_back,
    page.total
from page
join opening using (conversation_key)
left join authors a on a.author_key = said.author_key
order by page.started_at desc, page.conversation_key
