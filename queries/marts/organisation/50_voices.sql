-- mart voices: who is known to the roster among those who speak for us, each with the people that may be meant, first of all
-- by account, then by the colleague that the source names, then by signature. A voice is an account with what it signs;
-- voices are few, so that they are looked up here once and not for each of their turns.
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
heard as (
    select voice_key, author_key, sent_by, signature from our_turns
    where rowid in (select min(rowid) from our_turns group by voice_key)
),
accounts as (select * from authors where author_key in (select author_key from heard))
select
    t.voice_key, a.platform,
    list_concat(coalesce(h.people, []), coalesce(i.people, []), coalesce(p.people, []), coalesce(s.people, [])) as people
from heard t
left join accounts a using (author_key)
left join people h on h.way = 'account' and h.name = lower(a.handle)
left join people i on i.way = 'account' and i.name = lower(a.native_id)
left join people p on p.way = 'person' and p.name = lower(trim(t.sent_by))
left join people s on s.way = 'signature' and s.name = t.signature
where len(list_concat(coalesce(h.people, []), coalesce(i.people, []), coalesce(p.people, []), coalesce(s.people, []))) > 0
