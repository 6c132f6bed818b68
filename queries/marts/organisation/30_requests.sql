-- mart requests: one row a hand-off (definition: hand-off), instants only. Answered, or ended without an answer, or open.
-- due_at is when the promise in force when it was asked runs out, null where none was agreed or its clock cannot run;
-- judged_at when it may be called never answered: at the close of the tenth opening day after the one it was asked on, or
-- after 14 days where no calendar is known. *_open are business clocks of the department's calendar.
with heads as (
    select
        head_key                            as handoff_key,
        arg_min(source, place_in_line)      as source,
        arg_min(place, place_in_line)       as place,
        any_value(department)               as department,
        any_value(kind)                     as kind,
        arg_min(question, place_in_line)    as question,
        min(asked_at)                       as asked_at,
        arg_min(asked_at_latest, place_in_line) as asked_at_latest,
        arg_min(asked_by, place_in_line)    as asked_by,
        min(answered_at)                    as answered_at,
        arg_min(answered_at_latest, answered_at) as answered_at_latest,
        arg_min(answered_by, answered_at)   as answered_by,
        string_agg(joined_by, ', ')         as joined_by,
        if(min(answered_at) is null, min(ended_at), null) as ended_at,
        if(min(answered_at) is null, arg_min(outcome, ended_at), 'answered') as outcome,
        arg_min(passed_to, ended_at)        as passed_to,
        arg_min(note, place_in_line)        as note,
        list_sort(list_distinct(list_concat(
            flatten(list(reminders)), coalesce(list(asked_at) filter (is_reminder), [])))) as reminders,
        arg_max(dispute, asked_at)          as dispute,
        arg_min(passes > 0, place_in_line)  as is_passed_on,
        count(*) filter (has_links)         as linked_rows
    from (
        select *, (handoff_key <> head_key, asked_at, handoff_key) as place_in_line,
            root_key in (select handoff_key from handoff_links) as has_links,
            -- what passing on made reminds nobody, nor does the first row that somebody wrote for it
            passes = 0 and handoff_key <> head_key
                and (head_key in (select handoff_key from merged where passes = 0) or nth_written > 1) as is_reminder
        from (
            select *, row_number() over (partition by head_key, passes > 0 order by asked_at, handoff_key) as nth_written
            from merged
        )
    )
    group by head_key
),
timed as (
    select h.*, d.calendar, g.promise
    from heads h
    left join departments d using (department)
    left join agreed g on g.head_key = h.handoff_key
),
clocked as (
    select
        t.*,
        open_seconds(a.open_before, a.opens_at, a.closes_at, t.asked_at) as asked_open,
        open_seconds(b.open_before, b.opens_at, b.closes_at, t.answered_at) as answered_open,
        open_seconds(c.open_before, c.opens_at, c.closes_at, t.ended_at) as ended_open,
        day.number                          as asked_on
    from (select * replace (if(calendar in (select calendar from calendar_spans), calendar, null) as calendar) from timed) t
    asof left join calendar_spans a on a.calendar = t.calendar and a.opens_at <= t.asked_at
    asof left join calendar_spans b on b.calendar = t.calendar and b.opens_at <= t.answered_at
    asof left join calendar_spans c on c.calendar = t.calendar and c.opens_at <= t.ended_at
    asof left join calendar_days day on day.calendar = t.calendar and day.begins_at <= t.asked_at
),
owed as (
    select *,
        if(promise.clock = 'business' and calendar is not null, coalesce(asked_open, 0) + promise.seconds, null) as owed_open
    from clocked
)
select
    o.handoff_key, o.source, o.place, o.department, o.kind, o.question, r.conversation_key, r.channel_key, r.topic,
    o.asked_at, o.asked_at_latest, o.asked_by, o.answered_at, o.answered_at_latest, o.answered_by, o.joined_by,
    o.ended_at, o.outcome, o.passed_to, o.note, list_filter(o.reminders, lambda r: r > o.asked_at) as reminders, o.dispute,
    o.is_passed_on, r.conversation_key is not null as is_linked, o.linked_rows > 0 as has_link,
    o.promise.seconds                       as promise_seconds,
    o.promise.clock                         as promise_clock,
    if(o.promise.clock = 'wall', o.asked_at + to_seconds(o.promise.seconds),
        s.opens_at + to_microseconds((1e6 * (o.owed_open - s.open_before))::bigint)) as due_at,
    if(o.calendar is null, o.asked_at + interval 14 days, tenth.closes_at) as judged_at,
    o.calendar,
    if(o.calendar is null, null, coalesce(o.asked_open, 0)) as asked_open,
    if(o.calendar is null, null, o.answered_open) as answered_open,
    if(o.calendar is null, null, o.ended_open) as ended_open,
    l.handoff_key is not null               as is_leader_involved
from owed o
left join request_conversations r on r.handoff_key = o.handoff_key and r.is_first
asof left join calendar_spans s on s.calendar = o.calendar and s.open_before < o.owed_open
left join calendar_days tenth on tenth.calendar = o.calendar and tenth.number = coalesce(o.asked_on, 0) + 10
left join led l on l.handoff_key = o.handoff_key
