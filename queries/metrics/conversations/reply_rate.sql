-- title: Reply rate
-- label: answered within a day
-- unit: percent
-- shape: rate
-- better: up
-- basis: by time asked
-- definition: Of all questions whose time is up, answered or not, the share that we answered within what the public
--   is promised on that channel: 24 hours where nothing else is agreed.
-- why: Somebody who asks in public and hears nothing tells others. This counts everybody, also those still waiting.
select
    asked_at as basis_at, conversation_key, channel_key, is_alone,
    due_at,
    coalesce(answered_at <= due_at, false) as hit
from exchanges
where withdrawn_at is null or withdrawn_at >= due_at
