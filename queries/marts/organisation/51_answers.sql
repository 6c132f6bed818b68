-- view answers: our turns with the department that gave each, by the roster as of then: by account, else by the colleague
-- that the source names, else by signature; null where none of them says.
with people as (
    select unnest([
            {way: 1, name: lower(ltrim(handle, '@'))},
            {way: 2, name: lower(trim(person))},
            {way: 3, name: lower(regexp_replace(regexp_replace(signature, '\s', '', 'g'), '[–—]', '-', 'g'))}
        ], recursive := true),
        department, person, is_leader, lower(platform) as platform,
        coalesce(valid_from, date '0001-01-01') as valid_from, coalesce(valid_to, date '9999-12-31') as valid_to
    from roster
),
zone as (select coalesce(max(value), 'UTC') as zone from settings where name = 'zone'),
called as (
    select t.* exclude (sent_by, signature), a.platform, timezone(zone, timezone('UTC', t.spoken_at))::date as day,
        unnest([
            {way: 1, name: lower(a.handle)}, {way: 1, name: lower(a.native_id)},
            {way: 2, name: lower(trim(t.sent_by))}, {way: 3, name: t.signature}
        ], recursive := true)
    from our_turns t left join authors a using (author_key), zone
)
select
    c.conversation_key, c.thread_key, c.channel_key, c.spoken_at, c.message_key, c.is_public,
    arg_min(p.department, (c.way, p.valid_from, p.person)) as department,
    coalesce(arg_min(p.is_leader, (c.way, p.valid_from, p.person)), false) as is_leader
from called c
left join people p on p.name = c.name and p.way = c.way and c.day between p.valid_from and p.valid_to
    and (p.way = 2 or coalesce(p.platform, c.platform) = c.platform)
group by c.conversation_key, c.thread_key, c.channel_key, c.spoken_at, c.message_key, c.is_public
