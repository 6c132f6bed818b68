-- temp our_names: every name by which one of our accounts is addressed, lower case, with its channel if it has one.
with names as (
    select platform, native_id, handle, channel_key from channels
    union all
    select a.platform, a.native_id, a.handle, c.channel_key
    from authors a
    left join channels c on c.platform = a.platform and c.native_id = a.native_id
    where a.is_ours
)
select platform, name, min(channel_key) as channel_key
from (
    select platform, lower(native_id) as name, channel_key from names
    union all
    select platform, lower(handle), channel_key from names
)
where name is not null
group by platform, name
