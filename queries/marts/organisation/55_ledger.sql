-- view ledger: every second of public waiting, given out once (definition: ledger.wait_by_holder), up to the watermark of the
-- channel: the waits for which a hand-off was logged as they are in held_seconds, and those without.
select
    exchange_key, conversation_key, channel_key, asked_at,
    holder, department, handoff_key, is_social_team, is_outside_hours, seconds
from held_seconds
union all
select
    exchange_key, conversation_key, channel_key, asked_at,
    case part when 1 then coalesce(team, '(social team)') when 2 then '(outside hours)' else '(no hand-off logged)' end,
    if(part = 1, team, null), null, part = 1, part in (2, 4), seconds
from (
    select w.*, part, case part when 1 then team_open when 2 then team_closed when 3 then late_open else late_closed end as seconds
    from unlogged_waits w
    cross join (values (1), (2), (3), (4)) parts(part)
)
cross join (select arg_min(department, position) as team from departments where is_social_team) teams
where seconds > 0
