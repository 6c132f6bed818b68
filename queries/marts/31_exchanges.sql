-- mart exchanges: one row a wait of the public (definition: exchange), instants only. A wait ends with our answer, or is
-- withdrawn when its author deletes the question. open_* are business clocks: seconds of opening hours of the channel's
-- calendar up to the instant; the difference of two is a business duration, null where the channel has no calendar.
with asked as (
    select
        conversation_key, thread_key, strand_key, round, is_opened_by_us,
        coalesce(asked_key, withdrawn_key)  as exchange_key,
        coalesce(asked_at, withdrawn_asked_at) as asked_at,
        answered_at,
        answer_key,
        if(asked_at is null, withdrawn_at, null) as withdrawn_at,
        author_key
    from rounds
    where asked_at is not null or withdrawn_asked_at is not null
)
select
    a.exchange_key,
    a.conversation_key,
    a.thread_key,
    c.channel_key,
    (row_number() over (partition by a.conversation_key order by a.round) + a.is_opened_by_us::int)::int as ordinal,
    a.author_key,
    a.asked_at,
    if(a.withdrawn_at is null, a.answered_at, null) as answered_at,
    if(a.withdrawn_at is null, a.answer_key, null) as answer_key,
    a.withdrawn_at
from asked a
join strand_channels c using (strand_key)
