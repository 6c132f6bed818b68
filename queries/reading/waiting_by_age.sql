-- How many questions wait as of an instant, by how long they have waited.
with seen as (
    select channel_key, platform, coalesce(complete_until, $watermark) as watermark from channels
),
open as (
    select epoch(least(coalesce(s.watermark, $watermark), $until::timestamp) - e.asked_at) as age
    from exchanges e
    left join seen s using (channel_key)
    where e.asked_at < least(coalesce(s.watermark, $watermark), $until::timestamp)
        and (e.answered_at is null or e.answered_at > least(coalesce(s.watermark, $watermark), $until::timestamp))
        and (e.withdrawn_at is null or e.withdrawn_at > least(coalesce(s.watermark, $watermark), $until::timestamp))
        and (len($channels::int[]) = 0 or list_contains($channels::int[], e.channel_key))
        and (len($platforms::varchar[]) = 0 or list_contains($platforms::varchar[], s.platform))
)
select
    count(*) filter (age < 86400)           as day,
    count(*) filter (age >= 86400 and age < 3 * 86400) as three_days,
    count(*) filter (age >= 3 * 86400 and age < 7 * 86400) as week,
    count(*) filter (age >= 7 * 86400 and age < 28 * 86400) as month,
    count(*) filter (age >= 28 * 86400)     as longer
from open
