-- Questions that wait for our answer as of an instant, longest first: one page of them, with `total` and who holds each. As
-- in the metric of that name, a channel that is late is looked at as of its own last sync, and a department is the owner of
-- the topic. Of hand-offs everything counts that is known when the period reaches the end of the data, also what was asked
-- since. `holder` is a department that was asked, '(social team)' where its answer is back, or '(no hand-off logged)'.
with log as (select if($until > $watermark, timestamp 'infinity', $until::timestamp) as read_until),
asked as (
    select e.exchange_key, e.conversation_key, e.thread_key, e.author_key, e.ordinal, e.asked_at, e.due_at,
        e.ended_at, c.platform, c.channel,
        coalesce(c.complete_until, $watermark) as seen_until, least(seen_until, $until::timestamp) as as_of
    from exchanges e
    left join (select *, coalesce(title, '@' || handle, native_id) as channel from channels) c using (channel_key)
    where (len($channels::int[]) = 0 or list_contains($channels::int[], e.channel_key))
        and (len($platforms::varchar[]) = 0 or list_contains($platforms::varchar[], c.platform))
),
open_ones as (                              -- hand-offs that are open then
    select c.conversation_key, c.thread_key, list({department: r.department, kind: r.kind, asked_at: r.asked_at, due_at: r.due_at,
            handoff_key: r.handoff_key::varchar, asked_by: r.asked_by, promise_seconds: r.promise_seconds, promise_clock: r.promise_clock} order by r.asked_at, r.handoff_key) as handoffs
    from request_conversations c join requests r using (handoff_key), log
    where r.asked_at < read_until and coalesce(r.answered_at, r.ended_at, timestamp 'infinity') >= read_until
    group by all
),
earlier as (                                -- hand-offs that came to an end while the public still waited
    select c.conversation_key, c.thread_key, max_by({department: r.department, outcome: r.outcome, ended_at: coalesce(r.answered_at, r.ended_at), passed_to: r.passed_to},
        coalesce(r.answered_at, r.ended_at)) as last_end
    from request_conversations c join requests r using (handoff_key), log
    where coalesce(r.answered_at, r.ended_at) < read_until
    group by all
),
topics as (select conversation_key, thread_key, topic, department from conversation_topics where is_main),
began as (select conversation_key, u.audience from conversations c join author_audiences u on u.author_key = c.author_key),
held as (
    select a.*, epoch(as_of - asked_at) as age, t.topic, t.department as owner, u.audience,
        coalesce(o.handoffs, []) as handoffs,
        if(e.last_end.ended_at >= a.asked_at, e.last_end, null) as last_end
    from asked a
    left join topics t using (conversation_key, thread_key)
    left join open_ones o using (conversation_key, thread_key)
    left join earlier e using (conversation_key, thread_key)
    left join began u using (conversation_key)
    where asked_at <= seen_until and asked_at < $until
        and (ended_at is null or ended_at > seen_until or ended_at >= $until)
),
page as (
    select *, count(*) over () as total
    from held
    where age >= $age_from and age < $age_to
        and (len($departments::varchar[]) = 0 or list_contains($departments::varchar[], owner))
        and (len($topics::varchar[]) = 0 or list_contains($topics::varchar[], topic))
        and (len($audiences::varchar[]) = 0 or list_contains($audiences::varchar[], audience))
        and case $holder
            when '' then true
            when '(no hand-off logged)' then len(handoffs) = 0 and last_end is null
            when '(social team)' then len(handoffs) = 0 and last_end is not null
            else list_contains(list_transform(handoffs, lambda h: h.department), $holder)
        end
    order by age desc, exchange_key
    limit $limit offset $offset
)
select
    m.platform || ':' || m.native_id        as id,
    m.platform,
    m.message_key,
    m.permalink,
    page.total,
    page.as_of,
    page.asked_at,
    page.due_at,
    page.due_at < page.as_of                as is_past_promise,
    page.age,
    page.channel,
    page.topic,
    page.owner,
    page.handoffs,
    page.last_end,
    page.ordinal > 1                        as is_follow_up,
    a.handle,
    a.display_name,
    a.native_id                             as author_id,
    left(m.text, 600)                       as text,
    m.hidden_at is not null                 as is_hidden
from page
join messages m on m.message_key = page.exchange_key
left join authors a on a.author_key = page.author_key
order by page.age desc, page.exchange_key
