-- title: Invitations
-- label: posts that invite an answer
-- unit: percent
-- shape: rate
-- items: one a post
-- better: up
-- basis: by time posted
-- labels: none
-- definition: Of our broadcasts, the share that asks something, holds a poll or plainly invites an answer. Automated
--   ones are left out.
-- why: Whoever wants to be answered asks.
select
    published_at as basis_at, post_key as conversation_key, channel_key,
    published_at as due_at,
    is_invitation as hit
from posts
where not is_automated
