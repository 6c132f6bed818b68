-- The Kaplan–Meier curve (Kaplan and Meier 1958) with log-log limits (Brookmeyer and Crowley 1982, on the scale of
-- Kalbfleisch and Prentice): the steps that the shapes wait and curve share. Items: started, ended, stopped on either
-- clock. Who still waits at the watermark, or withdrew the question, is censored: it counts as long as it waited.
-- Ties count together.
waits as (
    select
        slice,
        case
            when ended_at <= watermark then ended - started
            else greatest(least(coalesce(stopped, seen), seen) - started, 0)
        end                                 as t,
        coalesce(ended_at <= watermark, false) as is_answered
    from (
        select slice, watermark, started_at, ended_at,
            if($clock = 'wall', epoch(started_at), started_open) as started,
            if($clock = 'wall', epoch(ended_at), ended_open)     as ended,
            if($clock = 'wall', epoch(stopped_at), stopped_open) as stopped,
            if($clock = 'wall', epoch(watermark), watermark_open) as seen
        from scoped
    )
    where started is not null and started_at <= watermark
),
steps as (
    select slice, t, count(*) filter (is_answered) as answered, count(*) as items from waits group by slice, t
),
risked as (
    select *, sum(items) over (partition by slice order by t desc) as at_risk from steps
),
curve as (
    select slice, t,
        exp(sum(if(answered = at_risk, '-infinity'::double, ln(1 - answered / at_risk))) over so_far) as survival,
        sum(if(answered = at_risk, 0, answered / (at_risk * (at_risk - answered)::double))) over so_far as greenwood
    from risked where answered > 0
    window so_far as (partition by slice order by t)
),
limited as (                                -- where nobody is left, the upper limit is not known
    select slice, t, survival,
        case when survival = 1 then 1 when survival = 0 then 0
            else survival ** exp(1.959963984540054 * sqrt(greenwood) / -ln(survival)) end as lower_limit,
        case when survival = 1 then 1 when survival > 0
            then survival ** exp(-1.959963984540054 * sqrt(greenwood) / -ln(survival)) end as upper_limit
    from curve
),
totals as (
    select slice, sum(items)::bigint as n, (sum(items) - sum(answered))::bigint as still_waiting, max(t) as longest,
        coalesce(sum(answered) filter (t = 0), 0)::bigint as at_once
    from steps group by slice
)
