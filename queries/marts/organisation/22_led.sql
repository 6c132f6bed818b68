-- temp led: hand-offs that a leader answered or joined, by the roster as of then.
with helpers as (
    select head_key as handoff_key, trim(unnest(string_split_regex(coalesce(answered_by, '') || ';' || coalesce(joined_by, ''), '[;,]'))) as person,
        coalesce(answered_at, ended_at, asked_at) as helped_at
    from merged where answered_by is not null or joined_by is not null
)
select distinct handoff_key
from helpers h
join roster r on r.is_leader and (lower(r.person) = lower(h.person) or lower(ltrim(r.handle, '@')) = lower(ltrim(h.person, '@'))), rules
where timezone(rules.zone, timezone('UTC', h.helped_at))::date
    between coalesce(r.valid_from, date '0001-01-01') and coalesce(r.valid_to, date '9999-12-31')
