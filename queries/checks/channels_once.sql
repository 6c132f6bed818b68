-- Channels stand in the warehouse twice.
-- Do: move the warehouse folder aside, import or sync anew, and report it: one channel is shown as two.
select platform || ':' || native_id as offender
from channels
where (platform, native_id) in (select (platform, native_id) from channels group by platform, native_id having count(*) > 1)
    or channel_key in (select channel_key from channels group by channel_key having count(*) > 1)
