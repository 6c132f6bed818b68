-- view told: human messages in their conversation and round. A round is what the audience says, up to our next message.
select
    j.* exclude (is_outreach),
    j.is_outreach and episode is null as is_outreach,
    if(is_before_us, null, coalesce(episode.message_key, j.strand_key)) as conversation_key,
    j.answers_before - coalesce(episode.answers_before, o.answers_before, 0) as round,
    episode is null and o.strand_key is not null as is_opened_by_us
from (
    select judged.*, list_last(list_filter(starts, lambda s: s.position <= position)) as episode
    from judged left join episode_starts using (strand_key)
) j
left join openings o using (strand_key)
