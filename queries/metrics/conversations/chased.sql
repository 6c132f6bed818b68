-- title: Chased
-- label: had to ask again
-- unit: percent
-- shape: rate
-- better: down
-- basis: by time asked
-- definition: Of all questions, the share in which somebody wrote again after a pause of more than an hour, before our
--   answer came.
-- why: Who has to ask twice has been left alone once.
select
    asked_at as basis_at, conversation_key, channel_key, is_alone,
    asked_at as due_at,
    coalesce(chased_at <= coalesce(watermark, (select max(watermark) from channel_watermarks), chased_at), false) as hit
from exchanges left join channel_watermarks using (channel_key)
