-- What became of the hand-offs of each department that were asked in a period; and, whenever they were asked, which are
-- open at the end of the data, which of them past the agreed time, and since when the oldest waits: at least so long
-- where an open one has no time of asking (is_oldest_least). later: asked when the period or the data had ended.
select
    r.department,
    count(*) filter (is_in)                 as asked,
    count(*) filter (is_in and (r.outcome in ('no time', 'not important', 'does not know', 'declined'))) as declined,
    count(*) filter (is_in and r.outcome = 'no time') as no_time,
    count(*) filter (is_in and r.outcome = 'not important') as not_important,
    count(*) filter (is_in and r.outcome = 'does not know') as does_not_know,
    count(*) filter (is_in and r.outcome = 'passed on') as passed_on,
    count(*) filter (is_in and r.dispute is not null) as disputed,
    count(*) filter (is_open)               as open,
    count(*) filter (is_open and r.due_at < r.watermark) as overdue,
    max(epoch(r.watermark - r.asked_at)) filter (is_open) as oldest,
    coalesce(bool_or(r.asked_at_latest) filter (is_open), false) as is_oldest_least,
    count(*) filter (r.asked_at >= $until or r.asked_at > r.watermark) as later,
    count(*) filter (r.asked_at_latest)     as undated
from (
    select *, asked_at >= $since and asked_at < $until and asked_at <= watermark as is_in,
        asked_at <= watermark and answered_at is null and ended_at is null as is_open
    from requests join handoff_watermarks using (source)
    where (len($channels::int[]) = 0 or list_contains($channels::int[], channel_key))
        and (len($topics::varchar[]) = 0 or list_contains($topics::varchar[], topic))
) r
group by r.department
