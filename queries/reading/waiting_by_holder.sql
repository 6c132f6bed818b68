-- How many questions wait as of an instant, by who holds the clock: each department that was asked and is open, or nobody.
-- One that waits for two departments counts at both. Of hand-offs everything counts that is known when the period reaches
-- the end of the data, also what was asked since.
with log as (select if($until > $watermark, timestamp 'infinity', $until::timestamp) as read_until),
labels as (                                 -- topic with its owner, and audience, as the metrics have them
    select c.conversation_key, t.topic, t.department as owner, u.audience
    from conversations c
    left join conversation_topics t on t.conversation_key = c.conversation_key and t.is_main
    left join author_audiences u on u.author_key = c.author_key
),
asked as (
    select e.exchange_key, e.conversation_key, e.thread_key, e.asked_at, e.ended_at,
        coalesce(c.complete_until, $watermark) as seen_until
    from exchanges e
    left join channels c using (channel_key)
    left join labels l using (conversation_key)
    where (len($channels::int[]) = 0 or list_contains($channels::int[], e.channel_key))
        and (len($platforms::varchar[]) = 0 or list_contains($platforms::varchar[], c.platform))
        and (len($departments::varchar[]) = 0 or list_contains($departments::varchar[], l.owner))
        and (len($topics::varchar[]) = 0 or list_contains($topics::varchar[], l.topic))
        and (len($audiences::varchar[]) = 0 or list_contains($audiences::varchar[], l.audience))
        and e.asked_at < $until
),
waiting as (
    select * from asked where asked_at <= seen_until and (ended_at is null or ended_at > seen_until or ended_at >= $until)
),
held as (
    select distinct w.exchange_key, w.asked_at, w.seen_until, r.department, r.due_at
    from waiting w
    join request_conversations c using (conversation_key, thread_key)
    join requests r using (handoff_key), log
    where r.asked_at < read_until and coalesce(r.answered_at, r.ended_at, timestamp 'infinity') >= read_until
),
touched as (
    select distinct w.exchange_key from waiting w
    join request_conversations c using (conversation_key, thread_key)
    join requests r using (handoff_key), log
    where r.asked_at < read_until and coalesce(r.answered_at, r.ended_at, timestamp 'infinity') >= w.asked_at
)
select h.department as holder, d.position, count(distinct h.exchange_key) as n, max(epoch(least(h.seen_until, $until::timestamp) - h.asked_at)) as oldest,
    count(distinct h.exchange_key) filter (h.due_at < least(h.seen_until, $until::timestamp)) as past_promise
from held h left join departments d using (department)
group by all
union all
select if(t.exchange_key is null, '(no hand-off logged)', '(social team)'), if(t.exchange_key is null, 100001, 100000), count(*),
    max(epoch(least(w.seen_until, $until::timestamp) - w.asked_at)), 0
from waiting w left join touched t using (exchange_key)
where w.exchange_key not in (select exchange_key from held)
group by all
order by position nulls last, holder
