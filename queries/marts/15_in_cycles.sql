-- into placed: messages that no root leads to, because their parents go round in a circle: each stands
-- alone, but all share one thread key, so that whoever touches one of them builds them all.
select
    message_key,
    published_at                            as effective_at,
    0                                       as depth,
    0::ubigint                              as thread_key,
    if(is_ours and not is_direct, null, message_key) as strand_key,
    if(is_ours and not is_direct, message_key, null) as post_key,
    false                                   as parent_is_ours,
    is_ours,
    is_human
from utterances
where message_key not in (select message_key from placed)
