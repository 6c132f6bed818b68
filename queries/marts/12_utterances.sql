-- temp utterances: messages with their side and the one message each hangs on.
-- A message hangs on its parent; a quote of ours on the audience message it quotes; where a source gives no parents,
-- on the thread it names. Direct messages hang on their thread.
with sided as (
    select
        b.*,
        ours.author_key is not null         as is_ours,
        ours.channel_key                    as own_channel_key,
        b.message_key in (select message_key from speakers) as is_speaker,
        d.message_key is not null           as addresses_us,
        coalesce(d.is_said_by_source, false) as is_addressed_to_us,
        d.channel_key                       as addressed_channel_key
    from building b
    left join our_accounts ours on ours.author_key = b.author_key
    left join addressed d on d.message_key = b.message_key
),
quotable as (                               -- audience messages that a message of ours quotes
    select message_key from sided
    where not is_ours and message_key in (select quoted_key from building where quoted_key is not null)
)
select
    s.message_key,
    case
        when kind = 'direct_message' and thread_key is not null then thread_key
        when parent_key is not null then parent_key
        when is_ours and q.message_key is not null then quoted_key
        else nullif(thread_key, s.message_key)
    end                                     as hangs_on,
    published_at,
    deleted_at,
    author_key,
    s.channel_key,
    own_channel_key,
    addressed_channel_key,
    is_ours,
    is_speaker,                             -- ours inside conversations only
    not is_automated                        as is_human,
    is_spam,
    kind = 'direct_message'                 as is_direct,
    kind = 'direct_message' and thread_key is not null as is_threaded,
    coalesce(is_closing, false)             as is_closing,
    coalesce(is_question, false)            as is_question,
    coalesce(is_invitation, false)          as is_invitation,
    kind in ('mention', 'review')           as is_about_us,
    is_addressed_to_us,
    addressed_to is not null and not addresses_us as is_away,  -- known not to address us
    len(addressed_to) > 0 and not addresses_us    as names_others,
    -- Ids of digits are ordered as numbers; longer ones than fit are padded, and still come before names.
    if(has_digits_only and length(native_id) <= 19, native_id::ubigint, null)  as id_number,
    if(has_digits_only, if(length(native_id) <= 19, '', chr(1) || lpad(native_id, 64, '0')), native_id) as id_text
from (select *, regexp_full_match(native_id, '[0-9]+') as has_digits_only from sided) s
left join quotable q on q.message_key = s.quoted_key
