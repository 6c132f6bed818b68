-- Messages have a key that is not made from their id.
-- Do: move the warehouse folder aside, import or sync anew, and report it: answers are no longer joined to questions.
select platform || ':' || native_id as offender
from messages
where message_key <> message_key(platform, native_id)
    or parent_key is distinct from message_key(platform, parent_id)
