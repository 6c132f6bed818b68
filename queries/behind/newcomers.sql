-- behind newcomers: the conversations in which somebody took part who had not been here before. The reading is that of
-- queries/shapes/newcomers.sql.
select conversation_key, any_value(handoff_key) as handoff_key, min(basis_at) as basis_at, null as state, null as amount
from chosen
where joined_at <= watermark and not exists (
    select 1 from seen e
    where e.author_key = chosen.author_key and e.joined_at <= e.watermark
        and e.basis_at < chosen.slice_start and e.basis_at >= chosen.slice_start - chosen.lookback
)
group by conversation_key
