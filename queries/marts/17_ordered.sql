-- temp ordered: human messages of strands in order of effective time, depth, id; automated ones are nobody's turn.
select
    p.thread_key,
    p.strand_key,
    p.post_key,
    p.message_key,
    p.effective_at,
    p.depth,
    p.is_ours,
    u.* exclude (message_key, hangs_on, published_at, is_ours, is_speaker, is_human, is_threaded, is_invitation, is_away, names_others,
                 is_addressed_to_us, id_number, id_text),
    names_others and not parent_is_ours     as is_elsewhere,
    is_away and not parent_is_ours and u.channel_key is null as is_away,
    row_number() over before                as position,
    -- how often we had spoken before: what the audience says between two messages of ours has one number
    (count(*) filter (p.is_ours) over before - p.is_ours::int)::int as answers_before,
    lag(p.effective_at) over before         as previous_at
from placed p
join utterances u using (message_key)
where p.strand_key is not null and p.is_human
window before as (
    partition by p.strand_key
    order by p.effective_at, p.depth, u.id_number nulls last, u.id_text, p.message_key
)
