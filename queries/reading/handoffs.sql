-- Hand-offs asked in a period, the open ones first and of these the oldest, then the newest: one page, with state, clocks and the question of the public behind each.
-- handoff_key may be given to read one. state: open, overdue, answered, late, no promise kept apart by due_at.
with logs as (select source, watermark from handoff_watermarks),
judged as (
    select r.*, l.watermark, least(l.watermark, $until::timestamp) as as_of,
        case
            when r.answered_at is not null then if(r.answered_at > r.due_at, 'late', 'answered')
            when r.ended_at is not null then r.outcome
            when r.due_at < as_of then 'overdue'
            else 'open'
        end                                 as state
    from requests r join logs l using (source)
    where r.asked_at >= $since and r.asked_at < $until
        and (len($departments::varchar[]) = 0 or list_contains($departments::varchar[], r.department))
        and (len($channels::int[]) = 0 or list_contains($channels::int[], r.channel_key))
        and (len($topics::varchar[]) = 0 or list_contains($topics::varchar[], r.topic))
),
page as (
    select *, count(*) over () as total
    from judged
    where $state = '' or state = $state or ($state = 'disputed' and dispute is not null)
        or ($state = 'unlinked' and not is_linked) or ($state = 'waiting' and state in ('open', 'overdue'))
    order by if(state in ('open', 'overdue'), 0, 1), asked_at_latest and state in ('open', 'overdue'),
        if(state in ('open', 'overdue'), epoch(asked_at), -epoch(asked_at)), handoff_key
    limit $limit offset $offset
)
select
    p.handoff_key::varchar                  as handoff_key,
    p.total, p.source, p.place, p.department, p.kind, p.question, p.state, p.topic,
    p.asked_at, p.asked_at_latest, p.asked_by, p.answered_at, p.answered_at_latest, p.answered_by, p.joined_by,
    p.ended_at, p.outcome, p.passed_to, p.note, p.reminders, p.dispute, p.is_passed_on, p.is_linked, p.has_link,
    p.promise_seconds, p.promise_clock, p.due_at, p.as_of,
    epoch(coalesce(p.answered_at, p.ended_at, p.as_of) - p.asked_at) as wall_seconds,
    if(p.calendar is null, null, coalesce(p.answered_open, p.ended_open,
        open_seconds(s.open_before, s.opens_at, s.closes_at, p.as_of)) - p.asked_open) as open_for,
    m.platform || ':' || m.native_id        as message_id,
    left(m.text, 300)                       as text,
    (select min(link) from handoff_links l where l.handoff_key = p.handoff_key) as link
from page p
left join request_conversations c on c.handoff_key = p.handoff_key and c.is_first
left join messages m on m.message_key = c.message_key
asof left join calendar_spans s on s.calendar = p.calendar and s.opens_at <= p.as_of
order by if(p.state in ('open', 'overdue'), 0, 1), p.asked_at_latest and p.state in ('open', 'overdue'),
    if(p.state in ('open', 'overdue'), epoch(p.asked_at), -epoch(p.asked_at)), p.handoff_key
