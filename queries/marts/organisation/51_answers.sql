-- view answers: our turns with the department that gave each, by the roster as of then: by account, else by the colleague
-- that the source names, else by signature; null where none of them says. Who speaks is looked up once for each voice, an
-- account with what it signs, since they are few: only turns of those whom the roster knows are looked at one by one.
with people as (                            -- who goes by a name, longest on the roster first
    select way, name, list({department: department, is_leader: is_leader, platform: platform, valid_from: valid_from, valid_to: valid_to}
        order by valid_from, person) as people
    from (
        select unnest([
                {way: 'account', name: lower(ltrim(handle, '@'))},
                {way: 'person', name: lower(trim(person))},
                {way: 'signature', name: lower(regexp_replace(regexp_replace(signature, '\s', '', 'g'), '[–—]', '-', 'g'))}
            ], recursive := true),
            department, person, is_leader, lower(platform) as platform,
            coalesce(valid_from, date '0001-01-01') as valid_from, coalesce(valid_to, date '9999-12-31') as valid_to
        from roster
    )
    where name is not null
    group by way, name
),
voices as materialized (select distinct author_key, sent_by, signature from our_turns),
accounts as (select * from authors where author_key in (select author_key from voices)),
known as materialized (
    select v.author_key, v.sent_by, v.signature, a.platform,
        list_concat(coalesce(h.people, []), coalesce(i.people, []), coalesce(p.people, []), coalesce(s.people, [])) as everybody
    from voices v
    left join accounts a using (author_key)
    left join people h on h.way = 'account' and h.name = lower(a.handle)
    left join people i on i.way = 'account' and i.name = lower(a.native_id)
    left join people p on p.way = 'person' and p.name = lower(trim(v.sent_by))
    left join people s on s.way = 'signature' and s.name = v.signature
    where len(everybody) > 0
),
spoken as (
    select t.*, k.platform, k.everybody as people,
        if(k.everybody is null, null, timezone(
            coalesce((select max(value) from settings where name = 'zone'), 'UTC'), timezone('UTC', t.spoken_at)))::date as day
    from our_turns t
    left join known k on k.author_key is not distinct from t.author_key
        and k.sent_by is not distinct from t.sent_by and k.signature is not distinct from t.signature
)
select
    conversation_key, thread_key, channel_key, spoken_at, message_key, is_public,
    list_filter(people, lambda p: day between p.valid_from and p.valid_to and coalesce(p.platform, platform) = platform)[1].department
        as department,
    coalesce(list_filter(people, lambda p: day between p.valid_from and p.valid_to and coalesce(p.platform, platform) = platform)[1].is_leader,
        false)                              as is_leader
from spoken
