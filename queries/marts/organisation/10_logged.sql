-- temp logged: every hand-off as it stands after what people did since (definition: hand-off). Acts that were undone are
-- nothing. The first end counts; an answer counts also after a refusal. Passing on makes a hand-off to the next one in
-- line, and what is answered after it is their answer. `root_key` is the hand-off whose links it has.
-- A hand-off that was asked for with an act and written back to the workbook stands in both: it is one, of the dashboard,
-- as the workbook says it now. Acts count by the second, as a workbook has them.
with recursive acts as (
    select * replace (date_trunc('second', acted_at) as acted_at), coalesce(reason, act) as outcome,
        act in ('declined', 'passed on', 'closed') as is_end
    from handoff_acts where undone_at is null
),
done as (
    select
        handoff_key,
        min(acted_at) filter (act = 'answered')                             as answered_at,
        arg_min(acted_by, (acted_at, noted_at)) filter (act = 'answered')   as answered_by,
        min(acted_at) filter (is_end)                                       as ended_at,
        arg_min(outcome, (acted_at, noted_at)) filter (is_end)              as outcome,
        arg_min(department, (acted_at, noted_at)) filter (is_end)           as passed_to,
        arg_max(note, (acted_at, noted_at)) filter (act not in ('asked', 'disputed') and note is not null) as note,
        coalesce(list(acted_at) filter (act = 'reminded'), [])              as reminders,
        arg_max(coalesce(note, ''), (acted_at, noted_at)) filter (act = 'disputed') as dispute
    from acts group by handoff_key
),
asked as (
    select h.handoff_key, if(a.act is null, h.source, 'dashboard') as source, h.place, h.department, h.kind,
        coalesce(h.question, a.note) as question,
        if(h.asked_at_latest, coalesce(a.acted_at, h.asked_at), h.asked_at) as asked_at,
        h.asked_at_latest and a.act is null as asked_at_latest, coalesce(h.asked_by, a.acted_by) as asked_by,
        h.answered_at, h.answered_at_latest, h.answered_by, h.joined_by, h.ended_at, h.outcome, h.passed_to, h.note,
        h.reminders
    from handoffs h left join acts a on a.handoff_key = h.handoff_key and a.act = 'asked'
    where h.handoff_key not in (select handoff_key from handoff_acts where act = 'asked' and undone_at is not null)
    union all by name
    select handoff_key, 'dashboard' as source, department, coalesce(kind, 'input') as kind, note as question,
        acted_at as asked_at, false as asked_at_latest, acted_by as asked_by, false as answered_at_latest
    from acts where act = 'asked' and handoff_key not in (select handoff_key from handoffs)
),
folded as (
    select
        a.* exclude (answered_at, answered_at_latest, answered_by, ended_at, outcome, passed_to, note, reminders),
        least(a.answered_at, d.answered_at)                                 as answered_at,
        a.answered_at_latest and d.answered_at is null                      as answered_at_latest,
        if(d.answered_at < a.answered_at or a.answered_at is null, d.answered_by, a.answered_by) as answered_by,
        coalesce(a.ended_at, d.ended_at)                                    as ended_at,
        if(a.ended_at is null, d.outcome, a.outcome)                        as outcome,
        if(a.ended_at is null, d.passed_to, a.passed_to)                    as passed_to,
        coalesce(d.note, a.note)                                            as note,
        list_concat(coalesce(a.reminders, []), coalesce(d.reminders, []))   as reminders,
        d.dispute,
        a.handoff_key                                                       as root_key,
        0                                                                   as passes
    from asked a left join done d using (handoff_key)
),
logged as (
    select * from folded
    union all
    select
        hash(l.handoff_key, 'passed on'), l.source, l.place, l.passed_to, l.kind, l.question, l.ended_at, false,
        l.department, null,
        least(if(l.answered_at > l.ended_at, l.answered_at, null), d.answered_at), l.answered_at_latest,
        if(l.answered_at > l.ended_at, l.answered_by, d.answered_by),
        d.ended_at, d.outcome, d.passed_to, d.note, coalesce(d.reminders, []), d.dispute, l.root_key, l.passes + 1
    from logged l left join done d on d.handoff_key = hash(l.handoff_key, 'passed on')
    where l.outcome = 'passed on' and l.passed_to is not null and coalesce(l.answered_at > l.ended_at, true) and l.passes < 12
),
parted as (
    select *, coalesce(outcome = 'passed on' and coalesce(answered_at > ended_at, true), false) as is_passed_on from logged
)
select
    * exclude (answered_at, answered_by, ended_at, outcome, is_passed_on),
    if(is_passed_on, null, answered_at)     as answered_at,
    if(is_passed_on, null, answered_by)     as answered_by,
    if(answered_at is null or is_passed_on, ended_at, null) as ended_at,
    case when answered_at is null or is_passed_on then outcome else 'answered' end as outcome
from parted
