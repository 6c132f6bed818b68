-- The question of the period that one department, not the social team, held longest, public and with a text, and who held it how
-- long: of those for which a hand-off was logged, since nothing else can be held by such a department. Only the text of
-- the one that is found is read.
with parts as (
    select exchange_key, if(is_outside_hours, '(outside hours)', holder) as holder, sum(seconds) as seconds,
        sum(seconds) filter (department = $holder) as theirs
    from held_seconds
    where asked_at >= $since and asked_at < $until
        and (len($channels::int[]) = 0 or list_contains($channels::int[], channel_key))
    group by all
),
held as (select exchange_key, sum(theirs) as theirs from parts where theirs > 0 group by exchange_key),
longest as (
    select h.exchange_key
    from held h
    join messages m on m.message_key = h.exchange_key
    where m.is_public and m.text is not null and m.is_question and m.hidden_at is null and m.deleted_at is null
        and (len($platforms::varchar[]) = 0 or list_contains($platforms::varchar[], m.platform))
    order by h.theirs desc, h.exchange_key
    limit 1
)
select
    any_value(m.platform || ':' || m.native_id) as id,
    left(any_value(m.text), 300)            as text,
    any_value(e.answered_at) is null        as is_waiting,
    sum(p.seconds)                          as waited,
    list({holder: p.holder, seconds: p.seconds} order by p.seconds desc, p.holder) as holders
from longest l
join messages m on m.message_key = l.exchange_key
join exchanges e on e.exchange_key = l.exchange_key and e.asked_at >= $since and e.asked_at < $until
join parts p on p.exchange_key = l.exchange_key
group by l.exchange_key
