-- title: Need share
-- label: questions by department
-- unit: percent
-- shape: share
-- better: none
-- basis: by start of the conversation
-- gives: department
-- definition: Each department's share of what people write about: the weights of the topics that it owns, divided by the
--   weights of all topics that have an owner, as of the start of each conversation.
-- why: It shows whose questions the public asks, whoever answers them.
select started_at as basis_at, conversation_key, channel_key, is_alone, department, share as weight
from conversation_topics
