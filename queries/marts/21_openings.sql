-- temp openings: strands that begin with us (the question is missing, we wrote first, or joined): how often we spoke
-- before the audience did, and where it first does. Their first response lies before what we know, or never was one.
select strand_key, min(answers_before) as answers_before, min(position) as position
from judged
where not is_ours and not is_before_us
    and strand_key in (select strand_key from judged where is_ours and (position = 1 or (is_outreach and answers_before = 0)))
group by strand_key
