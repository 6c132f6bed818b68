-- How fresh each channel is: until when it has been seen in full, its latest message, and how much there is.
with spoken as (
    select channel_key, max(last_at) as last_at, count(*) as conversations from conversations group by channel_key
),
posted as (
    select channel_key, max(published_at) as last_at, count(*) as posts from posts group by channel_key
)
select
    c.channel_key,
    c.platform,
    coalesce(c.title, '@' || c.handle, c.native_id) as name,
    c.source,
    c.complete_until,
    (select max(complete_until) from channels) - c.complete_until as late,
    greatest(spoken.last_at, posted.last_at) as last_at,
    coalesce(conversations, 0)              as conversations,
    coalesce(posts, 0)                      as posts
from channels c
left join spoken using (channel_key)
left join posted using (channel_key)
order by c.channel_key
