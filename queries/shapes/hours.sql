-- shape hours: how much time in all. Items: seconds.
with clustered as (
    select slice, conversation_key, fsum(seconds) as seconds, count(*) as items from scoped group by slice, conversation_key
)
select slice, count(*) as n, fsum(seconds) / 3600 as hours, fsum(seconds * seconds) / 3600 ^ 2 as hours_squared
from clustered group by slice
