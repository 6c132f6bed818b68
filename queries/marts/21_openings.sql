-- temp openings: strands that begin with us (the question is missing, we wrote first, or joined): how often we spoke
-- before the audience did. Their first response lies before what we know, or never was one.
select strand_key, min(answers_before) filter (not is_ours and not is_before_us) as answers_before
from judged
where strand_key in (select strand_key from judged where is_ours and answers_before = 0 and (position = 1 or is_outreach))
group by strand_key
having min(answers_before) filter (not is_ours and not is_before_us) > 0
