-- temp episode_starts: where a strand is cut into episodes (definition: episode).
-- The audience writes again strictly more than the gap after the last human message, and nothing was waiting for us.
-- A deleted question waits until it was deleted. Where we spoke first, the audience writes again only after its first.
with late as (
    select judged.* from judged left join openings o using (strand_key), rules
    where not is_ours and not is_before_us and coalesce(judged.position > o.position, true) and effective_at - previous_at > if(is_direct, gap_direct, gap_public)
),
waiting as (
    select l.message_key
    from late l
    join judged earlier
        on earlier.strand_key = l.strand_key and earlier.answers_before = l.answers_before
        and not earlier.is_ours and earlier.position < l.position
        and (earlier.verdict = 'needs a reply' or (earlier.verdict = 'deleted' and earlier.deleted_at > l.effective_at))
)
select strand_key, list({position: position, message_key: message_key, answers_before: answers_before, effective_at: effective_at} order by position) as starts
from late
where message_key not in (select message_key from waiting)
group by strand_key
