-- title: Sparked
-- label: posts that drew a conversation
-- unit: percent
-- shape: rate
-- items: one a post
-- better: up
-- basis: by time posted
-- labels: none
-- definition: Of our broadcasts that are at least seven days old, the share under which somebody began a conversation
--   within seven days. Automated ones are left out.
-- why: A post that nobody says anything to was an announcement.
select
    published_at as basis_at, post_key as conversation_key, channel_key,
    published_at + interval 7 days as due_at,
    coalesce(first_conversation_at <= published_at + interval 7 days, false) as hit
from posts
where not is_automated
