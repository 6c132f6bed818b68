-- What we said unasked in the period, newest first: one page of it, with `total`, and how many conversations it drew.
with page as (
    select p.post_key, p.published_at, p.parts, p.conversations, s.platform,
        coalesce(s.title, '@' || s.handle, s.native_id) as channel, count(*) over () as total
    from posts p
    left join channels s using (channel_key)
    join messages m on m.message_key = p.post_key
    where p.published_at >= $since and p.published_at < $until
        and (len($channels::int[]) = 0 or list_contains($channels::int[], p.channel_key))
        and (len($platforms::varchar[]) = 0 or list_contains($platforms::varchar[], s.platform))
        and ($words = '' or contains(lower(m.text), lower($words)))
    order by p.published_at desc, p.post_key
    limit $limit offset $offset
)
select
    m.platform || ':' || m.native_id        as id,
    page.published_at                       as started_at,
    page.channel,
    m.platform,
    a.handle,
    a.display_name,
    a.native_id                             as author_id,
    left(m.text, 600)                       as text,
    page.parts,
    page.conversations,
    page.total
from page
join messages m on m.message_key = page.post_key
left join authors a on a.author_key = m.author_key
order by page.published_at desc, page.post_key
