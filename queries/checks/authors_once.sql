-- Authors stand in the warehouse twice.
-- Do: move the warehouse folder aside, import or sync anew, and report it: one person is counted as two.
select platform || ':' || coalesce(native_id, 'erased') as offender
from authors
where author_key in (select author_key from authors group by author_key having count(*) > 1)
