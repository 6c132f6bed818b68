-- behind wait: every wait, on the clock that was asked for; seconds. The reading is that of queries/shapes/wait.sql.
select conversation_key, handoff_key, started_at as basis_at,
    if(ended_at <= watermark, 'ended', 'open') as state,
    if(ended_at <= watermark, ended - started, greatest(least(coalesce(stopped, seen), seen) - started, 0)) as amount
from (
    select *,
        if($clock = 'wall', epoch(started_at), started_open) as started,
        if($clock = 'wall', epoch(ended_at), ended_open)     as ended,
        if($clock = 'wall', epoch(stopped_at), stopped_open) as stopped,
        if($clock = 'wall', epoch(watermark), watermark_open) as seen
    from chosen
)
where started is not null and started_at <= watermark
