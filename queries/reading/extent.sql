-- Since when there are conversations, and whether this is the sample organisation.
select
    (select min(started_at) from conversations) as first_at,
    exists (from sync_runs where source = 'sample')
        and not exists (from sync_runs where source <> 'sample' and outcome = 'complete') as is_sample
