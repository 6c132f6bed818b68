-- How many questions wait as of an instant, by how long they have waited: the same questions as in waiting.sql.
with labels as (                                 -- topic with its owner, and audience, as the metrics have them
    select c.conversation_key, t.topic, t.department as owner, u.audience
    from conversations c
    left join conversation_topics t on t.conversation_key = c.conversation_key and t.is_main
    left join author_audiences u on u.author_key = c.author_key
),
asked as (
    select e.asked_at, e.ended_at,
        coalesce(c.complete_until, $watermark) as seen_until, least(seen_until, $until::timestamp) as as_of
    from exchanges e
    left join channels c using (channel_key)
    left join labels l using (conversation_key)
    where (len($channels::int[]) = 0 or list_contains($channels::int[], e.channel_key))
        and (len($platforms::varchar[]) = 0 or list_contains($platforms::varchar[], c.platform))
        and (len($departments::varchar[]) = 0 or list_contains($departments::varchar[], l.owner))
        and (len($topics::varchar[]) = 0 or list_contains($topics::varchar[], l.topic))
        and (len($audiences::varchar[]) = 0 or list_contains($audiences::varchar[], l.audience))
),
open as (
    select epoch(as_of - asked_at) as age from asked
    where asked_at <= seen_until and asked_at < $until
        and (ended_at is null or ended_at > seen_until or ended_at >= $until)
)
select bands.age_from, bands.age_to, count(open.age) as waiting
from (values (0, 86400), (86400, 259200), (259200, 604800), (604800, 2419200), (2419200, 1e12)) bands(age_from, age_to)
left join open on open.age >= bands.age_from and open.age < bands.age_to
group by bands.age_from, bands.age_to
order by bands.age_from
