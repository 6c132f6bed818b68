-- Questions that wait for our answer as of an instant, oldest first: one page of them. As in the metric of that name,
-- a channel that is late is asked as of its own last look.
with seen as (
    select channel_key, platform, coalesce(title, '@' || handle, native_id) as channel, coalesce(complete_until, $watermark) as watermark
    from channels
),
open as (
    select e.exchange_key, e.conversation_key, e.author_key, e.asked_at, e.ordinal, s.channel, s.platform,
        least(coalesce(s.watermark, $watermark), $until::timestamp) as as_of
    from exchanges e
    left join seen s using (channel_key)
    where e.asked_at < $until and e.asked_at <= coalesce(s.watermark, $watermark)
        and (e.answered_at is null or e.answered_at > least(coalesce(s.watermark, $watermark), $until::timestamp))
        and (e.withdrawn_at is null or e.withdrawn_at > least(coalesce(s.watermark, $watermark), $until::timestamp))
        and (len($channels::int[]) = 0 or list_contains($channels::int[], e.channel_key))
        and (len($platforms::varchar[]) = 0 or list_contains($platforms::varchar[], s.platform))
        and e.asked_at < least(coalesce(s.watermark, $watermark), $until::timestamp)
),
page as (
    select * from open
    where epoch(as_of - asked_at) >= $age_from and epoch(as_of - asked_at) < $age_to
    order by asked_at, exchange_key
    limit $limit offset $offset
)
select
    m.platform || ':' || m.native_id        as id,
    page.asked_at,
    epoch(page.as_of - page.asked_at)       as age,
    page.channel,
    m.platform,
    page.ordinal > 1                        as is_follow_up,
    a.handle,
    a.display_name,
    left(m.text, 600)                       as text,
    m.hidden_at is not null                 as is_hidden
from page
join messages m on m.message_key = page.exchange_key
left join authors a on a.author_key = page.author_key
order by page.asked_at, page.exchange_key
