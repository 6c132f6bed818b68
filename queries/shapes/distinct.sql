-- shape distinct: how many different people. Items: author_key, joined_at. Who joins after the watermark is not there yet.
select slice, count(distinct author_key) as n from scoped where joined_at <= watermark group by slice
