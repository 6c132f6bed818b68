-- Messages name an author who is not in the warehouse.
-- Do: move the warehouse folder aside, import or sync anew, and report it: whether we or the public spoke is lost.
select platform || ':' || native_id as offender
from messages
where author_key is not null and author_key not in (select author_key from authors)
