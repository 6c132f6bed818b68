-- behind core: the conversations of those who take part in three or more within 90 days. The reading is that of
-- queries/shapes/core.sql.
select conversation_key, any_value(handoff_key) as handoff_key, min(basis_at) as basis_at, null as state, null as amount
from chosen
where joined_at <= watermark and basis_at >= least(watermark, $until::timestamp) - interval 90 days
    and author_key in (
        select author_key from chosen
        where joined_at <= watermark and basis_at >= least(watermark, $until::timestamp) - interval 90 days
        group by author_key having count(distinct conversation_key) >= 3
    )
group by conversation_key
