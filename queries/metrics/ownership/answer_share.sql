-- title: Answer share
-- label: answers by department
-- unit: percent
-- shape: share
-- better: none
-- basis: by time answered
-- gives: department
-- definition: Each department's share of all public answers whose author's department is known: by the account, by the
--   colleague named, or by the signature, and the roster as of then. What part is known is shown beside it.
-- why: No one function owns the conversation. It shows who in fact carries it.
select spoken_at as basis_at, conversation_key, channel_key, is_alone, department, 1 as weight
from answers
where is_public
