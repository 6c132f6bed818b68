-- shape count. Items: nothing more than where and when.
select slice, count(*) as n from scoped group by slice
