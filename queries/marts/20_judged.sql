-- view judged: each human message of a strand with its verdict (needs_reply.sql).
-- What was said before we joined by outreach is heard by nobody here: it belongs to no conversation.
select
    o.*,
    x.strand_key is not null                as is_outreach,
    coalesce(o.position < x.joined_at_position, false) as is_before_us,
    reply_verdict(is_ours, false, is_spam, is_elsewhere, is_closing, answers_before, w.message_key is not null) as verdict
from ordered o
left join withdrawn w using (message_key)
left join outreach x using (strand_key)
