-- The tabs of the workbook as they were read last, in its order; `refused`: rows of a tab that were left out.
select
    title, rows_read,
    (select count(*) from quarantine q where q.source in ('workbook', 'sample') and starts_with(q.place, w.title || ' row '))
        as refused
from workbook_tabs w
where rows_read > 0
order by position
