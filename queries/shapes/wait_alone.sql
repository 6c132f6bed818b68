-- shape wait, where each item is a conversation of its own: how long each waited.
with {waits}
select slice, list(code) as waits from waits group by slice
