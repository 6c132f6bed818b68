-- Questions that wait for our answer as of an instant, longest first: one page of them. As in the metric of that name,
-- a channel that is late is looked at as of its own last sync.
with asked as (
    select e.exchange_key, e.author_key, e.ordinal, e.asked_at, coalesce(e.answered_at, e.withdrawn_at) as ended_at, c.channel,
        coalesce(c.complete_until, $watermark) as seen_until, least(seen_until, $until::timestamp) as as_of
    from exchanges e
    left join (select *, coalesce(title, '@' || handle, native_id) as channel from channels) c using (channel_key)
    where (len($channels::int[]) = 0 or list_contains($channels::int[], e.channel_key))
        and (len($platforms::varchar[]) = 0 or list_contains($platforms::varchar[], c.platform))
),
page as (
    select *, epoch(as_of - asked_at) as age
    from asked
    where asked_at <= seen_until and asked_at < $until
        and (ended_at is null or ended_at > seen_until or ended_at >= $until)
        and epoch(as_of - asked_at) >= $age_from and epoch(as_of - asked_at) < $age_to
    order by age desc, exchange_key
    limit $limit offset $offset
)
select
    m.platform || ':' || m.native_id        as id,
    m.platform,
    page.asked_at,
    page.age,
    page.channel,
    page.ordinal > 1                        as is_follow_up,
    a.handle,
    a.display_name,
    a.native_id                             as author_id,
    left(m.text, 600)                       as text,
    m.hidden_at is not null                 as is_hidden
from page
join messages m on m.message_key = page.exchange_key
left join authors a on a.author_key = page.author_key
order by page.age desc, page.exchange_key
