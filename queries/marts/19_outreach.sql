-- temp outreach: strands that we joined though nobody in them had addressed us, nor was it on a channel of ours.
select strand_key, min(position) filter (is_ours) as joined_at_position
from ordered
where strand_key in (select strand_key from ordered where is_away and position = 1 and not is_ours)
group by strand_key
having bool_or(is_ours) and bool_and(is_away) filter (not is_ours and answers_before = 0)
