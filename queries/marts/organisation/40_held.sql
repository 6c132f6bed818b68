-- mart held: while the public waited, which hand-offs were open, as phases of each wait that has any (definition:
-- ledger.wait_by_holder). In a phase the departments asked after the last answer of any of them hold the clock; with none
-- of them (null), it is back with the social team. A phase without an end goes on. Time before the first is nobody's log.
with waits as (
    select e.exchange_key, e.conversation_key, e.thread_key, e.asked_at, coalesce(e.answered_at, e.withdrawn_at, timestamp 'infinity') as until_at
    from exchanges e
    where e.conversation_key in (select conversation_key from request_conversations)
),
open_ones as (
    select w.exchange_key, r.handoff_key, r.department, r.kind,
        greatest(r.asked_at, w.asked_at)    as from_at,
        least(coalesce(r.answered_at, r.ended_at, timestamp 'infinity'), w.until_at) as to_at,
        if(r.answered_at < w.until_at, r.answered_at, null) as answered_at,
        w.until_at
    from waits w
    join request_conversations c using (conversation_key, thread_key)
    join requests r on r.handoff_key = c.handoff_key
    where r.asked_at < w.until_at and coalesce(r.answered_at, r.ended_at, timestamp 'infinity') > w.asked_at
),
moments as (
    select exchange_key, from_at as moment, any_value(until_at) as until_at from open_ones group by all
    union
    select exchange_key, to_at, any_value(until_at) from open_ones where to_at < until_at group by exchange_key, to_at
),
phases as (
    select exchange_key, moment as from_at, coalesce(lead(moment) over (partition by exchange_key order by moment), until_at) as to_at
    from moments
),
answers as (
    select p.exchange_key, p.from_at, max(o.answered_at) as last_answer_at
    from phases p left join open_ones o on o.exchange_key = p.exchange_key and o.answered_at <= p.from_at
    group by all
)
select
    p.exchange_key,
    p.from_at,
    nullif(p.to_at, timestamp 'infinity')   as to_at,
    list({department: o.department, kind: o.kind, handoff_key: o.handoff_key} order by o.from_at, o.handoff_key)
        filter (o.handoff_key is not null)  as holders
from phases p
join answers a using (exchange_key, from_at)
left join open_ones o on o.exchange_key = p.exchange_key and o.from_at <= p.from_at and o.to_at > p.from_at
    and (a.last_answer_at is null or o.from_at > a.last_answer_at)
where p.to_at > p.from_at
group by p.exchange_key, p.from_at, p.to_at
