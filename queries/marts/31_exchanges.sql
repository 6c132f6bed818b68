-- mart exchanges: one row a wait of the public (definition: exchange), instants only. A wait ends with our answer, or is
-- withdrawn when its author deletes the question: ended_at is either; due_at is when the public promise in force when asked
-- runs out.
-- *_open are business clocks: seconds of opening hours of the channel's calendar up to the instant, so that the
-- difference of two is a business duration; null where the channel has no calendar. is_alone: no other question in its
-- conversation, so that nothing hangs together with it. What the ledger needs comes last (exchanges_clocked).
with asked as (
    select
        r.conversation_key, r.thread_key, s.channel_key, r.round, r.is_opened_by_us, c.started_at,
        coalesce(r.asked_key, r.withdrawn_key) as exchange_key,
        coalesce(r.asked_at, r.withdrawn_asked_at) as asked_at,
        if(r.asked_at is null, null, r.answered_at) as answered_at,
        if(r.asked_at is null, null, r.answer_key) as answer_key,
        if(r.asked_at is null, r.withdrawn_at, null) as withdrawn_at,
        r.author_key,
        h.chased_at
    from rounds r
    left join chased h using (conversation_key, round)
    join strand_channels s using (strand_key)
    join new_conversations c using (conversation_key)
    where r.asked_at is not null or r.withdrawn_asked_at is not null
)
select
    exchange_key, conversation_key, thread_key, channel_key,
    (row_number() over of_it + is_opened_by_us::int)::int as ordinal,
    count(*) over (of_it rows between unbounded preceding and unbounded following) = 1 as is_alone,
    author_key, chased_at,
    started_at, asked_at, answered_at, answer_key, withdrawn_at,
    coalesce(answered_at, withdrawn_at)     as ended_at,
    clock.asked_open, clock.answered_open, clock.withdrawn_open,
    coalesce(promise.due_at, asked_at + public_promise) as due_at
from asked
left join clocked clock using (exchange_key)
left join promised promise using (exchange_key), rules
window of_it as (partition by conversation_key order by round)
