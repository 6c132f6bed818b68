-- title: Reminders
-- label: reminders a request
-- unit: number
-- shape: mean
-- better: down
-- basis: by time asked
-- about: handoffs
-- gives: department, topic
-- definition: The mean number of reminders a request needed.
-- why: Reminding is work that answers nobody.
select
    asked_at as basis_at, handoff_key, coalesce(conversation_key, handoff_key) as conversation_key, channel_key, source, calendar, department, topic,
    len(reminders)::double as value
from requests
