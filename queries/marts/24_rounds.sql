-- temp rounds: one row a round; a round in which something needs a reply is an exchange.
with silent as (                            -- few, so that not every round looks for them
    select conversation_key, round,
        min(effective_at)                   as withdrawn_asked_at,
        arg_min(message_key, position)      as withdrawn_key,
        max(deleted_at)                     as withdrawn_at
    from told
    where verdict = 'deleted' and conversation_key is not null and message_key in (select message_key from withdrawn)
    group by conversation_key, round
),
said as (
    select
        conversation_key,
        round,
        any_value(thread_key)                   as thread_key,
        any_value(strand_key)                   as strand_key,
        any_value(post_key)                     as post_key,
        bool_or(is_opened_by_us)                as is_opened_by_us,
        bool_or(is_outreach)                    as is_outreach,
        bool_or(is_direct)                      as is_direct,
        count(*) filter (not is_ours)           as audience_messages,
        count(*) filter (not is_ours and not is_spam and (not is_closing or answers_before = 0)) as audience_messages_saying_more,
        bool_or(not is_ours and not is_spam)    as is_genuine,
        min(effective_at) filter (not is_ours and not is_spam and is_question) as asks_at,
        arg_min(is_about_us, position) filter (not is_ours) as is_about_us,
        min(effective_at) filter (not is_ours)  as audience_at,
        min(effective_at) filter (not is_ours and not is_spam and not is_closing) as said_more_at,
        max(effective_at)                       as last_at,
        arg_min(author_key, position) filter (not is_ours) as author_key,
        min(effective_at) filter (verdict = 'needs a reply') as asked_at,
        arg_min(message_key, position) filter (verdict = 'needs a reply') as asked_key,
        max(effective_at) filter (is_ours)      as answered_at,
        max(message_key) filter (is_ours)       as answer_key,
        -- position and channel in one number: the least is the first to name a channel
        min(position * 4294967296 + channel_key) as on_channel,
        min(position * 4294967296 + addressed_channel_key) filter (not is_ours) as addressed_channel,
        min(position * 4294967296 + own_channel_key) filter (is_ours) as answering_channel
    from told
    where conversation_key is not null
    group by conversation_key, round
)
select said.*, withdrawn_asked_at, withdrawn_key, withdrawn_at
from said left join silent using (conversation_key, round)
