-- temp rooted: messages that hang on nothing that is here: roots, orphans of a missing parent, direct messages.
--   thread_key   what belongs together: the root's key, or the missing parent's
--   strand_key   the conversation before it is cut into episodes: a top-level audience message and all under it
--   post_key     the broadcast it is, or that it lies under
select
    u.message_key,
    published_at                            as effective_at,
    if(is_alone, 0, 1)                      as depth,
    if(is_alone, u.message_key, hangs_on)   as thread_key,
    case
        when is_broadcast then null
        when is_alone or (is_addressed_to_us and not is_ours and not is_threaded) then u.message_key
        else hangs_on
    end                                     as strand_key,
    if(is_broadcast, u.message_key, null)   as post_key,
    false                                   as parent_is_ours,
    is_ours or (is_speaker and not is_alone) as is_ours,
    is_human
from (
    select *,
        hangs_on is null                    as is_alone,
        is_ours and not is_direct and (hangs_on is null or is_addressed_to_us) as is_broadcast
    from utterances
    where hangs_on is null or is_threaded or hangs_on not in (select message_key from utterances)
) u
