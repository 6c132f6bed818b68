-- view answers: our turns with the department that gave each, by the roster as of then (voices); null where it knows nobody of
-- that name, or nobody who was there on that day.
with spoken as (
    select t.*, v.platform, v.people,
        if(v.people is null, null, timezone(
            coalesce((select max(value) from settings where name = 'zone'), 'UTC'), timezone('UTC', t.spoken_at)))::date as day
    from our_turns t left join voices v using (voice_key)
)
select
    conversation_key, thread_key, channel_key, spoken_at, message_key, is_alone, is_public,
    list_filter(people, lambda p: day between p.valid_from and p.valid_to and coalesce(p.platform, platform) = platform)[1].department
        as department,
    coalesce(list_filter(people, lambda p: day between p.valid_from and p.valid_to and coalesce(p.platform, platform) = platform)[1].is_leader,
        false)                              as is_leader
from spoken
