-- The question of the period that one department, not the social team, held longest, public and with a text, and who held it how
-- long: of those for which a hand-off was logged, since nothing else can be held by such a department.
with parts as (
    select exchange_key, if(is_outside_hours, '(outside hours)', holder) as holder, sum(seconds) as seconds,
        sum(seconds) filter (department = $holder) as theirs
    from held_seconds
    where asked_at >= $since and asked_at < $until
        and (len($channels::int[]) = 0 or list_contains($channels::int[], channel_key))
    group by all
),
longest as (
    select p.exchange_key, sum(p.theirs) as theirs, any_value(m.platform || ':' || m.native_id) as id, any_value(m.text) as text
    from parts p
    join messages m on m.message_key = p.exchange_key
    where p.theirs > 0 and m.is_public and m.text is not null and m.is_question and m.hidden_at is null and m.deleted_at is null
        and (len($platforms::varchar[]) = 0 or list_contains($platforms::varchar[], m.platform))
    group by p.exchange_key
    order by theirs desc, p.exchange_key
    limit 1
)
select
    l.id,
    left(l.text, 300)                       as text,
    e.answered_at is null                   as is_waiting,
    sum(p.seconds)                          as waited,
    list({holder: p.holder, seconds: p.seconds} order by p.seconds desc, p.holder) as holders
from longest l
join parts p using (exchange_key)
join exchanges e using (exchange_key)
group by all
