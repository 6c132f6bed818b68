-- view unlogged_waits: each wait without any hand-off, nearly all there are, up to the watermark of the channel, in seconds: how long
-- it was (waited); and the social team's opening hours in it until the promise was past (team_open), and from then on
-- (late_open), with the hours beside them (team_closed, late_closed).
with seen as (
    select channel_key, watermark as seen_until, watermark_team as seen_team from channel_watermarks
),
waits as (
    select
        e.exchange_key, e.conversation_key, e.channel_key, e.asked_at, e.is_alone, e.asked_team,
        least(e.answered_at, e.withdrawn_at, coalesce(s.seen_until, l.last_seen)) as ends_at,
        least(greatest(e.due_at, e.asked_at), ends_at) as owed_at,
        least(e.ended_team, coalesce(s.seen_team, l.last_team)) as ends_team,
        least(e.owed_team, ends_team)       as owed_team
    from exchanges e
    left join seen s using (channel_key)
    cross join (select max(seen_until) as last_seen, max(seen_team) as last_team from seen) l
    where e.asked_at < coalesce(s.seen_until, l.last_seen) and e.exchange_key not in (select exchange_key from held)
)
select
    exchange_key, conversation_key, channel_key, asked_at, is_alone,
    (epoch_us(ends_at) - epoch_us(asked_at)) / 1e6 as waited,
    (owed_team - asked_team) / 1e6          as team_open,
    (epoch_us(owed_at) - epoch_us(asked_at) - owed_team + asked_team) / 1e6 as team_closed,
    (ends_team - owed_team) / 1e6          as late_open,
    (epoch_us(ends_at) - epoch_us(owed_at) - ends_team + owed_team) / 1e6 as late_closed
from waits
