-- view waits: each wait for which a hand-off was logged, cut into phases by who could have ended it. A phase in which nobody
-- had been asked yet is split where the public promise runs out. holders: the hand-offs that hold it; none and is_logged:
-- the social team.
with unlogged as (
    select
        e.exchange_key, e.conversation_key, e.channel_key, e.asked_at, greatest(e.due_at, e.asked_at) as due_at,
        least(coalesce(e.answered_at, e.withdrawn_at, timestamp 'infinity'), l.first_at) as ends_at
    from exchanges e
    join (select exchange_key, min(from_at) as first_at from held group by exchange_key) l using (exchange_key)
)
select e.exchange_key, e.conversation_key, e.channel_key, e.asked_at, h.from_at, h.to_at, h.holders, true as is_logged, false as is_late
from held h join exchanges e using (exchange_key)
union all
select exchange_key, conversation_key, channel_key, asked_at, asked_at, nullif(least(due_at, ends_at), timestamp 'infinity'), null, false, false
from unlogged where least(due_at, ends_at) > asked_at
union all
select exchange_key, conversation_key, channel_key, asked_at, due_at, nullif(ends_at, timestamp 'infinity'), null, false, true
from unlogged where ends_at > due_at
