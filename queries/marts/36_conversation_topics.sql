-- mart conversation_topics: what each conversation is about (definition: topic), by what the audience says in it: every
-- topic of the workbook whose words occur, with weights that sum to 1. The first in the order of the tab is the main one.
-- Owner and weight are those of the day it began.
-- Who owns a topic is looked up once a day, not once a conversation.
with known as (
    select topic, any_value(weight) as weight, row_number() over (order by min(position), topic) as place
    from topics group by topic
),
matched as (
    select distinct t.conversation_key, t.thread_key, k.place
    from new_thread_messages t
    join message_topics m using (message_key)
    join known k using (topic)
    where t.conversation_key is not null and t.verdict not in ('ours', 'automated')
),
dated as (
    select m.*, c.channel_key, c.started_at, timezone(rules.zone, timezone('UTC', c.started_at))::date as day
    from matched m
    join new_conversations c using (conversation_key, thread_key), rules
),
owned as (
    select
        d.place, d.day, k.topic,
        arg_max(t.department, coalesce(t.valid_from, date '0001-01-01')) as department,
        coalesce(arg_max(t.weight, coalesce(t.valid_from, date '0001-01-01')), any_value(k.weight)) as weight
    from (select distinct place, day from dated) d
    join known k using (place)
    left join topics t on t.topic = k.topic
        and d.day between coalesce(t.valid_from, date '0001-01-01') and coalesce(t.valid_to, date '9999-12-31')
    group by d.place, d.day, k.topic
)
select
    conversation_key, thread_key, channel_key, topic, department, started_at,
    weight / sum(weight) over of_it         as share,
    row_number() over (of_it order by place) = 1 as is_main,
    count(*) over of_it = 1                 as is_alone
from dated join owned using (place, day)
window of_it as (partition by conversation_key)
