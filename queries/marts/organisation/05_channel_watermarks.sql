-- mart channel_watermarks: until when each channel has been seen, and its business clock then. A channel whose source never
-- came to an end borrows the latest of the others; where none has one, it is the latest thing known. watermark_team is the
-- clock of the social team then, as exchanges have it.
with latest as (
    select coalesce(
        (select max(complete_until) from channels),
        greatest((select max(last_at) from conversations), (select max(published_at) from posts))
    )                                       as borrowed
),
seen as (
    select c.*, coalesce(c.complete_until, l.borrowed) as watermark, t.calendar as team_calendar
    from channels c, latest l, social_team t
)
select
    c.channel_key, c.platform, c.platform || ':' || c.native_id as channel, c.watermark,
    if(s.calendar is null, null, open_seconds(s.open_before, s.opens_at, s.closes_at, c.watermark)) as watermark_open,
    if(c.team_calendar is null, epoch_us(c.watermark),
        round(1e6 * open_seconds(t.open_before, t.opens_at, t.closes_at, c.watermark))::bigint) as watermark_team
from seen c
asof left join calendar_spans s on s.calendar = c.calendar and s.opens_at <= c.watermark
asof left join calendar_spans t on t.calendar = c.team_calendar and t.opens_at <= c.watermark
