-- finding replay: waits with gates, as they were and as they would have been had some departments answered within so many
-- seconds on their own clock (definition: replay.if_answered_within). A gate is a hand-off asked after the question and
-- answered before our answer. Each gate's answer comes no later than $seconds after it was asked; ours moves earlier by as
-- much as the latest gate does. Where we have not answered yet, and only because hand-offs are open, the high bound takes
-- it that we would have answered as long after the last gate as we usually do on that channel; the low bound that we
-- would not have. $seconds null: for ever, which is how it was.
with waits as (
    select e.exchange_key, e.conversation_key, e.thread_key, e.channel_key, e.asked_at, e.due_at,
        coalesce(w.watermark, $watermark) as watermark,
        if(e.answered_at <= coalesce(w.watermark, $watermark), e.answered_at, null) as answered_at
    from exchanges e left join channel_watermarks w using (channel_key)
    where e.withdrawn_at is null or e.withdrawn_at >= e.due_at
),
gates as (
    select
        w.*, r.department, r.calendar, r.asked_at as handed_at, r.asked_open + $seconds::double as owed_open,
        if(r.answered_at <= w.watermark, r.answered_at, null) as gate_at,
        len($sooner) = 0 or list_contains($sooner, r.department) as is_replayed
    from waits w
    join request_conversations c using (conversation_key, thread_key)
    join requests r on r.handoff_key = c.handoff_key
    where r.asked_at >= w.asked_at and r.asked_at < coalesce(w.answered_at, w.watermark)
        and (r.answered_at <= w.answered_at or (w.answered_at is null and r.ended_at is null))
),
hurried as (
    select
        g.*,
        case
            when not is_replayed or $seconds is null then gate_at
            when g.calendar is null then least(gate_at, handed_at + to_seconds($seconds))
            else least(gate_at, greatest(handed_at, s.opens_at + to_microseconds((1e6 * (g.owed_open - s.open_before))::bigint)))
        end                                 as sooner_at
    from gates g
    asof left join calendar_spans s on s.calendar = g.calendar and s.open_before < g.owed_open
),
reactions as (                              -- how long after its last gate an answer of ours comes
    select channel_key, median(epoch(answered_at - last_gate_at)) as seconds
    from (
        select exchange_key, any_value(channel_key) as channel_key, any_value(answered_at) as answered_at, max(gate_at) as last_gate_at
        from gates where answered_at is not null group by exchange_key
    )
    group by rollup (channel_key)
),
replayed as (
    select
        exchange_key, conversation_key, channel_key, asked_at, due_at, watermark, answered_at,
        max(gate_at) as last_gate_at,
        max(sooner_at) as sooner_gate_at,
        bool_or(gate_at is null) as was_open,
        bool_or(sooner_at is null or sooner_at > watermark) as is_open
    from hurried group by exchange_key, conversation_key, channel_key, asked_at, due_at, watermark, answered_at
),
reacted as (
    select r.*, coalesce(c.seconds, o.seconds) as reaction
    from replayed r
    left join reactions c on c.channel_key = r.channel_key
    left join reactions o on o.channel_key is null
)
select
    asked_at as basis_at, exchange_key, conversation_key, channel_key, due_at, answered_at,
    answered_at - (last_gate_at - sooner_gate_at) as low_answered_at,
    case
        when answered_at is not null then answered_at - (last_gate_at - sooner_gate_at)
        when was_open and not is_open and reaction is not null
            and sooner_gate_at + to_microseconds((1e6 * reaction)::bigint) <= watermark
            then sooner_gate_at + to_microseconds((1e6 * reaction)::bigint)
    end                                     as high_answered_at
from reacted
