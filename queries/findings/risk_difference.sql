-- finding silence: waits with a hand-off whose time ran out before that of the public (definition: silence.risk_difference).
-- The landmark is the latest such time among hand-offs asked while the public waited; a wait that ended before it says
-- nothing and is left out. Exposed: one of those hand-offs had missed its promise by then. Outcome: no answer in time.
with watched as (
    select
        e.exchange_key, e.conversation_key, e.channel_key, e.asked_at, e.due_at, e.answered_at,
        max(r.due_at)                       as landmark_at,
        bool_or(coalesce(r.answered_at > r.due_at, true)) as is_exposed
    from exchanges e
    join request_conversations c using (conversation_key, thread_key)
    join requests r on r.handoff_key = c.handoff_key
    where r.due_at < e.due_at and r.asked_at >= e.asked_at and r.asked_at < coalesce(e.answered_at, timestamp 'infinity')
        and (e.withdrawn_at is null or e.withdrawn_at >= e.due_at)
    group by all
)
select
    w.asked_at as basis_at, w.conversation_key, w.channel_key, w.due_at, w.is_exposed,
    coalesce(w.answered_at > w.due_at, true) as is_unanswered,
    coalesce(t.topic, '')                   as main_topic
from watched w
left join conversation_topics t on t.conversation_key = w.conversation_key and t.is_main
where coalesce(w.answered_at >= w.landmark_at, true)
