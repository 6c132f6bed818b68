-- shape wait: the quantiles of the curve in survival.sql.
-- The q-quantile is the smallest t with S(t) <= 1 - q + 1e-9.
with {survival},
quantiles as (
    select
        slice,
        min(t) filter (survival <= 0.5 + 1e-9)     as median,
        min(t) filter (lower_limit <= 0.5 + 1e-9)  as median_low,
        min(t) filter (upper_limit <= 0.5 + 1e-9)  as median_high,
        min(t) filter (survival <= 0.1 + 1e-9)     as p90,
        min(t) filter (lower_limit <= 0.1 + 1e-9)  as p90_low,
        min(t) filter (upper_limit <= 0.1 + 1e-9)  as p90_high
    from limited group by slice
)
select totals.*, quantiles.* exclude (slice)
from totals left join quantiles on quantiles.slice is not distinct from totals.slice
