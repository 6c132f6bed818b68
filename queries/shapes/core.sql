-- shape core: people with three items or more. Items: author_key, joined_at, of the 90 days to the end of the period.
with regulars as (
    select slice, author_key from scoped where joined_at <= watermark
    group by slice, author_key having count(distinct conversation_key) >= 3
)
select slice, count(*) as n from regulars group by slice
