-- shape core: people with three items or more. Items: author_key, joined_at. Of the 90 days to the end of the
-- period, or to the watermark of the item if that is earlier.
with regulars as (
    select slice, author_key from scoped
    where joined_at <= watermark and basis_at >= least(watermark, $until::timestamp) - interval 90 days
    group by slice, author_key having count(distinct conversation_key) >= 3
)
select slice, count(*) as n from regulars group by slice
