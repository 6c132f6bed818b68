-- mart conversation_topics: what each conversation is about (definition: topic), by what the audience says in it: every
-- topic of the workbook whose words occur, with weights that sum to 1. The first in the order of the tab is the main one.
-- Owner and weight are those of the day it began.
with matched as (
    select distinct t.conversation_key, t.thread_key, m.topic
    from new_thread_messages t join message_topics m using (message_key)
    where t.conversation_key is not null and t.verdict not in ('ours', 'automated')
),
known as (
    select topic, min(position) as position, any_value(weight) as weight from topics group by topic
),
dated as (
    select m.conversation_key, m.thread_key, c.channel_key, m.topic, c.started_at, k.position,
        timezone(rules.zone, timezone('UTC', c.started_at))::date as day, k.weight
    from matched m
    join new_conversations c using (conversation_key, thread_key)
    join known k using (topic), rules
),
owned as (
    select d.conversation_key, d.thread_key, d.channel_key, d.topic, d.started_at, d.position,
        arg_max(t.department, coalesce(t.valid_from, date '0001-01-01')) as department,
        coalesce(arg_max(t.weight, coalesce(t.valid_from, date '0001-01-01')), any_value(d.weight)) as weight
    from dated d
    left join topics t on t.topic = d.topic
        and d.day between coalesce(t.valid_from, date '0001-01-01') and coalesce(t.valid_to, date '9999-12-31')
    group by all
)
select
    conversation_key, thread_key, channel_key, topic, department, started_at,
    weight / sum(weight) over of_it         as share,
    row_number() over (of_it order by position, topic) = 1 as is_main,
    count(*) over of_it = 1                 as is_alone
from owned
window of_it as (partition by conversation_key)
