-- mart handoff_watermarks: until when each log of hand-offs has been seen. A log that says so has its own word; one that only
-- ends with its latest entry is a living one, and has been seen as far as our channels, if that is later.
with latest as (
    select source, max(greatest(asked_at, coalesce(answered_at, asked_at), coalesce(ended_at, asked_at))) as latest_at
    from requests group by source
)
select
    l.source,
    case
        when s.complete_until > l.latest_at or (s.complete_until < l.latest_at and l.source <> 'dashboard') then s.complete_until
        else greatest(l.latest_at, (select max(complete_until) from channels))
    end                                     as watermark
from latest l left join handoff_sources s using (source)
