-- view answers: our turns with the department that gave each, by the roster as of then: by account, else by the colleague
-- that the source names, else by signature; null where none of them says.
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
spoken as (
    select t.*, a.platform,
        timezone(coalesce((select max(value) from settings where name = 'zone'), 'UTC'), timezone('UTC', t.spoken_at))::date as day,
        list_concat(coalesce(h.people, []), coalesce(i.people, []), coalesce(p.people, []), coalesce(s.people, [])) as people
    from our_turns t
    left join authors a using (author_key)
    left join people h on h.way = 'account' and h.name = lower(a.handle)
    left join people i on i.way = 'account' and i.name = lower(a.native_id)
    left join people p on p.way = 'person' and p.name = lower(trim(t.sent_by))
    left join people s on s.way = 'signature' and s.name = t.signature
)
select
    conversation_key, thread_key, channel_key, spoken_at, message_key, is_public,
    list_filter(people, lambda p: day between p.valid_from and p.valid_to and coalesce(p.platform, platform) = platform)[1].department
        as department,
    coalesce(list_filter(people, lambda p: day between p.valid_from and p.valid_to and coalesce(p.platform, platform) = platform)[1].is_leader,
        false)                              as is_leader
from spoken
