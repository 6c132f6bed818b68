-- temp chased: when, in a round, somebody first wrote again after a pause of more than an hour without our answer.
select conversation_key, round, min(effective_at) as chased_at
from (
    select conversation_key, round, effective_at,
        lag(effective_at) over (partition by conversation_key, round, author_key order by position) as wrote_before_at
    from told
    semi join (select conversation_key, round from rounds where audience_messages > 1) r using (conversation_key, round)
    where not is_ours and not is_spam and author_key is not null
)
where effective_at - wrote_before_at > interval 1 hour
group by conversation_key, round
