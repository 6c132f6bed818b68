-- temp our_names: every name by which one of our accounts is addressed, lower case, with its channel if it has one. An id
-- goes before another channel's handle.
with names as (
    select platform, lower(native_id) as name, channel_key, 1 as place from channels
    union all
    select platform, lower(handle), channel_key, 2 from channels
    union all
    select platform, lower(native_id), channel_key, 3 from our_accounts
    union all
    select platform, lower(handle), channel_key, 4 from our_accounts
)
select platform, name, arg_min(channel_key, (place, channel_key)) as channel_key
from names where name is not null
group by platform, name
