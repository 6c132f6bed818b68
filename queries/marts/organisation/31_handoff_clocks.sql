-- mart handoff_clocks: the business clock of each calendar at the watermark of each log.
select
    w.source, s.calendar,
    open_seconds(max(s.open_before), arg_max(s.opens_at, s.opens_at), arg_max(s.closes_at, s.opens_at), w.watermark) as watermark_open
from handoff_watermarks w
join calendar_spans s on s.opens_at <= w.watermark
group by w.source, w.watermark, s.calendar
