-- Messages stand in the warehouse twice.
-- Do: move the warehouse folder aside, import or sync anew, and report it: two rows of one message are counted twice.
select platform || ':' || native_id as offender
from messages
where message_key in (select message_key from messages group by message_key having count(*) > 1)
