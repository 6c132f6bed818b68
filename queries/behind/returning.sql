-- behind returning: the conversations in which people took part, and whether any of them had been here before. The
-- reading is that of queries/shapes/returning.sql.
select conversation_key, any_value(handoff_key) as handoff_key, min(basis_at) as basis_at, if(bool_or(exists (
        select 1 from seen e
        where e.author_key = chosen.author_key and e.joined_at <= e.watermark
            and e.basis_at < chosen.slice_start and e.basis_at >= chosen.slice_start - chosen.lookback
    )), 'did', 'did not')                   as state,
    null                                    as amount
from chosen where joined_at <= watermark group by conversation_key
