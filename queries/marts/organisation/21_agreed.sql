-- temp agreed: the promise in force when a department was asked: one for the topic before one for the channel before one
-- for all; of several the one that began last. Days are those of the organisation's zone.
select
    h.head_key,
    arg_max({seconds: p.target_seconds, clock: p.clock},
        (p.topic is not null, p.channel_key is not null, coalesce(p.valid_from, date '0001-01-01'))) as promise
from (
    select m.head_key, m.department, min(m.asked_at) as asked_at from merged m group by m.head_key, m.department
) h
left join request_conversations r on r.handoff_key = h.head_key and r.is_first
join promises p on p.department = h.department
    and (p.topic is null or p.topic = r.topic) and (p.channel_key is null or p.channel_key = r.channel_key),
    rules
where timezone(rules.zone, timezone('UTC', h.asked_at))::date
    between coalesce(p.valid_from, date '0001-01-01') and coalesce(p.valid_to, date '9999-12-31')
group by h.head_key
