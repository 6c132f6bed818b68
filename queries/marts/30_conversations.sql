-- mart conversations: one row a conversation (definition: conversation), instants only.
with summed as (
    select
        conversation_key,
        any_value(thread_key)               as thread_key,
        any_value(strand_key)               as strand_key,
        any_value(post_key)                 as post_key,
        min(audience_at)                    as started_at,
        arg_min(author_key, round) filter (audience_messages > 0) as author_key,
        min(answered_at) filter (round >= 0) as first_answer_at,
        min(said_more_at) filter (round > 0) as further_at,
        arg_min_null(asks_at, round) filter (round > 0 and audience_messages > 0) as asked_again_at,
        arg_min(is_about_us, round) filter (audience_messages > 0) and min(on_channel) is null as is_about_us_elsewhere,
        max(last_at)                        as last_at,
        list(coalesce(asked_at, withdrawn_asked_at)) filter (coalesce(asked_at, withdrawn_asked_at) is not null) as asked,
        sum(audience_messages)::int         as audience_messages,
        sum(audience_messages_saying_more)::int as audience_messages_saying_more,
        count(answered_at)::int             as our_messages,
        bool_or(is_opened_by_us)            as is_opened_by_us,
        bool_or(is_outreach)                as is_outreach,
        bool_or(is_direct)                  as is_direct
    from rounds
    group by conversation_key
    having bool_or(is_genuine)
)
select
    s.* exclude (strand_key, asked),
    c.channel_key,
    coalesce(len(list_filter(asked, lambda t: t <= started_at + horizon)), 0)::int as exchanges_within_horizon
from summed s
join strand_channels c using (strand_key), rules
