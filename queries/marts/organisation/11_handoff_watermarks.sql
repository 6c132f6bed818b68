-- mart handoff_watermarks: until when each log of hand-offs has been seen. A log that says until when it was kept has its own
-- word, or the last thing done about it since; one that just ends with its latest entry is a living one, and has been
-- seen as far as our channels, if that is later.
with latest as (
    select source, max(greatest(asked_at, answered_at, ended_at, list_max(reminders))) as latest_at
    from logged group by source
),
done as (
    select l.source, max(a.acted_at) as done_at
    from handoff_acts a join logged l using (handoff_key)
    where a.undone_at is null
    group by l.source
)
select
    l.source,
    if(s.complete_until is null, greatest(l.latest_at, (select max(complete_until) from channels)),
        greatest(s.complete_until, d.done_at)) as watermark
from latest l
left join handoff_sources s using (source)
left join done d using (source)
