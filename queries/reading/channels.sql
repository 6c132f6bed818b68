-- Our channels in the order in which they came, which is the order in which they are always shown.
select channel_key, platform, platform || ':' || native_id as id, coalesce(title, '@' || handle, native_id) as name, complete_until
from channels
order by channel_key
