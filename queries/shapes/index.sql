-- shape index: four ratios over one cohort and the variance of the logarithm of their geometric mean, linearised over
-- conversations: Σ (¼ Σ part ÷ Part − whole ÷ Whole)². Items: component, part, whole, due_at.
with clustered as (
    select slice, conversation_key, component, fsum(part) as part, fsum(whole)::double as whole
    from scoped where due_at <= watermark group by slice, conversation_key, component
),
totals as (
    select slice, component, fsum(part) as part, fsum(whole) as whole from clustered group by slice, component
),
scores as (
    select c.slice, c.conversation_key, fsum(c.part / nullif(t.part, 0) - c.whole / t.whole) / 4 as score
    from clustered c join totals t on t.slice is not distinct from c.slice and t.component = c.component
    group by c.slice, c.conversation_key
),
spread as (select slice, fsum(score * score) as log_variance, count(*) as clusters from scores group by slice)
select t.slice, t.component, t.part / t.whole as ratio, t.whole, s.log_variance, s.clusters
from totals t join spread s on s.slice is not distinct from t.slice
