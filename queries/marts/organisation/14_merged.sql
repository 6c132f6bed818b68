-- temp merged: which hand-off each row belongs to. Asked again of the same department, for the same thing and about the
-- same subject, while the first is open: a reminder of that one, whose answer answers it.
-- Within one second, what came to its end was asked before what is open.
-- So what was passed on, and logged by hand as well while it was open, is one hand-off, whose clock began when it was passed.
with recursive subjects as (
    select handoff_key as root_key, arg_min(subject, position) as subject from linked group by handoff_key
),
about as (                                  -- what a log says of later than it has been seen is not there yet
    select
        l.* replace (
            if(answered_at > watermark, null, answered_at) as answered_at,
            if(ended_at > watermark, null, ended_at) as ended_at,
            if(coalesce(answered_at, ended_at) > watermark, null, outcome) as outcome
        ),
        s.subject
    from logged l
    join handoff_watermarks using (source)
    left join subjects s using (root_key)
),
numbered as (
    select handoff_key, department, kind, subject, asked_at, coalesce(answered_at, ended_at) as end_at,
        row_number() over (partition by department, kind, subject order by asked_at, end_at nulls last, handoff_key) as n
    from about where subject is not null
),
walked as (
    select department, kind, subject, n, handoff_key, handoff_key as head_key, end_at from numbered where n = 1
    union all
    select
        o.department, o.kind, o.subject, o.n, o.handoff_key,
        if(coalesce(o.asked_at < w.end_at, true), w.head_key, o.handoff_key),
        if(coalesce(o.asked_at < w.end_at, true), least(w.end_at, o.end_at), o.end_at)
    from walked w
    join numbered o on o.department = w.department and o.kind = w.kind and o.subject = w.subject and o.n = w.n + 1
)
select a.*, coalesce(w.head_key, a.handoff_key) as head_key
from about a left join walked w using (handoff_key)
