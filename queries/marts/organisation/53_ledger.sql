-- view ledger: every second of public waiting, given out once (definition: ledger.wait_by_holder), up to the watermark of
-- the channel: one row for each hand-off that holds a phase of a wait, for the social team, for time that nobody logged,
-- and for the hours in which none of them was open. Those who hold together and are open share equally. What nobody logged
-- is parted by the hours of the social team, too, but keeps its name (is_outside_hours tells). Waits without any hand-off are nearly all there are: they come last, by a short way of their own.
with seen as (select channel_key, watermark as seen_until from channel_watermarks),
team as (                                   -- the first of them, if there are several
    select arg_min(department, position) as team, arg_min(if(calendar in (select calendar from calendar_spans), calendar, null), position) as calendar
    from departments where is_social_team
),
phases as (
    select
        w.exchange_key, w.conversation_key, w.channel_key, w.asked_at, w.is_late, w.from_at,
        least(coalesce(w.to_at, timestamp 'infinity'), coalesce(s.seen_until, l.last_seen)) as to_at,
        coalesce(w.holders, [{department: team.team, kind: 'input', handoff_key: null}]) as holders
    from waits w
    left join seen s using (channel_key), team, (select max(seen_until) as last_seen from seen) l
    where w.from_at < coalesce(s.seen_until, l.last_seen)
),
unlogged as (select * from phases where is_late),
held as (                                   -- one row a holder of a phase
    select p.* exclude (holders, is_late), h.department, h.kind, len(holders) as holding,
        if(d.calendar in (select calendar from calendar_spans), d.calendar, null) as calendar, h.handoff_key
    from (select *, unnest(holders) as h from phases where not is_late) p
    left join departments d on d.department = h.department
),
alike as (                                  -- do all who hold a phase keep the same hours?
    select asked_at, exchange_key, from_at, count(distinct coalesce(calendar, '')) > 1 as is_mixed
    from held where holding > 1 group by all
),
edges as (                                  -- a phase whose holders keep different hours is cut where one opens or closes
    select asked_at, exchange_key, from_at, from_at as edge from alike where is_mixed
    union
    select h.asked_at, h.exchange_key, h.from_at, unnest([greatest(s.opens_at, h.from_at), s.closes_at])
    from held h join alike a using (asked_at, exchange_key, from_at)
    join calendar_spans s on s.calendar = h.calendar and s.opens_at < h.to_at and s.closes_at > h.from_at
    where a.is_mixed
),
pieces as (
    select h.* exclude (from_at, to_at), e.edge as from_at,
        least(h.to_at, coalesce(e.next_edge, h.to_at)) as to_at
    from (select *, lead(edge) over (partition by asked_at, exchange_key, from_at order by edge) as next_edge from edges) e
    join held h using (asked_at, exchange_key, from_at)
    where e.edge < h.to_at
    union all by name
    select h.* from held h left join alike a using (asked_at, exchange_key, from_at) where not coalesce(a.is_mixed, false)
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
    select *, count(*) filter (open_for > 0) over piece as open_holders, max(open_for) over piece as anybody_open_for,
        row_number() over (piece order by handoff_key) = 1 as is_first
    from clocked
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
    cross join team t
    asof left join calendar_spans a on a.calendar = t.calendar and a.opens_at <= u.from_at
    asof left join calendar_spans b on b.calendar = t.calendar and b.opens_at <= u.to_at
)
cross join (values (false), (true)) halves(is_closed)
where if(is_closed, epoch(to_at - from_at) - open_for, open_for) > 0
union all
select exchange_key, conversation_key, channel_key, asked_at, holder, if(part = 1, team, null), null, part = 1, part in (2, 4), seconds
from (
    select
        e.*, part,
        case part when 1 then coalesce(team, '(social team)') when 2 then '(outside hours)' else '(no hand-off logged)' end as holder,
        case part when 1 then open_for when 2 then epoch(due_at - asked_at) - open_for when 3 then late_open_for
            else epoch(ends_at - due_at) - late_open_for end as seconds
    from (
        select e.*, t.team, if(t.calendar is null, epoch(e.due_at - e.asked_at),
                open_seconds(b.open_before, b.opens_at, b.closes_at, e.due_at)
                - coalesce(open_seconds(a.open_before, a.opens_at, a.closes_at, e.asked_at), 0)) as open_for,
            if(t.calendar is null, epoch(e.ends_at - e.due_at),
                open_seconds(c.open_before, c.opens_at, c.closes_at, e.ends_at)
                - coalesce(open_seconds(b.open_before, b.opens_at, b.closes_at, e.due_at), 0)) as late_open_for
        from (
            select
                e.exchange_key, e.conversation_key, e.channel_key, e.asked_at,
                least(coalesce(e.answered_at, e.withdrawn_at, timestamp 'infinity'), coalesce(s.seen_until, l.last_seen)) as ends_at,
                least(greatest(e.due_at, e.asked_at), ends_at) as due_at
            from exchanges e
            left join seen s using (channel_key)
            cross join (select max(seen_until) as last_seen from seen) l
            where e.asked_at < coalesce(s.seen_until, l.last_seen) and e.exchange_key not in (select exchange_key from held)
        ) e
        cross join team t
        asof left join calendar_spans a on a.calendar = t.calendar and a.opens_at <= e.asked_at
        asof left join calendar_spans b on b.calendar = t.calendar and b.opens_at <= e.due_at
        asof left join calendar_spans c on c.calendar = t.calendar and c.opens_at <= e.ends_at
    ) e
    cross join (values (1), (2), (3), (4)) parts(part)
)
where seconds > 0
