-- temp speakers: messages of colleagues who speak for us under accounts of their own, as the roster says for that day.
select b.message_key
from roster r
join authors a on lower(ltrim(r.handle, '@')) in (lower(a.handle), lower(a.native_id))
    and coalesce(lower(r.platform), a.platform) = a.platform and not a.is_ours
join building b on b.author_key = a.author_key,
    rules
where r.speaks_for_us
    and timezone(rules.zone, timezone('UTC', b.published_at))::date
        between coalesce(r.valid_from, date '0001-01-01') and coalesce(r.valid_to, date '9999-12-31')
