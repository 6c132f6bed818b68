-- title: Joined elsewhere
-- label: joined talk about us elsewhere
-- unit: percent
-- shape: rate
-- items: one a conversation
-- better: up
-- basis: by start of the conversation
-- definition: Of the mentions and reviews away from our own channels that are at least seven days old, the share in
--   which we took part within seven days.
-- why: It shows whether we listen where nobody writes to us.
select
    started_at as basis_at, conversation_key, channel_key,
    started_at + interval 7 days as due_at,
    is_outreach or is_opened_by_us or coalesce(first_answer_at <= started_at + interval 7 days, false) as hit
from conversations
where is_about_us_elsewhere
