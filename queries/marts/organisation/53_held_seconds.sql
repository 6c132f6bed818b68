-- mart held_seconds: the waits for which a hand-off was logged, second by second (definition: ledger.wait_by_holder), up to the
-- watermark of the channel: one row for each hand-off that holds a phase of a wait, for the social team, for time that
-- nobody logged, and for the hours in which none of them was open. A phase in which nobody had been asked yet is split
-- where the public promise runs out. Those who hold together and are open share equally. What nobody logged is parted by
-- the hours of the social team, too, but keeps its name (is_outside_hours tells).
with seen as (select channel_key, watermark as seen_until from channel_watermarks),
unasked as (                                -- before anybody was asked
    select
        e.exchange_key, e.conversation_key, e.channel_key, e.asked_at, greatest(e.due_at, e.asked_at) as due_at,
        least(coalesce(e.answered_at, e.withdrawn_at, timestamp 'infinity'), l.first_at) as ends_at
    from exchanges e
    join (select exchange_key, min(from_at) as first_at from held group by exchange_key) l using (exchange_key)
),
waits as (
    select e.exchange_key, e.conversation_key, e.channel_key, e.asked_at, h.from_at, h.to_at, h.holders, false as is_late
    from held h join exchanges e using (exchange_key)
    union all
    select exchange_key, conversation_key, channel_key, asked_at, asked_at, nullif(least(due_at, ends_at), timestamp 'infinity'), null, false
    from unasked where least(due_at, ends_at) > asked_at
    union all
    select exchange_key, conversation_key, channel_key, asked_at, due_at, nullif(ends_at, timestamp 'infinity'), null, true
    from unasked where ends_at > due_at
),
phases as (
    select
        w.exchange_key, w.conversation_key, w.channel_key, w.asked_at, w.is_late, w.from_at,
        least(coalesce(w.to_at, timestamp 'infinity'), coalesce(s.seen_until, l.last_seen)) as to_at,
        coalesce(w.holders, [{department: t.department, kind: 'input', handoff_key: null}]) as holders
    from waits w
    left join seen s using (channel_key), social_team t, (select max(seen_until) as last_seen from seen) l
    where w.from_at < coalesce(s.seen_until, l.last_seen)
),
unlogged as (select * from phases where is_late),
holding as (                                -- one row a holder of a phase
    select p.* exclude (holders, is_late), h.department, h.kind, len(holders) as holding,
        if(d.calendar in (select calendar from calendar_spans), d.calendar, null) as calendar, h.handoff_key
    from (select *, unnest(holders) as h from phases where not is_late) p
    left join departments d on d.department = h.department
),
alike as (                                  -- do all who hold a phase keep the same hours?
    select asked_at, exchange_key, from_at, count(distinct coalesce(calendar, '')) > 1 as is_mixed
    from holding where holding > 1 group by all
),
edges as (                                  -- a phase whose holders keep different hours is cut where one opens or closes
    select asked_at, exchange_key, from_at, from_at as edge from alike where is_mixed
    union
    select h.asked_at, h.exchange_key, h.from_at, unnest([greatest(s.opens_at, h.from_at), s.closes_at])
    from holding h join alike a using (asked_at, exchange_key, from_at)
    join calendar_spans s on s.calendar = h.calendar and s.opens_at < h.to_at and s.closes_at > h.from_at
    where a.is_mixed
),
pieces as (
    select h.* exclude (from_at, to_at), e.edge as from_at,
        least(h.to_at, coalesce(e.next_edge, h.to_at)) as to_at
    from (select *, lead(edge) over (partition by asked_at, exchange_key, from_at order by edge) as next_edge from edges) e
    join holding h using (asked_at, exchange_key, from_at)
    where e.edge < h.to_at
    union all by name
    select h.* from holding h left join alike a using (asked_at, exchange_key, from_at) where not coalesce(a.is_mixed, false)
),
clocked as (
    select p.*, epoch(p.to_at - p.from_at) as seconds,
        if(p.calendar is null, epoch(p.to_at - p.from_at),
            open_seconds(b.open_before, b.opens_at, b.closes_at, p.to_at)
            - coalesce(open_seconds(a.open_before, a.opens_at, a.closes_at, p.from_at), 0)) as open_for
    from pieces p
    asof left join calendar_spans a on a.calendar = p.calendar and a.opens_at <= p.from_at
    asof left join calendar_spans b on b.calendar = p.calendar and b.opens_at <= p.to_at
),
shared as (
    select *, (open_for > 0)::int as open_holders, open_for as anybody_open_for, true as is_first
    from clocked where holding = 1
    union all                               -- several of them are few, and only they need to be looked at together
    select *, count(*) filter (open_for > 0) over piece, max(open_for) over piece, row_number() over (piece order by handoff_key) = 1
    from clocked where holding > 1
    window piece as (partition by asked_at, exchange_key, from_at)
)
select
    exchange_key, conversation_key, channel_key, asked_at,
    coalesce(department, '(social team)') || if(kind = 'approval', ', approval', '') as holder,
    department, handoff_key,
    handoff_key is null or department in (select department from departments where is_social_team) as is_social_team,
    false                                   as is_outside_hours,
    open_for / open_holders                 as seconds
from shared where open_for > 0
union all
select exchange_key, conversation_key, channel_key, asked_at, '(outside hours)', null, null, false, true, seconds - anybody_open_for
from shared where is_first and seconds > anybody_open_for
union all
select exchange_key, conversation_key, channel_key, asked_at, '(no hand-off logged)', null, null, false, is_closed,
    if(is_closed, epoch(to_at - from_at) - open_for, open_for)
from (
    select u.*, if(t.calendar is null, epoch(u.to_at - u.from_at),
            open_seconds(b.open_before, b.opens_at, b.closes_at, u.to_at)
            - coalesce(open_seconds(a.open_before, a.opens_at, a.closes_at, u.from_at), 0)) as open_for
    from unlogged u
    cross join social_team t
    asof left join calendar_spans a on a.calendar = t.calendar and a.opens_at <= u.from_at
    asof left join calendar_spans b on b.calendar = t.calendar and b.opens_at <= u.to_at
)
cross join (values (false), (true)) halves(is_closed)
where if(is_closed, epoch(to_at - from_at) - open_for, open_for) > 0
