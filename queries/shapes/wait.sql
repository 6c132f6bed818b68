-- shape wait: how long each item waited, and of which conversation it is: several waits of one are alike.
with {waits}
select slice, list(code) as waits, list(conversation_key) as conversations from waits group by slice
