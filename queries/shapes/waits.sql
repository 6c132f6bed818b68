-- How long each item waited: what the shapes wait and wait_alone share. Items: started, ended, stopped on either clock. Who
-- still waits at the watermark, or withdrew the question, is censored: it counts as long as it waited. A wait is one whole
-- number, 2 × microseconds, plus one for those that are censored: sorted so, who was answered at a moment stands before who
-- was lost at it (queries/survival.py makes the curve).
waits as (
    select
        slice, conversation_key,
        case
            when ended_at <= watermark then ended - started
            else greatest(least(coalesce(stopped, seen), seen) - started, 0)
        end                                 as seconds,
        coalesce(ended_at <= watermark, false) as is_answered,
        2 * round(seconds * 1e6)::bigint + (not is_answered)::bigint as code
    from (
        select slice, conversation_key, watermark, started_at, ended_at,
            if($clock = 'wall', epoch(started_at), started_open) as started,
            if($clock = 'wall', epoch(ended_at), ended_open)     as ended,
            if($clock = 'wall', epoch(stopped_at), stopped_open) as stopped,
            if($clock = 'wall', epoch(watermark), watermark_open) as seen
        from scoped
    )
    where started is not null and started_at <= watermark
)
