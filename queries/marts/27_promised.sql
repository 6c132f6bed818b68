-- temp promised: when the public promise that was in force when somebody asked runs out, where one is agreed for the
-- channel, or else for all of them. On the business clock it runs out when so many opening hours have passed.
with agreed as (
    select
        coalesce(r.asked_key, r.withdrawn_key) as exchange_key,
        coalesce(r.asked_at, r.withdrawn_asked_at) as asked_at,
        arg_max({seconds: p.target_seconds, clock: p.clock}, (p.channel_key is not null, coalesce(p.valid_from, date '0001-01-01'))) as promise
    from rounds r
    join strand_channels s using (strand_key)
    join promises p on p.department is null and p.topic is null
        and (p.channel_key is null or p.channel_key = s.channel_key)
        and coalesce(r.asked_at, r.withdrawn_asked_at)
            between coalesce(p.valid_from, date '0001-01-01') and coalesce(p.valid_to, date '9999-12-30') + interval 1 day - interval 1 microsecond
    group by r.conversation_key, r.round, 1, 2
)
select
    a.exchange_key,
    case
        when promise.clock = 'wall' then asked_at + to_seconds(promise.seconds)
        -- within the last span that had been open for less than what is owed when it began
        else s.opens_at + to_microseconds((1e6 * (asked_open + promise.seconds - s.open_before))::bigint)
    end                                     as due_at
from agreed a
left join clocked c using (exchange_key)
asof left join calendar_spans s on s.calendar = c.calendar and s.open_before < c.asked_open + a.promise.seconds
