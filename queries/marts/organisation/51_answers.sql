-- view answers: our turns with the department that gave each, by the roster as of then: by account, else by the colleague
-- that the source names, else by signature; null where none of them says.
with people as (
    select
        department, person, lower(platform) as platform, lower(ltrim(handle, '@')) as handle, lower(trim(person)) as name,
        lower(regexp_replace(regexp_replace(signature, '\s', '', 'g'), '[–—]', '-', 'g')) as signature,
        is_leader, coalesce(valid_from, date '0001-01-01') as valid_from, coalesce(valid_to, date '9999-12-31') as valid_to
    from roster
),
spoken as (
    select
        t.conversation_key, t.thread_key, t.channel_key, t.spoken_at, t.message_key, not t.is_direct and m.is_public as is_public,
        m.platform, nullif(m.signature, '') as signature, lower(trim(m.sent_by)) as sent_by,
        lower(a.handle) as handle, lower(a.native_id) as native_id,
        timezone(coalesce((select value from settings where name = 'zone'), 'UTC'), timezone('UTC', t.spoken_at))::date as day
    from our_turns t
    join messages m using (message_key)
    left join authors a using (author_key)
),
credited as (
    select s.message_key, 1 as way, p.* from spoken s join people p on p.handle in (s.handle, s.native_id)
        and coalesce(p.platform, s.platform) = s.platform and s.day between p.valid_from and p.valid_to
    union all
    select s.message_key, 2, p.* from spoken s join people p on p.name = s.sent_by and s.day between p.valid_from and p.valid_to
    union all
    select s.message_key, 3, p.* from spoken s join people p on p.signature = s.signature
        and coalesce(p.platform, s.platform) = s.platform and s.day between p.valid_from and p.valid_to
),
judged as (
    select message_key, arg_min(department, (way, valid_from, person)) as department, arg_min(is_leader, (way, valid_from, person)) as is_leader
    from credited group by message_key
)
select s.conversation_key, s.thread_key, s.channel_key, s.spoken_at, s.message_key, s.is_public, j.department, coalesce(j.is_leader, false) as is_leader
from spoken s left join judged j using (message_key)
