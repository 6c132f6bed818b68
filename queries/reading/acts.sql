-- What people did about hand-offs in the dashboard or on the command line, newest first; undone acts say so.
select a.act_id, a.act, a.handoff_key::varchar as handoff_key, a.acted_at, a.acted_by, a.department, a.reason, a.note,
    a.noted_at, a.undone_at, a.undone_by, coalesce(r.department, a.department) as asked_of
from handoff_acts a
left join requests r using (handoff_key)
where $handoff_key = '' or a.handoff_key::varchar = $handoff_key
order by a.noted_at desc, a.act_id
limit $limit
